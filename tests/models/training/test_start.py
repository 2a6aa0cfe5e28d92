from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from summarizer.models.training import cased
from summarizer.models.training.pieces import BEGIN, END
from summarizer.models.training.start import assemble, vectors
from tests.models.training.conftest import story


@pytest.fixture(scope="module")
def uncased(start: Path) -> Tokenizer:
    tokenizer: Tokenizer = Tokenizer.from_file(str(start / "tokenizer.json"))
    return tokenizer


@pytest.fixture(scope="module")
def bert(uncased: Tokenizer) -> BertModel:
    torch.manual_seed(2)
    config = BertConfig(
        vocab_size=uncased.get_vocab_size(),
        hidden_size=32,
        num_hidden_layers=6,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
        initializer_range=0.3,
    )
    model = BertModel(config, add_pooling_layer=False)
    model.train(False)
    return model


def test_the_encoder_begins_as_the_bert_it_came_from(bert: BertModel, uncased: Tokenizer) -> None:
    model = assemble(bert, uncased, uncased, 3)
    model.train(False)
    ids = torch.tensor([[BEGIN, *uncased.encode("the bridge at velmar", add_special_tokens=False).ids, END]])
    with torch.no_grad():
        ours, theirs = model.model.encoder(ids).last_hidden_state, bert(ids).last_hidden_state
    # The two norms keep a different epsilon from zero.
    assert torch.allclose(ours, theirs, atol=1e-3)
    assert model.lm_head.weight is model.model.decoder.embed_tokens.weight


@pytest.mark.parametrize(("layers", "chosen"), [(2, (2, 5)), (3, (1, 3, 5))])
def test_decoder_layers_are_evenly_spaced_ones(bert: BertModel, uncased: Tokenizer, layers: int, chosen: tuple[int, ...]) -> None:
    ours, theirs = assemble(bert, uncased, uncased, layers).state_dict(), bert.state_dict()
    assert f"model.decoder.layers.{layers}.fc1.weight" not in ours
    for place, number in enumerate(chosen):
        layer, given = f"model.decoder.layers.{place}", f"encoder.layer.{number}"
        assert torch.equal(ours[f"{layer}.fc1.weight"], theirs[f"{given}.intermediate.dense.weight"])
        for attention in ("self_attn", "encoder_attn"):
            assert torch.equal(ours[f"{layer}.{attention}.q_proj.weight"], theirs[f"{given}.attention.self.query.weight"])


def test_a_cased_piece_gets_the_mean_of_its_lower_cased_spelling(uncased: Tokenizer) -> None:
    ours = cased.learn([story(i)["summary"] for i in range(60)], 300)
    weight = torch.randn(uncased.get_vocab_size(), 8, generator=torch.Generator().manual_seed(1))
    found, known, vocabulary = vectors(weight, uncased, ours), uncased.get_vocab(), ours.get_vocab()
    assert len(found) == len(vocabulary)
    for piece, number in vocabulary.items():
        assert torch.isfinite(found[number]).all(), piece
    assert any(torch.equal(found[vocabulary[f"▁{piece}"]], weight[known[piece]]) for piece in known if f"▁{piece}" in vocabulary)
    assert torch.equal(found[vocabulary["[MASK]"]], weight[known["[MASK]"]])
    assert torch.equal(found[vocabulary["d"]], weight[known["##d"]])
    assert torch.equal(found[vocabulary["V"]], weight[known["##v"]])
    split = next(piece for piece in vocabulary if piece.startswith("▁") and len(piece) > 3 and piece[1:].lower() not in known)
    spelled = uncased.encode(split[1:], add_special_tokens=False).ids
    assert torch.allclose(found[vocabulary[split]], weight[spelled].mean(dim=0))
