"""What sentences count and measure: "at least 12 people were killed", "$1.2 million", "a 5-4 vote"."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarizer.facts.calendar import resolve
from summarizer.facts.intervals import HEDGES, ROUND, interval
from summarizer.facts.statement import Pair, Reading, Statement
from summarizer.facts.vocabulary import (
    ANCHORS,
    ANYBODY,
    DURATIONS,
    FORECAST,
    FRAMES,
    MOVING,
    NO_NOUN,
    PART_BEFORE,
    PART_BEHIND,
    SOME_PEOPLE,
    SYMBOLS,
)
from summarizer.verification.numbers import Number, numbers
from summarizer.verification.vocabulary import MONTHS, UNITS, WEEKDAYS
from summarizer.verification.words import Passage, Word

_SINCE = re.compile(r"\b[Ss]ince (?:[A-Z\d]|last|the (?:start|beginning) of (?:\d|the year|[A-Z]))")
_RUN = 4
"""Most words of what is counted."""
_REACH = 5
"""Words on either side that tell what a number is for."""
_FAR_APART = 10
"""Numbers that differ by more than this factor count different things."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """Something counted or measured in a sentence.

    Attributes:
        start: Where its words start in the sentence, hedges ("at least") included, in code points.
        end: Where they end, the thing counted included.
        text: The words.
        value: The number as written.
        low: The least it may be, by what stands beside it; minus infinity where nothing bounds it.
        high: The most it may be.
        unit: "dollar", "percent", "mile", "tally" (of votes) and the like; empty for a plain count.
        noun: Stems of the words that say what is counted, in order; empty where the frame says it.
        frame: What happens to them ("killed"), where the words nearby say so.
        near: Stems of the content words nearby.
        counted: The words that ``noun`` has the stems of.
        forecast: Whether it was expected, not seen.
        since: Whether it adds up all "since" some time.

    """

    start: int
    end: int
    text: str
    value: float
    low: float
    high: float
    unit: str
    noun: tuple[str, ...]
    frame: str
    near: frozenset[str]
    counted: str = ""
    forecast: bool = False
    since: bool = False

    @property
    def normalised(self) -> str:
        """The number, with its unit where it has one."""
        if self.unit == "tally":
            return f"{self.value // 1_000:.0f}-{self.value % 1_000:.0f}"
        sign = "≥" if self.high == math.inf else "≤" if self.low == -math.inf else "~" if self.hedged else ""
        return f"{sign}{self.value:.12g} {self.unit}".rstrip()

    @property
    def hedged(self) -> bool:
        """Whether "about", "nearly" and the like stand before it."""
        return self.high - self.low > 2 * ROUND * abs(self.value) * 1.01

    @property
    def subject(self) -> str:
        """What happens to those counted, what is counted, or the unit."""
        return self.frame or self.counted or self.unit

    def agrees(self, other: Statement) -> bool:
        """Whether both may be true of one thing: "at least 10" and 12, "about 300" and 298."""
        return isinstance(other, Quantity) and self.low <= other.high and other.low <= self.high

    def same_thing(self, other: Statement, pair: Pair) -> bool:
        """Whether both count or measure one thing, by what is counted, what happens to it and the words beside."""
        if not isinstance(other, Quantity) or not self._kin(other) or self._apart(other, pair):
            return False
        common = len((self.near & other.near) - SYMBOLS - frozenset(self.noun))
        if self.frame:
            return pair.similarity >= 0.6 or (pair.similarity >= 0.5 and common >= 2)
        if self.unit and self.unit != "year":
            enough = common >= 2 and common >= 0.5 * min(len(self.near), len(other.near))
            return enough and pair.similarity >= 0.65 and pair.shared >= 0.4
        return pair.similarity >= 0.6 and common >= 1

    def _apart(self, other: Quantity, pair: Pair) -> bool:
        """Whether something tells that they are of two things: a part and its whole, a forecast and a count, another size."""
        small, large = sorted((abs(self.value), abs(other.value)))
        return (
            self.unit in MOVING
            or self.forecast != other.forecast
            or self.since != other.since
            or small * _FAR_APART < large
            or _sums(pair.left, self, other)
            or _sums(pair.right, other, self)
        )

    def known_in(self, reading: Reading) -> tuple[int, ...]:
        """Return the sentences of another article that have this number for something of the kind."""
        return tuple(
            n
            for n, passage in enumerate(reading.passages)
            if any(other.value == self.value and self._kin(other) for other in quantities(passage))
        )

    def _kin(self, other: Quantity) -> bool:
        """Whether what is counted may be one thing."""
        if self.unit != other.unit or self.frame != other.frame:
            return False
        if self.frame:
            return self.noun == other.noun or _may_be_all(self.noun, other.noun) or _may_be_all(other.noun, self.noun)
        if self.unit and self.unit != "year":
            return True
        return bool(self.noun) and self.noun == other.noun


@lru_cache(maxsize=8_192)
def quantities(passage: Passage) -> tuple[Quantity, ...]:
    """Return what a sentence counts, in its order.

    Dates, years, ages of the day, ordinals, numbers inside names ("Route 12") and parts of a whole ("three of them", "12 more")
    are none.
    """
    dated = resolve(passage.text, None)
    found: list[Quantity] = []
    given = [number for number in numbers(passage) if not number.ordinal and not number.clock and number.unit != "decade-of"]
    skip = -1
    for place, number in enumerate(given):
        if place == skip or not math.isfinite(number.value):
            continue
        following = given[place + 1] if place + 1 < len(given) else None
        if following is not None and _are_years_and_months(passage, number, following):
            skip = place + 1
            continue
        if following is not None and _is_tally(passage, number, following):
            skip = place + 1
            found.append(_tally(passage, number, following))
            continue
        start, end = passage.words[number.first].start, passage.words[number.last].end
        if any(mention.start < end and start < mention.end for mention in dated) or not _is_count(passage, number):
            continue
        found.append(_quantity(passage, number))
    return tuple(found)


def _is_tally(passage: Passage, one: Number, other: Number) -> bool:
    between = passage.text[passage.words[one.last].end : passage.words[other.first].start]
    return (
        other.first == one.last + 1
        and between in {"-", "–", "‑"}
        and all(number.value == int(number.value) and 0 <= number.value < 700 for number in (one, other))
        and not one.unit
        and not other.unit
    )


def _are_years_and_months(passage: Passage, one: Number, other: Number) -> bool:
    """Whether two numbers are one length of time: "three years and four months"."""
    return {one.unit, other.unit} <= DURATIONS and one.unit != other.unit and 0 < other.first - one.last <= 3


def _tally(passage: Passage, one: Number, other: Number) -> Quantity:
    start, end = passage.words[one.first].start, passage.words[other.last].end
    value = one.value * 1_000 + other.value
    noun = _noun(passage, other.last)
    return Quantity(
        start, end, passage.text[start:end], value, value, value, "tally", noun, "", _near(passage, one.first, other.last),
        _counted(passage, other.last, len(noun)),
    )  # fmt: skip


def _is_count(passage: Passage, number: Number) -> bool:
    """Whether a number counts or measures something of its own, by what stands on either side."""
    words = passage.words
    year = 1900 <= number.value <= 2100 and number.first == number.last and words[number.first].text.isdigit()
    if year and not number.unit:
        return False
    before = number.first == 0 or _may_stand_before(passage, number, words[number.first - 1])
    return before and (number.last + 1 == len(words) or _may_stand_behind(passage, number, words[number.last + 1]))


def _may_stand_before(passage: Passage, number: Number, before: Word) -> bool:
    first = passage.words[number.first]
    glue = passage.text[before.end : first.start]
    calendar = before.capital and (before.norm in MONTHS or before.norm in WEEKDAYS)
    if glue in {"-", "–", "/", "."} or calendar or before.norm in PART_BEFORE:
        return False
    if before.norm in {"the", "these", "those", "all", "his", "her", "their", "its", "our"} and not number.unit:
        return False  # "the two men" takes up a count made elsewhere
    if before.norm == "of" and number.first > 1 and any(n.last == number.first - 2 for n in numbers(passage)):
        return False  # 157 of 338 seats
    # Route 12, Section 230
    return not (glue == " " and before.capital and number.first > 1 and not number.unit and first.text[0].isdigit())


def _may_stand_behind(passage: Passage, number: Number, after: Word) -> bool:
    words = passage.words
    glue = passage.text[words[number.last].end : after.start]
    if (after.capital and after.norm in MONTHS) or after.norm in PART_BEHIND or glue == "/":
        return False
    if after.norm in {"of", "in", "out"} and _of_a_whole(words, number.last + 1) and not number.unit:
        return False
    place = number.last + 1 + (number.unit in DURATIONS)
    # "two weeks after" counts from something else each time
    return not (number.unit in DURATIONS and place < len(words) and words[place].norm in ANCHORS)


def _of_a_whole(words: Sequence[Word], place: int) -> bool:
    following = [word.norm for word in words[place : place + 3]]
    return following[:2] in (["of", "the"], ["of", "them"], ["of", "whom"], ["of", "those"], ["of", "his"], ["of", "her"]) or (
        following[:1] in (["out"], ["in"]) and len(following) > 1 and following[1][:1].isdigit()
    )


def _quantity(passage: Passage, number: Number) -> Quantity:
    words = passage.words
    noun = () if number.unit and number.unit != "year" else _noun(passage, number.last)
    low, high, first = interval(passage, number)
    last = number.last
    if number.unit and last + 1 < len(words) and UNITS.get(words[last + 1].norm) == number.unit:
        last += 1
    elif number.unit == "percent" and last + 2 < len(words) and words[last + 1].norm == "per":
        last += 2
    frame, at = _frame(passage, number)
    last = max(last, number.last + len(noun), at if at - last <= _RUN else last)
    if number.unit and first and words[first - 1].norm in {"$", "€", "£", "¥"}:
        first -= 1
    start, end = words[first].start, words[last].end
    return Quantity(
        start, end, passage.text[start:end], number.value, low, high, number.unit, noun, frame,
        _near(passage, number.first, number.last), _counted(passage, number.last, len(noun)),
        forecast=any(word.norm in FORECAST for word in words[max(number.first - 8, 0) : number.last + 8]),
        since=_SINCE.search(passage.text) is not None,
    )  # fmt: skip


def _noun(passage: Passage, last: int) -> tuple[str, ...]:
    """Return the stems of the run of content words after a number, up to the first that ends a noun phrase."""
    words = passage.words
    run: list[str] = []
    for place in range(last + 1, min(last + 1 + _RUN, len(words))):
        word = words[place]
        gap = passage.text[words[place - 1].end : word.start]
        if gap not in {" ", "-", "\u00a0"} or word.norm in NO_NOUN or word.norm in WEEKDAYS or not word.content:
            break
        run.append(word.stem)
    return tuple(run)


def _counted(passage: Passage, last: int, size: int) -> str:
    return " ".join(word.text for word in passage.words[last + 1 : last + 1 + size])


def _near(passage: Passage, first: int, last: int) -> frozenset[str]:
    words = passage.words
    around = [*words[max(first - _REACH, 0) : first], *words[last + 1 : last + 1 + _REACH]]
    return frozenset(word.stem for word in around if word.content and not word.norm[:1].isdigit())


def _frame(passage: Passage, number: Number) -> tuple[str, int]:
    """Return what happens to those counted and the index of the word that says so; ("", -1) where no word nearby does."""
    words = passage.words
    if number.unit not in {"", "share"}:
        return "", -1
    clause = words[number.last].clause
    first = number.first
    for place in range(first - 1, max(first - 5, -1), -1):  # killing at least 12
        word = words[place]
        if word.norm in FRAMES and word.clause == words[first].clause:
            return FRAMES[word.norm], place
        if word.norm not in HEDGES | {"at", "as", "many", "a", "of", "an", "over"}:
            break
    for place in range(number.last + 1, min(number.last + 7, len(words))):  # 12 people have been killed
        word = words[place]
        if (
            word.clause != clause
            or word.norm in {"and", "or", "but", "after", "when", "that", "which", "in"}
            or word.norm[:1].isdigit()
        ):
            break
        if word.norm in FRAMES:
            return FRAMES[word.norm], place
    for place in range(first - 1, max(first - 9, -1), -1):  # the death toll rose to 12
        if words[place].norm == "toll" or (words[place].norm == "dead" and words[place - 1].norm == "of"):
            return "killed", place
    return "", -1


def _sums(passage: Passage, part: Quantity, whole: Quantity) -> bool:
    """Whether the sentence of ``part`` has another number that makes up the difference to ``whole``."""
    rest = whole.value - part.value
    return rest > 0 and any(abs(number.value - rest) <= 0.02 * rest for number in numbers(passage))


def _may_be_all(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether nouns may name the same people: "14 dead" and "14 workers", but not "14 people" and "7 women"."""
    return (not one or (len(one) == 1 and one[0] in ANYBODY)) and not frozenset(other) & SOME_PEOPLE
