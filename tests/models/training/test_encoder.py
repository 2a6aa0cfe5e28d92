"""The recipe of the sentence encoder, on a tiny BERT in place of the published one."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors  # noqa: E402
from transformers import BertConfig, BertModel  # noqa: E402

from summarizer.models.encoder import CTranslate2Encoder  # noqa: E402
from summarizer.models.errors import WeightsRefused  # noqa: E402
from summarizer.models.training import encoder as recipe  # noqa: E402

PIECES = ["[PAD]", "[unused0]", "[UNK]", "[CLS]", "ж", "[SEP]", "[MASK]", "the", "bridge", "fell", "##s", "中", "é", "."]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "package"
    tokenizer = Tokenizer(models.WordPiece({piece: number for number, piece in enumerate(PIECES)}, unk_token="[UNK]"))  # noqa: S106
    tokenizer.normalizer = normalizers.BertNormalizer(strip_accents=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.add_special_tokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", PIECES.index("[CLS]")), ("[SEP]", PIECES.index("[SEP]"))]
    )
    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=len(PIECES),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=300,
        initializer_range=0.3,
    )
    BertModel(config).save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    monkeypatch.setattr(recipe, "PUBLISHED_SHA256", found)
    return folder


def test_the_export_is_the_mean_of_the_reference(package: Path, tmp_path: Path) -> None:
    recipe.export(package, tmp_path / "out")
    texts = ["the bridge fell.", "the bridges fell é.", "bridge", "the the the fell"]
    written = CTranslate2Encoder(tmp_path / "out", threads=1).encode(texts)
    model = BertModel.from_pretrained(package)
    model.train(False)
    tokenizer = Tokenizer.from_file(str(package / "tokenizer.json"))
    for text, vector in zip(texts, written, strict=True):
        with torch.no_grad():
            states = model(torch.tensor([tokenizer.encode(text).ids])).last_hidden_state[0].mean(0).numpy()
        assert float(vector @ states) / float(np.linalg.norm(states)) > 0.99


def test_only_latin_pieces_stay(package: Path, tmp_path: Path) -> None:
    recipe.export(package, tmp_path / "out")
    kept = Tokenizer.from_file(str(tmp_path / "out" / "tokenizer.json")).get_vocab()
    assert set(PIECES) - set(kept) == {"[unused0]", "ж", "中"}
    assert sorted(kept.values()) == list(range(len(kept)))


def test_other_weights_are_refused(package: Path, tmp_path: Path) -> None:
    with (package / "model.safetensors").open("ab") as file:
        file.write(b"\0")
    with pytest.raises(WeightsRefused, match="untouched copy"):
        recipe.export(package, tmp_path / "out")
    assert not (tmp_path / "out").exists()
