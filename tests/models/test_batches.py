import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.models.batches import batches, beside


@given(st.lists(st.integers(0, 60)), st.integers(1, 200), st.integers(1, 9))
def test_every_item_comes_once_and_no_batch_is_over_its_bounds(lengths: list[int], most: int, items: int) -> None:
    made = list(batches(lengths, most, items))
    assert sorted(place for batch in made for place in batch) == list(range(len(lengths)))
    for batch in made:
        assert len(batch) <= items
        assert len(batch) == 1 or len(batch) * max(1, *(lengths[place] for place in batch)) <= most
    order = [lengths[place] for batch in made for place in batch]
    assert order == sorted(order, reverse=True)


@pytest.mark.parametrize("count", [1, 2, 5])
def test_work_beside_keeps_its_order_and_raises_the_first_error(count: int) -> None:
    assert list(beside(str, range(7), count)) == list("0123456")
    assert list(beside(str, (), count)) == []
    with pytest.raises(ZeroDivisionError):
        list(beside(lambda number: 1 // (number - 3), range(7), count))
