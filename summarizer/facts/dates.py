"""Dates that sentences speak of, and sentences whose days stand on their own.

Articles of different days say "yesterday" and mean different days. Before their sentences are brought together, the days are
written out.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from summarizer.facts.calendar import resolve
from summarizer.facts.mention import MONTHS, WEEKDAYS, DateMention, Granularity
from summarizer.wording.quotes import overlaps, quoted

__all__ = ["DateMention", "Granularity", "resolve", "write_out"]

_PREPOSITION = re.compile(
    r"\b(?P<word>on|by|since|until|till|from|before|after|of|for|through|between|as\sof|during|starting|over|at|in)\s$",
    re.IGNORECASE,
)
_LINKED = re.compile(r"\b(?:and|or|to|than|like|the|a|an|this|that)\s$", re.IGNORECASE)
_NOUN_PHRASE = re.compile(r"’s\b|'s\b")
_PART = re.compile(r"\b(morning|afternoon|evening|night|tonight)$", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[.!?][\"”’)]*\s)\s*$")
_VAGUE = re.compile(r"\bago$")


def write_out(text: str, published: date | None, *, month_first: bool = False) -> str:
    """Make the days of a sentence that depend on its article's date absolute.

    "on Friday" becomes "on Friday 13 March", "yesterday" "on Thursday 12 March", "last month" "in February", "last week" "in the
    week of 2 March"; the year is added where it is not that of publication. Quotations are never touched, nor what would read
    worse than before ("Friday's vote" becomes "the 13 March vote", but "last week's vote" and "three years ago" stay).

    Args:
        text: One sentence.
        published: When its article was published. None: the text comes back as it is.
        month_first: Write "Friday, March 13" instead of "Friday 13 March".

    Returns:
        The sentence. Offsets of the original no longer fit it.

    """
    if published is None:
        return text
    today = published.date() if isinstance(published, datetime) else published
    protected = quoted(text)
    written = text
    for mention in reversed(resolve(text, published)):
        if not mention.relative or overlaps(protected, mention.start, mention.end):
            continue
        phrase = _phrase(written, mention, today, month_first=month_first)
        if phrase is not None:
            start, end, words = phrase
            written = written[:start] + words + written[end:]
    return written


def _phrase(text: str, mention: DateMention, today: date, *, month_first: bool) -> tuple[int, int, str] | None:
    """Give the stretch to replace and its new words; None leaves the mention alone."""
    before, after = text[: mention.start], text[mention.end :]
    day_words = _day(mention.first, today, month_first=month_first)
    if possessive := _NOUN_PHRASE.match(after):
        follows = after[possessive.end() : possessive.end() + 2].strip()
        if mention.granularity is not Granularity.DAY or _PART.search(mention.text) or not follows.isalpha():
            return None
        words = f"the {day_words}"
        return mention.start, mention.end + possessive.end(), _capital(words, before)
    if mention.granularity is Granularity.DAY:
        written: str | None = _one_day(mention, before, after, day_words, month_first=month_first)
    else:
        written = _stretch(mention, before, today, month_first=month_first)
    return None if written is None else (mention.start, mention.end, _capital(written, before))


def _one_day(mention: DateMention, before: str, after: str, day_words: str, *, month_first: bool) -> str:
    weekday = WEEKDAYS[mention.first.weekday()]
    comma = "," if month_first else ""
    named = f"{weekday}{comma} {day_words}"
    if month_first and not re.match(r"\s*(?:[,.;:!?)]|$)", after):
        named += ","
    if weekday in mention.text:  # "Friday", "last Friday", "Friday morning"
        part = _PART.search(mention.text)
        if part:
            named = f"{weekday} {part[0]}{comma} {day_words}" + ("," if named.endswith(",") else "")
        bare = mention.text.startswith(weekday) or _PREPOSITION.search(before) or _LINKED.search(before)
        return named if bare else f"on {named}"
    part = _PART.search(mention.text)
    if part:
        named = f"the {'evening' if part[0].lower() == 'tonight' else part[0].lower()} of {named}"
    if _PREPOSITION.search(before) or _LINKED.search(before):
        return named
    return f"on {named}"


def _stretch(mention: DateMention, before: str, today: date, *, month_first: bool) -> str | None:
    if _VAGUE.search(mention.text):
        return None
    first = mention.first
    year = f" {first.year}" if first.year != today.year else ""
    preceded = _PREPOSITION.search(before)
    if mention.granularity is Granularity.MONTH:
        if " " not in mention.text and not year:  # "in March" of this year says all
            return None
        words, preposition = f"{MONTHS[first.month - 1]}{year}", "in"
    elif mention.granularity is Granularity.YEAR:
        words, preposition = f"{first.year}", "in"
    elif mention.granularity is Granularity.WEEK:
        words, preposition = f"the week of {_day(first, today, month_first=month_first)}", "in"
    else:
        words, preposition = f"the weekend of {_day(first, today, month_first=month_first)}", "on"
        leading = mention.text.split()[0].lower()
        if leading in {"over", "at", "on"}:
            return f"{leading} {words}"
    return words if preceded or " " not in mention.text else f"{preposition} {words}"


def _day(day: date, today: date, *, month_first: bool) -> str:
    month = MONTHS[day.month - 1]
    # A year that is not the paper's own is named; a few days around New Year would otherwise be a year off.
    year = day.year != today.year
    if month_first:
        return f"{month} {day.day}" + (f", {day.year}" if year else "")
    return f"{day.day} {month}" + (f" {day.year}" if year else "")


def _capital(words: str, before: str) -> str:
    return words[0].upper() + words[1:] if _OPENS.search(before) else words
