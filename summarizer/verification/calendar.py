"""Days, months and years: the evidence has to give the same ones for the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

from summarizer.verification.evidence import Evidence, near, neighbours
from summarizer.verification.findings import Finding, Kind
from summarizer.verification.vocabulary import MONTHS, WEEKDAYS
from summarizer.verification.words import Passage

_RELATIVE = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}
_SPANS = frozenset("week month year weekend night spring summer autumn fall winter".split())
_REACH = 7


@lru_cache(maxsize=2_048)
def calendar_words(passage: Passage) -> Mapping[int, tuple[str, int]]:
    """Return what each word says of the calendar: index to ("weekday", 0-6), ("month", 1-12) or ("relative", days)."""
    found: dict[int, tuple[str, int]] = {}
    for index, word in enumerate(passage.words):
        norm = word.norm.removesuffix("s") if word.norm.endswith("days") else word.norm
        if norm in WEEKDAYS and word.text[0].isupper() and (len(norm) > 3 or norm not in {"sun", "sat", "wed"}):
            found[index] = ("weekday", WEEKDAYS[norm])
        elif norm in MONTHS and word.text[0].isupper() and _is_month(passage, index):
            found[index] = ("month", MONTHS[norm])
        elif norm in _RELATIVE:
            found[index] = ("relative", _RELATIVE[norm])
    return found


def _is_month(passage: Passage, index: int) -> bool:
    """Tell May and March from the verbs, and month names from people's."""
    word = passage.words[index]
    if word.norm not in {"may", "march", "mar", "jan", "april", "june", "august"}:
        return True
    before = passage.words[index - 1] if index else None
    after = passage.words[index + 1] if index + 1 < len(passage.words) else None
    dated = any(other is not None and other.norm[:1].isdigit() for other in (before, after))
    return dated or (
        before is not None
        and before.norm in {"in", "since", "until", "by", "last", "next", "of", "early", "late", "mid", "from", "to", "and"}
    )


def implied(passage: Passage, published: date | None) -> frozenset[tuple[str, int]]:
    """Return the calendar values that a passage gives or, with its day of publication, implies.

    "Friday" in an article of Saturday 8 March 2025 implies the weekday 4, the month 3, the day 7 and the year 2025. A weekday is
    taken for the nearest such day before or after the publication, both being possible.
    """
    found: set[tuple[str, int]] = set()
    for kind, value in calendar_words(passage).values():
        found.add((kind, value))
        if published is None:
            continue
        days: list[date] = []
        if kind == "relative":
            days = [published + timedelta(days=value)]
        elif kind == "weekday":
            back = (published.weekday() - value) % 7
            days = [published - timedelta(days=back), published + timedelta(days=7 - back)]
        for day in days:
            found |= {("weekday", day.weekday()), ("month", day.month), ("day", day.day), ("year", day.year)}
    if published is not None and passage.norms & _SPANS:
        found |= {("year", published.year - 1), ("year", published.year), ("month", (published.month - 2) % 12 + 1)}
    return frozenset(found)


def wrong_dates(
    claim: Passage, evidence: Evidence, implied_values: frozenset[tuple[str, int]] = frozenset()
) -> Iterator[Finding]:
    """Yield a finding for each weekday, month or relative day that the evidence does not give, or gives for something else.

    ``implied_values`` are what relative days of the evidence come to, as far as the days of publication are known.
    """
    given = [(passage, index, value) for passage in evidence.passages for index, value in calendar_words(passage).items()]
    dates = calendar_words(claim)
    for index, value in dates.items():
        homes = [(passage, place) for passage, place, other in given if other == value]
        if not homes:
            if value not in implied_values:
                yield _finding(claim, index, "is not in the sources")
            continue
        if value[0] == "relative":
            continue
        left, right = neighbours(claim, index, index, skip=frozenset(dates), reach=8)
        context = [stem for stem in left + right if not stem.isdigit()]
        if not context or value in implied_values or any(near(p, place, place, context, _REACH) for p, place in homes):
            continue
        rivals = [(p, place) for p, place, other in given if other[0] == value[0] and other != value]
        if any(near(p, place, place, context[:2], 4) for p, place in rivals):
            yield _finding(claim, index, "belongs to something else in the sources")


def _finding(claim: Passage, index: int, problem: str) -> Finding:
    word = claim.words[index]
    return Finding(Kind.DATE, word.text, word.start, word.end, f"The date “{word.text}” {problem}.")
