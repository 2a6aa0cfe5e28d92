from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from summarizer.choose import checking, choose, coverage
from summarizer.fuse import judge
from summarizer.group import Group
from summarizer.models.protocols import FloatArray
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
    (choice,) = choose([told], [[judge(GOOD, told.sentences)]], CHECK)
    assert (choice.text, choice.method, choice.repaired) == (GOOD, Method.FUSED, None)
    assert choice.sources == told.sentences[:1]
    assert choice.support.supported


def test_an_unsupported_sentence_gives_way_to_the_next_best() -> None:
    told = group(*PIER)
    wrong = "The harbour authority closed the old bridge on Friday after a barge struck a pier."
    (choice,) = choose([told], [[judge(wrong, told.sentences), judge(GOOD, told.sentences)]], CHECK)
    assert choice.text == GOOD
    assert choice.tried[0].refused is not None


def test_then_to_the_best_source_sentence_and_says_why() -> None:
    told = group(*PIER)
    wrong = "The harbour authority closed closed the old bridge on Tuesday."
    (choice,) = choose([told], [[judge(wrong, told.sentences)]], CHECK)
    assert (choice.text, choice.method) == (PIER[0], Method.EXTRACTED)
    assert choice.repaired == "a word stands twice"


def test_nothing_written_is_no_repair() -> None:
    (choice,) = choose([group(*PIER)], [[]], CHECK)
    assert (choice.method, choice.repaired) == (Method.EXTRACTED, None)


def test_a_source_sentence_loses_its_opener() -> None:
    (choice,) = choose([group(PIER[1])], [[]], CHECK)
    assert choice.text == PIER[1].removeprefix("However, ").capitalize().replace("tuesday", "Tuesday")
    assert choice.note == "what stood in front left out"
    assert choice.method is Method.EXTRACTED


def test_what_does_not_hold_together_is_refused() -> None:
    told = group(*PIER)
    (choice,) = choose([told], [[judge(GOOD, told.sentences)]], CHECK, fluency=Ear(GOOD))
    assert (choice.method, choice.repaired) == (Method.EXTRACTED, "it does not hold together")


def test_a_long_source_sentence_is_shortened_to_fit() -> None:
    long = PIER[0].replace(
        ".", ", raising fears of long queues on every road into the town for most of the coming winter months."
    )
    (choice,) = choose([group(long)], [[]], CHECK, max_words=20)
    assert len(choice.text.split()) <= 20
    assert choice.method is Method.EXTRACTED
    assert choice.note is not None


def test_coverage_counts_what_several_tell_more() -> None:
    told = group(*PIER)
    assert coverage(PIER[0], told) > coverage("The port is old.", told)
    assert coverage(" ".join(PIER), told) == 1.0


def test_groups_do_not_mix() -> None:
    other = group("Mayor Aoife Brennan said ferries will run every hour until March.")
    choices = choose(
        [group(*PIER), other], [[], [judge("Mayor Brennan said ferries will run every hour.", other.sentences)]], CHECK
    )
    assert [choice.method for choice in choices] == [Method.EXTRACTED, Method.FUSED]
