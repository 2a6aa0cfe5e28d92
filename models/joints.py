"""How well a written sentence holds together where it leaves its sources' own wording.

A fusion model mostly copies; where two copied runs meet, grammar breaks. A small feed-forward network judges each such joint
over the eight words and marks on either side (embeddings, two hidden layers), trained to tell the joints of real sentences from
those of sentences with words cut out, doubled or exchanged (``models/training/joints.py``). The idea of telling text from its
corruptions is that of Collobert & Weston (2008, section 5).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from summarizer.models.errors import ModelNotFound
from summarizer.models.protocols import FloatArray

WIDTH = 8
"""Words and marks that are seen on either side of a joint."""

SHAPES = ("num", "year", "mark", "name", "ing", "ed", "ly", "s", "other", "begin", "end")
"""What a word outside the vocabulary is known by."""

MARKS = (*".,;:!?'\"()-–$%&/@#[]…", "£", "€", "+", "*", "|", "=")

_TOKEN = re.compile(r"\.\.\.|[^\W_]+|\S")
_FOLD = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "`": "'", "‑": "-", "—": "–", "−": "–"}
)


@lru_cache(maxsize=16_384)
def _fold(token: str) -> str:
    if token == "...":  # noqa: S105  an ellipsis, no secret
        return "…"
    plain = "".join(c for c in unicodedata.normalize("NFD", token.lower()) if unicodedata.category(c) != "Mn")
    return plain.translate(_FOLD)


def tokens(text: str) -> list[str]:
    """Return the words and marks of a text in lower case."""
    return [folded for folded in map(_fold, _TOKEN.findall(text)) if folded]


class Vocabulary:
    """Numbers of words: 0 is padding, then the words, then shapes, then marks."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = {word: number for number, word in enumerate(words, start=1)}
        shapes = len(words) + 1
        self._shapes = {shape: shapes + i for i, shape in enumerate(SHAPES)}
        self._marks = {mark: shapes + len(SHAPES) + i for i, mark in enumerate(MARKS)}
        self.size = shapes + len(SHAPES) + len(MARKS)

    def number(self, token: str) -> int:
        """Return the number of one token."""
        known = self._words.get(token) or self._marks.get(token)
        if known is not None:
            return known
        if token[0].isdigit():
            return self._shapes["year" if len(token) == 4 and token[:2] in {"19", "20"} else "num"]
        if not token[0].isalnum():
            return self._shapes["mark"]
        return self._shapes[next((ending for ending in ("ing", "ed", "ly", "s") if token.endswith(ending)), "other")]

    def sentence(self, found: Sequence[str]) -> list[int]:
        """Return the numbers of a sentence's tokens, with its begin and end."""
        return [self._shapes["begin"], *map(self.number, found), self._shapes["end"]]


def window(sentence: Sequence[int], joint: int) -> list[int]:
    """Return the numbers around a joint, which stands before ``sentence[joint]``; outside of the sentence is padding."""
    left = list(sentence[max(0, joint - WIDTH) : joint])
    right = list(sentence[joint : joint + WIDTH])
    return [0] * (WIDTH - len(left)) + left + right + [0] * (WIDTH - len(right))


def joints(sentence: Sequence[str], sources: Sequence[Sequence[str]]) -> list[int]:
    """Return the places in ``[begin, *sentence, end]`` where three tokens in a row stand so in no source."""
    known: set[tuple[str, str, str]] = set()
    for source in sources:
        framed = ["<", *source, ">"]
        known.update(zip(framed, framed[1:], framed[2:], strict=False))
    framed = ["<", *sentence, ">"]
    attested = [gram in known for gram in zip(framed, framed[1:], framed[2:], strict=False)]
    # Place i is inside the trigrams that start at i - 2 and at i - 1.
    return [i for i in range(1, len(framed)) if not all(attested[k] for k in (i - 2, i - 1) if 0 <= k < len(attested))]


class JointScorer:
    """Scores sentences by the worst of their joints.

    Args:
        folder: Holds ``joints.npz`` and ``words.txt``.

    Raises:
        ModelNotFound: A file is missing.

    """

    def __init__(self, folder: Path) -> None:
        try:
            self._vocabulary = Vocabulary((folder / "words.txt").read_text(encoding="utf-8").split())
            with np.load(folder / "joints.npz", allow_pickle=False) as stored:
                arrays = {name: stored[name] for name in stored.files}
        except FileNotFoundError as error:
            raise ModelNotFound(f"{folder} holds no joint scorer; install the package again.") from error
        self._table: NDArray[np.float32] = arrays["table"].astype(np.float32) * arrays["scale"].astype(np.float32)[:, None]
        self._layers = [(arrays[f"weight{i}"].astype(np.float32), arrays[f"bias{i}"].astype(np.float32)) for i in range(3)]

    def score(self, sentences: Sequence[str], sources: Sequence[Sequence[str]]) -> FloatArray:
        """Return for each sentence how sound its worst joint is, 0..1; 1 where it has none.

        Args:
            sentences: Written sentences.
            sources: For each the sentences it was written from.

        """
        scores = np.ones(len(sentences), dtype=np.float32)
        windows: list[list[int]] = []
        owners: list[int] = []
        for place, (sentence, told) in enumerate(zip(sentences, sources, strict=True)):
            found = tokens(sentence)
            numbers = self._vocabulary.sentence(found)
            for joint in joints(found, [tokens(source) for source in told]):
                windows.append(window(numbers, joint))
                owners.append(place)
        if windows:
            np.minimum.at(scores, np.array(owners), self._sound(np.array(windows)))
        return scores

    def _sound(self, windows: NDArray[np.int_]) -> NDArray[np.float32]:
        values = self._table[windows].reshape(len(windows), -1)
        for weight, bias in self._layers[:-1]:
            values = np.maximum(values @ weight.T + bias, 0)
        weight, bias = self._layers[-1]
        sound: NDArray[np.float32] = 1 / (1 + np.exp(-(values @ weight.T + bias)[:, 0]))
        return sound
