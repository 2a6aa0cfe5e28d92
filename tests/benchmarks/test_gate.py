from pathlib import Path

import pytest

from benchmarks.gate import Floor, failures, raised, read, write
from tests.needs import need_sets

FLOOR = Floor("duc2003", "learned", "r2_recall", 6, 100, 9.0, "abc")


def same(name: str) -> str:
    return "abc"


def test_a_measure_below_its_floor_fails() -> None:
    assert failures([FLOOR], lambda floor: 9.0, same) == []
    assert failures([FLOOR], lambda floor: 8.99, same) == ["duc2003, learned: r2_recall 8.99 is below 9.00"]


def test_other_data_fails_before_anything_is_measured() -> None:
    def never(floor: Floor) -> float:
        raise AssertionError("measured")

    assert len(failures([FLOOR], never, lambda name: "other")) == 1


def test_an_update_raises_and_never_lowers(tmp_path: Path) -> None:
    assert raised([FLOOR], lambda floor: 12.0)[0].floor == pytest.approx(11.95)
    assert raised([FLOOR], lambda floor: 3.0) == (FLOOR,)
    write([FLOOR], tmp_path / "floors.json")
    assert read(tmp_path / "floors.json") == (FLOOR,)


def test_the_fast_floors_hold() -> None:
    fast = [floor for floor in read() if floor.fast]
    assert fast
    need_sets(floor.name for floor in fast)
    assert failures(fast) == []
