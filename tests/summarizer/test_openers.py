from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.openers import without_opener
from summarizer.trim import shortenings, without_dateline


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


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("LONDON (Reuters) — The bridge over the river was shut on Tuesday.", "The bridge over the river was shut on Tuesday."),
        (
            "The harbour authority (HA), which runs the port, closed the bridge on Tuesday after a barge struck it.",
            "The harbour authority closed the bridge on Tuesday after a barge struck it.",
        ),
        (
            "The harbour authority shut the bridge on Tuesday after the crash, raising fears of long queues.",
            "The harbour authority shut the bridge on Tuesday after the crash.",
        ),
    ],
)
def test_shortens_step_by_step(text: str, last: str) -> None:
    assert [shorter for shorter, _ in shortenings(text)][-1] == last


@pytest.mark.parametrize(
    "text",
    [
        "The harbour authority, which did not inspect the pier, closed the bridge on Tuesday.",
        "The harbour authority (20 people) closed the bridge on Tuesday afternoon.",
        "The mayor said “the bridge, which I love, is shut” on Tuesday afternoon.",
        "The harbour authority, who said the pier was safe, closed the bridge on Tuesday.",
    ],
)
def test_leaves_what_changes_the_meaning(text: str) -> None:
    assert list(shortenings(text)) == []


@given(st.text(alphabet=st.sampled_from('ab ,.()—who which marking AB"“”'), max_size=120))
def test_each_shorter_form_keeps_the_order_of_words(text: str) -> None:
    for shorter, what in shortenings(text):
        rest = iter(text.lower())
        assert all(c in rest for c in shorter.lower() if not c.isspace())
        assert what


def test_a_dateline_goes() -> None:
    assert without_dateline("NEW YORK (AP) — Ferries stopped.") == "Ferries stopped."
    assert without_dateline("Ferries stopped — all of them.") == "Ferries stopped — all of them."
