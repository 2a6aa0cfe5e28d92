"""What the fusion model sees, in which share and when: examples drawn from the kinds, groups composed anew each time."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from summarizer.models.training.examples import Example
from summarizer.models.training.fragments import fragments

START: Mapping[str, float] = {
    "multi-news": 0.28,
    "across": 0.10,
    "neus": 0.03,
    "fusion-pairs": 0.08,
    "short-pairs": 0.05,
    "wiki-pairs": 0.12,
    "whole": 0.26,
    "headlines": 0.08,
}
"""Shares of the kinds of examples when training starts ..."""

FINISH: Mapping[str, float] = {
    "multi-news": 0.49,
    "across": 0.08,
    "neus": 0.10,
    "fusion-pairs": 0.07,
    "short-pairs": 0.03,
    "wiki-pairs": 0.08,
    "whole": 0.06,
    "headlines": 0.09,
}
"""... and when it ends; between the two they move in a straight line."""


FAITHFUL: Mapping[str, float] = {"multi-news": 0.8, "across": 0.8, "neus": 0.7}
"""The least share of a target's words that its sources must have, for the kinds that are mined."""


def scaled(shares: Mapping[str, float], kind: str, factor: float) -> dict[str, float]:
    """Return shares with one kind's multiplied and the others shrunk or grown alike, so that all still make 1."""
    rest = (1 - shares[kind] * factor) / (1 - shares[kind])
    return {name: share * (factor if name == kind else rest) for name, share in shares.items()}


@dataclass(frozen=True, slots=True)
class Group:
    """One training input: sentences in the order shown, and the sentence to write."""

    sentences: tuple[str, ...]
    target: str
    headline: bool = False


def compose(example: Example, kind: str, rng: random.Random) -> Group:
    """Return one of the groups that an example can become.

    Headline sentences keep their order. All others are shuffled, since the order of a group means nothing. Three in ten groups
    get one or two distractors, but only when two sentences or more agree on what the group is about.
    """
    if example.headline:
        return Group(example.sources, example.target, headline=True)
    if kind == "whole":
        parts = list(fragments(example.target, rng))
        rng.shuffle(parts)
        return Group(tuple(parts), example.target)
    sentences = list(example.sources)
    room = 4 - len(sentences)
    for extra in example.extras:
        if room > 0 and rng.random() < 0.35:
            sentences.append(extra)
            room -= 1
    if len(sentences) > 1 and room > 0 and example.distractors and rng.random() < 0.3:
        count = min(room, len(example.distractors), rng.choice((1, 1, 2)))
        sentences += rng.sample(example.distractors, count)
    rng.shuffle(sentences)
    return Group(tuple(sentences), example.target)


class Mixture:
    """An endless stream of groups that is wholly set by its seed and the number of groups drawn before.

    ``whole`` multiplies the share of self-supervision, the kind of that name.
    """

    def __init__(self, kinds: Mapping[str, Sequence[Example]], seed: int, *, whole: float = 1.0) -> None:
        self._first, self._last = (scaled(shares, "whole", whole) for shares in (START, FINISH))
        self._kinds = {name: examples for name, examples in kinds.items() if examples}
        self._seed = seed
        self._orders: dict[str, list[int]] = {}
        self._rounds: dict[str, int] = dict.fromkeys(self._kinds, 0)

    def draw(self, count: int, progress: float, step: int) -> list[Group]:
        """Return ``count`` groups; ``progress`` runs from 0 to 1, ``step`` names the draw.

        Each kind is gone through in shuffled rounds, so that nothing repeats before everything was seen.
        """
        rng = random.Random(f"{self._seed}-{step}")  # noqa: S311
        names = list(self._kinds)
        done = min(max(progress, 0.0), 1.0)
        shares = [self._first[name] * (1 - done) + self._last[name] * done for name in names]
        found = []
        for name in rng.choices(names, weights=shares, k=count):
            found.append(compose(self._next(name), name, rng))
        return found

    def _next(self, name: str) -> Example:
        order = self._orders.get(name)
        if not order:
            rng = random.Random(f"{self._seed}-{name}-{self._rounds[name]}")  # noqa: S311
            order = list(range(len(self._kinds[name])))
            rng.shuffle(order)
            self._orders[name] = order
            self._rounds[name] += 1
        return self._kinds[name][order.pop()]

    def state(self) -> dict[str, tuple[int, int]]:
        """Return for each kind how many rounds were begun and how many examples of the last one are left."""
        return {name: (self._rounds[name], len(self._orders.get(name, ()))) for name in self._kinds}

    def restore(self, state: Mapping[str, tuple[int, int]]) -> None:
        """Go on from where another mixture of the same examples and seed was when it gave ``state``."""
        for name, (rounds, left) in state.items():
            if name not in self._kinds or rounds == 0:
                continue
            self._rounds[name] = rounds - 1
            self._orders.pop(name, None)
            self._next(name)
            del self._orders[name][left:]
