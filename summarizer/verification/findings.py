"""What a check found in a sentence, and the verdict that follows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a finding is about."""

    NAME = "name"
    NUMBER = "number"
    UNIT = "unit"
    DATE = "date"
    QUOTE = "quote"
    NEGATION = "negation"
    MODALITY = "modality"
    ATTRIBUTION = "attribution"
    ROLE = "role"
    WORDING = "wording"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the evidence does not carry.

    Attributes:
        kind: What it is about.
        text: The words of the sentence that it is about.
        start: Where they start in the sentence, in code points.
        end: Where they end.
        message: What is wrong, in words for an editor.
        blocking: Whether the sentence may not be printed because of it; otherwise it is a remark.

    """

    kind: Kind
    text: str
    start: int
    end: int
    message: str
    blocking: bool = True


@dataclass(frozen=True, slots=True)
class Support:
    """How well evidence carries one sentence.

    Attributes:
        score: 0..1; a model's, or where there is none the share of content words that the evidence has.
        findings: What the rules found, in the order of the sentence.
        supported: The verdict: no blocking finding and a score that is high enough.

    """

    score: float
    findings: tuple[Finding, ...]
    supported: bool
