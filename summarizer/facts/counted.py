"""What a number counts: the words for it, what happens to it, and what stands beside it."""

from __future__ import annotations

import re

from summarizer.facts.intervals import HEDGES
from summarizer.facts.mention import WEEKDAYS
from summarizer.facts.vocabulary import FRAMES, NO_NOUN
from summarizer.verification.numbers import Number, numbers
from summarizer.verification.words import Passage

_RUN = 4
"""Most words of what is counted."""
_WEEKDAYS = frozenset(day.lower() for day in WEEKDAYS)
_LINKS = HEDGES | {"at", "as", "many", "a", "of", "an", "over", "another"}
_ENDS = frozenset({"or", "but", "after", "when", "that", "which", "in"})
_SO_FAR = re.compile(r"\b(?:so|thus) far, (?:\w+ ){1,2}$")
_STANDS = frozenset("at to is was now stands reached".split())


def noun(passage: Passage, number: Number) -> tuple[int, int]:
    """Return the words counted, as indexes (first, end): those behind the number, or those of "the number of X ... at 400"."""
    words = passage.words
    end = number.last + 1
    while end < min(number.last + 1 + _RUN, len(words)):
        word = words[end]
        gap = passage.text[words[end - 1].end : word.start]
        if gap not in {" ", "-", "\u00a0"} or word.norm in NO_NOUN or word.norm in _WEEKDAYS or not word.content:
            break
        if end > number.last + 1 and gap == " " and words[end - 1].norm.endswith("s") and word.norm.endswith("ing"):
            break  # eight Republicans joining
        end += 1
    if end > number.last + 1:
        return number.last + 1, end
    if number.first and words[number.first - 1].norm in _STANDS:
        for place in range(number.first - 2, 0, -1):
            if words[place].norm == "of" and words[place - 1].norm == "number":
                return place + 1, min(place + 2, number.first)
    return end, end


def near(passage: Passage, number: Number, reach: int) -> frozenset[str]:
    """Return the stems of the content words up to ``reach`` words away; numbers are none."""
    words = passage.words
    around = [*words[max(number.first - reach, 0) : number.first], *words[number.last + 1 : number.last + 1 + reach]]
    return frozenset(word.stem for word in around if word.content and not word.norm[:1].isdigit())


def governor(passage: Passage, number: Number) -> str:
    """Return the stem of the nearest content word before a number; empty where there is none."""
    words = passage.words
    before = (words[place] for place in range(number.first - 1, -1, -1))
    return next((word.stem for word in before if word.content and word.norm not in HEDGES and word.text[0].isalpha()), "")


def frame(passage: Passage, number: Number) -> tuple[str, int]:
    """Return what happens to those counted and the index of the word that says so; ("", -1) where no word nearby does."""
    words = passage.words
    if number.unit not in {"", "share"}:
        return "", -1
    for place in range(number.first - 1, max(number.first - 5, -1), -1):  # killing at least 12
        word = words[place]
        if word.norm in FRAMES and word.clause == words[number.first].clause:
            return FRAMES[word.norm], place
        if word.norm not in _LINKS:
            break
    for place in range(number.last + 1, min(number.last + 9, len(words))):  # 12 people are now known to have been killed
        word = words[place]
        counts = word.norm[:1].isdigit() or (word.norm == "and" and any(n.first == place + 1 for n in numbers(passage)))
        if word.clause != words[number.last].clause or word.norm in _ENDS or counts:
            break
        if word.norm in FRAMES:
            return FRAMES[word.norm], place
    return _toll(passage, number)


def _toll(passage: Passage, number: Number) -> tuple[str, int]:
    """Read "the death toll rose to 12", "the number of people killed rose to 12" and "the signatures so far, about 12"."""
    words = passage.words
    if not number.first or words[number.first - 1].norm not in _STANDS | HEDGES:
        return "", -1
    if _SO_FAR.search(passage.text[: words[number.first].start]):
        framed = [place for place in range(number.first) if words[place].norm in FRAMES]
        if len(framed) == 1:
            return FRAMES[words[framed[0]].norm], framed[0]
    for place in range(number.first - 1, -1, -1):
        if words[place].norm == "toll":
            return "killed", place
        if words[place].norm == "number" and place + 1 < len(words) and words[place + 1].norm == "of":
            named = [word for word in words[place + 2 : place + 5] if word.norm in FRAMES]
            return (FRAMES[named[0].norm], place) if named else ("", -1)
    return "", -1
