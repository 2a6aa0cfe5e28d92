"""When things happened: the day, and the hour."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, partial

from summarizer.facts.calendar import resolve
from summarizer.facts.mention import WEEKDAYS, Granularity
from summarizer.facts.statement import Pair, Reading, Statement
from summarizer.verification.vocabulary import MONTHS
from summarizer.verification.words import Passage
from summarizer.wording.quotes import overlaps, quoted

_CLOCK = re.compile(
    r"(?<![\w:.])(?:(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<m>[0-5]\d))?\s?(?P<half>[aApP])\.?[mM]\b\.?"
    r"|(?P<h24>[01]?\d|2[0-3]):(?P<m24>[0-5]\d)|(?P<noon>noon|midday|midnight))(?![\w:])"
)
_REACH = 6
_ONE_EVENT = timedelta(days=60)
"""Days farther apart belong to two events."""
_CALENDAR = frozenset(MONTHS) | {day.lower() for day in WEEKDAYS}


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or an hour that a sentence gives for something.

    Attributes:
        start: Where its words start in the sentence, in code points.
        end: Where they end.
        text: The words.
        normalised: ISO date, or HH:MM.
        clock: Whether it is an hour.
        alone: Whether the sentence gives no other of its kind.
        near: Stems of the content words nearby.

    """

    start: int
    end: int
    text: str
    normalised: str
    clock: bool
    alone: bool
    near: frozenset[str]

    @property
    def subject(self) -> str:
        """Day or time."""
        return "time" if self.clock else "day"

    @property
    def keys(self) -> frozenset[Hashable]:
        """The words nearby, of a day or of an hour."""
        return frozenset((self.clock, stem) for stem in self.near)

    def agrees(self, other: Statement) -> bool:
        """Whether both are one day or one hour: by its words ("Monday"), too, as printed dates of publication may be late."""
        if self.text.lower() == other.text.lower():
            return True
        short, long = sorted((self.normalised, other.normalised), key=len)
        return long.endswith(short)

    def same_thing(self, other: Statement, pair: Pair) -> bool:
        """Whether the same words stand beside both, in sentences that say the same and give one moment each."""
        if not isinstance(other, Moment) or self.clock != other.clock or not (self.alone and other.alone):
            return False
        if not self.clock and len(self.normalised) == len(other.normalised) == len("2026-05-03"):
            days = date.fromisoformat(self.normalised) - date.fromisoformat(other.normalised)
            if abs(days) > _ONE_EVENT:
                return False
        common = self.near & other.near
        enough = len(common) >= 2 and len(common) >= 0.5 * min(len(self.near), len(other.near))
        return enough and pair.similarity >= 0.65 and pair.shared >= 0.4

    def known_in(self, reading: Reading) -> tuple[int, ...]:
        """Return the sentences that give this moment for something that shares a word with this."""
        given = reading.index(_read_on(reading.published), _name).get(self.normalised, ())
        return tuple(dict.fromkeys(n for n, other in given if other.near & self.near))


@lru_cache(maxsize=8_192)
def moments(passage: Passage, published: date | None) -> tuple[Moment, ...]:
    """Return the days and hours that a sentence gives.

    Without a published day, dates without a year are read as if of one year, and weekdays and "yesterday" are left out; so are
    they inside quotations, whose speaker had another day.
    """
    text = passage.text
    said = quoted(text)
    days = [
        (m.start, m.end, m.first.isoformat() if published or re.search(r"\d{4}", m.text) else m.first.strftime("%m-%d"))
        for m in resolve(text, published or date(2000, 7, 1))
        if m.granularity is Granularity.DAY
        and (published or not m.relative)
        and not (m.relative and overlaps(said, m.start, m.end))
    ]
    clocks = [(m.start(), m.end(), f"{_minutes(m) // 60:02}:{_minutes(m) % 60:02}") for m in _CLOCK.finditer(text)]
    found = [_moment(passage, *day, clock=False, alone=len(days) == 1) for day in days]
    found += [_moment(passage, *clock, clock=True, alone=len(clocks) == 1) for clock in clocks]
    return tuple(sorted(found, key=lambda moment: moment.start))


@lru_cache(maxsize=1_024)
def _read_on(published: date | None) -> Callable[[Passage], tuple[Moment, ...]]:
    return partial(moments, published=published)


def _name(one: Moment) -> str:
    return one.normalised


def _minutes(match: re.Match[str]) -> int:
    if match["noon"]:
        return 0 if match["noon"] == "midnight" else 12 * 60
    if match["h24"]:
        return int(match["h24"]) * 60 + int(match["m24"])
    return (int(match["h"]) % 12 + 12 * (match["half"].lower() == "p")) * 60 + int(match["m"] or 0)


def _moment(passage: Passage, start: int, end: int, normalised: str, *, clock: bool, alone: bool) -> Moment:
    words = passage.words
    before = [w for w in words if w.end <= start][-_REACH:]
    after = [w for w in words if w.start >= end][:_REACH]
    near = frozenset(
        w.stem
        for w in (*before, *after)
        if w.content and not w.norm[:1].isdigit() and w.norm not in _CALENDAR and len(w.norm) > 2
    )
    return Moment(start, end, passage.text[start:end], normalised, clock, alone, near)
