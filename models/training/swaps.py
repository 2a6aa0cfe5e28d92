"""Swapped names: rare pieces replaced alike in a group and its target, so that copying is learnt as copying.

A small model tends to write a word that is likely rather than the one that stands in the source. Where the likely word is never
the right one, only looking at the source helps (the idea of data recombination, Jia and Liang 2016, section 4).
"""

import random
from collections import defaultdict
from collections.abc import Sequence

from summarizer.models.training.pieces import SEPARATOR, Pieces, bare, spaced

Pair = tuple[list[int], list[int]]


class Swaps:
    """Replaces, in a share of examples, half the rare pieces that a target has from its sources.

    Pieces stand in the order of their frequency, so the ones after ``common`` are rare. A piece that starts a word is replaced by
    another such piece, a continuation by a continuation, a capital by a capital.
    """

    def __init__(self, pieces: Pieces, *, common: int = 5000, share: float = 0.3) -> None:
        marked = spaced(pieces.vocabulary)
        self._alike: dict[tuple[bool, bool], list[int]] = defaultdict(list)
        self._class: dict[int, tuple[bool, bool]] = {}
        for piece, number in sorted(pieces.vocabulary.items(), key=lambda item: item[1]):
            text, begins = bare(piece, marked=marked)
            if number > max(common, SEPARATOR) and text.isalpha():
                self._class[number] = begins, text[0].isupper()
                self._alike[self._class[number]].append(number)
        self._share = share

    def __call__(self, pairs: Sequence[Pair], rng: random.Random) -> list[Pair]:
        """Return the pairs of input ids and target ids, some of them with rare pieces swapped."""
        return [self._swap(pair, rng) if rng.random() < self._share else pair for pair in pairs]

    def _swap(self, pair: Pair, rng: random.Random) -> Pair:
        source, target = pair
        shared = sorted({i for i in target if i in self._class} & set(source))
        swapped = {i: rng.choice(self._alike[self._class[i]]) for i in shared if rng.random() < 0.5}
        return [swapped.get(i, i) for i in source], [swapped.get(i, i) for i in target]
