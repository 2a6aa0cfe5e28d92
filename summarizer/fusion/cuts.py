"""What it costs to leave words of a sentence out: whether a cut is one that an editor would make.

A cut at the edges of phrases is cheap: what is left out opens with a comma, a preposition or a conjunction, and holds no finite
verb unless a clause goes whole. A cut inside a phrase is not, nor is one that takes away who said it, what limits the rest, a
number, or what a noun or a verb asks for. Words are keys of tokens: in lower case, marks included.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.fusion.clauses import MARKS, PHRASE, has_verb, loses_verb, says
from summarizer.wording.lexicon import common_words, name_parts
from summarizer.wording.overlap import LIGHT

UNSAFE = 1.0
"""Cost of a cut inside a phrase, and of any explanation that is as dear."""

SAFE = 0.15
"""Cost of a cut that an editor would make."""

_NO_END = frozenset(
    "the a an of to for and or but with his her its their on in at by from as that than is are was were be s".split()
)
OPENS_CLAUSE = frozenset("who which whose where when while because although though if unless whether".split())
_SUBORDINATE = frozenset("if unless when while because although though whether".split())
_OWNED = frozenset("and or he she it they him them his her its their my our your".split())
"""Function words that mean something: none may stand in the place of another."""
_LOOSE = frozenset("after amid because following including during".split())
"""Words at which a sentence may stop without a comma: what they open is beside the statement as a rule."""
_CONDITIONS = frozenset("if unless until except".split())
_RESTRICTS = frozenset("while when if unless until till since before without except who whom whose that which where".split())
"""Words that, without a comma, open what says of which or when the rest holds."""
_LOADED = frozenset(
    "not no never nearly almost about roughly around approximately only former ex acting alleged accused suspected "
    "late possible potential proposed planned expected current other first last some most many several few least less "
    "fewer more half unless if would could may might without except despite against part partly mostly largely mainly much "
    "all both each every any but percent majority".split()
)
_AUXILIARIES = frozenset("be is are was were been being am has have had will do does did".split())
_RANKING = frozenset("first second third last only largest biggest highest lowest worst best most least new next".split())
_ADVERBS = frozenset(
    "also again now even just then monday tuesday wednesday thursday friday saturday sunday however meanwhile "
    "additionally furthermore moreover today yesterday here there this weekend week overnight".split()
)
_COMPLEMENTS = frozenset("with to from against between".split())
_UNLIMITING = LIGHT | _ADVERBS | PHRASE
_TITLES = frozenset("president mayor governor senator sir lord dame judge sen rep gov mr mrs ms dr us u s".split())
_STATES = frozenset("us u s".split())


def opening(before: Sequence[str]) -> float:
    """Return what it costs to open behind these words of a source: they are left out."""
    if not before or before == ('"',):
        return 0.0
    if says(before) or before[-1] == '"':
        return UNSAFE
    if before[-1] == ",":
        # "In March, the mayor ...": an opening phrase goes; "The law, a ban ..." would lose its subject, and what held of one
        # place or year does not hold of all.
        opening = before[0] in _ADVERBS or (before[0] in PHRASE - _RESTRICTS and not _limits(before))
        return SAFE if opening and "," not in before[:-1] else UNSAFE
    if len(before) <= 2 and all(word in _ADVERBS or word in _TITLES for word in before):
        return SAFE  # but not a first name, where somebody is named first
    whole = before[-1] in {":", ";"} or before[-2:] == (",", "but")
    return SAFE if whole and not _SUBORDINATE & set(before) else UNSAFE


def ending(source: Sequence[str], i: int, *, terse: bool) -> float:
    """Return what it costs to stop after ``source[i]``: what stands behind it is left out; ``terse``: of a headline."""
    rest = source[i + 1 :]
    if source[i] in _NO_END:
        return UNSAFE
    if all(not key.isalnum() for key in rest):
        return 0.0
    if says(rest) or rest[0] in {"-", "'", "and", "or", "of", "than", "to", "against"} or _compares(source, i):
        return UNSAFE
    rest = rest[1:] if rest[0] == '"' else rest  # what stands behind a quotation is judged as if it had no marks
    # A condition or a contrast at the end holds for all of it; what happened "in 1979", or "in 70 countries", is told for that.
    told_for = rest[0] not in MARKS and any(word[0].isdigit() for word in rest)
    holds = told_for or _CONDITIONS & set(rest) or rest[:2] == (",", "but")
    # "After two months of talks | , the council voted"
    opening_only = rest[0] == "," and source[0] in PHRASE and "," not in source[: i + 1]
    if opening_only or (holds and not terse):
        return UNSAFE
    # The predicate of the last clause, the main clause, the end of a list, or what limits the rest would go.
    clause = _goes_on(rest) or (source[0] in _SUBORDINATE and has_verb(rest))
    listing = rest[0] == "," and rest[1] in {"and", "or"} and not has_verb(rest)
    if clause or listing or rest[0] in _RESTRICTS or (_ranks(source, i) and rest[0] in PHRASE):
        return UNSAFE
    phrase = (
        rest[0] in MARKS
        or rest[0] in (PHRASE if terse else _LOOSE)
        or rest[0] == '"'
        or (rest[0] == "on" and bool(_ADVERBS & set(rest[1:2])))
    )
    # "killing two" goes as a phrase; "massive poll | staffing shortages" loses its noun.
    participle = rest[0].endswith("ing") and any(word in LIGHT or word[0].isdigit() for word in rest[1:2])
    return SAFE if phrase or rest[0] in _ADVERBS or participle else UNSAFE


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
    """Whether a phrase says of which place, year or number the rest holds; weekdays alone do not."""
    common = common_words()
    return any(word not in _UNLIMITING and word not in common and word[0].isalnum() for word in phrase)


def leap(source: Sequence[str], i: int, j: int, swapped: Sequence[str]) -> float:
    """Return what it costs to go on with ``source[j]`` after ``source[i]`` and words that stand in the place of those between."""
    skipped = source[i + 1 : j]
    if not skipped:
        return SAFE * len(swapped) if all(word == "that" for word in swapped) else UNSAFE
    if skipped == (",",):
        return UNSAFE
    if swapped:
        alike = len(skipped) <= len(swapped) + 1 and has_verb(skipped) == has_verb(swapped) and not set(skipped) & set(swapped)
        bent = len(skipped) == len(swapped) == 1 and skipped[0].rstrip("s") == swapped[0].rstrip("s")
        # "is shut since noon" is not "has been shut since noon".
        loaded = any(word in _LOADED or word in _AUXILIARIES or word in _OWNED for word in (*skipped, *swapped))
        bent = bent or (len(skipped) == len(swapped) == 1 and (skipped[0] in LIGHT) != (swapped[0] in LIGHT))
        # "says" for "said": the tense is the source's.
        bent = bent or any(word[:2] == other[:2] for word in skipped for other in swapped) or (says(skipped) and says(swapped))
        return SAFE if alike and not bent and not loaded else UNSAFE
    if skipped[-1] == "," and "," in source[: i + 1] and has_verb([source[j]]):
        return UNSAFE  # the comma that closes an earlier aside would go
    if _compares(source, i) or (_ranks(source, i) and skipped[0] in PHRASE):
        return UNSAFE
    return SAFE if _leaves_whole(source[i], skipped, source[j]) else UNSAFE


def _leaves_whole(before: str, skipped: Sequence[str], following: str) -> bool:
    """Whether the words left out are a phrase, or a clause with all of its words, and change nothing else by going."""
    opens, closes = skipped[0], skipped[-1]
    if says(skipped) or any(word in _LOADED or word[0].isdigit() for word in skipped):
        return False
    if skipped == ("that",):  # "said that he", but not "programs that include"
        return says([before]) and following not in PHRASE and not has_verb([following])
    if opens in _RESTRICTS or opens in {"and", "or", "but", "of", "-"} or (opens in PHRASE and _limits(skipped)):
        return False  # "suspended | from YouTube | for a week"
    if opens not in MARKS and opens not in PHRASE:
        # Of a person's names the first may go behind a title; "the Sennen fire service" is not every fire service, and whom
        # voters "elected mayor" they did not elect.
        named = not _is_known(following) and following not in PHRASE
        named = named and (before in _TITLES or all(word in _ADVERBS or word in _TITLES for word in skipped))
        named = named or all(word in _ADVERBS or word in _STATES for word in skipped)
        return len(skipped) <= 2 and closes != "," and named and _is_trifle(skipped) and before not in _RANKING | {".", "-"}
    unclosed = opens == "," != closes and len(skipped) > 1 and skipped[1] in OPENS_CLAUSE
    objectless = opens not in MARKS and not _may_follow(following)
    listing = opens == "," == following and len(skipped) <= 4 and not has_verb(skipped)
    orphaned = len(skipped) <= 2 and opens in OPENS_CLAUSE
    if objectless or listing or orphaned or unclosed:
        return False
    # What follows may belong to the noun that would go: "in connection | with", "at the end | of".
    # "People in the state | have lost": what stands between a subject and its verb without commas says which it is.
    owned = opens in PHRASE and (
        following in {"of", "between", "against"} or has_verb([following]) or (len(skipped) <= 3 and following in _COMPLEMENTS)
    )
    doubled = opens == following or owned
    hanging = doubled or (closes in _NO_END and following not in PHRASE) or closes in {"and", "or", "-"}
    bare = opens == "," and closes != "," and following not in MARKS and len(skipped) > 1 and skipped[1] not in PHRASE
    return not (hanging or bare or loses_verb(skipped))


def _may_follow(word: str) -> bool:
    """Whether a word may stand behind a phrase that was left out: it opens another, or is the verb; not the phrase's object."""
    return word in MARKS | PHRASE | _ADVERBS | {'"', ".", "not", "never"} or has_verb([word])


def _is_trifle(words: Sequence[str]) -> bool:
    """Whether words only name a day, or more of a name: what they stand beside means the same without them."""
    return all(
        word in _ADVERBS or word in _TITLES or (word not in LIGHT and word[0].isalnum() and not _is_known(word)) for word in words
    )


def _is_known(word: str) -> bool:
    return word in common_words() or word in name_parts()
