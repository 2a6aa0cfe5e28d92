"""Where a written sentence leaves the wording of its sources, and whether the cut is one that an editor would make.

The sentence is explained as a walk through its sources: from word to next word at no cost, over a cut at the cost it deserves
(``cuts``). A change of sources between words that they do not share is dear. The cheapest walk is found by dynamic programming
(Viterbi 1967).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from summarizer.fusion.clauses import CLAUSE, MARKS, PHRASE, has_verb
from summarizer.fusion.cuts import OPENS_CLAUSE, UNSAFE, ending, leap, opening
from summarizer.fusion.trim import without_dateline
from summarizer.wording.overlap import LIGHT
from summarizer.wording.tokens import tokenize

_SWAP, _SHARED = 0.3, 0.35
_MOST_SWAPPED = 3
_JOINERS = frozenset("and but while as after according including".split())

_ABBREVIATED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_SEPARATED = re.compile(r"(?<=\d)[.,](?=\d)")

_OUTSIDE = -1
"""Place of a word that no source has."""


@lru_cache(maxsize=512)
def _keys(text: str) -> tuple[str, ...]:
    plain = _ABBREVIATED.sub(lambda match: match.group().replace(".", ""), without_dateline(text))
    return tuple(token.key for token in tokenize(_SEPARATED.sub("", plain)))


def patchiness(text: str, sources: Sequence[str], *, terse: bool = False) -> float:
    """Return what the cheapest explanation of a sentence by its sources costs: 0 for a source's own, ``UNSAFE`` at most.

    ``UNSAFE`` means that it cannot be explained by a few cuts at the edges of phrases alone.

    Args:
        text: The sentence.
        sources: What it was written from.
        terse: Whether it is a headline, which may stop before any phrase.

    """
    told = [_keys(source) for source in sources]
    places = [(s, i) for s, source in enumerate(told) for i in range(len(source))]
    written = _keys(text)
    while written and written[-1] in {".", "!", "?", "…", '"', "'"}:
        written = written[:-1]
    if not written:
        return 0.0
    where: dict[str, list[int]] = {}
    for number, (s, i) in enumerate(places):
        where.setdefault(told[s][i], []).append(number)
    # The best cost of each place that the last word may come from, and of how many words since come from no place.
    best = {(place, 0): opening(_before(place, places, told)) for place in where.get(written[0], ())}
    if written[0] in LIGHT:
        best[_OUTSIDE, 0] = _SWAP
    for at in range(1, len(written)):
        here: dict[tuple[int, int], float] = {}
        key = written[at]
        options = where.get(key, [])
        # Of words that no source has only another verb may pass.
        free_word = key in LIGHT or (not options and has_verb([key]))
        outside = _SWAP if free_word and key not in OPENS_CLAUSE else UNSAFE
        for (last, free), cost in best.items():
            if cost >= UNSAFE:
                continue
            for place in options:
                price = cost + _step(last, place, free, written, at, places, told)
                if price < here.get((place, 0), UNSAFE):
                    here[place, 0] = price
            if free < _MOST_SWAPPED and cost + outside < here.get((last, free + 1), UNSAFE):
                here[last, free + 1] = cost + outside
        best = here
    return min([UNSAFE, *(cost + _end(last, free, places, told, terse=terse) for (last, free), cost in best.items())])


def _before(place: int, places: Sequence[tuple[int, int]], told: Sequence[Sequence[str]]) -> Sequence[str]:
    s, i = places[place]
    return told[s][:i]


def _end(last: int, free: int, places: Sequence[tuple[int, int]], told: Sequence[Sequence[str]], *, terse: bool) -> float:
    """Return what it costs to stop after a word of a source, or after words that no source has."""
    if free or last == _OUTSIDE:
        return UNSAFE
    s, i = places[last]
    return ending(told[s], i, terse=terse)


def _step(
    last: int,
    place: int,
    free: int,
    written: Sequence[str],
    at: int,
    places: Sequence[tuple[int, int]],
    told: Sequence[Sequence[str]],
) -> float:
    """Return what it costs that the word at ``at`` comes from ``place``, the last one but ``free`` others from ``last``."""
    if last == _OUTSIDE:
        # A word of its own may stand in the place of what was left out in front, but before a whole sentence it has no place.
        return opening(_before(place, places, told)) if places[place][1] else UNSAFE
    (s, i), (t, j) = places[last], places[place]
    if s == t and j > i:
        return leap(told[s], i, j, written[at - free : at])
    return UNSAFE if free else _change(told[s], i, told[t], j)


def _change(source: Sequence[str], i: int, other: Sequence[str], j: int) -> float:
    """Return what it costs to go on with ``other[j]`` after ``source[i]``."""
    ahead = source[i + 1] if i + 1 < len(source) else ""
    # Where the two go on alike they part later, and there the change is judged; "politically" for "political" is the wrong form;
    # and what is owned stays with its owner.
    bent = min(len(ahead), len(other[j])) > 3 and ahead[:5] == other[j][:5]
    if ahead == other[j] or bent or "'" in {ahead, other[j]}:
        return UNSAFE
    shared = 0
    while shared < 10 and shared <= min(i, j - 1) and source[i - shared] == other[j - 1 - shared]:
        shared += 1
    if shared > 1:
        # What two sentences share may go on with a verb only where it is the subject of both, or has a verb of its own.
        subject = _opens_clause(source[: i + 1 - shared]) and _opens_clause(other[: j - shared])
        subject = subject or has_verb(source[i + 1 - shared : i + 1])
        if (has_verb([other[j]]) and not subject) or (i + 1 < len(source) and source[i + 1] in {"and", "or"} and shared < 3):
            return UNSAFE
        return _SHARED
    if other[j] == "," and j + 1 < len(other) and other[j + 1] in _JOINERS:
        return _SHARED
    return UNSAFE


def _opens_clause(before: Sequence[str]) -> bool:
    """Whether a clause opens behind these words, but for a modifier or two."""
    for word in reversed(before[-3:]):
        if word in MARKS or word in CLAUSE or word == '"':
            return True
        if word in PHRASE or has_verb([word]):
            return False
    return len(before) <= 3
