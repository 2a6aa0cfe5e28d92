"""Where things happened."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache

from summarizer.facts.statement import Pair, Reading, Statement
from summarizer.verification.names import names, same
from summarizer.verification.vocabulary import TITLES
from summarizer.verification.words import Passage

_PREPOSITIONS = frozenset("in at near outside off".split())


@dataclass(frozen=True, slots=True)
class Place:
    """A named place that something happened at.

    Attributes:
        start: Where the name starts in the sentence, in code points.
        end: Where it ends.
        text: The name.
        name: Its normalised words.
        preposition: The word before it.
        happening: Stem of the last content word before that.
        alone: Whether the sentence has no other such place.

    """

    start: int
    end: int
    text: str
    name: tuple[str, ...]
    preposition: str
    happening: str
    alone: bool

    @property
    def normalised(self) -> str:
        """The name in lower case."""
        return " ".join(self.name)

    @property
    def subject(self) -> str:
        """Always the place."""
        return "place"

    @property
    def keys(self) -> frozenset[Hashable]:
        """What happened, and the word between it and the name."""
        return frozenset({(self.preposition, self.happening)})

    def agrees(self, other: Statement) -> bool:
        """Whether the names share a word."""
        return isinstance(other, Place) and any(same(one, two) for one in self.name for two in other.name)

    def same_thing(self, other: Statement, pair: Pair) -> bool:
        """Whether the same happened at both, in sentences that otherwise use nearly the same words."""
        return (
            isinstance(other, Place)
            and self.alone
            and other.alone
            and pair.similarity >= 0.7
            and (self.preposition, self.happening) == (other.preposition, other.happening)
            and pair.shared >= 0.5
        )

    def known_in(self, reading: Reading) -> tuple[int, ...]:
        """Return the sentences that name the place, or a part of its name."""
        written = reading.index(_capitals, str)
        return tuple(sorted({n for norm in written for part in self.name if same(str(norm), part) for n, _ in written[norm]}))


@lru_cache(maxsize=8_192)
def places(passage: Passage) -> tuple[Place, ...]:
    """Return the names that follow "in", "at", "near", "outside" or "off" in a sentence."""
    words = passage.words
    found: list[tuple[int, int, tuple[str, ...], str, str]] = []
    for name in names(passage):
        before = name.first - 1
        while before > 0 and words[before].norm in {"the", "a"}:
            before -= 1
        if before < 1 or words[before].norm not in _PREPOSITIONS or any(words[i].norm in TITLES for i in name.parts):
            continue
        happening = next((words[i].stem for i in range(before - 1, -1, -1) if words[i].content), "")
        core = tuple(words[i].norm for i in name.parts)
        found.append((words[name.first].start, words[name.last].end, core, words[before].norm, happening))
    return tuple(
        Place(start, end, passage.text[start:end], core, preposition, happening, alone=len(found) == 1)
        for start, end, core, preposition, happening in found
    )


def _capitals(passage: Passage) -> frozenset[str]:
    return passage.capital_norms
