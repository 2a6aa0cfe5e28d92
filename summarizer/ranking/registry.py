"""The rankers by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from summarizer.errors import InvalidOption
from summarizer.ranking.baselines import Centroid, Cover, Lead
from summarizer.ranking.learned import Learned
from summarizer.ranking.lexrank import LexRank
from summarizer.ranking.protocol import Ranker

RANKERS: Mapping[str, Callable[[], Ranker]] = MappingProxyType(
    {"learned": Learned, "cover": Cover, "lexrank": LexRank, "centroid": Centroid, "lead": Lead}
)


def ranker(name: str = "learned") -> Ranker:
    """Return the ranker of that name.

    Raises:
        InvalidOption: There is none.

    """
    if name not in RANKERS:
        raise InvalidOption(f"No ranker of that name; known are {', '.join(RANKERS)}.")
    return RANKERS[name]()
