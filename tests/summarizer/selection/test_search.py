from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from summarizer.selection.search import Problem, search


def a_problem(
    holds: np.ndarray, costs: np.ndarray, limit: int, *, forbidden: frozenset[tuple[int, int]] = frozenset()
) -> Problem:
    penalties = np.zeros((len(holds), len(holds)), dtype=np.float32)
    for first, second in forbidden:
        penalties[first, second] = penalties[second, first] = np.inf
    return Problem(
        holds=csr_array(holds.astype(np.float32)),
        weights=np.arange(1, holds.shape[1] + 1, dtype=np.float32),
        told=np.zeros((len(holds), 0), dtype=np.float32),
        masses=np.zeros(0, dtype=np.float32),
        merits=np.zeros(len(holds), dtype=np.float32),
        penalties=penalties,
        costs=costs.reshape(-1, 1),
        limits=np.array([limit]),
    )


def value(problem: Problem, chosen: list[int]) -> float:
    covered = problem.holds[chosen].sum(axis=0) > 0
    return float(problem.weights[covered].sum())


def best(problem: Problem) -> float:
    count = len(problem.merits)
    sets = (list(some) for size in range(1, count + 1) for some in combinations(range(count), size))
    return max((value(problem, some) for some in sets if problem.costs[some].sum() <= problem.limits[0]), default=0.0)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000), st.integers(2, 8), st.integers(3, 30))
def test_it_keeps_the_limit_and_comes_near_the_best(seed: int, count: int, limit: int) -> None:
    rng = np.random.default_rng(seed)
    problem = a_problem(rng.random((count, 12)) < 0.3, rng.integers(3, 12, count), limit)
    chosen = search(problem)
    assert problem.costs[chosen].sum() <= limit
    assert value(problem, chosen) >= 0.7 * best(problem)
    assert chosen == search(problem)


def test_what_is_forbidden_together_is_not_chosen_together() -> None:
    holds = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    free = a_problem(holds, np.array([5, 5, 5]), 20)
    assert search(free) == [0, 1, 2]
    assert search(a_problem(holds, np.array([5, 5, 5]), 20, forbidden=frozenset({(1, 2)}))) == [0, 2]


def test_a_concept_counts_once() -> None:
    holds = np.array([[0, 0, 1], [0, 0, 1], [1, 1, 0]])
    assert 2 in search(a_problem(holds, np.array([5, 5, 5]), 10))


def test_a_filler_is_left_out_when_the_space_is_used_without_it() -> None:
    holds = np.zeros((3, 40), dtype=int)
    holds[0, 20:], holds[1, 5:20], holds[2, 0] = 1, 1, 1
    assert search(a_problem(holds, np.array([50, 45, 5]), 100)) == [0, 1]


def test_nothing_fits() -> None:
    assert search(a_problem(np.ones((2, 2)), np.array([5, 5]), 4)) == []
