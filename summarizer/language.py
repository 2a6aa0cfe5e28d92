"""Which language a text is in, and whether the bundled models speak it."""

from __future__ import annotations

from typing import Final

import py3langid

from summarizer.text import one_line

UNKNOWN: Final = "und"
"""BCP 47: undetermined."""
SPOKEN: Final = frozenset({"en"})
LONGEST = 4_000
"""Characters that are looked at."""
SHORTEST = 12
"""Letters below which no guess is made."""


def detect(text: str) -> str:
    """Return the BCP 47 primary tag of the language of a text; ``und`` where it holds too few letters to tell.

    The guess is py3langid's (Lui and Baldwin, "langid.py: An Off-the-shelf Language Identification Tool", ACL 2012).
    """
    line = one_line(text[:LONGEST])
    if sum(c.isalpha() for c in line) < SHORTEST:
        return UNKNOWN
    return str(py3langid.classify(line)[0])


def speaks(language: str) -> bool:
    """Say whether the bundled models write this language: ``en``, ``en-GB``; undetermined text counts as spoken."""
    return primary(language) in {*SPOKEN, UNKNOWN}


def primary(language: str) -> str:
    """Return the primary tag: ``en`` for ``en-GB`` and ``en_US``."""
    return language.replace("_", "-").split("-")[0].lower()
