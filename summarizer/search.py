"""Choosing under limits: most value covered, nothing told twice.

The objective is that of Gillick and Favre, "A scalable global model for summarization" (2009), section 3 (each concept counts
once), with a merit for each candidate and a penalty for each pair of candidates that say the same. It is searched greedily by
gain per cost (Lin and Bilmes, "A class of submodular functions for document summarization", 2011, section 4.2) and then by taking
one or two choices out and filling up again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from summarizer.material import IntArray
from summarizer.models.protocols import FloatArray

_COST_EXPONENTS = (0.0, 0.5, 1.0)
_ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be chosen and what it is worth.

    Attributes:
        holds: Which concepts each candidate holds: shape (candidates, concepts).
        weights: Worth of each concept, counted once: shape (concepts,).
        merits: Worth of each candidate beyond its concepts; may be negative: shape (candidates,).
        penalties: What is lost when two candidates are both chosen, symmetric, zero on the diagonal; infinite forbids.
        costs: What each candidate takes of each limit: shape (candidates, limits).
        limits: How much there is: shape (limits,).

    """

    holds: csr_array
    weights: FloatArray
    merits: FloatArray
    penalties: FloatArray
    costs: IntArray
    limits: IntArray


class _State:
    """A set of chosen candidates and what it covers."""

    def __init__(self, choice: Choice, chosen: Iterable[int] = ()) -> None:
        self.choice = choice
        self.chosen: list[int] = []
        self.count = np.zeros(choice.holds.shape[1], dtype=np.int32)
        self.spent = np.zeros(len(choice.limits), dtype=np.int64)
        self.penalty = np.zeros(len(choice.merits), dtype=np.float64)
        self.value = 0.0
        for candidate in chosen:
            self.add(candidate)

    def columns(self, candidate: int) -> NDArray[np.int32]:
        holds = self.choice.holds
        found: NDArray[np.int32] = holds.indices[holds.indptr[candidate] : holds.indptr[candidate + 1]]
        return found

    def add(self, candidate: int) -> None:
        columns = self.columns(candidate)
        fresh = columns[self.count[columns] == 0]
        self.value += (
            float(self.choice.weights[fresh].sum()) + float(self.choice.merits[candidate]) - float(self.penalty[candidate])
        )
        self.count[columns] += 1
        self.spent += self.choice.costs[candidate]
        self.penalty += self.choice.penalties[candidate]
        self.chosen.append(candidate)

    def gains(self) -> NDArray[np.float64]:
        fresh = np.where(self.count == 0, self.choice.weights, 0.0)
        gains: NDArray[np.float64] = self.choice.holds @ fresh + self.choice.merits - self.penalty
        return gains

    def open(self) -> NDArray[np.bool_]:
        fits: NDArray[np.bool_] = ((self.spent + self.choice.costs) <= self.choice.limits).all(axis=1)
        fits[self.chosen] = False
        return fits & np.isfinite(self.penalty)

    def fill(self, exponent: float) -> _State:
        """Add what gains most per cost until nothing fits or gains."""
        size = np.maximum(self.choice.costs[:, 0], 1).astype(np.float64) ** exponent
        while True:
            fits = self.open()
            if not fits.any():
                return self
            gains = np.where(fits, self.gains(), -np.inf)
            best = int(np.argmax(gains / size))
            if gains[best] <= 0:
                return self
            self.add(best)


def search(choice: Choice) -> list[int]:
    """Return the chosen candidates, in the order of their numbers; deterministic. Empty where none fits or none is worth it."""
    best = max((_State(choice).fill(exponent) for exponent in _COST_EXPONENTS), key=lambda state: state.value)
    for _ in range(_ROUNDS):
        better = _improve(choice, best)
        if better is None:
            break
        best = better
    return sorted(best.chosen)


def _improve(choice: Choice, state: _State) -> _State | None:
    """Return the best state that differs by one or two choices taken out and the rest filled up; None where none is better."""
    best: _State | None = None
    chosen = sorted(state.chosen)
    for taken in [(one,) for one in chosen] + list(combinations(chosen, 2)):
        rest = [candidate for candidate in chosen if candidate not in taken]
        base = _State(choice, rest)
        for exponent in _COST_EXPONENTS[:: 2 if len(taken) == 1 else 1]:
            other = _State(choice, rest).fill(exponent) if exponent else _blocked(choice, base, taken)
            if other.value > (best or state).value + 1e-9:
                best = other
    return best


def _blocked(choice: Choice, base: _State, taken: tuple[int, ...]) -> _State:
    """Fill up beginning with the best candidate that was not taken out."""
    other = _State(choice, base.chosen)
    fits = other.open()
    fits[list(taken)] = False
    if fits.any():
        gains = np.where(fits, other.gains(), -np.inf)
        best = int(np.argmax(gains))
        if gains[best] > 0:
            other.add(best)
    return other.fill(1.0)
