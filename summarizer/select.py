"""The groups that make the summary: most of what matters, nothing twice, within the budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from summarizer.budget import Budget, count_words
from summarizer.errors import CannotFit, NotEnoughText
from summarizer.group import Group
from summarizer.material import Material
from summarizer.models.protocols import FloatArray
from summarizer.ranking.protocol import Ranking
from summarizer.search import Choice, search
from summarizer.sentence import Span
from summarizer.standing import burden
from summarizer.summary import Fate

_MOST_CANDIDATES = 400
BURDEN_PRICE = 0.5
"""Share of its worth that a sentence loses which should not stand alone."""
TOLD = 0.72
"""Cosine from which a sentence tells what a chosen one has told."""
_UNLIMITED = np.iinfo(np.int32).max


@dataclass(frozen=True, slots=True)
class Extract:
    """The chosen groups and what became of every sentence.

    Attributes:
        groups: In reading order.
        fates: For the span of each sentence of the material, what became of it and why, in words for an editor.

    """

    groups: tuple[Group, ...]
    fates: Mapping[Span, tuple[Fate, str]]


def select(
    material: Material,
    groups: Sequence[Group],
    ranking: Ranking,
    budget: Budget,
    *,
    printed: Sequence[str] | None = None,
) -> Extract:
    """Choose the groups whose printed sentences are worth most within the budget.

    Args:
        material: What the groups are made of.
        groups: From ``group``, most important first.
        ranking: From the ranker whose scores the groups carry.
        budget: Never exceeded by the printed sentences.
        printed: The text that would be printed for each group, where it is not the group's best sentence: same length as ``groups``.

    Raises:
        NotEnoughText: There are no groups.
        CannotFit: No sentence fits the budget.

    """
    if not groups:
        raise NotEnoughText("There is no sentence to choose from.")
    texts = [one.best.text for one in groups] if printed is None else list(printed)
    row_of = {sentence.span: row for row, sentence in enumerate(material.sentences)}
    leaders = np.array([row_of[one.best.span] for one in groups], dtype=np.intp)
    costs, limits = _costs(texts, budget)
    fits = np.flatnonzero((costs <= limits).all(axis=1))
    if not fits.size:
        raise CannotFit(f"No sentence is short enough for {budget.describe()}.")
    candidates = _shortlist(fits, np.array([one.score for one in groups]), costs[:, 0])
    choice = Choice(
        **_worth(ranking, [texts[place] for place in candidates], leaders[candidates]),
        penalties=_penalties(material.vectors[leaders[candidates]]),
        costs=costs[candidates],
        limits=limits,
    )
    chosen = [int(candidates[place]) for place in search(choice)] or [int(candidates[0])]
    ordered = _reading_order(material, groups, leaders, chosen)
    return Extract(tuple(groups[place] for place in ordered), _fates(material, groups, leaders, ordered, costs, limits))


def _costs(texts: Sequence[str], budget: Budget) -> tuple[np.ndarray, np.ndarray]:
    """Return words, sentences and characters (with the space that joins) of each text, and the limits on them."""
    costs = np.array([(count_words(text), 1, len(text) + 1) for text in texts], dtype=np.int64)
    given = (budget.max_words, budget.max_sentences, None if budget.max_characters is None else budget.max_characters + 1)
    return costs, np.array([_UNLIMITED if limit is None else limit for limit in given], dtype=np.int64)


def _shortlist(fits: np.ndarray, scores: np.ndarray, words: np.ndarray) -> np.ndarray:
    """Return those that fit, the best by score and by score per word where there are too many."""
    if len(fits) <= _MOST_CANDIDATES:
        return fits
    half = _MOST_CANDIDATES // 2
    by_score = fits[np.argsort(-scores[fits], kind="stable")][:half]
    by_rate = fits[np.argsort(-scores[fits] / np.maximum(words[fits], 1), kind="stable")]
    return np.unique(np.concatenate([by_score, by_rate[: _MOST_CANDIDATES - half]]))


def _worth(ranking: Ranking, texts: Sequence[str], leaders: np.ndarray) -> dict[str, csr_array | FloatArray]:
    """Return what the candidates hold, and what each is worth beyond that: less where it cannot stand alone."""
    burdens = np.array([burden(text) for text in texts], dtype=np.float32)
    if ranking.concepts is None:
        merits = ranking.scores[leaders] * (1.0 - BURDEN_PRICE * burdens)
        nothing = csr_array((len(texts), 0), dtype=np.float32)
        return {"holds": nothing, "weights": np.zeros(0, dtype=np.float32), "merits": merits}
    holds = ranking.concepts.find(texts)
    factors = np.ones(len(texts), dtype=np.float32) if ranking.factors is None else ranking.factors[leaders]
    worth = holds @ ranking.weights
    return {"holds": holds, "weights": ranking.weights, "merits": worth * (factors * (1.0 - BURDEN_PRICE * burdens) - 1.0)}


def _penalties(vectors: FloatArray) -> FloatArray:
    near = vectors @ vectors.T
    penalties = np.where(near >= TOLD, np.inf, 0.0).astype(np.float32)
    np.fill_diagonal(penalties, 0.0)
    return penalties


def _reading_order(material: Material, groups: Sequence[Group], leaders: np.ndarray, chosen: Sequence[int]) -> list[int]:
    """Put the most important group first and the rest by how early their sentences stand, neighbours of one article in its order."""
    early = {
        place: min(sentence.index for sentence in groups[place].sentences) + material.article_numbers[leaders[place]] * 1e-3
        for place in chosen
    }
    first = min(chosen, key=lambda place: (-groups[place].score, place))
    return [first, *sorted((place for place in chosen if place != first), key=lambda place: (early[place], place))]


def _fates(
    material: Material,
    groups: Sequence[Group],
    leaders: np.ndarray,
    ordered: Sequence[int],
    costs: np.ndarray,
    limits: np.ndarray,
) -> dict[Span, tuple[Fate, str]]:
    number = {place: rank for rank, place in enumerate(ordered, start=1)}
    left = limits - costs[list(ordered)].sum(axis=0)
    near = material.vectors[leaders] @ material.vectors[leaders[list(ordered)]].T
    fates: dict[Span, tuple[Fate, str]] = {}
    for place, one in enumerate(groups):
        if place in number:
            fate = (Fate.USED, f"says what sentence {number[place]} says")
            fates[one.best.span] = (Fate.USED, f"stands for sentence {number[place]}")
        elif near[place].max() >= TOLD:
            fate = (Fate.REDUNDANT, f"sentence {int(near[place].argmax()) + 1} says it")
        elif (costs[place] > left).any() and one.score >= min(groups[taken].score for taken in ordered):
            fate = (Fate.OVER_BUDGET, "does not fit beside the sentences that are worth more")
        else:
            fate = (Fate.OUTRANKED, "matters less than what was chosen")
        for sentence in one.sentences:
            fates.setdefault(sentence.span, fate)
    return fates
