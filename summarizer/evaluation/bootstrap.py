"""Means with the interval that chance leaves them, by resampling bundles (Efron, "Bootstrap methods", 1979)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

SAMPLES = 1_000
"""Resamples of each interval."""
_SEED = 0


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and the 95 % interval of it.

    Attributes:
        mean: Over the bundles.
        low: 2.5th percentile of the resampled means.
        high: 97.5th percentile.
    """

    mean: float
    low: float
    high: float


def mean(values: Sequence[float]) -> Interval:
    """Return the mean of one value a bundle, with its percentile interval; the same values give the same interval.

    Raises:
        ValueError: There is no value.
    """
    if not values:
        raise ValueError("There is nothing to take the mean of.")
    given = np.asarray(values, dtype=float)
    draws = np.random.default_rng(_SEED).integers(0, len(given), (SAMPLES, len(given)))
    low, high = np.percentile(given[draws].mean(axis=1), [2.5, 97.5])
    return Interval(float(given.mean()), float(low), float(high))


def difference(ours: Sequence[float], theirs: Sequence[float]) -> Interval:
    """Return the mean of ours less theirs on the same bundles (paired: both are resampled together).

    Raises:
        ValueError: The numbers of bundles differ, or there is none.
    """
    return mean([one - other for one, other in zip(ours, theirs, strict=True)])
