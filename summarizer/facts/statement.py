"""The seam between the kinds of facts and the search for disagreements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from summarizer.verification.words import Passage, read


@dataclass(frozen=True)
class Reading:
    """One article as the kinds of facts see it: its sentences' words and its day.

    Attributes:
        passages: The words of each sentence, in the order of the text.
        published: Its day; None where unknown.

    """

    passages: tuple[Passage, ...]
    published: date | None

    @classmethod
    def of(cls, texts: Sequence[str], published: date | None) -> Reading:
        """Read the sentences of an article."""
        return cls(tuple(read(text) for text in texts), published)

    @cached_property
    def norms(self) -> frozenset[str]:
        """Normalised forms of all words of the article."""
        return frozenset().union(*(passage.norms for passage in self.passages))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences that may speak of one thing.

    Attributes:
        left: The words of the one.
        right: The words of the other.
        similarity: Cosine of their vectors.
        revised: Whether one of the statements says of itself that it replaces an earlier one ("rose to 14").

    """

    left: Passage
    right: Passage
    similarity: float
    revised: bool = False

    @property
    def shared(self) -> float:
        """Share of content stems, numbers left out, that both have: Dice's coefficient, 0..1."""
        one, other = (frozenset(s for s in p.stems if not s[:1].isdigit()) for p in (self.left, self.right))
        return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


class Statement(Protocol):
    """A value that a sentence gives for something."""

    @property
    def start(self) -> int:
        """Where its words start in the sentence, in code points."""
        ...

    @property
    def end(self) -> int:
        """Where they end."""
        ...

    @property
    def text(self) -> str:
        """The words."""
        ...

    @property
    def normalised(self) -> str:
        """The value in one way of writing; equal for equal values."""
        ...

    @property
    def subject(self) -> str:
        """What it is about, in words for an editor."""
        ...

    def same_thing(self, other: Statement, pair: Pair) -> bool:
        """Whether both give a value for one thing; ``pair`` holds their sentences, this one's first."""
        ...

    def agrees(self, other: Statement) -> bool:
        """Whether both values may be true at once."""
        ...

    def known_in(self, reading: Reading) -> tuple[int, ...]:
        """Return the sentences of another article that give this value too, though perhaps for something else."""
        ...
