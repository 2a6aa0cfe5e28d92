"""The bundled weights read back: transformers writes what CTranslate2 writes."""

import struct
from dataclasses import replace
from pathlib import Path

import ctranslate2
import numpy as np
import pytest

from summarizer.models import bundled, registry
from summarizer.models.conformance import Inspectable
from summarizer.models.ct2_weights import bart_state, read_checkpoint
from summarizer.models.ctranslate2_backend import CTranslate2Seq2Seq
from summarizer.models.errors import WeightsRefused
from summarizer.models.profiles import BUNDLED
from summarizer.models.samples import inputs

MODEL = bundled.root() / "fusion" / "model.bin"


@pytest.fixture(scope="module")
def reference() -> Inspectable:
    model = registry.load_seq2seq("bundled", backend="transformers", device="cpu", threads=1)
    assert isinstance(model, Inspectable)
    return model


@pytest.mark.parametrize("beams", [1, 4])
@pytest.mark.parametrize("lock", [False, True])
def test_both_backends_write_the_same(reference: Inspectable, beams: int, lock: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = bundled.part("fusion").folder
    model = CTranslate2Seq2Seq(folder, BUNDLED, threads=1)
    # In float32, CTranslate2 computes with the same dequantized weights; int8 rounds the activations too.
    exact = ctranslate2.Translator(str(folder), compute_type="float32", intra_threads=1)
    monkeypatch.setattr(model, "_translator", exact)
    options = replace(BUNDLED.decoding, beams=beams, candidates=1, lock=lock)
    for text in inputs(BUNDLED):
        assert model.generate([text], options) == reference.generate([text], options)


def test_int8_activations_change_little(reference: Inspectable) -> None:
    model = CTranslate2Seq2Seq(bundled.part("fusion").folder, BUNDLED, threads=1)
    options = replace(BUNDLED.decoding, beams=1, candidates=1, lock=False)
    texts = inputs(BUNDLED)
    same = sum(
        one == other for one, other in zip(model.generate(texts, options), reference.generate(texts, options), strict=True)
    )
    assert same >= len(texts) - 2


def test_a_dequantized_row_is_within_half_a_step_of_its_scale() -> None:
    checkpoint = read_checkpoint(MODEL)
    raw = checkpoint.variables["encoder/layer_0/ffn/linear_0/weight"]
    scale = checkpoint.variables["encoder/layer_0/ffn/linear_0/weight_scale"]
    assert raw.dtype == np.int8
    np.testing.assert_allclose(checkpoint.weight("encoder/layer_0/ffn/linear_0/weight") * scale[:, None], raw, atol=1e-3)


def test_shared_embeddings_are_one_table() -> None:
    state = bart_state(read_checkpoint(MODEL))
    np.testing.assert_array_equal(state["model.shared.weight"], state["lm_head.weight"])
    assert state["model.encoder.embed_positions.weight"].shape[0] == 514


@pytest.mark.parametrize("cut", [3, 40, 5000, -1])
def test_a_file_cut_short_is_refused(cut: int, tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(MODEL.read_bytes()[:cut])
    with pytest.raises(WeightsRefused):
        read_checkpoint(path)


def test_another_version_or_architecture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(struct.pack("<I", 5))
    with pytest.raises(WeightsRefused, match="binary version 5"):
        read_checkpoint(path)
    with pytest.raises(WeightsRefused, match="no BART"):
        bart_state(read_checkpoint(bundled.root() / "encoder" / "model.bin"))
