"""Sentences whose value a later report replaced: the newest stands in the summary, the others in the note beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from summarizer.disagreements import Disagreement, Kind
from summarizer.selection.group import Group
from summarizer.sentence import Citation, Sentence, Span


def outdated(found: Sequence[Disagreement], sentences: Sequence[Sentence]) -> dict[Span, str]:
    """Return the sentences that give an earlier value of an update or a correction, each with the reason in words.

    A sentence that gives the newest value too is none, and none is where no usable sentence gives the newest.

    Args:
        found: The disagreements of the bundle.
        sentences: Those that the summary may be made of.
    """
    reasons: dict[Span, str] = {}
    for one in found:
        if one.kind is Kind.CONFLICT:
            continue
        *earlier, newest = one.values
        new = {sentence.span for sentence in sentences if _gives(sentence, newest.citations)}
        if not new:
            continue
        verb = "corrected" if one.kind is Kind.CORRECTION else "updated"
        for value in earlier:
            for sentence in sentences:
                if sentence.span not in new and _gives(sentence, value.citations):
                    reasons.setdefault(sentence.span, f"gives “{value.text}”, since {verb} to “{newest.text}”")
    return reasons


def without(groups: Sequence[Group], reasons: Mapping[Span, str], origin_of: Mapping[str, int]) -> tuple[Group, ...]:
    """Take sentences out of the groups; the groups as they are where nothing would be left."""
    left: list[Group] = []
    for group in groups:
        kept = [sentence for sentence in group.sentences if sentence.span not in reasons]
        if kept:
            left.append(reduced(group, kept, origin_of))
    return tuple(left or groups)


def reduced(group: Group, kept: Sequence[Sentence], origin_of: Mapping[str, int]) -> Group:
    """Return a group with some of its sentences only, and with the origins of those."""
    if len(kept) == len(group.sentences):
        return group
    origins = tuple(sorted({origin_of[sentence.article_id] for sentence in kept}))
    return replace(group, sentences=tuple(kept), origins=origins)


def _gives(sentence: Sentence, citations: Sequence[Citation]) -> bool:
    return any(one.within(sentence.span) for one in citations)
