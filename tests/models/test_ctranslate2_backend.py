from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from summarizer.models import bundled
from summarizer.models.ctranslate2_backend import CTranslate2Seq2Seq
from summarizer.models.errors import Cancelled, GenerationFailed, InputTooLong, ModelNotFound, OutOfMemory, UnsupportedModel
from summarizer.models.profiles import BUNDLED
from summarizer.models.samples import STORIES, inputs

GREEDY = replace(BUNDLED.decoding, beams=1, candidates=1, lock=False)


@pytest.fixture(scope="module")
def model() -> CTranslate2Seq2Seq:
    return CTranslate2Seq2Seq(bundled.part("fusion").folder, BUNDLED, threads=1)


def test_each_input_gets_its_candidates_best_first(model: CTranslate2Seq2Seq) -> None:
    written = model.generate(inputs(BUNDLED), BUNDLED.decoding)
    assert len(written) == len(STORIES)
    for candidates in written:
        assert len(candidates) == BUNDLED.decoding.candidates
        assert all(candidates)
    assert model.generate([], BUNDLED.decoding) == []


def test_the_lock_holds_for_the_union_of_a_batch(model: CTranslate2Seq2Seq) -> None:
    assert model.locks
    texts = inputs(BUNDLED)
    allowed = {number for ids in model.tokens.encode(texts) for number in ids} | set(model.free)
    for candidates in model.generate_ids(texts, BUNDLED.decoding):
        for ids in candidates:
            assert set(ids) <= allowed


def test_the_order_of_the_inputs_is_kept(model: CTranslate2Seq2Seq) -> None:
    texts = inputs(BUNDLED)
    assert model.generate(texts[::-1], GREEDY) == model.generate(texts, GREEDY)[::-1]


def test_a_folder_without_a_map_says_that_it_cannot_lock(tmp_path: Path) -> None:
    for path in bundled.part("fusion").folder.iterdir():
        if path.name != "vmap.txt":
            (tmp_path / path.name).symlink_to(path)
    bare = CTranslate2Seq2Seq(tmp_path, BUNDLED, threads=1)
    assert not bare.locks
    assert bare.generate(inputs(BUNDLED)[:1], replace(GREEDY, lock=True))[0][0]


def test_a_longer_input_than_the_model_reads_is_an_error(model: CTranslate2Seq2Seq) -> None:
    with pytest.raises(InputTooLong, match="Input 2 has 402 tokens; bundled reads 192"):
        model.generate(["a", "word " * 400], GREEDY)


@pytest.mark.parametrize("beams", [1, 4])
def test_it_stops_when_the_caller_goes_away(model: CTranslate2Seq2Seq, beams: int) -> None:
    calls = count()
    options = replace(GREEDY, beams=beams, min_tokens=60, cancelled=lambda: next(calls) >= 2)
    with pytest.raises(Cancelled):
        model.generate(inputs(BUNDLED), options)
    assert next(calls) < 60
    assert model.generate(inputs(BUNDLED)[:1], GREEDY)[0][0]


@pytest.mark.parametrize("beams", [1, 4])
def test_a_caller_that_stays_gets_the_same(model: CTranslate2Seq2Seq, beams: int) -> None:
    options = replace(GREEDY, beams=beams)
    texts = inputs(BUNDLED)
    assert model.generate(texts, replace(options, cancelled=lambda: False)) == model.generate(texts, options)


def test_a_failure_of_the_engine_is_ours_and_names_no_text(model: CTranslate2Seq2Seq) -> None:
    with pytest.raises(GenerationFailed) as caught:
        model.generate(["a secret word"], replace(GREEDY, candidates=3))
    assert "secret" not in str(caught.value)


class Full:
    """Stands in for a device whose memory is full."""

    def translate_batch(self, *_: object, **__: object) -> Iterator[None]:
        raise RuntimeError("CUDA out of memory")


def test_a_lack_of_memory_is_told(model: CTranslate2Seq2Seq, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "_translator", Full())
    with pytest.raises(OutOfMemory, match="smaller model"):
        model.generate(["a"], GREEDY)


def test_another_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFound):
        CTranslate2Seq2Seq(tmp_path, BUNDLED)
    (tmp_path / "tokenizer.json").symlink_to(bundled.part("fusion").folder / "tokenizer.json")
    with pytest.raises(UnsupportedModel):
        CTranslate2Seq2Seq(tmp_path, BUNDLED)
