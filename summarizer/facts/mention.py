"""A date that a sentence speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


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
