"""What a corruption may draw on."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from summarizer.models.training.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Material:
    """What a corruption may draw on.

    Attributes:
        evidence: Sentences that carry the claim.
        others: Sentences of the same story that do not.
        names: Names of other stories.
        lexicon: Words and their near misses; None: corruptions of words are not offered.
        words: The words that may be written.
        rng: The one source of chance.

    """

    evidence: Sequence[str]
    others: Sequence[str]
    names: Sequence[str]
    lexicon: Lexicon | None
    words: frozenset[str]
    rng: random.Random


Corruption: TypeAlias = Callable[[str, Material], str | None]
"""Takes the claim and its material and returns the changed claim, or None where the claim offers no hold for it."""
