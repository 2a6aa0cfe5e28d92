"""The seam between the kinds of facts and the search for disagreements."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Protocol, TypeVar

from summarizer.verification.words import Passage, read

T = TypeVar("T")


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

    def index(
        self, read: Callable[[Passage], Iterable[T]], key: Callable[[T], Hashable]
    ) -> Mapping[Hashable, Sequence[tuple[int, T]]]:
        """Return what is read in the sentences, each with the number of its sentence, by a key.

        Made once for each pair of functions, so that a long article is not gone through for every value that is looked for.
        """
        made = self._indexes.get((read, key))
        if made is None:
            made = {}
            for n, passage in enumerate(self.passages):
                for one in read(passage):
                    made.setdefault(key(one), []).append((n, one))
            self._indexes[read, key] = made
        return made

    @cached_property
    def _indexes(self) -> dict[object, dict[Hashable, list[tuple[int, Any]]]]:
        return {}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences that may speak of one thing.

    Attributes:
        left: The words of the one.
        right: The words of the other.
        similarity: Cosine of their vectors.
        revised: Whether one of the statements says of itself that it replaces an earlier one ("rose to 14").
        anchored: Whether both give some other count alike ("three women and ..."), so that they surely speak of one event.

    """

    left: Passage
    right: Passage
    similarity: float
    revised: bool = False
    anchored: bool = False

    @property
    def shared(self) -> float:
        """Share of content stems, numbers left out, that both have: Dice's coefficient, 0..1."""
        one, other = _worded(self.left), _worded(self.right)
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

    @property
    def keys(self) -> frozenset[Hashable]:
        """What it has of its own kind: two statements that share none of these are of two things."""
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


@lru_cache(maxsize=16_384)
def _worded(passage: Passage) -> frozenset[str]:
    return frozenset(stem for stem in passage.stems if not stem[:1].isdigit())
