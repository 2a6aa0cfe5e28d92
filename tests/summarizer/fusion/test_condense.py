from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.fusion.condense import condensed

SHUT = "The harbour authority shut the bridge on Tuesday"


@pytest.mark.parametrize(
    ("text", "tightest"),
    [
        (f"{SHUT}, which carries the railway to the docks.", f"{SHUT}."),
        (f"{SHUT}, raising fears of long queues, the port said.", f"{SHUT}, the port said."),
        (f"{SHUT}, as crews looked for cracks in two piers.", f"{SHUT}."),
        (f"{SHUT}, a move that the drivers’ union had asked for.", f"{SHUT}."),
        (f"{SHUT}, calling the crash “a warning to us all.”", f"{SHUT}."),
        (f"{SHUT} — the third time that it did so this year.", f"{SHUT}."),
        (
            "The harbour authority (HA), which runs the port, closed the bridge on Tuesday after a barge struck it.",
            "The harbour authority closed the bridge on Tuesday after a barge struck it.",
        ),
        (
            "The bridge — the oldest in the county — was shut on Tuesday after a barge struck it.",
            "The bridge was shut on Tuesday after a barge struck it.",
        ),
        (
            "Despite repairs to two piers in April — the second in a year — the bridge was shut on Tuesday.",
            "Despite repairs to two piers in April, the bridge was shut on Tuesday.",
        ),
        (
            "As crews looked for cracks, the harbour authority said the bridge would stay shut.",
            "The harbour authority said the bridge would stay shut.",
        ),
        (
            "“We cannot open it before March,” the harbour master said in a statement on Friday.",
            "“We cannot open it before March,” the harbour master said on Friday.",
        ),
        (
            "The harbour master said here on Friday that the bridge is safe.",
            "The harbour master said on Friday that the bridge is safe.",
        ),
    ],
)
def test_what_stands_beside_the_statement_goes(text: str, tightest: str) -> None:
    assert next(condensed(text))[0] == tightest


@pytest.mark.parametrize(
    "text",
    [
        f"{SHUT}, the port said.",
        f"{SHUT}, and ferries were told to run every hour.",
        f"{SHUT}, according to a spokesman for the port.",
        f"{SHUT}, a spokesman for the port said.",
        f"{SHUT}, killing the trade of thirty shops.",
        f"{SHUT}, although it found no cracks in the piers.",
        f"{SHUT} — but not to walkers or to ferries.",
        f"{SHUT}, as well as two roads to the docks.",
        "The council cut the number of ferries — from twelve to 3 — in the winter.",
        "The new bridge has the same cracks in its piers, as earlier bridges of the port had.",
        "The harbour master is known for two things — boats and bridges.",
        "The crew was looking for cracks in the pier, when the barge struck it again.",
        "The mayor — and the council — have asked for a new bridge over the river.",
        "The harbour authority (20 people) closed the bridge on Tuesday afternoon.",
        "The mayor said “the bridge, which I love, is shut” on Tuesday afternoon.",
        "Schulz, who has written, drawn and lettered every strip for fifty years, retired on Tuesday.",
        "The law, which bans nets in the bay, usually for six weeks, is popular.",
        "While pointing to the cracks in the piers, easing fears, the council voted to wait.",
        "The union, the port, and the council said the bridge was safe for walkers.",
        "In Port Sennen, the harbour authority closed the bridge on Tuesday.",
        "As Brennan spoke, the crowd in the hall told him to go home.",
        ") Which way the council goes, who runs the port, is open, as ever it was.",
    ],
)
def test_what_limits_or_completes_it_stays(text: str) -> None:
    assert list(condensed(text)) == []


def test_each_stretch_is_also_left_out_alone() -> None:
    text = "As crews looked for cracks, the mayor said the bridge was safe, drawing boos from the crowd."
    assert list(condensed(text)) == [
        ("The mayor said the bridge was safe.", "the opening phrase left out; the last clause left out"),
        ("The mayor said the bridge was safe, drawing boos from the crowd.", "the opening phrase left out"),
        ("As crews looked for cracks, the mayor said the bridge was safe.", "the last clause left out"),
    ]


@given(
    st.lists(
        st.sampled_from([*'ab.,;—()"“”', " -- ", " who ", "As ", ", which ", "said ", ", and ", ", making ", "in a statement"])
    )
)
def test_each_form_is_shorter_and_keeps_the_order_of_words(pieces: list[str]) -> None:
    text = "".join(pieces)
    for shorter, what in condensed(text):
        rest = iter(text.lower())
        assert all(c in rest for c in shorter.lower() if c.isalnum())
        assert len(shorter) < len(text)
        assert what
