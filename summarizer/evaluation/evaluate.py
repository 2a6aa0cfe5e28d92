"""The software measured on a user's own articles and references."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from summarizer.article import Article
from summarizer.errors import InputError
from summarizer.evaluation.bootstrap import Interval, mean
from summarizer.evaluation.cases import Case
from summarizer.evaluation.measures import Measures, measure
from summarizer.evaluation.rouge import Rouge
from summarizer.summary import Summary, plain_values

Summarize = Callable[[Sequence[Article]], Summary]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one case.

    Attributes:
        id: The case's.
        measures: Of its summary; all zero where it was refused.
        repaired: Sentences of the fusion model that were refused and replaced.
        seconds: The whole summary took, models loaded.
        refused: Why there is no summary; None where there is one.
    """

    id: str
    measures: Measures
    repaired: int = 0
    seconds: float = 0.0
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of all cases.

    Attributes:
        outcomes: One a case, in the order given.
        means: Of each measure, with the 95 % interval.
    """

    outcomes: tuple[Outcome, ...]
    means: dict[str, Interval] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain JSON values; no text of an article, a reference or a summary is among them."""
        return {
            **plain_values(self),
            "cases": len(self.outcomes),
            "refused": sum(one.refused is not None for one in self.outcomes),
        }


def evaluate(cases: Iterable[Case], summarize: Summarize) -> Evaluation:
    """Summarize each case and measure the summary; a refused bundle counts as an empty summary, which scores 0.

    Raises:
        MissingExtra: ``rouge-score`` is not installed.
        NewsfuseError: A model cannot be loaded or failed.
        ValueError: There is no case.
    """
    rouge = Rouge()
    outcomes = tuple(_outcome(case, summarize, rouge) for case in cases)
    rows = [{**one.measures.values(), "repaired": float(one.repaired), "seconds": one.seconds} for one in outcomes]
    if not rows:
        raise ValueError("There is no case.")
    return Evaluation(outcomes, {name: mean([row[name] for row in rows]) for name in rows[0]})


def _outcome(case: Case, summarize: Summarize, rouge: Rouge) -> Outcome:
    start = time.perf_counter()
    try:
        summary = summarize(case.articles)
    except InputError as error:
        return Outcome(id=case.id, measures=measure((), case.articles, case.references, rouge), refused=str(error))
    seconds = time.perf_counter() - start
    return Outcome(
        id=case.id,
        measures=measure([sentence.text for sentence in summary.sentences], case.articles, case.references, rouge),
        repaired=sum(sentence.repaired is not None for sentence in summary.sentences),
        seconds=seconds,
    )
