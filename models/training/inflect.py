"""Regular English endings: from a form in a text to its lemma, and from another lemma back to the same form."""

from __future__ import annotations

import re
from collections.abc import Iterator

_VOWEL_Y = re.compile(r"[aeiou]y$")
_DOUBLED = re.compile(r"^[^aeiou]*[aeiou][bdgmnprt]$")


def lemmas(word: str) -> Iterator[tuple[str, str]]:
    """Yield (lemma, ending) readings of a lower-case word, the bare word first; endings are "", "s", "ed", "ing"."""
    yield word, ""
    if word.endswith("ies") and len(word) > 4:
        yield word[:-3] + "y", "s"
    elif word.endswith("es") and len(word) > 3:
        yield word[:-1], "s"
        yield word[:-2], "s"
    elif word.endswith("s") and not word.endswith("ss"):
        yield word[:-1], "s"
    for ending in ("ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            base = word[: -len(ending)]
            if ending == "ed" and base.endswith("i"):
                yield base[:-1] + "y", ending
            if len(base) > 2 and base[-1] == base[-2]:
                yield base[:-1], ending
            yield base, ending
            yield base + "e", ending


def inflect(lemma: str, ending: str) -> str:
    """Return the regular form of a lemma with an ending of ``lemmas``."""
    if not ending:
        return lemma
    if ending == "s":
        if lemma.endswith("y") and not _VOWEL_Y.search(lemma):
            return lemma[:-1] + "ies"
        return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")
    if lemma.endswith("e") and not (ending == "ing" and lemma.endswith(("ee", "ye"))):
        return lemma[:-1] + ending
    if ending == "ed" and lemma.endswith("y") and not _VOWEL_Y.search(lemma):
        return lemma[:-1] + "ied"
    return (lemma + lemma[-1] if _DOUBLED.match(lemma) else lemma) + ending
