"""Sentences from different places that say the same become one group."""

from __future__ import annotations

import re

import numpy as np

from summarizer.preparation.standing import burden
from summarizer.ranking.concepts import is_function, stem, words_of
from summarizer.ranking.material import Material
from summarizer.ranking.protocol import Ranking
from summarizer.ranking.similarity import neighbours
from summarizer.selection.group import Group

_SAME = 0.70
"""Least cosine of two sentences that may say the same."""
_SURE = 0.88
"""Cosine from which two sentences say the same whatever their words."""
_SHARED = 0.40
"""Least share of the shorter sentence's content words that the other has."""
_NUMBER = re.compile(
    r"\d+(?:[.,]\d+)*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?)\b",
    re.IGNORECASE,
)


def group(material: Material, ranking: Ranking) -> tuple[Group, ...]:
    """Partition the sentences into groups that say the same, the group that matters most first.

    Each group is a star: every member is near its centre, the best-scored of them, so that a chain of small steps cannot join
    what differs. Two sentences of one article join only where they are near-copies.
    """
    facts = [_Facts(sentence.text) for sentence in material.sentences]
    near = neighbours(material.vectors, _SAME)
    free = np.ones(len(material), dtype=bool)
    groups: list[Group] = []
    for centre in _order(ranking.scores):
        if not free[centre]:
            continue
        free[centre] = False
        members = [int(centre)]
        row = slice(near.indptr[centre], near.indptr[centre + 1])
        for place in np.argsort(-near.data[row], kind="stable"):
            other, cosine = int(near.indices[row][place]), float(near.data[row][place])
            if free[other] and _same(material, facts, members, other, cosine):
                free[other] = False
                members.append(other)
        groups.append(_group(material, ranking, members))
    return tuple(sorted(groups, key=lambda one: -one.score))


class _Facts:
    """The content words and the numbers of a sentence."""

    __slots__ = ("numbers", "words")

    def __init__(self, text: str) -> None:
        self.numbers = frozenset(number.replace(",", "").lower() for number in _NUMBER.findall(text))
        self.words = frozenset(stemmed for stemmed in map(stem, words_of(text)) if not is_function(stemmed))

    def share(self, other: _Facts) -> float:
        fewer = min(len(self.words), len(other.words))
        return len(self.words & other.words) / fewer if fewer else 0.0

    def agrees(self, other: _Facts) -> bool:
        return self.numbers <= other.numbers or other.numbers <= self.numbers


def _order(scores: np.ndarray) -> np.ndarray:
    return np.argsort(-scores, kind="stable")


def _same(material: Material, facts: list[_Facts], members: list[int], other: int, cosine: float) -> bool:
    centre = members[0]
    if not facts[centre].agrees(facts[other]):
        return False
    if any(material.article_numbers[member] == material.article_numbers[other] for member in members):
        return cosine >= _SURE
    return cosine >= _SURE or facts[centre].share(facts[other]) >= _SHARED


def _group(material: Material, ranking: Ranking, members: list[int]) -> Group:
    """Order the members, best alone first: little burden, then score."""
    top = max(float(ranking.scores[members].max()), 1e-9)
    merit = {row: float(ranking.scores[row]) / top - burden(material.sentences[row].text) for row in members}
    best = sorted(members, key=lambda row: (-merit[row], row))
    return Group(
        sentences=tuple(material.sentences[row] for row in best),
        score=float(ranking.scores[members].max()),
        origins=tuple(sorted({int(material.origin_of[material.sentences[row].article_id]) for row in members})),
    )
