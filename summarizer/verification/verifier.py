"""The check of one sentence: rules, and where there is one a model's score."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from summarizer.errors import InvalidOption
from summarizer.models.protocols import SupportScorer
from summarizer.verification.attribution import dropped_attribution, wrong_speaker
from summarizer.verification.calendar import wrong_dates
from summarizer.verification.evidence import Evidence, overlap
from summarizer.verification.findings import Finding, Kind, Support
from summarizer.verification.names import joined_names, moved_names, unknown_names
from summarizer.verification.numbers import wrong_numbers
from summarizer.verification.polarity import flipped_modality, flipped_negation, future_flipped, unspoken_negation
from summarizer.verification.quotes import wrong_quotes
from summarizer.verification.roles import swapped_roles
from summarizer.verification.substitution import substitutions
from summarizer.verification.wording import foreign_words, opposites
from summarizer.verification.words import Passage, read

Rule: TypeAlias = Callable[[Passage, Evidence], Iterable[Finding]]

RULES: tuple[Rule, ...] = (
    unknown_names,
    joined_names,
    moved_names,
    wrong_numbers,
    wrong_quotes,
    flipped_negation,
    unspoken_negation,
    flipped_modality,
    future_flipped,
    dropped_attribution,
    wrong_speaker,
    swapped_roles,
    substitutions,
    opposites,
    foreign_words,
)
"""Every rule but that of dates, which wants to know when the evidence was published."""

CalendarValues: TypeAlias = frozenset[tuple[str, int]]


class Verifier:
    """Checks sentences against evidence.

    Without a scorer the score is the share of the sentence's content words that the evidence has.
    """

    def __init__(self, scorer: SupportScorer | None = None, *, threshold: float | None = None) -> None:
        """Take a model and the score from which a sentence counts as supported.

        Args:
            scorer: The model; None: rules alone.
            threshold: 0..1; None: 0.5.

        Raises:
            InvalidOption: The threshold is outside 0..1.

        """
        if threshold is not None and not 0 <= threshold <= 1:
            raise InvalidOption("The threshold of support must lie between 0 and 1.")
        self._scorer = scorer
        self._threshold = 0.5 if threshold is None else threshold

    def check(self, claim: str, evidence: Sequence[str]) -> Support:
        """Return how well ``evidence``, sentences in reading order, carries the one sentence ``claim``.

        Evidence that is empty carries nothing. Offsets of findings are code points of ``claim``.
        """
        return self.check_many([claim], [evidence])[0]

    def check_many(
        self, claims: Sequence[str], evidences: Sequence[Sequence[str]], *, implied: Sequence[CalendarValues] | None = None
    ) -> list[Support]:
        """Check each claim against its own evidence; the model sees all pairs in one batch.

        Args:
            claims: Sentences.
            evidences: For each claim the sentences that should carry it.
            implied: For each claim the calendar values that its evidence implies (``calendar.implied``), where known.

        Raises:
            InvalidOption: The sequences differ in length.

        """
        if len(claims) != len(evidences) or (implied is not None and len(implied) != len(claims)):
            raise InvalidOption("Each claim needs its own evidence.")
        found = [
            self._findings(claim, evidence, implied[i] if implied is not None else frozenset())
            for i, (claim, evidence) in enumerate(zip(claims, evidences, strict=True))
        ]
        scores = self._scores(claims, evidences)
        supports = []
        for findings, score in zip(found, scores, strict=True):
            enough = score >= self._threshold
            blocked = any(finding.blocking for finding in findings)
            supports.append(Support(score, findings, enough and not blocked))
        return supports

    def _scores(self, claims: Sequence[str], evidences: Sequence[Sequence[str]]) -> list[float]:
        if self._scorer is None or not claims:
            return [
                overlap(read(claim), Evidence.of(evidence)) if evidence else 0.0
                for claim, evidence in zip(claims, evidences, strict=True)
            ]
        scores = self._scorer.score(list(claims), [" ".join(evidence) for evidence in evidences])
        return [min(max(float(score), 0.0), 1.0) if evidence else 0.0 for score, evidence in zip(scores, evidences, strict=True)]

    @staticmethod
    def _findings(claim: str, evidence: Sequence[str], implied: CalendarValues) -> tuple[Finding, ...]:
        if not evidence:
            return (Finding(Kind.SUPPORT, claim, 0, len(claim), "No source says anything like it."),)
        passage, sources = read(claim), Evidence.of(evidence)
        found = [finding for rule in RULES for finding in rule(passage, sources)]
        found += wrong_dates(passage, sources, implied)
        return _apart(found)


def _apart(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of the sentence; of those of one kind that overlap only one, a fault before a remark."""
    last: dict[Kind, Finding] = {}
    kept: list[Finding] = []
    for finding in sorted(set(findings), key=lambda f: (f.start, not f.blocking, f.end, f.kind, f.message)):
        before = last.get(finding.kind)
        if before is not None and finding.start < before.end:
            if before.blocking or not finding.blocking:
                continue
            kept.remove(before)
        last[finding.kind] = finding
        kept.append(finding)
    return tuple(kept)
