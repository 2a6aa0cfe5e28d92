from __future__ import annotations

from summarizer.fusion.trim import without_dateline


def test_a_dateline_goes() -> None:
    assert without_dateline("LONDON (Reuters) — The bridge was shut on Tuesday.") == "The bridge was shut on Tuesday."
    assert without_dateline("NEW YORK (AP) — Ferries stopped.") == "Ferries stopped."
    assert without_dateline("Ferries stopped — all of them.") == "Ferries stopped — all of them."
