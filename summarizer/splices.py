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
_RESTRICTS = frozenset("while when if unless until till since before without except who whom whose that which where".split())
"""Words that, without a comma, open what says of which or when the rest holds."""
_SAYING = frozenset(
    "said says say told tells according reported reports announced wrote tweeted added stated claimed claims alleged "
    "argued warned denied accused suggested insisted called believes believe thinks allegedly reportedly apparently".split()
)
_LOADED = frozenset(
    "not no never nearly almost about roughly around approximately only former ex acting alleged accused suspected "
    "late possible potential proposed planned expected current other first last some most many several few least less "
    "fewer more half unless if would could may might without except despite against part partly mostly largely mainly much "
    "all both each every any but percent majority".split()
)
_AUXILIARIES = frozenset("be is are was were been being am has have had will do does did".split())
_RANKING = frozenset("first second third last only largest biggest highest lowest worst best most least new next".split())
_ADVERBS = frozenset(
    "also again now already even just then monday tuesday wednesday thursday friday saturday sunday however meanwhile "
    "still additionally furthermore moreover today yesterday here there very typically this weekend week overnight".split()
)
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_COMPLEMENTS = frozenset("with to from against between".split())
_UNLIMITING = LIGHT | _ADVERBS | _PHRASE | _MONTHS
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
    best = {(place, 0): _begin(place, places, told) for place in where.get(written[0], ())}
    if written[0] in LIGHT:
        best[_OUTSIDE, 0] = _SWAP
    for at in range(1, len(written)):
        here: dict[tuple[int, int], float] = {}
        key = written[at]
        options = where.get(key, [])
        # Of words that no source has only another verb may pass.
        free_word = key in LIGHT or (not options and has_verb([key]))
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
    s, i = places[place]
    source = told[s]
    before = source[:i]
    if not before or before == ('"',):
        return 0.0
    if _says(before) or before[-1] == '"':
        return UNSAFE
    if before[-1] == ",":
        # "In March, the mayor ...": an opening phrase goes; "The law, a ban ..." would lose its subject, and what held of one
        # place or year does not hold of all.
        opening = before[0] in _ADVERBS or (before[0] in _PHRASE - _RESTRICTS and not _limits(before))
        return _SAFE if opening and "," not in before[:-1] else UNSAFE
    if len(before) <= 2 and _is_trifle(before):
        return _SAFE
    whole = before[-1] in {":", ";"} or before[-2:] == (",", "but")
    return _SAFE if whole and not _SUBORDINATE & set(before) else UNSAFE


def _end(last: int, free: int, written: Sequence[str], places: Sequence[tuple[int, int]], told: Sequence[Sequence[str]]) -> float:
    """Return what it costs to stop after a word of a source: what stands behind it is left out."""
    if written[-1] in _NO_END or free or last == _OUTSIDE:
        return UNSAFE
    s, i = places[last]
    rest = told[s][i + 1 :]
    if all(not key.isalnum() for key in rest):
        return 0.0
    if _says(rest) or rest[0] in {"-", "'", "and", "or", "of", "than", "to"} or _compares(told[s], i):
        return UNSAFE
    # The predicate of the last clause, the main clause, the end of a list, or what limits the rest would go.
    clause = _goes_on(rest) or (told[s][0] in _SUBORDINATE and has_verb(rest))
    listing = rest[0] == "," and rest[1] in {"and", "or"} and not has_verb(rest)
    if clause or listing or rest[0] in _RESTRICTS or (_ranks(told[s], i) and rest[0] in _PHRASE):
        return UNSAFE
    phrase = rest[0] in _MARKS or rest[0] in _PHRASE or rest[0] == '"'
    # "killing two" goes as a phrase; "massive poll | staffing shortages" loses its noun.
    participle = rest[0].endswith("ing") and (rest[1] in LIGHT or rest[1][0].isdigit())
    return _SAFE if phrase or rest[0] in _ADVERBS or participle else UNSAFE


def _compares(source: Sequence[str], i: int) -> bool:
    """Whether the second half of a pair follows on a word: "as long | as first thought", "from fines | to prison"."""
    if source[i + 1] == "as":
        return "as" in source[max(0, i - 3) : i + 1]
    before, after = source[max(0, i - 9) : i + 1], source[i + 1 : i + 10]
    return ("from" in before and "to" in after) or ("between" in before and "and" in after and "and" not in before)


def _goes_on(rest: Sequence[str]) -> bool:
    """Whether a verb comes next, brackets and a comma passed over: "a survey by the council (SCC) | showed"."""
    at = rest.index(")") + 1 if rest[0] == "(" and ")" in rest else 0
    at += rest[at : at + 1] == (",",)
    return has_verb(rest[at : at + 1])


def _ranks(source: Sequence[str], i: int) -> bool:
    """Whether the words before are first, last or largest of something: of what must stay."""
    return bool(_RANKING & set(source[max(0, i - 3) : i + 1]))


def _limits(phrase: Sequence[str]) -> bool:
    """Whether a phrase says of which place, year or number the rest holds; weekdays and months alone do not."""
    common = common_words()
    return any(word not in _UNLIMITING and word not in common and word[0].isalnum() for word in phrase)


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
        return _begin(place, places, told) if places[place][1] else UNSAFE
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
        alike = len(skipped) <= len(swapped) + 1 and has_verb(skipped) == has_verb(swapped) and not set(skipped) & set(swapped)
        bent = len(skipped) == len(swapped) == 1 and skipped[0].rstrip("s") == swapped[0].rstrip("s")
        # "is shut since noon" is not "has been shut since noon".
        loaded = any(word in _LOADED or word in _AUXILIARIES for word in (*skipped, *swapped))
        bent = bent or (len(skipped) == len(swapped) == 1 and (skipped[0] in LIGHT) != (swapped[0] in LIGHT))
        # "says" for "said": the tense is the source's.
        bent = bent or any(word[:2] == other[:2] for word in skipped for other in swapped) or (_says(skipped) and _says(swapped))
        return _SAFE if alike and not bent and not loaded else UNSAFE
    if skipped[-1] == "," and "," in source[: i + 1] and has_verb([source[j]]):
        return UNSAFE  # the comma that closes an earlier aside would go
    if _compares(source, i) or (_ranks(source, i) and skipped[0] in _PHRASE):
        return UNSAFE
    return _SAFE if _leaves_whole(source[i], skipped, source[j]) else UNSAFE


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
        if word in _MARKS or word in _CLAUSE or word == '"':
            return True
        if word in _PHRASE or has_verb([word]):
            return False
    return len(before) <= 3


def _leaves_whole(before: str, skipped: Sequence[str], following: str) -> bool:
    """Whether the words left out are a phrase, or a clause with all of its words, and change nothing else by going."""
    opens, closes = skipped[0], skipped[-1]
    if _says(skipped) or any(word in _LOADED or word[0].isdigit() for word in skipped):
        return False
    if skipped == ("that",):
        return following not in _PHRASE and not has_verb([following])
    if opens in _RESTRICTS or opens in {"and", "or", "but"}:
        return False
    if opens not in _MARKS and opens not in _PHRASE:
        # Of a person's names the first may go; "the Sennen fire service" is not every fire service.
        named = all(word in _ADVERBS or word in _TITLES for word in skipped) or not _is_known(following)
        return len(skipped) <= 2 and closes != "," and named and _is_trifle(skipped) and before not in _RANKING | {".", "-"}
    objectless = opens not in _MARKS and not _may_follow(following)
    listing = opens == "," == following and len(skipped) <= 4 and not has_verb(skipped)
    orphaned = len(skipped) <= 2 and opens in _OPENS_CLAUSE
    if objectless or listing or orphaned:
        return False
    # What follows may belong to the noun that would go: "in connection | with", "at the end | of".
    owned = opens in _PHRASE and (following == "of" or (len(skipped) <= 3 and following in _COMPLEMENTS))
    doubled = opens == following or owned
    hanging = doubled or (closes in _NO_END and following not in _PHRASE) or closes in {"and", "or", "-"}
    bare = opens == "," and closes != "," and following not in _MARKS and len(skipped) > 1 and skipped[1] not in _PHRASE
    return not (hanging or bare or loses_verb(skipped))


def _may_follow(word: str) -> bool:
    """Whether a word may stand behind a phrase that was left out: it opens another, or is the verb; not the phrase's object."""
    return word in _MARKS | _PHRASE | _ADVERBS | {'"', ".", "not", "never"} or has_verb([word])


def loses_verb(skipped: Sequence[str]) -> bool:
    """Whether a finite verb goes without the word that opens its clause."""
    opened = False
    for word in skipped:
        if word in _CLAUSE:
            opened = True
        elif word in _MARKS:
            opened = False
        elif not opened and has_verb([word]):
            return True
    return False


def _is_trifle(words: Sequence[str]) -> bool:
    """Whether words only name a day, or more of a name: what they stand beside means the same without them."""
    return all(
        word in _ADVERBS or word in _TITLES or (word not in LIGHT and word[0].isalnum() and not _is_known(word)) for word in words
    )


def _is_known(word: str) -> bool:
    return word in common_words() or word in name_parts()


def _says(words: Sequence[str]) -> bool:
    return any(word in _SAYING for word in words)


def has_verb(words: Sequence[str]) -> bool:
    """Tell whether one of some words, in lower case, is mostly a finite verb."""
    known = verbs()
    return any(word in known or (word.endswith("ed") and len(word) > 4) for word in words)
