"""How rarely news articles use a word: a rare word that two of them share says more than a common one."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from importlib.resources import files

_PER = 1_000
RAREST = 4
"""Articles in a thousand: words of fewer count as if they had so many, for chance decides about them."""


@lru_cache(maxsize=16_384)
def rarity(stem: str) -> float:
    """Return minus the logarithm of the share of news articles that have a word of this stem; 0 for a word that all have.

    The shares were counted by ``benchmarks.coherence --count`` over the first 1,500 characters of English news articles.
    """
    return -math.log(_shares().get(stem, RAREST) / _PER)


@cache
def _shares() -> dict[str, int]:
    lines = files("summarizer").joinpath("data/commonness.txt").read_text(encoding="utf8").splitlines()
    return {stem: int(share) for stem, share in (line.split() for line in lines)}
