import numpy as np
import pytest

from summarizer.evaluation import difference, mean


def test_the_interval_holds_the_mean_and_narrows_with_the_number_of_bundles() -> None:
    values = np.random.default_rng(1).normal(10, 2, 400).tolist()
    few, many = mean(values[:25]), mean(values)
    assert few.low < few.mean < few.high
    assert many.high - many.low < (few.high - few.low) / 2
    # Of a normal mean: 1.96 standard errors on each side.
    assert many.high - many.mean == pytest.approx(1.96 * np.std(values) / 20, rel=0.15)


def test_a_paired_difference_knows_that_the_bundles_are_the_same() -> None:
    hard = np.random.default_rng(2).normal(0, 50, 60)
    found = difference((hard + 1).tolist(), hard.tolist())
    assert (found.mean, found.low, found.high) == pytest.approx((1, 1, 1))


def test_nothing_and_unequal_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        mean([])
    with pytest.raises(ValueError, match="zip"):
        difference([1.0, 2.0], [1.0])
