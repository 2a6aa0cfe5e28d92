"""Vectors of sentences in languages that the encoder does not speak: which groups of letters they are made of.

To the encoder all Chinese or Arabic sentences are one run of unknown pieces, so that each would repeat the first. Counts of
letter pairs and triples, hashed with signs into the encoder's number of dimensions (Weinberger et al., "Feature Hashing for Large
Scale Multitask Learning", ICML 2009), need no word boundaries and tell at least copies and near copies from the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from zlib import crc32

import numpy as np

from summarizer.models.protocols import FloatArray
from summarizer.wording.text import one_line

_SIZES = (2, 3)


def letters(sentences: Sequence[str], dimensions: int) -> FloatArray:
    """Return one unit-length row a sentence: shape (len(sentences), dimensions)."""
    made = np.zeros((len(sentences), dimensions), dtype=np.float32)
    for row, sentence in enumerate(sentences):
        text = f" {one_line(sentence).lower()} "
        grams = Counter(text[start : start + size] for size in _SIZES for start in range(len(text) - size + 1))
        for gram, count in grams.items():
            number = crc32(gram.encode("utf8", "surrogatepass"))
            made[row, (number >> 1) % dimensions] += count if number & 1 else -count
        length = float(np.linalg.norm(made[row]))
        if length:
            made[row] /= length
        else:
            made[row, 0] = 1.0
    return made
