"""What is measured of one summary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.article import Article
from summarizer.budget import count_words
from summarizer.evaluation.rouge import Rouge
from summarizer.evaluation.unsupported import unsupported
from summarizer.wording.text import one_line

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What was measured of one summary.

    Attributes:
        rouge: Percentages by ``rouge1_recall``, ``rouge1_f1``, the same of ``rouge2`` and ``rougeL``: mean over the references.
        unsupported_names: Capitalised words that no article has.
        unsupported_numbers: Numbers that no article has.
        redundancy: Percentage of its adjacent word pairs that stand in an earlier sentence of the summary.
        rewritten: Percentage of its sentences that stand in no article word for word.
        words: As ``count_words`` counts them.
        sentences: How many.
    """

    rouge: dict[str, float]
    unsupported_names: int
    unsupported_numbers: int
    redundancy: float
    rewritten: float
    words: int
    sentences: int

    def values(self) -> dict[str, float]:
        """Return everything as one flat mapping of numbers."""
        return {
            **self.rouge,
            "unsupported_names": self.unsupported_names,
            "unsupported_numbers": self.unsupported_numbers,
            "redundancy": self.redundancy,
            "rewritten": self.rewritten,
            "words": self.words,
            "sentences": self.sentences,
        }


def measure(sentences: Sequence[str], articles: Sequence[Article], references: Sequence[str], rouge: Rouge) -> Measures:
    """Measure a summary, given as its sentences; one without a sentence scores 0.

    Raises:
        ValueError: There is no reference.
    """
    printed = " ".join(sentences)
    strange = unsupported(sentences, articles)
    return Measures(
        rouge=rouge.score(printed, references),
        unsupported_names=len(strange.names),
        unsupported_numbers=len(strange.numbers),
        redundancy=redundancy(sentences),
        rewritten=rewritten(sentences, articles),
        words=count_words(printed),
        sentences=len(sentences),
    )


def redundancy(sentences: Sequence[str]) -> float:
    """Return the percentage of adjacent word pairs that an earlier sentence has."""
    told: set[tuple[str, str]] = set()
    repeated = total = 0
    for sentence in sentences:
        pairs = list(pairwise(_WORD.findall(sentence.casefold())))
        repeated += sum(pair in told for pair in pairs)
        total += len(pairs)
        told.update(pairs)
    return 100.0 * repeated / total if total else 0.0


def rewritten(sentences: Sequence[str], articles: Sequence[Article]) -> float:
    """Return the percentage of sentences that are no piece of an article, white space aside."""
    if not sentences:
        return 0.0
    texts = [one_line(article.text) for article in articles]
    return 100.0 * sum(not any(one_line(sentence) in text for text in texts) for sentence in sentences) / len(sentences)
