"""Concepts: the stemmed words and pairs of neighbouring words that sentences share.

Pairs of neighbouring words as the units of content: Gillick and Favre, "A scalable global model for summarization" (2009),
section 3.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import Stemmer
from scipy.sparse import csr_array

_WORD = re.compile(r"[^\W_]+")
_ENGLISH = Stemmer.Stemmer("english")

FUNCTION_WORDS = frozenset(
    """a about above after again against all also am among an and any are as at be became because been before being below
    between both but by came can cannot come could d did do does doing done down during each either else even ever every few
    for from further get gets getting go goes going got had has have having he her here hers herself him himself his how i if
    in into is it its itself just least let like ll m made make many may me might more most much must my myself neither no nor
    not now of off on once one only onto or other others our ours out over own put re s said same say saying says shall she
    should since so some still such t take than that the their theirs them themselves then there these they this those through
    thus to too took toward towards under until up upon us ve very was we well went were what when where whether which while
    who whom whose why will with within without would yet you your yours""".split()
)
"""English words that carry no content of their own, and the verbs of saying that news uses as such."""


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """Return the English Snowball stem of a lower-case word."""
    stemmed: str = _ENGLISH.stemWord(word)
    return stemmed


def words_of(text: str) -> list[str]:
    """Return the words of a text, case-folded, without marks."""
    return _WORD.findall(text.casefold())


_FUNCTION_STEMS = frozenset(stem(word) for word in FUNCTION_WORDS) | FUNCTION_WORDS


def is_function(stemmed: str) -> bool:
    """Say whether a stem is that of a function word."""
    return stemmed in _FUNCTION_STEMS


@dataclass(frozen=True, slots=True)
class Concepts:
    """The pairs of neighbouring stems that occur in some sentences.

    Attributes:
        stems: The distinct stems, in the order in which they first occur.
        pairs: Numbers of the two stems of each concept: shape (concepts, 2).
        holds: 1 where a sentence (row) holds a concept (column): shape (sentences, concepts).
        words: 1 where a sentence (row) holds a stem (column): shape (sentences, stems).

    """

    stems: tuple[str, ...]
    pairs: np.ndarray
    holds: csr_array
    words: csr_array

    @classmethod
    def of(cls, texts: Sequence[str]) -> Concepts:
        """Find the concepts of sentences, one text each; pairs do not reach over the end of a sentence."""
        number: dict[str, int] = {}
        rows = [[number.setdefault(stem(word), len(number)) for word in words_of(text)] for text in texts]
        size = max(len(number), 1)
        firsts, seconds, pair_rows, word_rows, word_columns = [], [], [], [], []
        for row, line in enumerate(rows):
            firsts.extend(line[:-1])
            seconds.extend(line[1:])
            pair_rows.extend([row] * max(len(line) - 1, 0))
            word_rows.extend([row] * len(line))
            word_columns.extend(line)
        codes = np.array(firsts, dtype=np.int64) * size + np.array(seconds, dtype=np.int64)
        distinct, columns = np.unique(codes, return_inverse=True)
        return cls(
            stems=tuple(number),
            pairs=np.stack([distinct // size, distinct % size], axis=1),
            holds=_binary(pair_rows, columns.reshape(-1), (len(texts), len(distinct))),
            words=_binary(word_rows, word_columns, (len(texts), len(number))),
        )

    def __len__(self) -> int:
        return len(self.pairs)

    def find(self, texts: Sequence[str]) -> csr_array:
        """Return which of these concepts other texts hold: shape (len(texts), concepts)."""
        stems = {stemmed: place for place, stemmed in enumerate(self.stems)}
        column = {(int(first), int(second)): place for place, (first, second) in enumerate(self.pairs)}
        rows, columns = [], []
        for row, text in enumerate(texts):
            line = [stems.get(stem(word), -1) for word in words_of(text)]
            for pair in itertools.pairwise(line):
                place = column.get(pair)
                if place is not None:
                    rows.append(row)
                    columns.append(place)
        return _binary(rows, columns, (len(texts), len(self)))


def _binary(rows: Sequence[int], columns: Sequence[int] | np.ndarray, shape: tuple[int, int]) -> csr_array:
    table = csr_array(
        (np.ones(len(rows), dtype=np.float32), (np.asarray(rows, dtype=np.int32), np.asarray(columns))), shape=shape
    )
    table.sum_duplicates()
    table.data[:] = 1.0
    return table
