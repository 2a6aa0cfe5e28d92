"""Several pieces of evidence seen as one, and how a sentence lies on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from summarizer.verification.words import Passage, read


@dataclass(frozen=True)
class Evidence:
    """The passages that a sentence has to be carried by."""

    passages: tuple[Passage, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Evidence:
        """Read each text."""
        return cls(tuple(read(text) for text in texts))

    @cached_property
    def norms(self) -> frozenset[str]:
        """Normalised forms of all words of all passages."""
        return frozenset().union(*(passage.norms for passage in self.passages))

    @cached_property
    def lower_norms(self) -> frozenset[str]:
        """Forms that stand somewhere without a capital."""
        return frozenset().union(*(passage.lower_norms for passage in self.passages))

    @cached_property
    def lower_stems(self) -> frozenset[str]:
        """Stems of the forms that stand somewhere without a capital."""
        return frozenset(word.stem for passage in self.passages for word in passage.words if not word.capital)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of all words that say something."""
        return frozenset().union(*(passage.stems for passage in self.passages))

    @cached_property
    def all_stems(self) -> frozenset[str]:
        """Stems of all words."""
        return frozenset().union(*(passage.all_stems for passage in self.passages))


def overlap(claim: Passage, sources: Passage | Evidence) -> float:
    """Return the share of the claim's content stems that a passage, or any of the evidence, has; 1 for a claim without any."""
    return len(claim.stems & sources.stems) / len(claim.stems) if claim.stems else 1.0


def neighbours(
    passage: Passage, first: int, last: int, *, skip: frozenset[int] = frozenset(), reach: int = 6, count: int = 2
) -> tuple[list[str], list[str]]:
    """Return the stems of the ``count`` nearest content words left of ``first`` and right of ``last``.

    Words in ``skip`` (other names, numbers) are passed over. Nearest first; at most ``reach`` words away.
    """
    words = passage.words

    def side(indexes: Iterable[int]) -> list[str]:
        found = []
        for index in indexes:
            if index not in skip and words[index].content:
                found.append(words[index].stem)
                if len(found) == count:
                    break
        return found

    return (
        side(range(first - 1, max(first - 1 - reach, -1), -1)),
        side(range(last + 1, min(last + 1 + reach, len(words)))),
    )


def near(passage: Passage, first: int, last: int, stems: Sequence[str], reach: int) -> int:
    """Return how many of ``stems`` stand within ``reach`` words of the words ``first`` to ``last``."""
    return sum(any(first - reach <= place <= last + reach for place in passage.places.get(stem, ())) for stem in stems)
