"""The pattern layer of dates: words of a sentence in, days out.

``dateparser.search`` was looked at first: it gives words without offsets, takes "may" and "on Sun" for dates, swallows
neighbours ("on Friday after a") and knows nothing of a newspaper's Friday. So the patterns are ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from summarizer.facts import days
from summarizer.facts.days import NUMBERS, Place, Stretch
from summarizer.facts.mention import WEEKDAYS, DateMention
from summarizer.facts.tense import tense_at

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = "(?:" + "|".join(WEEKDAYS) + ")"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d\d"
_TH = r"(?:st|nd|rd|th)?"
_PART = r"(?:morning|afternoon|evening|night)"
_COUNT = r"(?:\d{1,3}|" + "|".join(NUMBERS) + ")"

_Resolver = Callable[[Place], Stretch | None]
_PATTERNS: tuple[tuple[str, bool, _Resolver, str], ...] = (
    ("iso", False, days.iso, r"(?P<iso_y>\d{4})-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?![\d-])"),
    (
        "days",
        False,
        days.stretch,
        rf"(?:(?P<days_a1>{_DAY})\s?[-–]\s?(?P<days_b1>{_DAY})\s(?P<days_m1>{_MONTH})"
        rf"|(?P<days_m2>{_MONTH})\s(?P<days_a2>{_DAY})\s?[-–]\s?(?P<days_b2>{_DAY}))(?:,?\s(?P<days_y>{_YEAR}))?(?!\w)",
    ),
    (
        "dm",
        False,
        days.day_month,
        rf"(?:(?P<dm_w>{_WEEKDAY}),?\s(?:the\s)?)?(?P<dm_d>{_DAY}){_TH}\s(?:of\s)?(?P<dm_m>{_MONTH})(?:,?\s(?P<dm_y>{_YEAR}))?(?!\w)",
    ),
    (
        "md",
        False,
        days.day_month,
        rf"(?:(?P<md_w>{_WEEKDAY}),?\s)?(?P<md_m>{_MONTH})\s(?P<md_d>{_DAY}){_TH}(?:,?\s(?P<md_y>{_YEAR}))?(?![\w:%]|[.,]\d)",
    ),
    ("my", False, days.month_year, rf"(?P<my_m>{_MONTH}),?\s(?:of\s)?(?P<my_y>{_YEAR})(?!\w)"),
    (
        "year",
        False,
        days.year,
        rf"(?:(?<=\bin )|(?<=\bsince )|(?<=\bduring )|(?<=\buntil )|(?<=\bearly )|(?<=\blate )"
        rf"|(?<=\bbetween )|(?<=\bthrough )|(?<=\d\d\d\d and ))(?P<year_y>{_YEAR})(?![\w%-]|,\d|\.\d|\s(?:people|per))",
    ),
    ("beyond", True, days.beyond, r"(?i:the\sday\s(?:before\syesterday|after\stomorrow))(?!\w)"),
    (
        "near",
        True,
        days.near,
        rf"(?:(?i:yesterday|tomorrow)(?:\s{_PART})?|(?i:today|tonight)|(?i:this)\s(?:morning|afternoon|evening))(?!\w|-\w)",
    ),
    ("ago", True, days.ago, rf"(?P<ago_n>(?i:{_COUNT}))\s(?P<ago_unit>day|week|month|year)s?\sago(?!\w)"),
    ("weekend", True, days.weekend, r"(?:(?P<weekend_way>(?i:last|this|next))|(?i:over|at|on)\sthe)\sweekend(?!\w|-\w)"),
    ("unit", True, days.unit, r"(?P<unit_way>(?i:last|this|next))\s(?P<unit_name>week|month|year)(?!\w|-\w)"),
    (
        "weekday",
        True,
        days.weekday,
        rf"(?:(?P<weekday_way>(?i:last|this|next))\s)?(?P<weekday_name>{_WEEKDAY})(?:\s{_PART})?(?!\w|-\w)",
    ),
    (
        "month",
        True,
        days.bare_month,
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
        place = Place(match, today or date.max, tense_at(sentence_text, start, end))
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
