"""Two groups of what is alike, by average linkage."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def two_groups(likeness: NDArray[np.float64], places: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return the two groups that average linkage joins last.

    Args:
        likeness: How alike any two are, on any scale: shape (n, n), symmetric.
        places: Rows to divide, at least two.

    Returns:
        Both groups; the second is empty where all are equally alike.

    """
    # Loading these takes half as long as loading all else that a summary needs, and most bundles hold together.
    from scipy.cluster.hierarchy import fcluster, linkage  # noqa: PLC0415
    from scipy.spatial.distance import squareform  # noqa: PLC0415

    own = likeness[np.ix_(places, places)]
    distances = own.max() - own
    np.fill_diagonal(distances, 0.0)
    labels = fcluster(linkage(squareform(distances, checks=False), "average"), 2, "maxclust")
    left, right = ([place for place, label in zip(places, labels, strict=True) if label == one] for one in (1, 2))
    return left, right
