"""Sentence vectors from a BERT-like encoder in CTranslate2."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import ctranslate2
import numpy as np

from summarizer.models.batches import in_batches
from summarizer.models.errors import UnsupportedModel
from summarizer.models.instructions import use_wide_vectors
from summarizer.models.protocols import FloatArray
from summarizer.models.threads import available_cpus
from summarizer.models.tokens import read_tokenizer

WINDOW = 256
"""Tokens that all-MiniLM-L6-v2 was trained to read at once, control tokens included."""


def open_encoder(folder: Path, threads: int) -> ctranslate2.Encoder:
    """Load an encoder that gives each batch one thread: a layer of a small model is too short to be shared out.

    Raises:
        UnsupportedModel: The folder holds no encoder of CTranslate2.

    """
    use_wide_vectors()
    try:
        return ctranslate2.Encoder(str(folder), device="cpu", inter_threads=threads, intra_threads=1)
    except (RuntimeError, ValueError) as error:
        raise UnsupportedModel(f"{folder} holds no encoder that CTranslate2 loads: {error}") from error


class CTranslate2Encoder:
    """Mean over the token vectors of a text, brought to unit length: the pooling of sentence-transformers.

    A text longer than the window is read window by window, and the mean taken over all of its tokens: nothing is cut.

    Args:
        folder: Holds ``model.bin``, ``config.json``, ``vocabulary.json`` and ``tokenizer.json``.
        threads: Threads of one call; None: what the process may use.
        batch_tokens: Padded tokens that go through the model at once, about 30 kB each. More than a core's second-level cache
            holds takes longer: on a Xeon with AMX and 2 MiB of it, 256 tokens cost half the CPU time of 4096.

    Raises:
        ModelNotFound: A file is missing.
        UnsupportedModel: The folder holds no encoder of CTranslate2.

    """

    def __init__(self, folder: Path, *, threads: int | None = None, batch_tokens: int = 256) -> None:
        tokenizer = read_tokenizer(folder / "tokenizer.json")
        frame = tokenizer.encode("", add_special_tokens=True).ids
        self._begin, self._end = frame[:1], frame[1:]
        self._tokenizer = tokenizer
        self._batch_tokens = batch_tokens
        self._beside = threads or available_cpus()
        self._encoder = open_encoder(folder, self._beside)

    def encode(self, sentences: Sequence[str]) -> FloatArray:
        """Return one unit-length vector a sentence: shape (len(sentences), d).

        Rows do not depend on what else is in the call, but for rounding. An empty text has the vector of its control tokens.
        """
        # Reprints repeat each other's sentences: each is read once.
        rows = {sentence: row for row, sentence in enumerate(dict.fromkeys(sentences))}
        return self._encoded(list(rows))[[rows[sentence] for sentence in sentences]]

    def _encoded(self, sentences: list[str]) -> FloatArray:
        windows, owners = self._windows(sentences)
        sums: FloatArray | None = None
        lengths = [len(window) for window in windows]

        def pool(places: Sequence[int]) -> FloatArray:
            return self._pooled([windows[place] for place in places])

        for places, pooled in in_batches(pool, lengths, self._batch_tokens, self._beside):
            if sums is None:
                sums = np.zeros((len(sentences), pooled.shape[1]), dtype=np.float32)
            np.add.at(sums, [owners[place] for place in places], pooled)
        if sums is None:
            return np.zeros((0, self._dimension()), dtype=np.float32)
        # The mean and the sum have one direction, and only that is kept.
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        return np.asarray(sums / np.maximum(norms, 1e-12), dtype=np.float32)

    def _pooled(self, batch: list[list[int]]) -> FloatArray:
        """Return the sum of each window's states: shape (len(batch), d)."""
        states = np.asarray(self._encoder.forward_batch(batch).last_hidden_state, dtype=np.float32)
        mask = np.arange(states.shape[1])[None, :] < np.array([len(window) for window in batch])[:, None]
        pooled: FloatArray = np.einsum("btd,bt->bd", states, mask.astype(np.float32))
        return pooled

    def _windows(self, sentences: Sequence[str]) -> tuple[list[list[int]], list[int]]:
        room = WINDOW - len(self._begin) - len(self._end)
        windows: list[list[int]] = []
        owners: list[int] = []
        for owner, encoding in enumerate(self._tokenizer.encode_batch(list(sentences), add_special_tokens=False)):
            ids = encoding.ids
            for start in range(0, max(1, len(ids)), room):
                windows.append([*self._begin, *ids[start : start + room], *self._end])
                owners.append(owner)
        return windows, owners

    def _dimension(self) -> int:
        return int(self._encoder.forward_batch([[*self._begin, *self._end]]).last_hidden_state.shape[2])
