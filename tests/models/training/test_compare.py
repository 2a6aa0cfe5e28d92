from pathlib import Path

import pytest
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from summarizer.models.training import examples, measure
from summarizer.models.training.compare import VARIANTS, Bench, Variant
from summarizer.models.training.fusion import Run, dev_groups, training_kinds
from summarizer.models.training.measure import read_figures


@pytest.fixture
def bench(data: Path, start: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    package = tmp_path / "package"
    pieces = Tokenizer.from_file(str(start / "tokenizer.json"))
    config = BertConfig(
        vocab_size=pieces.get_vocab_size(), hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64,
        max_position_embeddings=256,
    )  # fmt: skip
    BertModel(config, add_pooling_layer=False).save_pretrained(package)
    pieces.save(str(package / "tokenizer.json"))
    monkeypatch.setattr("summarizer.models.training.start.check", lambda _path: None)
    monkeypatch.setattr(measure, "LOCKED", 2)
    examples.build(data, tmp_path / "cache", limit=20)
    out = tmp_path / "out"
    out.mkdir()
    dev = dev_groups(tmp_path / "cache", {"neus-dev": 4, "headlines-dev": 3})
    return Bench(package, start, training_kinds(tmp_path / "cache"), dev, 20, out, vocabulary=250)


def test_variants_differ_from_the_first_in_one_thing() -> None:
    base, *others = VARIANTS
    fields = ("layers", "whole", "swaps", "cased", "seed")
    for each in others:
        assert sum(getattr(each, field) != getattr(base, field) for field in fields) == 1
    assert len({each.name for each in VARIANTS}) == len(VARIANTS)


def test_variants_are_trained_alike_and_logged(bench: Bench) -> None:
    for variant in (Variant("base", layers=2), Variant("cased", layers=1, cased=True, whole=0.0)):
        assert bench.run(variant)
    found = read_figures(bench.out / "log.jsonl")
    assert list(found) == ["base", "cased"]
    assert found["base"]["neus"].words == found["cased"]["neus"].words
    assert len(found["cased"]["neus"].greedy) == 4
    assert len(found["cased"]["neus"].locked) == 2
    assert not list(bench.out.glob("*/last.pt"))
    assert "cased" in measure.table(bench.out / "log.jsonl")


def test_a_stopped_variant_is_not_logged_and_goes_on_later(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    variant = Variant("base", layers=1)
    with monkeypatch.context() as patched:
        patched.setattr(Run, "epoch", _stop)
        assert not bench.run(variant)
    assert (bench.out / "base" / "last.pt").exists()
    assert not (bench.out / "log.jsonl").exists()
    assert bench.run(variant)
    assert list(read_figures(bench.out / "log.jsonl")) == ["base"]


def _stop(run: Run, _until: float) -> tuple[float, int]:
    run.progress.stopping = True
    return 0.0, 0
