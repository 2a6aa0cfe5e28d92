from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.fusion.fluency import faults

SOURCE = "The harbour authority closed the old bridge on Tuesday after a barge struck a pier."


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("The bridge closed.", "fragment"),
        ("The harbour authority closed the the old bridge.", "twice"),
        ("The harbour authority closed the old bridge and the old bridge is shut.", "twice"),
        ("The harbour authority closed the old bridge, a bridge.", "twice"),
        ("The harbour authority closed the old bridge after a.", "breaks off"),
        ("The harbour authority closed the old bridge after the U.S.", "breaks off"),
        ("And the harbour authority closed the old bridge.", "opens"),
        ("The harbour authority closed “the old bridge on Tuesday.", "pair"),
        ("The harbour authority (closed the old bridge on Tuesday.", "pair"),
        ("The old bridge over the wide river on Tuesday.", "verb"),
        ("The harbour authority closed a old bridge on Tuesday.", "article"),
        ("The harbour authority closed the old bridge on Tuesday", "end"),
        ("The harbour authority in the port, is closed on Tuesday.", "comma"),
        ("The harbour authority closed the MS-- on Tuesday evening.", "hyphen"),
        ("The old harbour bridge, which a barge struck on Tuesday and has lingered half open.", "beside"),
        ("The authority closed the bridge until all of its piers, which were struck by a barge.", "beside"),
        ("The harbour authority closed the [UNK] bridge on Tuesday.", "no word"),
    ],
)
def test_finds(written: str, fault: str) -> None:
    assert any(fault in found for found in faults(written, [SOURCE])), list(faults(written, [SOURCE]))


@pytest.mark.parametrize(
    "written",
    [
        SOURCE,
        "The harbour authority, which runs the port, is closed on Tuesday.",
        "The authority closed the bridge, which a barge had struck.",
        "“The bridge is shut,” the authority said.",
        "The authority closed an hourly ferry and a European one.",
    ],
)
def test_passes(written: str) -> None:
    assert list(faults(written, [SOURCE])) == []


def test_a_source_may_say_a_word_twice() -> None:
    twice = "The bridge over the bridge of sighs was closed."
    assert list(faults(twice, [twice])) == []


@given(st.text(max_size=100), st.lists(st.text(max_size=60), max_size=2))
def test_reads_any_text(written: str, sources: list[str]) -> None:
    assert all(fault for fault in faults(written, sources))
