"""Signs, read off the words alone, that a sentence denies or narrows what its evidence says.

A small cross-encoder overlooks "not" and "only" in a long sentence; a look at the words does not. Each sign is 0 or 1. How much
it weighs against the encoder's verdict is learned (``summarizer.models.training.support_calibration``).
"""

from __future__ import annotations

import re
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")
_NEGATIONS = frozenset("not never no none nothing neither nor cannot nobody without hardly rarely".split())
_LIMITS = frozenset(
    "only lack lacks lacking unable except instead despite against less few fewer least "
    "stop stopped refuse refused refuses fail failed fails deny denied denies".split()
)
_CONTRAST = re.compile(r"\b(?:but not|and not|rather than|instead of|except|as opposed to)\b", re.IGNORECASE)
_OPPOSING = ("un", "in", "im", "ir", "il", "dis", "non", "mis")
_SHORTEST = 4
_STEMMER = Stemmer.Stemmer("english", 0)

SIGNS = ("new_negation", "first_negation", "new_limit", "contrast", "opposite")
"""Names of the signs, in the order of :func:`signs`.

- ``new_negation``: a negation ("never") that the evidence does not have in this form,
- ``first_negation``: a negation, where the evidence has none at all,
- ``new_limit``: a word that narrows or undoes ("only", "refused", "fewer") and is not in the evidence,
- ``contrast``: "but not", "rather than" and the like, which the evidence does not have,
- ``opposite``: a word that is not in the evidence and differs from one there by a prefix ("unlikely", "likely").
"""


@lru_cache(maxsize=16_384)
def _stem(word: str) -> str:
    # A stemmer that keeps nothing: the cache around it is the only state that threads share.
    return str(_STEMMER.stemWord(word))


def _negates(word: str) -> bool:
    return word in _NEGATIONS or word.endswith(("n't", "n’t"))


def signs(claim: str, evidence: str) -> tuple[float, ...]:
    """Return the signs of a claim beside its evidence, each 0 or 1, in the order of ``SIGNS``."""
    mine = [match.group().lower() for match in _WORD.finditer(claim)]
    theirs = {match.group().lower() for match in _WORD.finditer(evidence)}
    stems = {_stem(word) for word in theirs}
    new = [word for word in mine if word not in theirs]
    foreign = [word for word in new if _stem(word) not in stems]
    negations = [word for word in new if _negates(word)]
    found = (
        bool(negations),
        bool(negations) and not any(_negates(word) for word in theirs),
        any(word in _LIMITS for word in new),
        bool(_CONTRAST.search(claim)) and not _CONTRAST.search(evidence),
        any(_opposite(word, theirs, stems) for word in foreign),
    )
    return tuple(float(sign) for sign in found)


def _opposite(word: str, words: set[str], stems: set[str]) -> bool:
    for prefix in _OPPOSING:
        bare = word.removeprefix(prefix)
        if bare != word and len(bare) >= _SHORTEST and _stem(bare) in stems:
            return True
        if len(word) >= _SHORTEST and prefix + word in words:
            return True
    return False
