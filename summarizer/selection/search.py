"""Choosing under limits: most value covered, nothing told twice.

The objective is that of Gillick and Favre, "A scalable global model for summarization" (2009), section 3 (each concept counts
once), plus how much of what there is to tell is told in other words (the facility location of Lin and Bilmes, 2011, section 3.1),
with a merit for each candidate and a penalty for each pair of candidates that say the same. It is searched greedily by
gain per cost (Lin and Bilmes, "A class of submodular functions for document summarization", 2011, section 4.2) and then by taking
one or two choices out and filling up again.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from summarizer.models.protocols import FloatArray
from summarizer.ranking.material import IntArray

_COST_EXPONENTS = (0.0, 0.25, 0.5, 0.75, 1.0)
_ROUNDS = 40
_FILLER = 0.25
"""Worth per word, as a share of the whole choice's, below which a candidate only fills up space."""
_USED = 0.88
"""Share of the first limit that stays used when fillers are taken out."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What may be chosen and what it is worth.

    Attributes:
        holds: Which concepts each candidate holds: shape (candidates, concepts).
        weights: Worth of each concept, counted once: shape (concepts,).
        told: How much of the meaning of each target a candidate tells, 0..1; of the chosen ones the best counts:
            shape (candidates, targets).
        masses: Worth of each target: shape (targets,).
        merits: Worth of each candidate beyond that; may be negative: shape (candidates,).
        penalties: What is lost when two candidates are both chosen, symmetric, zero on the diagonal; infinite forbids.
        costs: What each candidate takes of each limit: shape (candidates, limits).
        limits: How much there is: shape (limits,).

    """

    holds: csr_array
    weights: FloatArray
    merits: FloatArray
    told: FloatArray
    masses: FloatArray
    penalties: FloatArray
    costs: IntArray
    limits: IntArray


class _State:
    """A set of chosen candidates and what it covers."""

    def __init__(self, problem: Problem, chosen: Iterable[int] = ()) -> None:
        self.problem = problem
        self.chosen: list[int] = []
        self.count = np.zeros(problem.holds.shape[1], dtype=np.int32)
        self.spent = np.zeros(len(problem.limits), dtype=np.int64)
        self.penalty = np.zeros(len(problem.merits), dtype=np.float64)
        self.best_told = np.zeros(len(problem.masses), dtype=np.float32)
        self.value = 0.0
        for candidate in chosen:
            self.add(candidate)

    def columns(self, candidate: int) -> NDArray[np.int32]:
        holds = self.problem.holds
        found: NDArray[np.int32] = holds.indices[holds.indptr[candidate] : holds.indptr[candidate + 1]]
        return found

    def add(self, candidate: int) -> None:
        columns = self.columns(candidate)
        fresh = columns[self.count[columns] == 0]
        told = np.maximum(self.problem.told[candidate], self.best_told)
        self.value += (
            float(self.problem.weights[fresh].sum())
            + float((told - self.best_told) @ self.problem.masses)
            + float(self.problem.merits[candidate])
            - float(self.penalty[candidate])
        )
        self.best_told = told
        self.count[columns] += 1
        self.spent += self.problem.costs[candidate]
        self.penalty += self.problem.penalties[candidate]
        self.chosen.append(candidate)

    def gains(self) -> NDArray[np.float64]:
        fresh = np.where(self.count == 0, self.problem.weights, 0.0)
        gains: NDArray[np.float64] = self.problem.holds @ fresh + self.problem.merits - self.penalty
        if len(self.problem.masses):
            gains = gains + np.maximum(self.problem.told - self.best_told, 0.0) @ self.problem.masses
        return gains

    def open(self) -> NDArray[np.bool_]:
        fits: NDArray[np.bool_] = np.all((self.spent + self.problem.costs) <= self.problem.limits, axis=1)
        fits[self.chosen] = False
        return fits & np.isfinite(self.penalty)

    def copy(self) -> _State:
        """Return a state of its own with the same choice."""
        other = copy(self)
        other.chosen = self.chosen.copy()
        other.count, other.spent = self.count.copy(), self.spent.copy()
        other.penalty, other.best_told = self.penalty.copy(), self.best_told.copy()
        return other

    def fill(self, exponent: float) -> _State:
        """Add what gains most per cost until nothing fits or gains."""
        size = np.maximum(self.problem.costs[:, 0], 1).astype(np.float64) ** exponent
        while True:
            fits = self.open()
            if not fits.any():
                return self
            gains = np.where(fits, self.gains(), -np.inf)
            best = int(np.argmax(gains / size))
            if gains[best] <= 0:
                return self
            self.add(best)


def search(problem: Problem, *, rounds: int = _ROUNDS, most_out: int = 2) -> list[int]:
    """Return the chosen candidates, in the order of their numbers; deterministic. Empty where none fits or none is worth it.

    Args:
        problem: What may be chosen.
        rounds: How often an improvement is looked for at most.
        most_out: How many choices are taken out at once at most.

    """
    best = max((_State(problem).fill(exponent) for exponent in _COST_EXPONENTS), key=lambda state: state.value)
    for _ in range(rounds):
        better = _improve(problem, best, most_out)
        if better is None:
            break
        best = better
    return sorted(_without_fillers(problem, best).chosen)


def _without_fillers(problem: Problem, state: _State) -> _State:
    """Take out what is worth little for its length, as long as the first limit stays used well enough."""
    while len(state.chosen) > 1:
        values = {
            one: state.value - _State(problem, [other for other in state.chosen if other != one]).value for one in state.chosen
        }
        sizes = np.maximum(problem.costs[:, 0], 1)
        rate = {one: values[one] / sizes[one] for one in state.chosen}
        worst = min(state.chosen, key=lambda one: (rate[one], one))
        spare = state.spent[0] - problem.costs[worst, 0]
        if rate[worst] >= _FILLER * state.value / max(int(state.spent[0]), 1) or spare < _USED * problem.limits[0]:
            return state
        state = _State(problem, [other for other in state.chosen if other != worst])
    return state


def _improve(problem: Problem, state: _State, most_out: int) -> _State | None:
    """Return the best state that differs by few choices taken out and the rest filled up; None where none is better."""
    best: _State | None = None
    chosen = sorted(state.chosen)
    for size in range(1, most_out + 1):
        for taken in combinations(chosen, size):
            rest = _State(problem, [candidate for candidate in chosen if candidate not in taken])
            for exponent in _COST_EXPONENTS[1:]:
                other = _refilled(rest, taken, exponent)
                if other.value > (best or state).value + 1e-9:
                    best = other
    return best


def _refilled(rest: _State, taken: tuple[int, ...], exponent: float) -> _State:
    """Fill up beginning with the best candidate that was not taken out."""
    state = rest.copy()
    fits = state.open()
    fits[list(taken)] = False
    if fits.any():
        gains = np.where(fits, state.gains(), -np.inf)
        best = int(np.argmax(gains / np.maximum(state.problem.costs[:, 0], 1) ** exponent))
        if gains[best] > 0:
            state.add(best)
    return state.fill(exponent)
