from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from summarizer.fusion.choose import checking, choose, coverage
from summarizer.fusion.fuse import judge
from summarizer.models.protocols import FloatArray
from summarizer.selection.group import Group
from summarizer.sentence import Sentence, Span
from summarizer.summary import Method
from summarizer.verification import Verifier

PIER = (
    "The harbour authority, which runs the port, closed the old bridge on Tuesday after a barge struck a pier.",
    "However, the old bridge was closed on Tuesday when a barge struck it, the harbour authority said.",
)
CHECK = checking(Verifier())


def group(*texts: str) -> Group:
    found = tuple(Sentence(Span(f"a{i}", 0, len(text)), text, 0, 0) for i, text in enumerate(texts))
    return Group(found, 1.0, tuple(range(len(texts))))


class Ear:
    """Hears every sentence but those it was told of as sound."""

    def __init__(self, *bad: str) -> None:
        self.bad = bad

    def score(self, sentences: Sequence[str], sources: Sequence[Sequence[str]]) -> FloatArray:
        return np.array([0.0 if sentence in self.bad else 1.0 for sentence in sentences], dtype=np.float32)


GOOD = "The harbour authority closed the old bridge on Tuesday after a barge struck a pier."


def test_takes_the_fused_sentence_that_its_sources_carry() -> None:
    told = group(*PIER)
    (forms,) = choose([told], [[judge(GOOD, told.sentences)]], CHECK)
    choice = forms.best
    assert (choice.text, choice.method, choice.repaired) == (GOOD, Method.FUSED, None)
    assert choice.sources == told.sentences[:1]
    assert choice.support.supported


def test_an_unsupported_sentence_gives_way_to_the_next_best() -> None:
    told = group(*PIER)
    wrong = "The harbour authority closed the old bridge on Friday after a barge struck a pier."
    (forms,) = choose([told], [[judge(wrong, told.sentences), judge(GOOD, told.sentences)]], CHECK)
    choice = forms.best
    assert choice.text == GOOD
    assert choice.tried[0].refused is not None


def test_a_sentence_that_loses_who_says_so_is_refused() -> None:
    told = group(PIER[0].replace("a pier.", "a pier, officials said."))
    dropped = replace(judge(GOOD, told.sentences), refused=None)
    (forms,) = choose([told], [[dropped]], CHECK)
    assert forms.best.method is Method.EXTRACTED
    assert "says so" in str(forms.best.repaired)


def test_then_to_the_best_source_sentence_and_says_why() -> None:
    told = group(*PIER)
    wrong = "The harbour authority closed closed the old bridge on Tuesday."
    (forms,) = choose([told], [[judge(wrong, told.sentences)]], CHECK)
    choice = forms.best
    assert (choice.text, choice.method) == (PIER[0], Method.EXTRACTED)
    assert choice.repaired == "a word stands twice"


def test_nothing_written_is_no_repair() -> None:
    (forms,) = choose([group(*PIER)], [[]], CHECK)
    choice = forms.best
    assert (choice.method, choice.repaired) == (Method.EXTRACTED, None)


def test_a_source_sentence_loses_its_opener() -> None:
    (forms,) = choose([group(PIER[1])], [[]], CHECK)
    choice = forms.best
    assert choice.text == PIER[1].removeprefix("However, ").capitalize().replace("tuesday", "Tuesday")
    assert choice.note == "what stood in front left out"
    assert choice.method is Method.EXTRACTED


def test_what_does_not_hold_together_is_refused() -> None:
    told = group(*PIER)
    (forms,) = choose([told], [[judge(GOOD, told.sentences)]], CHECK, fluency=Ear(GOOD))
    choice = forms.best
    assert (choice.method, choice.repaired) == (Method.EXTRACTED, "it does not hold together")


def test_a_long_source_sentence_is_shortened_to_fit() -> None:
    long = PIER[0].replace(
        ".", ", raising fears of long queues on every road into the town for most of the coming winter months."
    )
    (forms,) = choose([group(long)], [[]], CHECK, max_words=20)
    assert len(forms.best.text.split()) <= 20
    assert forms.best.method is Method.EXTRACTED
    assert forms.best.note is not None


def test_selection_is_offered_every_form_of_the_best_source_sentence() -> None:
    (forms,) = choose([group(*PIER)], [[judge(GOOD, group(*PIER).sentences)]], CHECK, tight=True)
    assert forms.sources[0].text == PIER[0]
    assert forms.sources[1].text == PIER[0].replace(", which runs the port,", "")
    assert forms.sources[1].note == "an aside between commas left out"
    assert [choice.text for choice in forms.fused] == [GOOD]


def test_coverage_counts_what_several_tell_more() -> None:
    told = group(*PIER)
    assert coverage(PIER[0], told) > coverage("The port is old.", told)
    assert coverage(" ".join(PIER), told) == 1.0


def test_groups_do_not_mix() -> None:
    other = group("Mayor Aoife Brennan said ferries will run every hour.")
    found = choose(
        [group(*PIER), other], [[], [judge("Mayor Brennan said ferries will run every hour.", other.sentences)]], CHECK
    )
    assert [forms.best.method for forms in found] == [Method.EXTRACTED, Method.FUSED]
