"""The models that a summarizer works with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from summarizer.models.profiles import Profile
from summarizer.models.protocols import FluencyScorer, SentenceEncoder, Seq2Seq, SupportScorer


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """The models that a summarizer works with.

    Attributes:
        encoder: Gives sentences their vectors.
        seq2seq: Writes; None: summaries are extracts.
        profile: How to talk to ``seq2seq``; None where there is none.
        support: Says how well a sentence is carried; None: rules alone.
        fluency: Says how well a fused sentence reads; None: rules alone.
        name: Name of the sequence-to-sequence model.
        hashes: A hash of the weights of each model, by its part.
    """

    encoder: SentenceEncoder
    seq2seq: Seq2Seq | None = None
    profile: Profile | None = None
    support: SupportScorer | None = None
    fluency: FluencyScorer | None = None
    name: str | None = None
    hashes: Mapping[str, str] = field(default_factory=dict)
