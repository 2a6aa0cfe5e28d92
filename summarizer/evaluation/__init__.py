"""Measuring summaries against references and against their own articles."""

from summarizer.evaluation.bootstrap import Interval, difference, mean
from summarizer.evaluation.cases import Case, read_cases
from summarizer.evaluation.evaluate import Evaluation, Outcome, evaluate
from summarizer.evaluation.measures import Measures, measure
from summarizer.evaluation.rouge import Rouge

__all__ = [
    "Case",
    "Evaluation",
    "Interval",
    "Measures",
    "Outcome",
    "Rouge",
    "difference",
    "evaluate",
    "mean",
    "measure",
    "read_cases",
]
