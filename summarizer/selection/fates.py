"""What became of every sentence that selection saw, and why."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.ranking.material import Material
from summarizer.selection.group import Group
from summarizer.sentence import Span
from summarizer.summary import Fate

TOLD = 0.74
"""Cosine from which a sentence tells what a chosen one has told."""


def fates(material: Material, groups: Sequence[Group], printed: Sequence[Group], words_left: int) -> dict[Span, tuple[Fate, str]]:
    """Say of every sentence what became of it, in words for an editor.

    Args:
        material: What the groups are made of.
        groups: All that selection could choose from.
        printed: Those that it chose, in reading order, each led by the sentence that stands for it; at least one.
        words_left: Of the budget.
    """
    row_of = {sentence.span: row for row, sentence in enumerate(material.sentences)}
    taken = material.vectors[[row_of[one.best.span] for one in printed]]
    lowest = min(one.score for one in printed)
    place_of = {sentence.span: place for place, one in enumerate(printed, start=1) for sentence in one.sentences}
    found: dict[Span, tuple[Fate, str]] = {
        one.best.span: (Fate.USED, f"stands for sentence {place}") for place, one in enumerate(printed, start=1)
    }
    for one in groups:
        near = material.vectors[row_of[one.best.span]] @ taken.T
        place = next((place_of[sentence.span] for sentence in one.sentences if sentence.span in place_of), None)
        if place is None and near.max() >= TOLD:
            place = int(near.argmax()) + 1
        if place is not None:
            fate = (Fate.REDUNDANT, f"says what sentence {place} says")
        elif one.score >= lowest:
            fate = (Fate.OVER_BUDGET, f"would fit no more beside what is worth more; {max(words_left, 0)} words were left")
        else:
            fate = (Fate.OUTRANKED, "matters less than what was chosen")
        for sentence in one.sentences:
            found.setdefault(sentence.span, fate)
    return found
