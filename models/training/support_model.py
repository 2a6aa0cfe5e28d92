"""The support scorer as torch sees it: a MiniLM that reads claim and evidence together, with a head for the verdict."""

from __future__ import annotations

import json
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import BertConfig, BertModel

from summarizer.models.training.encoder import check
from summarizer.models.training.start import vectors

PAD, BEGIN, END = 0, 2, 3
"""Ids of ``[PAD]``, ``[CLS]`` and ``[SEP]`` in the fusion model's pieces, which the scorer shares."""
UNJUDGED = -1.0
"""Label of a token that nothing is known of."""


class SupportModel(nn.Module):
    """BERT, a verdict from the first token's state, and in training a verdict on each token of the claim.

    The second one tells the encoder where the fault lies; it is not shipped.
    """

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        size = int(bert.config.hidden_size)
        self.bert = bert
        self.dense = nn.Linear(size, size)
        self.verdict = nn.Linear(size, 1)
        self.token = nn.Linear(size, 1)

    def forward(self, ids: torch.Tensor, types: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return logits of support (b,) and of each token's being at fault (b, t) for ids and token types (b, t)."""
        states = self.bert(input_ids=ids, attention_mask=(ids != PAD).to(torch.long), token_type_ids=types).last_hidden_state
        return self.verdict(torch.tanh(self.dense(states[:, 0])))[:, 0], self.token(states)[:, :, 0]


def tokenizer_of(fusion: Path) -> Tokenizer:
    """Return the fusion model's tokenizer, framing a text and a pair of texts as BERT's does."""
    description = json.loads((fusion / "tokenizer.json").read_text(encoding="utf-8"))
    description["truncation"] = description["padding"] = None
    frame = {"[CLS]": BEGIN, "[SEP]": END}
    first, last = {"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}}
    text = {"Sequence": {"id": "A", "type_id": 0}}
    description["post_processor"] = {
        "type": "TemplateProcessing",
        "single": [first, text, last],
        "pair": [first, text, last, {"Sequence": {"id": "B", "type_id": 1}}, {"SpecialToken": {"id": "[SEP]", "type_id": 1}}],
        "special_tokens": {name: {"id": name, "ids": [number], "tokens": [name]} for name, number in frame.items()},
    }
    tokenizer: Tokenizer = Tokenizer.from_str(json.dumps(description))
    tokenizer.encode_special_tokens = True
    return tokenizer


def words_of(tokenizer: Tokenizer) -> frozenset[str]:
    """Return the whole words among the tokenizer's pieces, of four letters and more."""
    return frozenset(piece for piece in tokenizer.get_vocab() if piece.isalpha() and len(piece) > 3)


def start(package: Path, tokenizer: Tokenizer) -> SupportModel:
    """Return the untrained scorer: MiniLM's weights, its word embeddings in the order of the tokenizer's pieces.

    Raises ``WeightsRefused`` where the weights are not the published ones.
    """
    check(package / "model.safetensors")
    bert = BertModel.from_pretrained(
        package, add_pooling_layer=False, dtype=torch.float32, attn_implementation="eager",
        hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
    )  # fmt: skip
    theirs = Tokenizer.from_file(str(package / "tokenizer.json"))
    weight = vectors(bert.embeddings.word_embeddings.weight.detach(), theirs, tokenizer)
    bert.embeddings.word_embeddings = nn.Embedding(len(weight), weight.shape[1], padding_idx=PAD, _weight=weight)
    bert.config.vocab_size = len(weight)
    torch.manual_seed(11)
    return SupportModel(bert)


def freeze(model: SupportModel, layers: int) -> None:
    """Keep the embeddings and the ``layers`` lowest layers as they are; 0 keeps nothing."""
    if layers:
        for part in (model.bert.embeddings, *model.bert.encoder.layer[:layers]):
            part.requires_grad_(requires_grad=False)


def tiny(tokenizer: Tokenizer) -> SupportModel:
    """Return a small random scorer, for tests."""
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(), hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64,
        max_position_embeddings=512,
    )  # fmt: skip
    torch.manual_seed(11)
    return SupportModel(BertModel(config, add_pooling_layer=False))


def faults(claim: Sequence[int], before: Sequence[int]) -> list[float]:
    """Return 1 for each piece of the claim that is not what it was before, and for those beside a cut; else 0."""
    found = [0.0] * len(claim)
    for tag, _, _, j, k in SequenceMatcher(None, before, claim, autojunk=False).get_opcodes():
        if tag == "delete":
            j, k = max(j - 1, 0), min(j + 1, len(claim))  # noqa: PLW2901
        if tag != "equal":
            found[j:k] = [1.0] * (k - j)
    return found
