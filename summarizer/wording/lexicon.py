"""Word lists of English that ship with the library; ``models/training/word_lists.py`` counts them over news articles."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

# Past forms that seldom follow a pronoun in news, so that counting misses them.
_STRONG = frozenset(
    "struck met set cut hit put shot won lost led fed held kept left paid sold built sent spent lent bought brought "
    "caught taught fought sought rose fell grew drew flew threw blew knew began broke chose drove froze spoke stole "
    "woke wrote rode hid bit beat ate gave forbade forgave came became ran sang sank swam rang shook took stood lit "
    "made meant saw shut sat slept spread stuck swept swore tore went wore drew hung swung bled fled sped shrank "
    "sprang withdrew overthrew overtook withstood".split()
)


@cache
def common_words() -> frozenset[str]:
    """Return words that open sentences often and are in lower case nearly everywhere else."""
    return _listed("common-words")


@cache
def name_parts() -> frozenset[str]:
    """Return words that are written both ways: "the court", "the Supreme Court"."""
    return _listed("name-parts")


@cache
def verbs() -> frozenset[str]:
    """Return words that are mostly finite verbs."""
    return _listed("verbs") | _STRONG


def _listed(name: str) -> frozenset[str]:
    return frozenset(files("summarizer").joinpath(f"data/{name}.txt").read_text(encoding="utf8").split())
