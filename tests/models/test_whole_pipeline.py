"""Models of other families through the whole pipeline: whatever they write, what is printed holds to its sources."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from summarizer import Article, Summarizer, Summary
from summarizer.engine import Engine
from summarizer.models import registry
from summarizer.models.fakes import FakeEncoder, FakeSupportScorer
from summarizer.models.profiles import Profile
from summarizer.models.protocols import Decoding, Seq2Seq
from summarizer.models.samples import STORIES
from summarizer.summary import Method

BRIDGE = tuple(Article(id=f"paper{number}", text=sentence) for number, sentence in enumerate(STORIES[0]))
FACTS = re.compile(r"\d[\d.,]*\d|\d|\b[A-Z]\w+|[“\"][^”\"]+[”\"]")


class Liar:
    """Writes what another model writes, with a number, a name or a quotation of its own."""

    def __init__(self, inner: Seq2Seq, true: str, false: str) -> None:
        self._inner, self._true, self._false = inner, true, false
        self.told = 0

    def generate(self, inputs: Sequence[str], options: Decoding) -> list[list[str]]:
        written = self._inner.generate(inputs, options)
        self.told += sum(self._true in text for texts in written for text in texts)
        return [[text.replace(self._true, self._false) for text in texts] for texts in written]

    def count_tokens(self, inputs: Sequence[str]) -> list[int]:
        return self._inner.count_tokens(inputs)


def summarize(seq2seq: Seq2Seq, profile: Profile, max_words: int = 60) -> Summary:
    engine = Engine(encoder=FakeEncoder(), seq2seq=seq2seq, profile=profile, support=FakeSupportScorer(), name=profile.name)
    return Summarizer(engine=engine).summarize(BRIDGE, max_words=max_words)


def foreign(summary: Summary) -> list[str]:
    """Names, numbers and quotations of printed sentences that their citations lack; a sentence's first word is no name."""
    texts = {article.id: article.text for article in BRIDGE}
    found = []
    for sentence in summary.sentences:
        told = " ".join(texts[citation.article_id][citation.start : citation.end] for citation in sentence.citations)
        found += [fact for fact in FACTS.findall(sentence.text)[1:] if fact not in told]
    return found


@pytest.mark.parametrize("family", ["pegasus", "t5", "led"])
def test_noise_of_any_family_is_never_printed(family: str, hub: Path) -> None:
    profile = registry.find_profile(f"tiny/{family}")
    profile = replace(profile, max_input_tokens=160, decoding=replace(profile.decoding, beams=1))
    summary = summarize(registry.load_seq2seq(f"tiny/{family}", device="cpu", profile=profile), profile)
    assert summary.sentences
    assert foreign(summary) == []


@pytest.mark.parametrize(
    ("true", "false"),
    [("14 pillars", "41 pillars"), ("Aldmere", "Veldin"), ("found cracks", "said “we found terrible cracks”")],
)
def test_invented_facts_of_a_fluent_model_are_never_printed(true: str, false: str, trained: Path) -> None:
    profile = registry.find_profile(str(trained))
    liar = Liar(registry.load_seq2seq(str(trained), device="cpu", profile=profile), true, false)
    summary = summarize(liar, profile)
    assert liar.told
    assert false not in summary.text
    assert foreign(summary) == []
    assert any(sentence.repaired for sentence in summary.sentences if sentence.method is Method.EXTRACTED)


def test_the_trail_names_what_the_model_did_not_read(trained: Path) -> None:
    profile = registry.find_profile(str(trained))
    model = registry.load_seq2seq(str(trained), device="cpu", profile=profile)
    longest = max(model.count_tokens([article.text for article in BRIDGE]))
    summary = summarize(model, replace(profile, max_input_tokens=longest + 2))
    assert any("not read by the fusion model: its article's share" in entry.reason for entry in summary.trail)
