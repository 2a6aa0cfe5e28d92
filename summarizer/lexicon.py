"""Word lists of English that ship with the library; ``models/training/word_lists.py`` counts them over news articles."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


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
    return _listed("verbs")


def _listed(name: str) -> frozenset[str]:
    return frozenset(files("summarizer").joinpath(f"data/{name}.txt").read_text(encoding="utf8").split())
