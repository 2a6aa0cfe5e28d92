from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.wording.openers import without_opener


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("However, the bridge stays shut until March.", "The bridge stays shut until March."),
        ("But the mayor said repairs would take a year.", "The mayor said repairs would take a year."),
        ("But, meanwhile, ferries run every hour now.", "Ferries run every hour now."),
        ("And Brennan promised free ferries for workers.", "Brennan promised free ferries for workers."),
        ("The bridge, however, stays shut until March.", "The bridge stays shut until March."),
        ("Also on Tuesday, the council met in secret.", "On Tuesday, the council met in secret."),
    ],
)
def test_takes_off_what_ties_a_sentence_to_the_one_before(text: str, left: str) -> None:
    assert without_opener(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "But for the storm, the bridge would have opened.",
        "Yet another pier has cracks in it.",
        "So far the repairs have cost $2 million.",
        "“But we will not wait,” the mayor said.",
        "Now the bridge is open to walkers.",
        "However hard they tried, the pier would not move.",
        "However, nobody came.",
    ],
)
def test_leaves_what_means_something_else(text: str) -> None:
    assert without_opener(text) == text


@given(st.text(max_size=80))
def test_only_takes_words_away(text: str) -> None:
    left = without_opener(text)
    assert left == text or len(left) < len(text)
    assert without_opener(left) == left or len(without_opener(left)) < len(left)
