"""The groups that make the summary: most of what matters, nothing twice, within the budget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from summarizer.budget import Budget, count_words
from summarizer.errors import CannotFit, NotEnoughText
from summarizer.models.protocols import FloatArray
from summarizer.preparation.standing import burden
from summarizer.ranking.material import Material
from summarizer.ranking.protocol import Ranking
from summarizer.selection.fates import TOLD
from summarizer.selection.group import Group
from summarizer.selection.repetition import repeated
from summarizer.selection.search import Problem, search
from summarizer.sentence import Sentence

_MOST_CANDIDATES = 400
_MOST_TARGETS = 1_000
_MOST_MEMBERS = 6
"""Sentences of a group that may stand for it."""
BURDEN_PRICE = 0.4
"""Share of its worth that a sentence loses which should not stand alone."""
CONSENSUS = 1.0
"""What each doubling of the articles that tell a thing adds to its worth, as a share of the worth of the strongest candidates,
where rewrites come down to one or two origins. It falls with the square of the origins: many show by words what counts."""
LEAD_APPEAL = 1.25
"""Worth of the group that matters most, with which a summary opens, as a multiple of what it is worth by its words."""
REPETITION_PRICE = 0.7
"""Share of its worth that a sentence loses which says what another says, where that is not plain enough to forbid it."""
_STRONG, _LONG = 20, 30
"""How many candidates count as the strongest; words from which a sentence counts as long."""
_UNLIMITED = np.iinfo(np.int32).max


@dataclass(frozen=True, slots=True)
class Extract:
    """The chosen groups, each led by the sentence that stands for it.

    Attributes:
        groups: In reading order.
        texts: What is to be printed for each.

    """

    groups: tuple[Group, ...]
    texts: tuple[str, ...]


def select(
    material: Material,
    groups: Sequence[Group],
    ranking: Ranking,
    budget: Budget,
    *,
    printed: Sequence[Sequence[str]] | None = None,
    appeals: Sequence[Sequence[float]] | None = None,
    readable: bool = False,
    most_out: int = 2,
) -> Extract:
    """Choose the groups whose printed sentences are worth most within the budget.

    Args:
        material: What the groups are made of.
        groups: From ``group``, most important first.
        ranking: From the ranker whose scores the groups carry.
        budget: Never exceeded by the printed sentences.
        printed: The texts of which one would be printed for each group, where it is not one of the
            group's own sentences: same length as ``groups``.
        appeals: What the worth of each of these is multiplied by.
        readable: Whether it is for readers: then what opens it is worth more, and what says much the same as another less. It
            costs a little of what ROUGE counts.
        most_out: How many choices the search takes out at once to better them; 1 is quicker, for a first choice.

    Raises:
        NotEnoughText: There are no groups.
        CannotFit: No sentence fits the budget.

    """
    if not groups:
        raise NotEnoughText("There is no sentence to choose from.")
    offers = _offers(groups, printed, appeals)
    row_of = {sentence.span: row for row, sentence in enumerate(material.sentences)}
    rows = np.array([row_of[offer.sentence.span] for offer in offers], dtype=np.intp)
    costs, limits = _costs([offer.text for offer in offers], budget)
    fits = np.flatnonzero((costs <= limits).all(axis=1))
    if not fits.size:
        raise CannotFit(f"No sentence is short enough for {budget.describe()}.")
    candidates = _shortlist(fits, ranking.scores[rows], costs[:, 0])
    texts = [offers[place].text for place in candidates]
    lead = max(range(len(groups)), key=lambda number: (groups[number].score, -number))
    worth = _worth(
        material,
        ranking,
        texts,
        rows[candidates],
        np.array([_tellers(groups[offers[place].group]) for place in candidates]),
        np.array([_appeal(offers[place], lead if readable else None) for place in candidates], dtype=np.float32),
    )
    alone = worth["merits"] + worth["holds"] @ worth["weights"] + worth["told"] @ worth["masses"]
    of_group = np.array([offers[place].group for place in candidates])
    problem = Problem(
        **worth,
        penalties=_penalties(material.vectors[rows[candidates]], texts, of_group, alone * REPETITION_PRICE * readable),
        costs=costs[candidates],
        limits=limits,
    )
    taken = [int(candidates[place]) for place in search(problem, most_out=most_out)] or [int(candidates[0])]
    chosen = {offers[place].group: offers[place].sentence for place in taken}
    ordered = _reading_order(material, groups, chosen)
    printing = {offers[place].group: offers[place].text for place in taken}
    return Extract(
        tuple(_led_by(groups[number], chosen[number]) for number in ordered), tuple(printing[number] for number in ordered)
    )


@dataclass(frozen=True, slots=True)
class _Offer:
    """A text that may be printed for a group, and the sentence it stands for."""

    group: int
    sentence: Sentence
    text: str
    appeal: float = 1.0


def _offers(
    groups: Sequence[Group], printed: Sequence[Sequence[str]] | None, appeals: Sequence[Sequence[float]] | None
) -> list[_Offer]:
    """Return the printed texts; where there are none, the first sentences of each group, of which one may be chosen."""
    if printed is None:
        return [
            _Offer(number, sentence, sentence.text)
            for number, one in enumerate(groups)
            for sentence in one.sentences[:_MOST_MEMBERS]
        ]
    appeals = [[1.0] * len(texts) for texts in printed] if appeals is None else appeals
    return [
        _Offer(number, one.best, text, appeal)
        for number, (one, texts, own) in enumerate(zip(groups, printed, appeals, strict=True))
        for text, appeal in zip(texts, own, strict=True)
    ]


def _appeal(offer: _Offer, lead: int | None) -> float:
    return offer.appeal * (LEAD_APPEAL if offer.group == lead else 1.0)


def _led_by(group: Group, leader: Sentence) -> Group:
    """Return the group with that sentence first."""
    return replace(group, sentences=(leader, *(sentence for sentence in group.sentences if sentence.span != leader.span)))


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


def _tellers(group: Group) -> int:
    """Return how many articles tell what a group tells."""
    return len({sentence.article_id for sentence in group.sentences})


def _worth(
    material: Material, ranking: Ranking, texts: Sequence[str], rows: np.ndarray, tellers: np.ndarray, appeals: FloatArray
) -> dict[str, Any]:
    """Return what the candidates hold and tell, and what each is worth beyond that.

    Less where it cannot stand alone; more where several articles tell it, which pairs of words do not show when each tells it
    in words of its own.
    """
    burdens = np.array([burden(text) for text in texts], dtype=np.float32)
    told, masses = _meaning(material, ranking, rows)
    if ranking.concepts is None:
        holds, weights, plain = csr_array((len(texts), 0), dtype=np.float32), np.zeros(0, dtype=np.float32), ranking.scores[rows]
        merits = plain * (appeals - BURDEN_PRICE * burdens)
    else:
        holds, weights = ranking.concepts.find(texts), ranking.weights
        factors = np.ones(len(texts), dtype=np.float32) if ranking.factors is None else ranking.factors[rows]
        lengths = np.array([count_words(text) for text in texts])
        own = np.zeros(len(texts), dtype=np.float32) if ranking.densities is None else ranking.densities[rows] * lengths
        held = holds @ weights
        shares = _shares(material, ranking, texts, rows, held)
        told = told * shares[:, None]
        covered = held + told @ masses
        plain = covered + own
        merits = plain * factors * appeals * (1.0 - BURDEN_PRICE * burdens) - covered
        length = np.minimum(lengths, _LONG) / _LONG
        trust = CONSENSUS * min(1.0, 2.0 / max(material.origin_count, 1)) ** 2 if material.reworded else 0.0
        merits = merits + trust * float(np.sort(plain)[-_STRONG:].mean()) * np.log2(tellers) * length * shares
    return {"holds": holds, "weights": weights, "told": told, "masses": masses, "merits": merits}


def _shares(material: Material, ranking: Ranking, texts: Sequence[str], rows: np.ndarray, held: FloatArray) -> FloatArray:
    """Return which share of what its sentence tells each text tells, 0..1, by the concepts: the vectors are the sentence's.

    ``held`` is the worth of the concepts of each text. Most texts are whole sentences, of which nothing has to be looked up.
    """
    shares = np.ones(len(texts), dtype=np.float32)
    other = [place for place, (text, row) in enumerate(zip(texts, rows, strict=True)) if text != material.sentences[row].text]
    if ranking.concepts is None or not other:
        return shares
    whole = ranking.concepts.find([material.sentences[rows[place]].text for place in other]) @ ranking.weights
    shares[other] = np.where(whole > 0.0, np.minimum(held[other] / np.maximum(whole, 1e-9), 1.0), 1.0)
    return shares


def _meaning(material: Material, ranking: Ranking, rows: np.ndarray) -> tuple[FloatArray, FloatArray]:
    """Return how much candidates tell of the sentences that are most worth telling, and the worth of these."""
    if ranking.masses is None or not ranking.masses.any():
        return np.zeros((len(rows), 0), dtype=np.float32), np.zeros(0, dtype=np.float32)
    targets = np.argsort(-ranking.masses, kind="stable")[:_MOST_TARGETS]
    return nearness(material.vectors[rows] @ material.vectors[targets].T), ranking.masses[targets]


def nearness(cosines: FloatArray) -> FloatArray:
    """Return how much sentences of such cosines tell of each other, 0..1."""
    told: FloatArray = np.clip((cosines - 0.4) / 0.4, 0.0, 1.0).astype(np.float32)
    return told


def _penalties(vectors: FloatArray, texts: Sequence[str], groups: np.ndarray, prices: FloatArray) -> FloatArray:
    """Forbid what says the same, sentences of one group and sentences that are near, and price what says much the same.

    The price is the lesser of the two candidates' own: that concepts count once is not enough where each of two sentences has
    words of its own for one fact. Where nothing has a price, nothing is compared.
    """
    same = (vectors @ vectors.T >= TOLD) | (groups[:, None] == groups[None, :])
    penalties = np.where(same, np.inf, 0.0).astype(np.float32)
    if prices.any():
        penalties += (repeated(vectors, texts) * np.minimum(prices[:, None], prices[None, :]).clip(0.0)).astype(np.float32)
    np.fill_diagonal(penalties, 0.0)
    return penalties


def _reading_order(material: Material, groups: Sequence[Group], chosen: Mapping[int, Sentence]) -> list[int]:
    """Return the group that matters most, then the rest by how early they are told; one article's sentences in its order."""
    position = {article.id: place for place, article in enumerate(material.articles)}
    lengths = Counter(sentence.article_id for sentence in material.sentences)
    first = min(chosen, key=lambda number: (-groups[number].score, number))

    def place(number: int) -> float:
        told = [sentence.index / max(lengths[sentence.article_id], 1) for sentence in groups[number].sentences]
        return sum(told) / len(told)

    ordered = [first, *sorted((one for one in chosen if one != first), key=lambda one: (place(one), one))]
    for article_id in position:
        slots = [slot for slot, number in enumerate(ordered) if chosen[number].article_id == article_id and slot > 0]
        own = sorted((ordered[slot] for slot in slots), key=lambda number: chosen[number].index)
        for slot, number in zip(slots, own, strict=True):
            ordered[slot] = number
    return ordered
