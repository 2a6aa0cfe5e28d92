"""Tiny checkpoints of every family with their real tokenizer classes, built once per run in the layout of a hub cache."""

import io
import os
from pathlib import Path
from typing import Any

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import pytest
import sentencepiece
import torch
import transformers as library
from huggingface_hub import constants
from tokenizers import ByteLevelBPETokenizer

from summarizer.models import ctranslate2_backend, transformers_backend
from summarizer.models.samples import STORIES

transformers: Any = library
"""Its configurations take more than its type stubs say."""

FAMILIES = ("bart", "pegasus", "t5", "mt5", "mbart", "led")
LINES = [sentence for story in STORIES for sentence in story] * 8
SIZES: dict[str, Any] = {
    "d_model": 32,
    "encoder_layers": 2,
    "decoder_layers": 2,
    "encoder_attention_heads": 4,
    "decoder_attention_heads": 4,
    "encoder_ffn_dim": 64,
    "decoder_ffn_dim": 64,
}
BART_IDS: dict[str, Any] = {
    "bos_token_id": 0,
    "pad_token_id": 1,
    "eos_token_id": 2,
    "decoder_start_token_id": 2,
    "forced_eos_token_id": 2,
}


def sentence_pieces(folder: Path, name: str, **special: Any) -> Path:
    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(LINES), model_writer=written, vocab_size=380, hard_vocab_limit=False, minloglevel=2, **special
    )
    folder.mkdir(parents=True)
    (folder / name).write_bytes(written.getvalue())
    return folder


def byte_pairs(folder: Path) -> Path:
    tokenizer = ByteLevelBPETokenizer()
    tokenizer.train_from_iterator(LINES, vocab_size=500, special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
    folder.mkdir(parents=True)
    tokenizer.save_model(str(folder))
    return folder


def tokenizer_of(family: str, scratch: Path) -> Any:
    t5_ids = {"pad_id": 0, "eos_id": 1, "unk_id": 2, "bos_id": -1}
    if family in {"t5", "mt5"}:  # mT5 has T5's tokenizer class
        return transformers.T5Tokenizer.from_pretrained(sentence_pieces(scratch, "spiece.model", **t5_ids))
    if family == "pegasus":
        return transformers.PegasusTokenizer.from_pretrained(sentence_pieces(scratch, "spiece.model", **t5_ids))
    if family == "mbart":
        return transformers.MBartTokenizer.from_pretrained(
            sentence_pieces(scratch, "sentencepiece.bpe.model"), src_lang="en_XX", tgt_lang="en_XX"
        )
    if family == "led":
        tokenizer = transformers.LEDTokenizer.from_pretrained(byte_pairs(scratch))
        tokenizer.add_tokens(["<doc-sep>"], special_tokens=True)
        return tokenizer
    return transformers.BartTokenizer.from_pretrained(byte_pairs(scratch))


def model_of(family: str, tokenizer: Any, spread: float = 0.4) -> Any:
    size = len(tokenizer)
    torch.manual_seed(7)
    if family == "t5":
        config: Any = transformers.T5Config(
            vocab_size=size, d_model=32, d_kv=8, d_ff=64, num_layers=2, num_heads=4, decoder_start_token_id=0
        )
    elif family == "mt5":
        config = transformers.MT5Config(
            vocab_size=size, d_model=32, d_kv=8, d_ff=64, num_layers=2, num_heads=4, decoder_start_token_id=0
        )
    elif family == "pegasus":
        config = transformers.PegasusConfig(vocab_size=size, max_position_embeddings=256, init_std=spread, **SIZES)
    elif family == "mbart":
        config = transformers.MBartConfig(
            vocab_size=size,
            max_position_embeddings=256,
            init_std=spread,
            pad_token_id=tokenizer.pad_token_id,
            eos_token_id=tokenizer.eos_token_id,
            bos_token_id=tokenizer.bos_token_id,
            forced_eos_token_id=tokenizer.eos_token_id,
            decoder_start_token_id=tokenizer.convert_tokens_to_ids("en_XX"),
            **SIZES,
        )
    elif family == "led":
        config = transformers.LEDConfig(
            vocab_size=size,
            max_encoder_position_embeddings=512,
            max_decoder_position_embeddings=128,
            attention_window=[32, 32],
            init_std=spread,
            **BART_IDS,
            **SIZES,
        )
    else:
        config = transformers.BartConfig(vocab_size=size, max_position_embeddings=256, init_std=spread, **BART_IDS, **SIZES)
    model = transformers.AutoModelForSeq2SeqLM.from_config(config).eval()
    if family == "bart":
        model.generation_config.forced_bos_token_id = 0
    return model


def save(model: Any, tokenizer: Any, folder: Path) -> Path:
    folder.mkdir(parents=True)
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
    return folder


def into_cache(cache: Path, owner: str, name: str, revision: str) -> Path:
    """The snapshot folder of a hub cache, as huggingface_hub lays it out."""
    repository = cache / f"models--{owner}--{name}"
    (repository / "refs").mkdir(parents=True)
    (repository / "refs" / "main").write_text(revision, encoding="ascii")
    return repository / "snapshots" / revision


@pytest.fixture(autouse=True)
def one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tiny models lose more by waiting for a second thread than it brings."""
    for backend in (ctranslate2_backend, transformers_backend):
        monkeypatch.setattr(backend, "available_cpus", lambda: 1)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub cache that holds ``tiny/<family>`` for every family."""
    root = tmp_path_factory.mktemp("hub")
    for number, family in enumerate(FAMILIES):
        tokenizer = tokenizer_of(family, tmp_path_factory.mktemp("scratch") / family)
        save(model_of(family, tokenizer), tokenizer, into_cache(root, "tiny", family, f"{number:040x}"))
    return root


@pytest.fixture
def hub(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point huggingface_hub, which reads its settings at import, to the cache, offline."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(cache))
    return cache


def snapshot(cache: Path, family: str) -> Path:
    return next((cache / f"models--tiny--{family}" / "snapshots").iterdir())


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small BART trained to copy its first sentence, so that its outputs are no noise."""
    torch.set_num_threads(1)
    tokenizer = tokenizer_of("bart", tmp_path_factory.mktemp("scratch") / "bart")
    model = model_of("bart", tokenizer, spread=0.05)
    optimizer = torch.optim.AdamW(model.parameters(), lr=6e-3, weight_decay=0.0)
    firsts = [story[0] for story in STORIES]
    inputs = tokenizer(firsts, return_tensors="pt", padding=True)
    labels = inputs.input_ids.masked_fill(inputs.attention_mask == 0, -100)
    for _ in range(75):  # in evaluation mode: without dropout it learns six sentences by heart in seconds
        optimizer.zero_grad()
        loss = model(**inputs, labels=labels).loss
        loss.backward()
        optimizer.step()
    assert float(loss.detach()) < 0.1
    return save(model.eval(), tokenizer, tmp_path_factory.mktemp("trained") / "bart")
