"""What a disagreement is, and how an editor is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from summarizer.sentence import Citation


class Kind(StrEnum):
    """What lies behind two values."""

    CONFLICT = "conflict"
    UPDATE = "update"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Value:
    """One of the values, and who gives it.

    Attributes:
        text: The words of the first source that gives it.
        normalised: The value in one way of writing.
        citations: The sentences that give it.
        origins: Numbers of the origins that give it, ascending.
        published: When the first and the last article that gives it were published, as far as known.

    """

    text: str
    normalised: str
    citations: tuple[Citation, ...]
    origins: tuple[int, ...]
    published: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Different values for one thing.

    Attributes:
        kind: Whether they stand against each other or one follows the other.
        subject: What they are about, in the words of the rule that found them ("killed", "mayor", "day").
        values: At least two; those of more origins first, or, where one follows the other, the newest last.

    """

    kind: Kind
    subject: str
    values: tuple[Value, ...]

    def in_words(self) -> str:
        """Return a plain sentence: "Two sources say “12 people were killed”, one says “14 dead”."."""
        parts = [f"{_count(len(value.origins))} “{value.text}”" for value in self.values]
        said = f"{', '.join(parts[:-1])}, {parts[-1]}"
        about = "" if any(self.subject.lower() in value.text.lower() for value in self.values) else f" ({self.subject})"
        lead = {Kind.CONFLICT: "", Kind.UPDATE: "Updated since: ", Kind.CORRECTION: "Corrected: "}[self.kind]
        return f"{lead}{said[0].upper() + said[1:] if not lead else said}{about}."


def _count(origins: int) -> str:
    numbers = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    word = numbers[origins] if origins < len(numbers) else str(origins)
    return f"{word} {'source says' if origins == 1 else 'sources say'}"
