from __future__ import annotations

from dataclasses import replace

import pytest

from summarizer.article import Article
from summarizer.engine import Engine
from summarizer.fusion.headline import headline
from summarizer.models.fakes import FAKE_PROFILE, FakeEncoder, ScriptedSeq2Seq
from summarizer.summary import Method, SummarySentence

SAID = (
    "The harbour authority closed the old bridge on Tuesday after a barge struck a pier.",
    "Mayor Aoife Brennan said ferries will run every hour until March.",
)

CUT = "Harbour authority closed the old bridge on Tuesday after a barge struck a pier"


def engine(model: ScriptedSeq2Seq | None = None, *, marks: bool = True, limit: int = 500) -> Engine:
    profile = replace(FAKE_PROFILE, headline_mark=marks, cased=False, max_input_tokens=limit)
    return Engine(encoder=FakeEncoder(), seq2seq=model, profile=profile)


def summary(*texts: str) -> list[SummarySentence]:
    return [SummarySentence(text, Method.FUSED, (), 1, 1.0) for text in texts]


def test_the_model_writes_it() -> None:
    written = "the harbour authority closed the old bridge"
    assert headline(summary(*SAID), [], engine(ScriptedSeq2Seq(written))) == "The harbour authority closed the old bridge"


@pytest.mark.parametrize(
    "written",
    [
        "harbour authority opens new bridge",
        "the harbour authority closed the",
        "barge closed the mayor ' s pier",
        "bridge",
    ],
)
def test_what_the_summary_does_not_say_gives_way_to_a_title(written: str) -> None:
    articles = [Article(text="x", title="Old bridge closed after barge struck pier | Harbour News")]
    assert headline(summary(*SAID), articles, engine(ScriptedSeq2Seq(written))) == "Old bridge closed after barge struck pier"


def test_a_title_says_nothing_that_the_summary_lacks() -> None:
    articles = [Article(text="x", title="Old bridge closed for 400 days after barge struck pier"), Article(text="y")]
    assert headline(summary(*SAID), articles, engine()) == CUT


def test_a_model_without_a_mark_is_not_asked() -> None:
    model = ScriptedSeq2Seq("the harbour authority closed the old bridge")
    assert headline(summary(*SAID), [], engine(model, marks=False)) == CUT
    assert model.asked == []


def test_only_what_fits_the_model_is_sent() -> None:
    model = ScriptedSeq2Seq("x")
    headline(summary(*SAID), [], engine(model, limit=len(SAID[0].split()) + 1))
    assert len(model.asked) == 1
    assert SAID[0] in model.asked[0]
    assert SAID[1] not in model.asked[0]


def test_nothing_said() -> None:
    assert headline([], [Article(text="x", title="Old bridge closed")], engine(ScriptedSeq2Seq("x"))) is None


def test_a_headline_may_do_without_articles_but_not_without_a_verb() -> None:
    assert (
        headline(summary(*SAID), [], engine(ScriptedSeq2Seq("harbour authority closed old bridge")))
        == "Harbour authority closed old bridge"
    )
    assert headline(summary(*SAID), [], engine(ScriptedSeq2Seq("harbour authority on tuesday after a barge"))) == CUT


@pytest.mark.parametrize(
    ("said", "cut"),
    [
        (
            "About 300 people left their homes after the river rose overnight, officials said on Monday.",
            "About 300 people left their homes after the river rose overnight, officials said",
        ),
        (
            "The council closed three libraries in the north of the town on Friday, leaving only the one at the market open.",
            "Council closed three libraries in the north of the town on Friday",
        ),
    ],
)
def test_without_another_the_first_sentence_is_cut_at_the_edge_of_a_phrase(said: str, cut: str) -> None:
    assert headline(summary(said), [], engine()) == cut


@pytest.mark.parametrize(
    "said",
    [
        "A vaccine developed in the laboratories of the old university hospital of the town and tested for long cut cases.",
        "He said on Monday that the three libraries in the north of the town would close after the summer of next year.",
        "After the storm passed the coast on Sunday evening the ferries between the islands and the mainland ran again.",
    ],
)
def test_no_headline_rather_than_half_a_statement(said: str) -> None:
    assert headline(summary(said), [], engine()) is None
