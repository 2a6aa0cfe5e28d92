"""Support scores from a cross-encoder: a BERT-like encoder in CTranslate2 and a small head in numpy."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from summarizer.models.batches import in_batches
from summarizer.models.encoder import open_encoder
from summarizer.models.errors import ModelNotFound, UnsupportedModel, WeightsRefused
from summarizer.models.protocols import FloatArray
from summarizer.models.support_signs import SIGNS, signs
from summarizer.models.threads import available_cpus
from summarizer.models.tokens import read_tokenizer


@dataclass(frozen=True, slots=True)
class Blend:
    """Logistic regression over the encoder's verdict and the signs: the log-odds are ``bias + verdict * v + signs · s``."""

    bias: float = 0.0
    verdict: float = 1.0
    signs: tuple[float, ...] = (0.0,) * len(SIGNS)

    def score(self, verdicts: FloatArray, found: FloatArray) -> FloatArray:
        """Return 0..1 for each of n pairs, from verdicts of shape (n,) and signs of shape (n, len(SIGNS))."""
        odds = self.bias + self.verdict * verdicts + found @ np.asarray(self.signs, dtype=np.float32)
        return np.asarray(1.0 / (1.0 + np.exp(-odds)), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Head:
    """What turns the encoder's states into a score.

    Stored as ``head.npz`` (``weight_0``, ``bias_0``, ``weight_1``, ...: layers of a perceptron with tanh between them, weights of
    shape (out, in), the last with one output) and ``head.json`` (``pooling``, ``window``, and ``blend`` with ``bias``,
    ``verdict`` and a weight for each of the ``signs``, by name; without it the verdict alone is the score).

    Attributes:
        layers: Weight and bias of each layer.
        pooling: ``first``: the state of the first token; ``mean``: the mean over all tokens.
        window: Most tokens of a pair, control tokens included.
        blend: What makes the verdict a score.

    """

    layers: tuple[tuple[FloatArray, FloatArray], ...]
    pooling: str
    window: int
    blend: Blend = Blend()

    def verdict(self, states: FloatArray, lengths: Sequence[int]) -> FloatArray:
        """Return the log-odds of support for each of n pairs, from states of shape (n, tokens, d)."""
        if self.pooling == "first":
            values = states[:, 0]
        else:
            mask = np.arange(states.shape[1])[None, :] < np.asarray(lengths)[:, None]
            values = np.einsum("ntd,nt->nd", states, mask.astype(np.float32)) / np.asarray(lengths, dtype=np.float32)[:, None]
        for number, (weight, bias) in enumerate(self.layers):
            values = (np.tanh(values) if number else values) @ weight.T + bias
        return np.asarray(values[:, 0], dtype=np.float32)


def _blend(about: Mapping[str, Any]) -> Blend:
    weights = about["signs"]
    if set(weights) != set(SIGNS):
        raise ValueError(f"the signs {sorted(weights)} are not those that are known")
    return Blend(float(about["bias"]), float(about["verdict"]), tuple(float(weights[name]) for name in SIGNS))


def read_head(folder: Path) -> Head:
    """Read ``head.npz`` and ``head.json``.

    Raises ``ModelNotFound`` where one is missing, ``WeightsRefused`` where they are not what ``Head`` says.
    """
    try:
        about: dict[str, Any] = json.loads((folder / "head.json").read_text(encoding="utf-8"))
        with np.load(folder / "head.npz", allow_pickle=False) as arrays:
            count = sum(name.startswith("weight_") for name in arrays)
            layers = tuple(
                (arrays[f"weight_{number}"].astype(np.float32), arrays[f"bias_{number}"].astype(np.float32))
                for number in range(count)
            )
        blend = _blend(about["blend"]) if "blend" in about else Blend()
        head = Head(layers, str(about["pooling"]), int(about["window"]), blend)
    except FileNotFoundError as error:
        raise ModelNotFound(f"The support scorer in {folder} lacks a part of its head.") from error
    except (KeyError, ValueError, TypeError) as error:
        raise WeightsRefused(f"The head of the support scorer in {folder} is damaged: {error}") from error
    if not layers or layers[-1][0].shape[0] != 1 or head.pooling not in {"first", "mean"} or head.window < 16:
        raise WeightsRefused(f"The head of the support scorer in {folder} is not of a kind that is known.")
    return head


class CTranslate2SupportScorer:
    """Reads claim and evidence together: ``[CLS] claim [SEP] evidence [SEP]``, with BERT's token types.

    A pair longer than the window is read in parts: evidence by overlapping windows, of which the best counts, and a claim
    that fills half the window by pieces, of which the worst counts. Nothing is cut.

    Args:
        folder: Holds the encoder's files, ``tokenizer.json``, ``head.npz`` and ``head.json``.
        threads: Threads of one call; None: what the process may use.
        batch_tokens: Padded tokens that go through the model at once; more than a core's cache holds takes longer.

    Raises:
        ModelNotFound, WeightsRefused, UnsupportedModel: A file is missing, damaged or of another kind.

    """

    def __init__(self, folder: Path, *, threads: int | None = None, batch_tokens: int = 256) -> None:
        self._head = read_head(folder)
        self._tokenizer = read_tokenizer(folder / "tokenizer.json")
        frame = self._tokenizer.encode("", add_special_tokens=True).ids
        if len(frame) != 2:
            raise UnsupportedModel(f"The tokenizer in {folder} does not frame a text as BERT's does.")
        self._first, self._separator = frame
        self._batch_tokens = batch_tokens
        self._beside = threads or available_cpus()
        self._encoder = open_encoder(folder, self._beside)

    def score(self, claims: Sequence[str], evidence: Sequence[str]) -> FloatArray:
        """Return one score in 0..1 for each pair: shape (len(claims),); higher is better supported.

        Raises ``ValueError`` where there are not as many claims as evidence.
        """
        verdicts = self.verdicts(claims, evidence)
        found = [signs(claim, text) for claim, text in zip(claims, evidence, strict=True)]
        return self._head.blend.score(verdicts, np.asarray(found, dtype=np.float32).reshape(len(claims), len(SIGNS)))

    def verdicts(self, claims: Sequence[str], evidence: Sequence[str]) -> FloatArray:
        """Return the encoder's log-odds of support for each pair: shape (len(claims),).

        Raises ``ValueError`` where there are not as many claims as evidence.
        """
        if len(claims) != len(evidence):
            raise ValueError(f"{len(claims)} claims do not go with {len(evidence)} texts of evidence.")
        pairs: list[tuple[int, int, list[int], list[int]]] = []
        told = zip(self._ids(claims), self._ids(evidence), strict=True)
        for owner, (claim, support) in enumerate(told):
            pairs.extend((owner, part, *pair) for part, pair in self._parts(claim, support))
        best: dict[tuple[int, int], float] = {}
        lengths = [len(ids) for _, _, ids, _ in pairs]

        def judge(places: Sequence[int]) -> FloatArray:
            return self._judged([pairs[place][2:] for place in places])

        for places, found in in_batches(judge, lengths, self._batch_tokens, self._beside):
            for place, verdict in zip(places, found.tolist(), strict=True):
                key = pairs[place][:2]
                best[key] = max(best.get(key, -np.inf), verdict)
        worst = np.full(len(claims), np.inf, dtype=np.float32)
        for (owner, _), verdict in best.items():
            worst[owner] = min(float(worst[owner]), verdict)
        return worst

    def _judged(self, batch: list[tuple[list[int], list[int]]]) -> FloatArray:
        """Return the verdict on each pair of ids and token types: shape (len(batch),)."""
        ids = [one for one, _ in batch]
        states = self._encoder.forward_batch(ids, token_type_ids=[types for _, types in batch]).last_hidden_state
        return self._head.verdict(np.asarray(states, dtype=np.float32), [len(one) for one in ids])

    def _ids(self, texts: Sequence[str]) -> list[list[int]]:
        return [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)]

    def _parts(self, claim: list[int], evidence: list[int]) -> Iterator[tuple[int, tuple[list[int], list[int]]]]:
        """Yield the pairs to score, with the number of the claim's piece: ids and token types of equal length."""
        room = self._head.window - 3
        for part, start in enumerate(range(0, max(1, len(claim)), room // 2)):
            piece = claim[start : start + room // 2]
            width = room - len(piece)
            for at in _windows(len(evidence), width):
                seen = evidence[at : at + width]
                ids = [self._first, *piece, self._separator, *seen, self._separator]
                yield part, (ids, [0] * (len(piece) + 2) + [1] * (len(seen) + 1))


def _windows(length: int, width: int) -> Iterator[int]:
    """Starts of windows that overlap by half and reach the end."""
    yield 0
    step = max(1, width // 2)
    yield from range(step, max(0, length - width) + step, step)
