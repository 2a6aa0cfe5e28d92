"""ROUGE (Lin, "ROUGE: A Package for Automatic Evaluation of Summaries", 2004) by the ``rouge-score`` package.

That package is the one whose figures papers of the last years give; it comes with the extra ``evaluation``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from summarizer.errors import MissingExtra

KINDS = ("rouge1", "rouge2", "rougeL")


class Rouge:
    """ROUGE-1, -2 and -L with Porter's stemmer. English only: other scripts than Latin without accents are not counted.

    Raises:
        MissingExtra: ``rouge-score`` is not installed.
    """

    def __init__(self) -> None:
        try:
            from rouge_score import rouge_scorer  # noqa: PLC0415  an extra: only measuring needs it
        except ImportError:
            raise MissingExtra("rouge-score", "evaluation") from None
        self._scorer: Any = rouge_scorer.RougeScorer(list(KINDS), use_stemmer=True)

    def score(self, summary: str, references: Sequence[str]) -> dict[str, float]:
        """Return percentages by ``rouge1_recall``, ``rouge1_f1`` and so on, each the mean over the references.

        Raises:
            ValueError: There is no reference.
        """
        if not references:
            raise ValueError("ROUGE needs a reference.")
        found = [self._scorer.score(reference, summary) for reference in references]
        return {
            f"{kind}_{name}": 100.0 * sum(getattr(one[kind], field) for one in found) / len(found)
            for kind in KINDS
            for name, field in (("recall", "recall"), ("f1", "fmeasure"))
        }
