"""What sentences count and measure: "at least 12 people were killed", "$1.2 million", "a 5-4 vote"."""

from __future__ import annotations

import math
import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from summarizer.facts.calendar import resolve
from summarizer.facts.counted import frame, governor, near, noun
from summarizer.facts.intervals import ROUND, interval
from summarizer.facts.mention import WEEKDAYS
from summarizer.facts.modes import modes
from summarizer.facts.numerals import are_years_and_months, is_count, is_tally
from summarizer.facts.statement import Pair, Reading, Statement
from summarizer.facts.vocabulary import ANYBODY, CURRENCIES, CURRENCY_STEMS, MOVING, SOME_PEOPLE, SYMBOLS
from summarizer.verification.numbers import Number, numbers
from summarizer.verification.vocabulary import UNITS
from summarizer.verification.words import Passage, stem

_SINCE = re.compile(r"\b[Ss]ince (?:[A-Z\d]|last|the (?:start|beginning) of (?:\d|the year|[A-Z]))")
_WEEKDAYS = frozenset(stem(day.lower()) for day in WEEKDAYS)
_BEHIND = 4
_REACH, _WIDE = 5, 10
"""Words on either side that tell what a number is for."""
_COINS = frozenset({"dollar", "euro", "pound", "yen"})
_CURRENCY_SIGNS = frozenset("$€£¥")
_TAKEN = {"arrested", "charged"}
_FAR_APART, _REVISED_APART = 10, 3
"""Numbers that differ by more than this factor count different things; the second where one is said to replace the other."""


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
        near: Stems of the content words beside it.
        wide: Stems of those somewhat farther away too.
        counted: The words that ``noun`` has the stems of.
        governor: Stem of the nearest content word before it.
        modes: How it is meant: "forecast", "rate" and the like.
        order: The ordinals of the sentence ("second quarter").
        since: Whether it adds up all "since" some time.
        named: Stems of the names right behind it.
        beside: The other numbers of the sentence.
        leaning: Whether what it is for is said in the sentence before, whose words are then among ``wide``.

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
    wide: frozenset[str]
    counted: str = ""
    governor: str = ""
    modes: frozenset[str] = frozenset()
    order: frozenset[float] = frozenset()
    since: bool = False
    named: frozenset[str] = frozenset()
    beside: frozenset[float] = frozenset()
    leaning: bool = False

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

    @property
    def keys(self) -> frozenset[Hashable]:
        """Unit and what happens, and the words for what is counted."""
        plain = self.unit in {"", "year"}
        own = {(self.unit, self.frame)} if self.frame or not plain else set()
        return frozenset(own | set(self.noun)) if plain else frozenset(own)

    def same_thing(self, other: Statement, pair: Pair) -> bool:
        """Whether both count or measure one thing, by what is counted, what happens to it and the words beside."""
        if not isinstance(other, Quantity):
            return False
        alike = self._told_alike(other, pair) if self._kin(other) else self._renamed(other, pair)
        return alike and not self._apart(other, pair)

    def _told_alike(self, other: Quantity, pair: Pair) -> bool:
        """Whether sentences about one kind of thing are near enough to be about one thing."""
        common = len(self._common(other.near, self.near))
        wide = len(self._common(other.wide, self.wide))
        if pair.revised:
            governed = self.governor == other.governor if self.unit else wide >= 1
            return pair.similarity >= 0.55 if self.frame else pair.similarity >= 0.25 and governed
        told_before = self.leaning and other.leaning and wide >= 2
        anchored = pair.anchored and (common >= 2 or (wide >= 1 and self.noun == other.noun != ()))
        if told_before or anchored:
            return pair.similarity >= 0.5
        if self.frame:
            return pair.similarity >= 0.6 or (pair.similarity >= 0.5 and (common >= 2 or self.noun == other.noun))
        if self.unit and self.unit != "year":
            enough = common >= 2 and (common >= 0.34 * min(len(self.near), len(other.near)) or pair.shared >= 0.25)
            alike = pair.similarity >= 0.6 and ((wide >= 2 and pair.shared >= 0.3) or (wide >= 3 and pair.shared >= 0.25))
            return alike or (enough and pair.similarity >= 0.55 and pair.shared >= 0.2)
        if self.is_money:
            return pair.similarity >= 0.6 and wide >= 2
        fixed = bool(self.wide & other.wide & _WEEKDAYS) or common >= 2
        return pair.similarity >= (0.5 if fixed else 0.58) and wide >= 1

    def _common(self, theirs: frozenset[str], mine: frozenset[str]) -> frozenset[str]:
        return (mine & theirs) - SYMBOLS - frozenset(self.noun)

    @property
    def is_money(self) -> bool:
        """Whether it is an amount in a currency that ``unit`` does not know."""
        return bool(self.counted) and self.counted.split()[0].lower() in CURRENCIES

    def _apart(self, other: Quantity, pair: Pair) -> bool:
        """Whether something tells that they are of two things: a part and its whole, a forecast and a count, another size."""
        small, large = sorted((abs(self.value), abs(other.value)))
        return (
            self.unit in MOVING
            or (self.modes != other.modes and (self.frame != "" or not pair.revised))
            or (bool(self.order) and bool(other.order) and not self.order & other.order)
            or ("old" in self.noun and pair.shared < 0.5)
            or (self.unit == "year" and not pair.revised and pair.shared < 0.3)
            or self.since != other.since
            or (bool(self.unit) and bool(self.named) and bool(other.named) and not self.named & other.named)
            or (not self.frame and ("quarter" in pair.left.stems) != ("quarter" in pair.right.stems))
            or small * (_REVISED_APART if pair.revised else _FAR_APART) < large
            or self._makes_up(other)
            or other._makes_up(self)
        )

    def _makes_up(self, whole: Quantity) -> bool:
        """Whether this one's sentence has another number that makes up the difference to ``whole``."""
        rest = whole.value - self.value
        return rest > 0 and any(abs(value - rest) <= 0.02 * rest for value in self.beside)

    def blurs(self, other: Statement) -> bool:
        """Whether one sentence that gives both leaves open which of them is meant elsewhere."""
        if not isinstance(other, Quantity) or other is self or self.unit != other.unit or self.frame != other.frame:
            return False
        small, large = sorted((abs(self.value), abs(other.value)))
        if self.modes != other.modes or small * _FAR_APART < large:
            return False
        return bool(self.frame or self.unit or frozenset(self.noun) & frozenset(other.noun))

    @property
    def is_amount(self) -> bool:
        """Whether it is an amount of money."""
        return self.is_money or self.unit in _COINS

    def after(self, before: Passage) -> Quantity:
        """Return the quantity as of a sentence that takes up what the one before it is about."""
        return replace(self, wide=self.wide | before.stems, leaning=True)

    def beside_the_same(self, other: Statement) -> bool:
        """Whether two words or more stand beside both, apart from what is counted."""
        return isinstance(other, Quantity) and len(self._common(other.near, self.near)) >= 2

    def repeats(self, other: Statement) -> bool:
        """Whether another sentence gives the same number for what may be the same."""
        return isinstance(other, Quantity) and self.value == other.value and (self._kin(other) or self._akin(other))

    def known_in(self, reading: Reading) -> tuple[int, ...]:
        """Return the sentences of another article that have this number for something of the kind."""
        given = reading.index(quantities, _value).get(self.value, ())
        return tuple(dict.fromkeys(n for n, other in given if self._kin(other) or self._akin(other)))

    def _kin(self, other: Quantity) -> bool:
        """Whether what is counted may be one thing."""
        if self.unit != other.unit or self.frame != other.frame:
            return False
        if self.frame:
            return self.noun == other.noun or _may_be_all(self.noun, other.noun) or _may_be_all(other.noun, self.noun)
        if self.unit and self.unit != "year":
            return True
        if self.is_money or other.is_money:
            return self.noun[:1] == other.noun[:1]
        if not self.noun or not other.noun:
            return False
        return self.noun == other.noun or _narrows(self.noun, other.noun) or _narrows(other.noun, self.noun)

    def _renamed(self, other: Quantity, pair: Pair) -> bool:
        return self._akin(other) and pair.similarity >= 0.65 and pair.shared >= 0.45

    def _akin(self, other: Quantity) -> bool:
        """Whether sentences that say the same count one thing under two names: "four girls charged" and "four girls arrested"."""
        mine, theirs = frozenset(self.noun), frozenset(other.noun)
        framed = self.frame == other.frame or not self.frame or not other.frame or {self.frame, other.frame} == _TAKEN
        partial = mine & SOME_PEOPLE != theirs & SOME_PEOPLE
        return not self.unit and not other.unit and framed and not partial and bool(mine & theirs - ANYBODY - CURRENCY_STEMS)


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
        if following is not None and are_years_and_months(passage, number, following):
            skip = place + 1
            continue
        if following is not None and is_tally(passage, number, following):
            skip = place + 1
            found.append(_tally(passage, number, following))
            continue
        start, end = passage.words[number.first].start, passage.words[number.last].end
        if any(mention.start < end and start < mention.end for mention in dated) or not is_count(passage, number):
            continue
        found.append(_quantity(passage, number))
    return tuple(found)


def _value(one: Quantity) -> float:
    return one.value


def _tally(passage: Passage, one: Number, other: Number) -> Quantity:
    start, end = passage.words[one.first].start, passage.words[other.last].end
    value = one.value * 1_000 + other.value
    whole = replace(one, last=other.last)
    words = passage.words[slice(*noun(passage, whole))]
    return Quantity(
        start, end, passage.text[start:end], value, value, value, "tally", tuple(word.stem for word in words), "",
        near(passage, whole, _REACH), near(passage, whole, _WIDE), " ".join(word.text for word in words),
        beside=_beside(passage, value),
    )  # fmt: skip


def _quantity(passage: Passage, number: Number) -> Quantity:
    words = passage.words
    counted = slice(0) if number.unit and number.unit != "year" else slice(*noun(passage, number))
    low, high, first = interval(passage, number)
    last = number.last
    if number.unit and last + 1 < len(words) and UNITS.get(words[last + 1].norm) == number.unit:
        last += 1
    elif number.unit == "percent" and last + 2 < len(words) and words[last + 1].norm == "per":
        last += 2
    event, at = frame(passage, number)
    if counted.start is not None and counted.start > number.last:
        last = max(last, counted.stop - 1)
    if 0 <= at - last <= _REACH:
        last = at
    if number.unit and first and words[first - 1].norm in _CURRENCY_SIGNS:
        first -= 1
    start, end = words[first].start, words[last].end
    return Quantity(
        start, end, passage.text[start:end], number.value, low, high, number.unit,
        tuple(word.stem for word in words[counted]), event, near(passage, number, _REACH), near(passage, number, _WIDE),
        " ".join(word.text for word in words[counted]),
        governor=governor(passage, number),
        modes=modes(passage, number),
        order=frozenset(other.value for other in numbers(passage) if other.ordinal),
        since=_SINCE.search(passage.text) is not None,
        named=_named(passage, number),
        beside=_beside(passage, number.value),
    )  # fmt: skip


def _named(passage: Passage, number: Number) -> frozenset[str]:
    """Return the stems of the names among the words right behind a number: "$60 billion of American goods"."""
    return frozenset(word.stem for word in passage.words[number.last + 1 : number.last + 1 + _BEHIND] if word.capital)


def _beside(passage: Passage, value: float) -> frozenset[float]:
    return frozenset(number.value for number in numbers(passage)) - {value}


def _may_be_all(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether nouns may name the same people: "14 dead" and "14 workers", but not "14 people" and "7 women"."""
    return (not one or one[0] in ANYBODY) and not frozenset(other) & SOME_PEOPLE


def _narrows(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the words of one noun are among the other's: "houses" and "flooded houses"."""
    return bool(one) and frozenset(one) < frozenset(other) and not frozenset(other) & SOME_PEOPLE
