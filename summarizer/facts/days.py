"""The arithmetic of dates: which days the words of a date name, seen from the day of publication.

Each function reads the named parts of one pattern of ``summarizer.facts.calendar``. The arithmetic is python-dateutil's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from summarizer.facts.mention import MONTHS, WEEKDAYS, Granularity
from summarizer.facts.tense import Tense

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {word: value for value, word in enumerate(_WORDS, start=1)} | {"a": 1, "an": 1}
_LONGEST_AGO = 400
"""Years; what lies further back is no news, and the calendar ends at the year 1."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pattern matched, and what is needed to resolve it."""

    match: re.Match[str]
    today: date
    tense: Tense | None

    def __getitem__(self, name: str) -> str | None:
        value = self.match[name]
        return value if value is None else str(value)


Stretch = tuple[date, date, Granularity]


def iso(place: Place) -> Stretch | None:
    """Give the day of 2026-03-13."""
    return _one(_date(int(place["iso_y"] or 0), int(place["iso_m"] or 0), int(place["iso_d"] or 0)))


def stretch(place: Place) -> Stretch | None:
    """Give the stretch of 3-5 March."""
    month = _month(place["days_m1"] or place["days_m2"] or "")
    first = _nearest(place, month, int(place["days_a1"] or place["days_a2"] or 0), place["days_y"])
    last = _date(first.year, month, int(place["days_b1"] or place["days_b2"] or 0)) if first else None
    if first is None or last is None or last <= first:
        return None
    return first, last, Granularity.RANGE


def day_month(place: Place) -> Stretch | None:
    """Give the day of 3 March and of March 3."""
    month = _month(place["dm_m"] or place["md_m"] or "")
    day = int(place["dm_d"] or place["md_d"] or 0)
    return _one(_nearest(place, month, day, place["dm_y"] or place["md_y"], place["dm_w"] or place["md_w"]))


def month_year(place: Place) -> Stretch | None:
    """Give all of March 2026."""
    return _whole_month(int(place["my_y"] or 0), _month(place["my_m"] or ""))


def year(place: Place) -> Stretch | None:
    """Give all of 2026."""
    return _whole_year(int(place["year_y"] or 0))


def beyond(place: Place) -> Stretch | None:
    """Give the day before yesterday, or after tomorrow."""
    return _one(place.today + timedelta(days=-2 if "yesterday" in place.match[0].lower() else 2))


def near(place: Place) -> Stretch | None:
    """Give yesterday, today or tomorrow."""
    word = place.match[0].lower()
    return _one(place.today + timedelta(days=-1 if "yesterday" in word else 1 if "tomorrow" in word else 0))


def ago(place: Place) -> Stretch | None:
    """Give what lies so many days, weeks, months or years back."""
    count_word, unit = (place["ago_n"] or "").lower(), place["ago_unit"]
    count = NUMBERS.get(count_word) or int(count_word)
    if unit == "day":
        return _one(place.today - timedelta(days=count))
    if unit == "week":
        return _whole_week(place.today - timedelta(weeks=count))
    if unit == "month":
        back = place.today - relativedelta(months=count)
        return _whole_month(back.year, back.month)
    return _whole_year(place.today.year - count) if count <= _LONGEST_AGO else None


def weekend(place: Place) -> Stretch | None:
    """Give a Saturday and a Sunday."""
    way = (place["weekend_way"] or "").lower()
    monday = place.today - timedelta(days=place.today.weekday())
    began = place.today.weekday() >= WEEKDAYS.index("Saturday")
    if way == "next":
        back = -1 if began else 0
    elif way == "last":
        back = 1
    elif place.tense is Tense.FUTURE or (way == "this" and place.today.weekday() > 0):
        back = 0
    else:
        back = 0 if began else 1
    saturday = monday + timedelta(days=WEEKDAYS.index("Saturday") - 7 * back)
    return saturday, saturday + timedelta(days=1), Granularity.WEEKEND


def unit(place: Place) -> Stretch | None:
    """Give last, this or next week, month or year."""
    step = {"last": -1, "this": 0, "next": 1}[(place["unit_way"] or "").lower()]
    unit = (place["unit_name"] or "").lower()
    if unit == "week":
        return _whole_week(place.today + timedelta(weeks=step))
    if unit == "month":
        there = place.today + relativedelta(months=step)
        return _whole_month(there.year, there.month)
    return _whole_year(place.today.year + step)


def weekday(place: Place) -> Stretch | None:
    """Give a Friday, by the tense where no word says which."""
    way = (place["weekday_way"] or "").lower()
    wanted = WEEKDAYS.index(place["weekday_name"] or "")
    back = (place.today.weekday() - wanted) % 7
    ahead = (wanted - place.today.weekday()) % 7
    if way == "next":
        return _one(place.today + timedelta(days=ahead or 7))
    if way == "last":
        return _one(place.today - timedelta(days=back or 7))
    if place.tense is Tense.FUTURE or (way == "this" and place.tense is not Tense.PAST):
        return _one(place.today + timedelta(days=ahead))
    if place.tense is None:  # nothing says which of the two it is
        return None
    return _one(place.today - timedelta(days=back))


def bare_month(place: Place) -> Stretch | None:
    """Give a month, by the tense where no word says which."""
    month = _month(place["month_name"] or "")
    way = (place["month_way"] or "").lower()
    this = place.today.month
    year = place.today.year
    if way == "last":
        year -= month >= this
    elif way == "next":
        year += month <= this
    elif way != "this":
        if place.tense is Tense.FUTURE:
            year += month < this
        elif place.tense is Tense.PAST:
            year -= month > this
        else:
            year = min((year - 1, year, year + 1), key=lambda other: abs((other - year) * 12 + month - this))
    return _whole_month(year, month)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _one(day: date | None) -> Stretch | None:
    return None if day is None else (day, day, Granularity.DAY)


def _whole_week(day: date) -> Stretch:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6), Granularity.WEEK


def _whole_month(year: int, month: int) -> Stretch | None:
    first = _date(year, month, 1)
    return None if first is None else (first, first + relativedelta(day=31), Granularity.MONTH)


def _whole_year(year: int) -> Stretch | None:
    first = _date(year, 1, 1)
    return None if first is None else (first, date(year, 12, 31), Granularity.YEAR)


def _month(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, start=1) if month[:3] == name[:3])


def _nearest(place: Place, month: int, day: int, year: str | None, weekday: str | None = None) -> date | None:
    """Give the day in the year named, or the one nearest to publication that the tense and the weekday allow."""
    if year is not None:
        return _date(int(year), month, day)
    today = place.today
    days = [found for step in (-1, 0, 1) if (found := _date(today.year + step, month, day)) is not None]
    if weekday is not None:
        days = [found for found in days if WEEKDAYS[found.weekday()] == weekday] or days
    if place.tense is Tense.PAST:
        days = [found for found in days if found <= today] or days
    elif place.tense is Tense.FUTURE:
        days = [found for found in days if found >= today] or days
    return min(days, key=lambda found: abs((found - today).days), default=None)
