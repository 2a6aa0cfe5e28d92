"""Dev scores of the fusion model: loss, ROUGE of greedy output, share of sentences copied whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import torch
from transformers import BartForConditionalGeneration

from summarizer.models.training.batches import IGNORE, collate, encode
from summarizer.models.training.loss import cross_entropy
from summarizer.models.training.mixture import Group
from summarizer.models.training.pieces import Pieces
from summarizer.models.training.rouge import mean_f1
from summarizer.models.training.words import stems

Write = Callable[[Sequence[Group]], list[str]]
"""Turns groups into sentences."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over groups.

    ``loss`` is in nats a piece without smoothing, ROUGE is F1 in percent, ``whole`` is the share of outputs that stand word
    for word in one sentence of the group, 0 to 1.
    """

    loss: float
    rouge1: float
    rouge2: float
    whole: float


def forward_loss(
    model: BartForConditionalGeneration,
    inputs: torch.Tensor,
    mask: torch.Tensor,
    decoder_inputs: torch.Tensor,
    labels: torch.Tensor,
    smoothing: float = 0.0,
) -> torch.Tensor:
    """Return the loss of one batch, a scalar. Only positions that hold a target piece go through the output layer."""
    hidden = model.model(input_ids=inputs, attention_mask=mask, decoder_input_ids=decoder_inputs, use_cache=False)
    states = hidden.last_hidden_state
    flat = labels.reshape(-1)
    keep = (flat != IGNORE).nonzero().squeeze(1)
    # A round number of rows: see the module on batches for what a new shape costs.
    keep = torch.nn.functional.pad(keep, (0, -len(keep) % 256), value=0)
    rows = states.reshape(-1, states.shape[-1])[keep]
    wanted = flat[keep].clone()
    wanted[int((flat != IGNORE).sum()) :] = IGNORE
    bias = model.final_logits_bias[0].to(rows.dtype)
    return cross_entropy(rows, model.lm_head.weight, bias, wanted, smoothing=smoothing, ignore=IGNORE)


class Writer:
    """Writes greedily with an exported model, as it will ship."""

    def __init__(self, folder: Path, *, threads: int = 2) -> None:
        self._pieces = Pieces(folder)
        self._translator = ctranslate2.Translator(str(folder), device="cpu", inter_threads=1, intra_threads=threads)

    def __call__(self, groups: Sequence[Group], *, locked: bool = False, beams: int = 1) -> list[str]:
        """Return the model's sentence for each group; ``locked`` allows only pieces of that group and function words."""
        inputs = [[self._pieces.piece(i) for i in source] for source, _ in encode(groups, self._pieces)]
        # The vocabulary map holds for the union of a batch, so a locked group is alone in its own.
        found = self._translator.translate_batch(
            inputs, beam_size=beams, max_decoding_length=72, use_vmap=locked, max_batch_size=1 if locked else 48
        )
        return [self._pieces.text(self._pieces.vocabulary[piece] for piece in each.hypotheses[0]) for each in found]


@torch.inference_mode()
def group_losses(
    model: BartForConditionalGeneration, pieces: Pieces, groups: Sequence[Group], size: int = 50
) -> list[tuple[float, int]]:
    """Return for each group the loss of a model, in evaluation mode, over its whole target in nats, and the target's pieces."""
    pairs = encode(groups, pieces)
    weight = model.lm_head.weight.float()
    bias = model.final_logits_bias[0].float()
    found = []
    for start in range(0, len(pairs), size):
        part = pairs[start : start + size]
        # Round lengths: see the module on batches for what a new shape costs.
        made = collate(part, *(-(-max(map(len, side)) // 64) * 64 for side in zip(*part, strict=True)))
        hidden = model.model(
            input_ids=made.inputs, attention_mask=made.mask, decoder_input_ids=made.decoder_inputs, use_cache=False
        )
        for (_, target), states, labels in zip(part, hidden.last_hidden_state, made.labels, strict=True):
            count = len(target)
            logits = torch.nn.functional.linear(states[:count].float(), weight, bias)
            found.append((float(torch.nn.functional.cross_entropy(logits, labels[:count], reduction="sum")), count))
    return found


def score(model: BartForConditionalGeneration, pieces: Pieces, writer: Write, groups: Sequence[Group]) -> Scores:
    """Return the scores of a model, in evaluation mode, on groups, with ``writer`` writing for it."""
    losses = group_losses(model, pieces, groups)
    texts = writer(groups)
    rouge1, rouge2 = mean_f1([group.target for group in groups], texts)
    whole = [copied_whole(text, group.sentences) for text, group in zip(texts, groups, strict=True)]
    return Scores(
        loss=sum(value for value, _ in losses) / sum(count for _, count in losses),
        rouge1=rouge1,
        rouge2=rouge2,
        whole=sum(whole) / len(whole),
    )


def copied_whole(text: str, sentences: Sequence[str]) -> bool:
    """Return whether a written sentence stands, word for word, as one run in a sentence of its group."""
    written = f" {' '.join(stems(text))} "
    return any(written in f" {' '.join(stems(sentence))} " for sentence in sentences)
