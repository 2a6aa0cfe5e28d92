"""The suite on the bundled model, and on models that break what it looks for."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from summarizer.models import bundled, conformance
from summarizer.models.ctranslate2_backend import CTranslate2Seq2Seq
from summarizer.models.errors import GenerationFailed, InputTooLong
from summarizer.models.profiles import BUNDLED
from summarizer.models.protocols import Decoding

Ids = list[list[list[int]]]


class Model(CTranslate2Seq2Seq):
    def __init__(self) -> None:
        super().__init__(bundled.part("fusion").folder, BUNDLED, threads=1)
        self._calls = count()


class Moody(Model):
    def generate_ids(self, inputs: Sequence[str], options: Decoding) -> Ids:
        extra = next(self._calls) % 2
        return [
            [[*ids[: options.max_tokens - 1], 9 + extra] for ids in of_one] for of_one in super().generate_ids(inputs, options)
        ]


class LongWinded(Model):
    def generate_ids(self, inputs: Sequence[str], options: Decoding) -> Ids:
        return super().generate_ids(
            inputs, replace(options, max_tokens=options.max_tokens + 5, min_tokens=options.max_tokens + 5)
        )


class Cutter(Model):
    def generate_ids(self, inputs: Sequence[str], options: Decoding) -> Ids:
        try:
            return super().generate_ids(inputs, options)
        except InputTooLong:
            return [[[]] for _ in inputs]


class Deaf(Model):
    def generate_ids(self, inputs: Sequence[str], options: Decoding) -> Ids:
        return super().generate_ids(inputs, replace(options, cancelled=None))


class Failing(Model):
    def generate_ids(self, inputs: Sequence[str], options: Decoding) -> Ids:
        raise GenerationFailed("It is out of order.")


def failed(model: CTranslate2Seq2Seq) -> set[str]:
    return {check.name for check in conformance.examine("x", model, BUNDLED).checks if check.passed is False}


def test_the_bundled_model_passes() -> None:
    report = conformance.check("bundled")
    assert report.passed
    assert all(check.passed for check in report.checks)
    assert report.support > 0.8


@pytest.mark.parametrize(
    ("broken", "finding"),
    [
        (Moody, "deterministic"),
        (LongWinded, "obeys length"),
        (Cutter, "too long input refused"),
        (Deaf, "stops when cancelled"),
        (Failing, "batched as single"),
    ],
)
def test_a_broken_model_is_found_out(broken: Callable[[], Model], finding: str) -> None:
    assert finding in failed(broken())


def test_control_tokens_that_text_can_write_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    model = Model()
    tokens = model.tokens
    control = tokens.control

    def sloppy(texts: Sequence[str]) -> list[list[int]]:
        return [tokens._tokenizer.encode(text).ids for text in texts]

    tokens._tokenizer.encode_special_tokens = False
    monkeypatch.setattr(tokens, "encode", sloppy)
    passed, detail = conformance._control(model, BUNDLED, [])
    assert not passed
    assert detail.startswith(f"{len(control)} of {len(control)}")


def test_a_lock_that_is_not_held_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    model = Model()
    foreign = model.tokens.number("zebra")
    monkeypatch.setattr(model, "generate_ids", lambda inputs, options: [[[foreign]] for _ in inputs])
    passed, _ = conformance._lock(model, BUNDLED, ["One man came."])
    assert passed is False


def test_a_model_that_does_not_load_fails_with_the_reason(hub: Path) -> None:
    report = conformance.check("tiny/nothing")
    assert not report.passed
    assert "HF_HUB_OFFLINE" in report.checks[0].detail
