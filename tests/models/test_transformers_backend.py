import logging
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import torch

from summarizer.models import memory, registry
from summarizer.models.devices import Placement, placements
from summarizer.models.errors import Cancelled, GenerationFailed, InputTooLong, OutOfMemory, UnsupportedModel
from summarizer.models.profiles import Profile
from summarizer.models.samples import STORIES
from summarizer.models.transformers_backend import TransformersSeq2Seq


@pytest.fixture(scope="module")
def profile(trained: Path) -> Profile:
    found = registry.find_profile(str(trained))
    return replace(found, decoding=replace(found.decoding, max_tokens=60, beams=1))


@pytest.fixture(scope="module")
def model(trained: Path, profile: Profile) -> TransformersSeq2Seq:
    loaded = registry.load_seq2seq(str(trained), device="cpu", profile=profile, threads=1)
    assert isinstance(loaded, TransformersSeq2Seq)
    return loaded


TEXTS = [story[0] for story in STORIES]


def test_a_trained_model_writes_what_it_learned(model: TransformersSeq2Seq, profile: Profile) -> None:
    written = model.generate(TEXTS, replace(profile.decoding, beams=2, candidates=2))
    assert [texts[0] for texts in written] == TEXTS
    assert {len(texts) for texts in written} == {2}


def test_the_lock_is_held_for_each_input_of_a_batch(model: TransformersSeq2Seq, profile: Profile) -> None:
    for text, texts in zip(TEXTS, model.generate_ids(TEXTS, replace(profile.decoding, lock=True, beams=2)), strict=True):
        allowed = set(model.tokens.encode([text])[0]) | set(model.free)
        assert set(texts[0]) <= allowed
    digits = {number for number in range(300) if any(c.isdigit() for c in model.tokens.name(number))}
    assert digits
    assert not digits & set(model.free)


def test_it_stops_between_two_steps(model: TransformersSeq2Seq, profile: Profile) -> None:
    calls = count()
    with pytest.raises(Cancelled):
        model.generate(TEXTS, replace(profile.decoding, beams=2, cancelled=lambda: next(calls) >= 3))
    assert next(calls) < 10


def test_a_longer_input_than_the_model_reads_is_an_error(model: TransformersSeq2Seq, profile: Profile) -> None:
    with pytest.raises(InputTooLong, match="Input 1 has"):
        model.generate(["bridge " * 400], profile.decoding)


class Small:
    """A device whose memory holds a few rows only."""

    def __init__(self, model: Any, rows: int) -> None:
        self._generate = model.generate
        self._rows = rows
        self.sizes: list[int] = []

    def __call__(self, *, input_ids: torch.Tensor, **arguments: Any) -> Any:
        self.sizes.append(len(input_ids))
        if len(input_ids) > self._rows:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return self._generate(input_ids=input_ids, **arguments)


def test_out_of_memory_halves_the_batch_once_and_says_so(
    model: TransformersSeq2Seq, profile: Profile, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    small = Small(model._model, 3)
    monkeypatch.setattr(model._model, "generate", small)
    monkeypatch.setattr(model, "_batch_tokens", model._batch_tokens)
    with caplog.at_level(logging.WARNING):
        assert [texts[0] for texts in model.generate(TEXTS, profile.decoding)] == TEXTS
    assert small.sizes == [6, 3, 3]
    assert "half the size" in caplog.text
    assert not any(text in caplog.text for text in TEXTS)


def test_what_does_not_fit_in_half_either_is_an_error(
    model: TransformersSeq2Seq, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model._model, "generate", Small(model._model, 0))
    monkeypatch.setattr(model, "_batch_tokens", model._batch_tokens)
    with pytest.raises(OutOfMemory):
        model.generate(TEXTS, profile.decoding)


def test_calls_of_several_threads_queue(model: TransformersSeq2Seq, profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    generate, inside, most = model._model.generate, count(), []

    def watched(**arguments: Any) -> Any:
        entered = next(inside)
        written = generate(**arguments)
        most.append(next(inside) - entered)  # more than 1 where another call came in meanwhile
        return written

    monkeypatch.setattr(model._model, "generate", watched)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda text: model.generate([text], profile.decoding), TEXTS))
    assert [texts[0][0] for texts in answers] == TEXTS
    assert most == [1] * len(TEXTS)


def test_weights_that_are_cut_off_are_refused(trained: Path, tmp_path: Path, profile: Profile) -> None:
    folder = Path(shutil.copytree(trained, tmp_path / "cut"))
    whole = (folder / "model.safetensors").read_bytes()
    (folder / "model.safetensors").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UnsupportedModel, match="does not work in transformers"):
        registry.load_seq2seq(str(folder), device="cpu", profile=profile)


def test_an_error_of_the_model_is_ours(model: TransformersSeq2Seq, profile: Profile) -> None:
    with pytest.raises(GenerationFailed):
        model.generate(TEXTS, replace(profile.decoding, beams=1, candidates=3))


def test_devices_that_are_not_here_are_refused(profile: Profile) -> None:
    assert placements("cpu", profile) == [Placement("cpu", torch.float32)]
    with pytest.raises(UnsupportedModel, match="no device 'tpu'"):
        placements("tpu", profile)
    with pytest.raises(UnsupportedModel, match="cpu:1"):
        placements("cpu:1", profile)


def test_a_gpu_runs_in_bfloat16_and_several_are_several_places(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda: True)
    assert placements("auto", profile) == [Placement("cuda:0", torch.bfloat16), Placement("cuda:1", torch.bfloat16)]
    assert placements("cuda:1", profile) == [Placement("cuda:1", torch.bfloat16)]
    with pytest.raises(UnsupportedModel, match="torch sees 2"):
        placements("cuda:2", profile)
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda: False)
    assert placements("cuda:0", profile)[0].dtype == torch.float32


def test_weights_that_cannot_fit_are_refused_before_they_are_read(
    trained: Path, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "available_bytes", lambda: 1000)
    with pytest.raises(OutOfMemory, match="are free"):
        registry.load_seq2seq(str(trained), device="cpu", profile=profile)
