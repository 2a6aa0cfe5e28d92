"""Sentences that might be printed for a group, and those that may be."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.sentence import Sentence
from summarizer.summary import Method
from summarizer.verification.findings import Support


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that might be printed for a group.

    Attributes:
        text: As it would be printed.
        method: Written by the fusion model, or taken from a source.
        sources: The sentences it was made from, and may be checked against; the one that carries most first.
        refused: Why it may not be printed, in words for an editor; None where nothing is wrong with its form.
        note: What was done to it after it was written or taken; None: nothing.
        sound: 0..1, how well it holds together; 1 where nothing was found, or nobody looked.

    """

    text: str
    method: Method
    sources: tuple[Sentence, ...]
    refused: str | None = None
    note: str | None = None
    sound: float = 1.0


@dataclass(frozen=True, slots=True)
class Choice:
    """A sentence that may be printed for a group, judged.

    Attributes:
        text: As it would be printed.
        method: Written by the fusion model, or taken from a source.
        sources: The sentences to cite, the one that carries most first.
        support: How well they carry it.
        repaired: Why the fusion model's first sentence was refused, where a source's stands in its place; None where it was not.
        note: What was done to the sentence after it was written or taken; None: nothing.
        tried: Every candidate that was looked at, the refused ones with their reason.

    """

    text: str
    method: Method
    sources: tuple[Sentence, ...]
    support: Support
    repaired: str | None = None
    note: str | None = None
    tried: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Forms:
    """What may be printed for a group.

    Attributes:
        sources: Sentences of the sources, whole or shortened, the best first; at least one.
        fused: What the fusion model wrote and the sources carry, the best first; empty where there is nothing.

    """

    sources: tuple[Choice, ...]
    fused: tuple[Choice, ...] = ()

    @property
    def best(self) -> Choice:
        """The best fused sentence; where there is none, the source's own."""
        return self.fused[0] if self.fused else self.sources[0]
