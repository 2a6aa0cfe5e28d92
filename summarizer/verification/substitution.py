"""One word exchanged: where a sentence follows a passage nearly word for word, what differs is looked at closely.

A name, number, negation or hedge that takes the place of another, or comes or goes, between words that are the same on both sides
is a fault, unless another passage has it beside the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from summarizer.verification.calendar import calendar_words
from summarizer.verification.evidence import Evidence, near, overlap
from summarizer.verification.findings import Finding, Kind
from summarizer.verification.names import names, same, stands_for
from summarizer.verification.numbers import numbers, same_value
from summarizer.verification.vocabulary import NEGATION_LIKE, NOT, POSSIBLE, STRONG_HEDGES, TITLES
from summarizer.verification.words import Passage

_FOLLOWS = 0.6
_LONGEST = 3
MOST_WORDS = 200
"""Longer runs of words are not laid side by side: the time is quadratic, and no sentence is that long."""


def substitutions(claim: Passage, evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each fault of this kind, of the passage that the sentence follows most closely."""
    if not 0 < len(claim.words) <= MOST_WORDS:
        return
    mine = [word.norm for word in claim.words]
    best: tuple[float, Passage, SequenceMatcher[str]] | None = None
    for passage in evidence.passages:
        if len(passage.words) > MOST_WORDS or overlap(claim, passage) < _FOLLOWS:
            continue
        matcher = SequenceMatcher(None, mine, [word.norm for word in passage.words], autojunk=False)
        share = sum(block.size for block in matcher.get_matching_blocks()) / len(mine)
        if share >= _FOLLOWS and (best is None or share > best[0]):
            best = share, passage, matcher
    if best is None:
        return
    _, passage, matcher = best
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal" and max(j - i, m - k) <= _LONGEST:
            yield from _judge(claim, (i, j), passage, (k, m), evidence)


def _judge(
    claim: Passage, mine: tuple[int, int], passage: Passage, theirs: tuple[int, int], evidence: Evidence
) -> Iterator[Finding]:
    beside = _beside(claim, *mine)
    others = [p for p in evidence.passages if p is not passage]
    for number in numbers(claim):
        if mine[0] <= number.first < mine[1]:
            rivals = [o for o in numbers(passage) if theirs[0] <= o.first < theirs[1] and not same_value(claim, number, o)]
            known = any(same_value(claim, number, o) and near(p, o.first, o.last, beside, 3) for p in others for o in numbers(p))
            if rivals and not known:
                yield _finding(claim, number.first, number.last, Kind.NUMBER, "is another number in the sources")
    calendar = calendar_words(passage).keys()
    names_only = _only_names(claim, mine) and _only_names(passage, theirs)
    for index in range(*mine):
        rivals_here = [i for i in range(*theirs) if _named(passage, i) and i not in calendar]
        if not _named(claim, index) or index in calendar_words(claim) or not rivals_here or not names_only:
            continue
        norm = claim.words[index].norm
        alike = any(same(norm, passage.words[i].norm) for i in rivals_here) or stands_for(claim, index, passage)
        if alike or _said_elsewhere([norm], beside, others):
            continue
        yield _finding(claim, index, index, Kind.NAME, "stands where the sources name another")
    for cues, like, kind in ((NOT, NEGATION_LIKE, Kind.NEGATION), (STRONG_HEDGES, POSSIBLE, Kind.MODALITY)):
        have = [i for i in range(*mine) if _cue(claim, i, cues)]
        lost = [i for i in range(*theirs) if _cue(passage, i, cues)]
        if bool(have) == bool(lost) or not beside:
            continue
        if (have and _cue_around(passage, theirs, like)) or (lost and _cue_around(claim, mine, cues)):
            continue
        if have and not _said_elsewhere([claim.words[i].norm for i in have], beside, others):
            yield _finding(claim, have[0], have[-1], kind, "is not in the sources")
        elif lost and not any(_without(p, beside, cues) for p in others):
            place = min(mine[0], len(claim.words) - 1)
            yield _finding(claim, max(place - 1, 0), place, kind, f"lacks the “{passage.words[lost[0]].text}” of the sources")


def _beside(passage: Passage, start: int, end: int) -> list[str]:
    """Return the stems of the nearest content words left and right of a run of words, five away at most."""
    words = passage.words
    left = [words[i].stem for i in range(start - 1, max(start - 6, -1), -1) if words[i].content][:1]
    right = [words[i].stem for i in range(end, min(end + 5, len(words))) if words[i].content][:1]
    return left + right


def _named(passage: Passage, index: int) -> bool:
    word = passage.words[index]
    return word.capital and word.text[0].isalpha() and any(index in range(n.first, n.last + 1) for n in names(passage))


def _cue(passage: Passage, index: int, cues: frozenset[str]) -> bool:
    norm = passage.words[index].norm
    return norm in cues or ("not" in cues and norm.endswith("n't"))


def _only_names(passage: Passage, run: tuple[int, int]) -> bool:
    """Whether a run of words has names in it, and besides them nothing that says something."""
    return all(_named(passage, i) or not passage.words[i].content or passage.words[i].norm in TITLES for i in range(*run))


def _cue_around(passage: Passage, run: tuple[int, int], cues: frozenset[str]) -> bool:
    return any(_cue(passage, i, cues) for i in range(max(run[0] - 8, 0), min(run[1] + 8, len(passage.words))))


def _said_elsewhere(norms: Sequence[str], beside: Sequence[str], others: Sequence[Passage]) -> bool:
    """Whether another passage has one of the words within three words of all those beside it."""
    return any(
        same(word.norm, norm) and near(p, i, i, beside, 3) == len(beside)
        for p in others
        for i, word in enumerate(p.words)
        for norm in norms
        if word.norm[:2] == norm[:2]
    )


def _without(passage: Passage, beside: Sequence[str], cues: frozenset[str]) -> bool:
    """Whether a passage has the words beside each other, with no cue close by."""
    for i in passage.places.get(beside[0], ()):
        if near(passage, i, i, beside, 4) == len(beside):
            around = range(max(i - 4, 0), min(i + 5, len(passage.words)))
            if not any(_cue(passage, place, cues) for place in around):
                return True
    return False


def _finding(claim: Passage, first: int, last: int, kind: Kind, problem: str) -> Finding:
    start, end = claim.words[first].start, claim.words[last].end
    text = claim.text[start:end]
    return Finding(kind, text, start, end, f"“{text}” {problem}.")
