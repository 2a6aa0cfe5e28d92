"""The pattern layer of dates: words of a sentence in, days out.

``dateparser.search`` was looked at first: it gives words without offsets, takes "may" and "on Sun" for dates, swallows
neighbours ("on Friday after a") and knows nothing of a newspaper's Friday. So the patterns are ours; the arithmetic is
python-dateutil's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from summarizer.facts.tense import Tense, tense_at

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: value for value, word in enumerate(_WORDS, start=1)} | {"a": 1, "an": 1}
_LONGEST_AGO = 400
"""Years; what lies further back is no news, and the calendar ends at the year 1."""


class Granularity(StrEnum):
    """How wide a stretch of days a mention names."""

    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date that a sentence speaks of.

    Attributes:
        start: Where the words start in the sentence's text, in code points.
        end: Where they end.
        text: The words.
        first: The first day they name.
        last: The last day they name; ``first`` where it is one day.
        granularity: How wide they are.
        relative: Whether they mean another day in another day's paper ("yesterday", "Friday", "last month").

    """

    start: int
    end: int
    text: str
    first: date
    last: date
    granularity: Granularity
    relative: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a pattern matched, and what is needed to resolve it."""

    match: re.Match[str]
    today: date
    tense: Tense | None

    def __getitem__(self, name: str) -> str | None:
        value = self.match[name]
        return value if value is None else str(value)


_Stretch = tuple[date, date, Granularity]

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = "(?:" + "|".join(WEEKDAYS) + ")"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d\d"
_TH = r"(?:st|nd|rd|th)?"
_PART = r"(?:morning|afternoon|evening|night)"
_COUNT = r"(?:\d{1,3}|" + "|".join(_NUMBERS) + ")"


def _iso(place: _Place) -> _Stretch | None:
    return _one(_date(int(place["iso_y"] or 0), int(place["iso_m"] or 0), int(place["iso_d"] or 0)))


def _days(place: _Place) -> _Stretch | None:
    month = _month(place["days_m1"] or place["days_m2"] or "")
    first = _nearest(place, month, int(place["days_a1"] or place["days_a2"] or 0), place["days_y"])
    last = _date(first.year, month, int(place["days_b1"] or place["days_b2"] or 0)) if first else None
    if first is None or last is None or last <= first:
        return None
    return first, last, Granularity.RANGE


def _day_month(place: _Place) -> _Stretch | None:
    month = _month(place["dm_m"] or place["md_m"] or "")
    day = int(place["dm_d"] or place["md_d"] or 0)
    return _one(_nearest(place, month, day, place["dm_y"] or place["md_y"], place["dm_w"] or place["md_w"]))


def _month_year(place: _Place) -> _Stretch | None:
    return _whole_month(int(place["my_y"] or 0), _month(place["my_m"] or ""))


def _year(place: _Place) -> _Stretch | None:
    return _whole_year(int(place["year_y"] or 0))


def _beyond(place: _Place) -> _Stretch | None:
    return _one(place.today + timedelta(days=-2 if "yesterday" in place.match[0].lower() else 2))


def _near(place: _Place) -> _Stretch | None:
    word = place.match[0].lower()
    return _one(place.today + timedelta(days=-1 if "yesterday" in word else 1 if "tomorrow" in word else 0))


def _ago(place: _Place) -> _Stretch | None:
    count_word, unit = (place["ago_n"] or "").lower(), place["ago_unit"]
    count = _NUMBERS.get(count_word) or int(count_word)
    if unit == "day":
        return _one(place.today - timedelta(days=count))
    if unit == "week":
        return _whole_week(place.today - timedelta(weeks=count))
    if unit == "month":
        back = place.today - relativedelta(months=count)
        return _whole_month(back.year, back.month)
    return _whole_year(place.today.year - count) if count <= _LONGEST_AGO else None


def _weekend(place: _Place) -> _Stretch | None:
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


def _unit(place: _Place) -> _Stretch | None:
    step = {"last": -1, "this": 0, "next": 1}[(place["unit_way"] or "").lower()]
    unit = (place["unit_name"] or "").lower()
    if unit == "week":
        return _whole_week(place.today + timedelta(weeks=step))
    if unit == "month":
        there = place.today + relativedelta(months=step)
        return _whole_month(there.year, there.month)
    return _whole_year(place.today.year + step)


def _weekday(place: _Place) -> _Stretch | None:
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


def _bare_month(place: _Place) -> _Stretch | None:
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


_Resolver = Callable[[_Place], _Stretch | None]
_PATTERNS: tuple[tuple[str, bool, _Resolver, str], ...] = (
    ("iso", False, _iso, r"(?P<iso_y>\d{4})-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?![\d-])"),
    (
        "days",
        False,
        _days,
        rf"(?:(?P<days_a1>{_DAY})\s?[-–]\s?(?P<days_b1>{_DAY})\s(?P<days_m1>{_MONTH})"
        rf"|(?P<days_m2>{_MONTH})\s(?P<days_a2>{_DAY})\s?[-–]\s?(?P<days_b2>{_DAY}))(?:,?\s(?P<days_y>{_YEAR}))?(?!\w)",
    ),
    (
        "dm",
        False,
        _day_month,
        rf"(?:(?P<dm_w>{_WEEKDAY}),?\s(?:the\s)?)?(?P<dm_d>{_DAY}){_TH}\s(?:of\s)?(?P<dm_m>{_MONTH})(?:,?\s(?P<dm_y>{_YEAR}))?(?!\w)",
    ),
    (
        "md",
        False,
        _day_month,
        rf"(?:(?P<md_w>{_WEEKDAY}),?\s)?(?P<md_m>{_MONTH})\s(?P<md_d>{_DAY}){_TH}(?:,?\s(?P<md_y>{_YEAR}))?(?![\w:%]|[.,]\d)",
    ),
    ("my", False, _month_year, rf"(?P<my_m>{_MONTH}),?\s(?:of\s)?(?P<my_y>{_YEAR})(?!\w)"),
    (
        "year",
        False,
        _year,
        rf"(?:(?<=\bin )|(?<=\bsince )|(?<=\bduring )|(?<=\buntil )|(?<=\bearly )|(?<=\blate )"
        rf"|(?<=\bbetween )|(?<=\bthrough )|(?<=\d\d\d\d and ))(?P<year_y>{_YEAR})(?![\w%-]|,\d|\.\d|\s(?:people|per))",
    ),
    ("beyond", True, _beyond, r"(?i:the\sday\s(?:before\syesterday|after\stomorrow))(?!\w)"),
    (
        "near",
        True,
        _near,
        rf"(?:(?i:yesterday|tomorrow)(?:\s{_PART})?|(?i:today|tonight)|(?i:this)\s(?:morning|afternoon|evening))(?!\w|-\w)",
    ),
    ("ago", True, _ago, rf"(?P<ago_n>(?i:{_COUNT}))\s(?P<ago_unit>day|week|month|year)s?\sago(?!\w)"),
    ("weekend", True, _weekend, r"(?:(?P<weekend_way>(?i:last|this|next))|(?i:over|at|on)\sthe)\sweekend(?!\w|-\w)"),
    ("unit", True, _unit, r"(?P<unit_way>(?i:last|this|next))\s(?P<unit_name>week|month|year)(?!\w|-\w)"),
    (
        "weekday",
        True,
        _weekday,
        rf"(?:(?P<weekday_way>(?i:last|this|next))\s)?(?P<weekday_name>{_WEEKDAY})(?:\s{_PART})?(?!\w|-\w)",
    ),
    (
        "month",
        True,
        _bare_month,
        rf"(?:(?P<month_way>(?i:last|this|next))\s|(?:(?<=\b[Ii]n )|(?<=\b[Ss]ince )|(?<=\b[Uu]ntil )|(?<=\b[Dd]uring )"
        rf"|(?<=\b[Ee]arly )|(?<=\b[Ll]ate )|(?<=\b[Mm]id-)))(?P<month_name>{_MONTH})(?!\w|\s\d|\s[A-Z])",
    ),
)
_RESOLVERS = {name: (relative, resolver) for name, relative, resolver, _ in _PATTERNS}
_NEEDS_TODAY = {"days": "days_y", "dm": "dm_y", "md": "md_y"}
_ANY = re.compile(
    r"(?<![\w.,/:$£€])(?<!\d[-–])(?:" + "|".join(f"(?P<{name}>{pattern})" for name, _, _, pattern in _PATTERNS) + ")"
)
_NOT_BEFORE = re.compile(
    r"\b(?:(?:Super|Black|Good|Bloody|Ash|Palm|Easter|Cyber|Giving|Fat|Shrove|Holy|Maundy|Ruby|Whit|Boxing|Mail\son|USA|Russia"
    r"|Psychology)|(?i:every|each|any|another|most|alternate|(?:on|like|as)\sa|first|second|third|fourth))\s$"
    r"|day\s(?:to|through)\s$"
)
_NOT_AFTER = re.compile(
    r"\s(?:Times|Telegraph|Mirror|Express|Mail|Post|Herald|Night|Live|School|Show|(?:to|through)\s[A-Z]\w+day|Street|Road|Avenue|Square|Movement)\b"
)
_DURATION = re.compile(r"\b(?:the|past|these|their|his|her|its)\s$", re.IGNORECASE)


def resolve(sentence_text: str, published: date | None) -> tuple[DateMention, ...]:
    """Find the dates of a sentence and resolve them.

    A newspaper's bare weekday is the latest one up to the day of publication ("was fired on Friday"), and the coming one after
    words of the future ("will vote on Friday", "next Friday"). A day and month without a year are the nearest that the tense
    allows. A weekday in a sentence that shows no tense stays unresolved.

    Args:
        sentence_text: One sentence.
        published: The day, or time, its article was published. None: only dates that name their year are found.

    Returns:
        Mentions in the order of the text, apart from each other; days that no calendar has (31 June) are left out.

    """
    found: list[DateMention] = []
    today = published.date() if isinstance(published, datetime) else published
    for match in _ANY.finditer(sentence_text):
        kind = next(name for name in _RESOLVERS if match[name] is not None)
        relative, resolver = _RESOLVERS[kind]
        if today is None and (relative or (kind in _NEEDS_TODAY and match[_NEEDS_TODAY[kind]] is None)):
            continue
        if _is_no_day(sentence_text, match, kind):
            continue
        start, end = match.span()
        place = _Place(match, today or date.max, tense_at(sentence_text, start, end))
        try:
            stretch = resolver(place)
        except (OverflowError, ValueError):  # before the year 1 or after 9999
            continue
        if stretch is not None:
            found.append(DateMention(start, end, sentence_text[start:end], *stretch, relative))
    return tuple(found)


def _is_no_day(sentence: str, match: re.Match[str], kind: str) -> bool:
    """Tell whether the words name a paper, a feast, a habit or a length of time instead of a day."""
    before, after = sentence[: match.start()], sentence[match.end() :]
    if kind in {"unit", "weekend"} and _DURATION.search(before):
        return True
    if match[0][0] == "T" and match[0].lower() in {"today", "tonight"} and before and before[-2:-1].isalnum():
        return True
    return bool(_NOT_BEFORE.search(before) or _NOT_AFTER.match(after))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _one(day: date | None) -> _Stretch | None:
    return None if day is None else (day, day, Granularity.DAY)


def _whole_week(day: date) -> _Stretch:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6), Granularity.WEEK


def _whole_month(year: int, month: int) -> _Stretch | None:
    first = _date(year, month, 1)
    return None if first is None else (first, first + relativedelta(day=31), Granularity.MONTH)


def _whole_year(year: int) -> _Stretch | None:
    first = _date(year, 1, 1)
    return None if first is None else (first, date(year, 12, 31), Granularity.YEAR)


def _month(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, start=1) if month[:3] == name[:3])


def _nearest(place: _Place, month: int, day: int, year: str | None, weekday: str | None = None) -> date | None:
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
