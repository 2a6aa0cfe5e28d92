"""Where a written sentence leaves the wording of its sources, and whether the cut is one that an editor would make.

The sentence is explained as a walk through its sources: from word to next word at no cost, over a cut at
the cost it deserves. A cut at the edges of phrases is cheap (what is left out opens with a comma, a preposition or a conjunction,
and holds no finite verb unless a clause goes whole); a cut inside a phrase, or a change of sources between words that they do not
share, is not, nor is one that takes away who said it. The cheapest walk is found by dynamic programming (Viterbi 1967).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from summarizer.lexicon import common_words, name_parts, verbs
from summarizer.overlap import LIGHT
from summarizer.tokens import tokenize
from summarizer.trim import without_dateline

UNSAFE = 1.0
"""Cost of a cut inside a phrase, and of any explanation that is as dear."""

_SAFE, _SWAP, _SHARED = 0.15, 0.3, 0.35
_MOST_SWAPPED = 3
_MARKS = frozenset(",;:–-()")
_PHRASE = frozenset(
    "in on at by for with from of to after before during between among against about through across around amid since "
    "until while when where because although though if as and or but nor who which whose that including according "
    "following despite without over under into onto toward towards upon within saying adding".split()
)
_CLAUSE = frozenset(
    "who which whose that while when where because although though if as after before since until and but or saying "
    "adding".split()
)
_NO_END = frozenset(
    "the a an of to for and or but with his her its their on in at by from as that than is are was were be s".split()
)

_OPENS_CLAUSE = frozenset("who which whose where when while because although though if unless whether".split())
_SUBORDINATE = frozenset("if unless when while because although though whether".split())
_JOINERS = frozenset("and but while as after according including".split())
_SAYING = frozenset(
    "said says say told tells according reported reports announced wrote tweeted added stated claimed claims alleged "
    "argued warned denied accused suggested insisted called believes believe thinks allegedly reportedly apparently".split()
)
_LOADED = frozenset(
    "not no never nearly almost about roughly around approximately only former ex acting alleged accused suspected "
    "late possible potential proposed planned expected current other first last some most many several few least less "
    "fewer more half unless if would could may might without except despite against".split()
)
_RANKING = frozenset("first second third last only largest biggest highest lowest worst best most least new next".split())
_ADVERBS = frozenset(
    "also again now already even just then monday tuesday wednesday thursday friday saturday sunday however meanwhile "
    "still additionally furthermore moreover today yesterday here there very".split()
)
_TITLES = frozenset("president mayor governor senator sir lord dame judge sen rep gov mr mrs ms dr us u s".split())

_ABBREVIATED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_SEPARATED = re.compile(r"(?<=\d)[.,](?=\d)")

_OUTSIDE = -1
"""Place of a word that no source has."""


@lru_cache(maxsize=512)
def _keys(text: str) -> tuple[str, ...]:
    plain = _ABBREVIATED.sub(lambda match: match.group().replace(".", ""), without_dateline(text))
    return tuple(token.key for token in tokenize(_SEPARATED.sub("", plain)))


def patchiness(text: str, sources: Sequence[str]) -> float:
    """Return what the cheapest explanation of a sentence by its sources costs: 0 for a source's own, ``UNSAFE`` at most.

    ``UNSAFE`` means that it cannot be explained by a few cuts at the edges of phrases alone.
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
    best = {(place, 0): _begin(place, places, told) for place in [*where.get(written[0], ()), _OUTSIDE]}
    for at in range(1, len(written)):
        here: dict[tuple[int, int], float] = {}
        key = written[at]
        options = where.get(key, [])
        # Of words that no source has only another form of a verb may pass ("says" for "said").
        free_word = key in LIGHT or (not options and _has_verb([key]))
        outside = _SWAP if free_word and key not in _OPENS_CLAUSE else UNSAFE
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
    return min([UNSAFE, *(cost + _end(last, free, written, places, told) for (last, free), cost in best.items())])


def _begin(place: int, places: Sequence[tuple[int, int]], told: Sequence[Sequence[str]]) -> float:
    """Return what it costs to open with a word of a source: what stands before it is left out."""
    if place == _OUTSIDE:
        return _SWAP
    s, i = places[place]
    source = told[s]
    before = source[:i]
    if not before or before == ('"',):
        return 0.0
    if _says(before) or before[-1] == '"':
        return UNSAFE
    if before[-1] == ",":
        # "In March, the mayor ...": an opening phrase goes; "The law, a ban ..." would lose its subject.
        return _SAFE if before[0] in _PHRASE or before[0] in _ADVERBS else UNSAFE
    if len(before) <= 2 and _is_trifle(before):
        return _SAFE
    return _SAFE if before[-1] in {":", ";", "but"} and not _SUBORDINATE & set(before) else UNSAFE


def _end(last: int, free: int, written: Sequence[str], places: Sequence[tuple[int, int]], told: Sequence[Sequence[str]]) -> float:
    """Return what it costs to stop after a word of a source: what stands behind it is left out."""
    if written[-1] in _NO_END or (free and written[-1] not in LIGHT):
        return UNSAFE
    if last == _OUTSIDE or free:
        return _SWAP
    s, i = places[last]
    rest = told[s][i + 1 :]
    if all(not key.isalnum() for key in rest):
        return 0.0
    if _says(rest) or rest[0] in {"-", "'", "and", "or", "of", "than"} or _compares(told[s], i):
        return UNSAFE
    if (rest[0] == "," and _has_verb(rest[1:2])) or (told[s][0] in _SUBORDINATE and _has_verb(rest)):
        return UNSAFE  # the predicate of the last clause, or the main clause, would go
    phrase = rest[0] in _MARKS or rest[0] in _PHRASE or rest[0] in {'"', "."}
    return _SAFE if phrase or rest[0] in _ADVERBS or rest[0].endswith("ing") else UNSAFE


def _compares(source: Sequence[str], i: int) -> bool:
    """Whether the second half of a comparison follows on a word: "as long | as first thought"."""
    return source[i + 1] == "as" and "as" in source[max(0, i - 3) : i + 1]


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
        return _begin(place, places, told)
    (s, i), (t, j) = places[last], places[place]
    if s == t and j > i:
        return _jump(told[s], i, j, written[at - free : at])
    return UNSAFE if free else _change(told[s], i, told[t], j)


def _jump(source: Sequence[str], i: int, j: int, swapped: Sequence[str]) -> float:
    """Return what it costs to go on with ``source[j]`` after ``source[i]`` and words that stand in the place of those between."""
    skipped = source[i + 1 : j]
    if not skipped:
        return _SAFE * len(swapped) if all(word == "that" for word in swapped) else UNSAFE
    if skipped == (",",):
        return UNSAFE
    if swapped:
        alike = len(skipped) <= len(swapped) + 1 and _has_verb(skipped) == _has_verb(swapped) and not set(skipped) & set(swapped)
        bent = len(skipped) == len(swapped) == 1 and skipped[0].rstrip("s") == swapped[0].rstrip("s")
        loaded = any(word in _LOADED for word in skipped)
        bent = bent or (len(skipped) == len(swapped) == 1 and (skipped[0] in LIGHT) != (swapped[0] in LIGHT))
        return _SAFE if alike and not bent and not loaded else UNSAFE
    if skipped[-1] == "," and "," in source[: i + 1] and _has_verb([source[j]]):
        return UNSAFE  # the comma that closes an earlier aside would go
    return _SAFE if not _compares(source, i) and _leaves_whole(source[i], skipped, source[j]) else UNSAFE


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
    if shared and (shared > 1 or source[i] not in LIGHT):
        # What two sentences share may go on with a verb only where it is the subject of both, or has a verb of its own.
        subject = _opens_clause(source[: i + 1 - shared]) and _opens_clause(other[: j - shared])
        subject = subject or _has_verb(source[i + 1 - shared : i + 1])
        if (_has_verb([other[j]]) and not subject) or (i + 1 < len(source) and source[i + 1] in {"and", "or"} and shared < 3):
            return UNSAFE
        return _SAFE if shared > 1 else _SHARED
    if other[j] == "," and j + 1 < len(other) and other[j + 1] in _JOINERS:
        return _SHARED
    return UNSAFE


def _opens_clause(before: Sequence[str]) -> bool:
    """Whether a clause opens behind these words, but for a modifier or two."""
    for word in reversed(before[-3:]):
        if word in _MARKS or word in _CLAUSE or word == '"':
            return True
        if word in _PHRASE or _has_verb([word]):
            return False
    return len(before) <= 3


def _leaves_whole(before: str, skipped: Sequence[str], following: str) -> bool:
    """Whether the words left out are a phrase, or a clause with all of its words, and change nothing else by going."""
    opens, closes = skipped[0], skipped[-1]
    if _says(skipped) or any(word in _LOADED for word in skipped):
        return False
    if opens not in _MARKS and opens not in _PHRASE:
        return len(skipped) <= 2 and closes != "," and _is_trifle(skipped) and before not in _RANKING | {".", "-"}
    listing = opens == "," == following and len(skipped) <= 4 and not _has_verb(skipped)
    orphaned = len(skipped) <= 2 and opens in _OPENS_CLAUSE
    if listing or orphaned:
        return False
    doubled = opens == "of" == following
    hanging = doubled or (closes in _NO_END and following not in _PHRASE) or closes in {"and", "or", "-"}
    listed = opens in {"and", "or"} and not _has_verb(skipped)
    bare = opens == "," and closes != "," and following not in _MARKS and len(skipped) > 1 and skipped[1] not in _PHRASE
    return not (hanging or listed or bare or _loses_verb(skipped))


def _loses_verb(skipped: Sequence[str]) -> bool:
    """Whether a finite verb goes without the word that opens its clause."""
    opened = False
    for word in skipped:
        if word in _CLAUSE:
            opened = True
        elif word in _MARKS:
            opened = False
        elif not opened and _has_verb([word]):
            return True
    return False


def _is_trifle(words: Sequence[str]) -> bool:
    """Whether words only name a day, or more of a name: what they stand beside means the same without them."""
    known = common_words() | name_parts() | LIGHT
    return all(word in _ADVERBS or word in _TITLES or (word not in known and word[0].isalnum()) for word in words)


def _says(words: Sequence[str]) -> bool:
    return any(word in _SAYING for word in words)


def _has_verb(words: Sequence[str]) -> bool:
    known = verbs()
    return any(word in known or (word.endswith("ed") and len(word) > 4) for word in words)
