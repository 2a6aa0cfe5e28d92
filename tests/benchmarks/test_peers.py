import json
from collections.abc import Sequence

import numpy as np
import pytest

from benchmarks.peer_worker import answer, fill
from benchmarks.peers import Columns, Remembering, lead
from benchmarks.scale import exponent, growth
from benchmarks.speed import in_turns
from summarizer.article import Article
from summarizer.models.fakes import FakeEncoder
from summarizer.models.protocols import FloatArray
from summarizer.preparation.prepare import prepare


def test_filling_takes_what_fits_in_the_order_of_the_ranking_and_gives_reading_order() -> None:
    sentences = ["one two three", "one two three four five", "one two", "one two three", "one"]
    assert fill([1, 0, 2, 3, 4], sentences, 9) == [0, 1, 4]
    assert fill([3, 0, 2], sentences, 9) == [2, 3]
    assert fill([], sentences, 9) == []


def test_a_peer_that_fails_answers_with_its_error() -> None:
    assert json.loads(json.dumps(answer({"system": "no such"})))["error"].startswith("KeyError")


def test_lead_takes_the_first_sentences_of_all_before_any_second() -> None:
    texts = [
        "The ferry Alma ran aground on Monday. Lifeboats came from two harbours within the hour.",
        "A ferry with 140 people on board hit a reef. Her captain blamed a rudder that had failed.",
    ]
    ready = prepare([Article(id=str(number), text=text) for number, text in enumerate(texts)])
    assert sorted(lead(ready, 18)) == ["A ferry with 140 people on board hit a reef.", "The ferry Alma ran aground on Monday."]
    assert len(lead(ready, 100)) == 4


def test_columns_become_means_and_paired_differences() -> None:
    columns = Columns()
    for shift in (0.0, 50.0):
        for system, value in (("lead", 10.0), ("extract", 12.0), ("fused", 11.0)):
            measured = {f"{kind}_{form}": value + shift for kind in ("rouge1", "rouge2", "rougeL") for form in ("recall", "f1")}
            columns.add(system, {**measured, "unsupported_names": 1.0, "unsupported_numbers": 2.0})
    found = columns.figures("f1")
    assert found["bundles"] == 2
    assert found["systems"]["lead"]["unsupported"]["mean"] == 3.0
    assert found["ahead"]["fused"]["lead"]["rouge2_f1"] == {"mean": 1.0, "low": 1.0, "high": 1.0}
    assert found["ahead"]["fused"]["extract"]["rouge2_f1"]["mean"] == -1.0


def test_an_encoder_that_remembers_asks_once_until_it_forgets() -> None:
    calls: list[int] = []

    class Counted(FakeEncoder):
        def encode(self, sentences: Sequence[str]) -> FloatArray:
            calls.append(len(sentences))
            return super().encode(sentences)

    encoder = Remembering(Counted())
    first = encoder.encode(["a b", "c"])
    assert np.array_equal(first, encoder.encode(["a b", "c"]))
    assert calls == [2]
    encoder.forget()
    encoder.encode(["a b", "c"])
    assert calls == [2, 2]


def test_the_exponent_is_the_slope_of_the_larger_half() -> None:
    sizes = [10.0, 20.0, 40.0, 80.0]
    assert exponent(sizes, [9.0, 9.0, 3 * 40.0**2, 3 * 80.0**2]) == pytest.approx(2.0)
    assert exponent(sizes[:1], [1.0]) is None
    rows = [{"articles": n, "seconds": n * 1.0, "stages": {"rank": {"seconds": 0.0}}} for n in (2, 4, 8)]
    assert growth([*rows, {"articles": 9, "failed": "no"}], "articles") == {"all": pytest.approx(1.0), "rank": None}
    assert growth([], "articles") == {"all": None}


def test_works_take_turns_and_the_first_turn_is_not_counted() -> None:
    turns: list[str] = []

    def work(name: str) -> float:
        turns.append(name)
        return float(len(turns))

    found = in_turns({"a": lambda: work("a"), "b": lambda: work("b")}, 3)
    assert turns == ["a", "b"] * 4
    assert found["a"] == {"median": 5.0, "low": 3.0, "high": 7.0, "runs": 3}
