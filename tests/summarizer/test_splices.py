from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.splices import UNSAFE, patchiness

HARBOUR = (
    "The harbour authority, which runs the port, closed the old bridge on Tuesday after a barge struck a pier.",
    "Mayor Aoife Brennan said the old bridge will stay shut until March because of cracks in two piers.",
    "The talks between Mayor Aoife Brennan and the drivers’ union broke down in the evening.",
)


@pytest.mark.parametrize(
    "written",
    [
        "The harbour authority closed the old bridge on Tuesday after a barge struck a pier.",
        "The harbour authority closed the old bridge after a barge struck a pier.",
        "The harbour authority closed the old bridge on Tuesday.",
        "Mayor Brennan said the old bridge will stay shut until March.",
        "Brennan said the old bridge will stay shut until March because of cracks in two piers.",
    ],
)
def test_cuts_of_an_editor_are_cheap(written: str) -> None:
    assert 0 < patchiness(written, HARBOUR) < UNSAFE


@pytest.mark.parametrize(
    "written",
    [
        "The harbour authority on Tuesday after a barge struck a pier.",  # the verb is gone
        "The harbour authority, which closed the old bridge on Tuesday after a barge struck a pier.",
        "The old bridge will stay shut until March because of cracks in two piers.",  # who said so is gone
        "The talks between Mayor Aoife Brennan said the old bridge will stay shut until March.",
        "The talks between Mayor Aoife Brennan broke down in the evening.",  # half of a pair
        "Mayor Aoife Brennan said the old bridge will stay shut until March because of cracks in two.",
        "Mayor Aoife Brennan said the old harbour struck a union.",
    ],
)
def test_cuts_inside_phrases_are_not(written: str) -> None:
    assert patchiness(written, HARBOUR) == UNSAFE


def test_half_of_a_comparison_stays_with_the_other() -> None:
    source = "The bridge may have to stay closed for six weeks, twice as long as first thought."
    assert patchiness("The bridge may have to stay closed for six weeks, twice as long.", [source]) == UNSAFE
    assert patchiness("The bridge may have to stay closed for six weeks.", [source]) < UNSAFE


def test_without_a_word_or_a_source() -> None:
    assert patchiness("", HARBOUR) == 0.0
    assert patchiness("...", HARBOUR) == 0.0
    assert patchiness("The bridge is shut.", ()) == UNSAFE


@given(st.sampled_from(HARBOUR), st.permutations(HARBOUR))
def test_a_sources_own_sentence_costs_nothing(source: str, sources: list[str]) -> None:
    assert patchiness(source, sources) == 0.0


WORDS = st.lists(st.sampled_from(" ".join(HARBOUR).split()), max_size=14).map(" ".join)


@given(WORDS, st.lists(WORDS, max_size=3))
def test_never_outside_its_range(written: str, sources: list[str]) -> None:
    assert 0.0 <= patchiness(written, sources) <= UNSAFE
