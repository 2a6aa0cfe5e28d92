"""Sentences, from different places, that say the same thing."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences that say the same thing, best first.

    Attributes:
        sentences: The best one first; never empty.
        score: How much the group matters, comparable within one bundle only.
        origins: Numbers of the origins that carry it, ascending.

    """

    sentences: tuple[Sentence, ...]
    score: float
    origins: tuple[int, ...]

    @property
    def best(self) -> Sentence:
        """The sentence that stands for the group when nothing is fused."""
        return self.sentences[0]
