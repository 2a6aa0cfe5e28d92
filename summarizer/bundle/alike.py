"""Two events of one kind told apart: fires in two towns, of which each has its own names.

Their articles use the same words and say nearly the same, so that nearness makes one story of them. What tells them apart is that
the names of the one (places, people, firms) never stand in an article of the other, while articles of one event share theirs.

A word is a name here where it stands with a capital inside a sentence, few news articles use it and no article of the bundle
writes it in small letters: "the Harbour Bridge" and "Fire Chief" name nothing of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from summarizer.bundle.linkage import two_groups
from summarizer.facts.places import places
from summarizer.verification.names import names
from summarizer.verification.words import Passage, read
from summarizer.wording.commonness import rarity

_RARE = 3.5
"""Least ``rarity`` of a name: three articles in a hundred use it."""
_SHORTEST, _PREFIX = 3, 5
"""Letters: shorter words are no names here, and a longer one is known by its first ones ("Velmora", "Velmora's", "Velmorans")."""
_FEWEST = 4
"""Names below which an article is not judged."""
_ENOUGH = 5
"""Names below which two articles alone are not taken apart."""
_BETWEEN, _BETWEEN_LONE, _WITHIN = 0.1, 0.05, 0.4
"""Two groups of articles are two events where they share at most the first part of their names (the second, where one article
stands against the others), and the articles of each at least the third among themselves. ``benchmarks.coherence`` measures how
often one story is parted so."""

Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Namings:
    """The words by which an article can be told from another of the same kind.

    Attributes:
        names: Rare words that stand as names at its beginning.
        places: Those of them that follow "in", "at" and the like.
        small: All its words in small letters.
        every: All its words.

    """

    names: frozenset[str]
    places: frozenset[str]
    small: frozenset[str]
    every: frozenset[str]

    @classmethod
    def of(cls, beginning: Sequence[str], whole: Sequence[str]) -> Namings:
        """Read the sentences of an article's beginning, and all of its texts."""
        passages = [read(text) for text in beginning]
        found = frozenset(name for passage in passages for name in _names(passage))
        told = frozenset(_known_by(word) for passage in passages for place in places(passage) for word in place.name)
        words = [word for text in whole for word in read(text).words]
        return cls(
            found,
            found & told,
            frozenset(_known_by(word.norm) for word in words if word.text[:1].islower()),
            frozenset(_known_by(word.norm) for word in words),
        )


def events(told: Sequence[Namings]) -> list[list[int]]:
    """Divide articles that are told alike by the names that they share.

    Returns:
        The places of each event's articles. Articles that name too little to be judged are in none, unless all are in one.

    """
    small = frozenset().union(*(one.small for one in told)) if told else frozenset()
    own = [replace(one, names=one.names - small, places=one.places - small) for one in told]
    judged = [place for place, one in enumerate(own) if len(one.names) >= _FEWEST]
    shares = _shares([own[place] for place in judged])
    parts = _divided(shares, [own[place] for place in judged], list(range(len(judged))))
    return [[judged[n] for n in part] for part in parts] if len(parts) > 1 else [list(range(len(told)))]


def _shares(told: Sequence[Namings]) -> Shares:
    """Return which part of the names of any two articles, of the one that has fewer, both have."""
    made = np.ones((len(told), len(told)))
    for i, one in enumerate(told):
        for j, other in enumerate(told[:i]):
            known = len(one.names & other.every) + len(other.names & one.every)
            made[i, j] = made[j, i] = min(known / (2 * min(len(one.names), len(other.names))), 1.0)
    return made


def _divided(shares: Shares, told: Sequence[Namings], rows: list[int]) -> list[list[int]]:
    if len(rows) < 2:
        return [rows]
    if float(shares[np.ix_(rows, rows)].min()) > _BETWEEN:
        return [rows]
    left, right = two_groups(shares, rows)
    if not right or not _are_two(shares, told, left, right):
        return [rows]
    return _divided(shares, told, left) + _divided(shares, told, right)


def _are_two(shares: Shares, told: Sequence[Namings], left: Sequence[int], right: Sequence[int]) -> bool:
    if not all(any(told[row].places for row in group) for group in (left, right)):
        return False
    between = float(shares[np.ix_(left, right)].mean())
    if len(left) == len(right) == 1:
        return between == 0 and all(len(told[row].names) >= _ENOUGH for row in (*left, *right))
    most = _BETWEEN if min(len(left), len(right)) > 1 else _BETWEEN_LONE
    return between <= most and all(_within(shares, group) >= _WITHIN for group in (left, right) if len(group) > 1)


def _within(shares: Shares, group: Sequence[int]) -> float:
    return float(shares[np.ix_(group, group)][np.triu_indices(len(group), 1)].mean())


def _names(passage: Passage) -> set[str]:
    found: set[str] = set()
    for name in names(passage):
        if len(name.parts) > 1 or name.first not in passage.starts:
            words = (passage.words[part] for part in name.parts)
            found |= {_known_by(word.norm) for word in words if _is_rare(word.norm, word.stem)}
    return found


def _is_rare(norm: str, stem: str) -> bool:
    return len(norm) >= _SHORTEST and not norm[0].isdigit() and rarity(stem) >= _RARE


def _known_by(norm: str) -> str:
    return norm[:_PREFIX]
