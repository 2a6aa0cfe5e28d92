"""Where quotations stand in a paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

_MARK = re.compile(r"[\"“”„«»]")


def quotations(text: str) -> list[tuple[int, int]]:
    """Return start and end (past the closing mark) of each quotation in a paragraph.

    A second opening mark within a quotation belongs to it, as outlets forget to close one or open each paragraph anew. A
    quotation that is never closed is taken for one only where the paragraph begins with it, as in speech that runs on.
    Straight marks count only where spacing tells opening from closing; a paragraph with one that does not tell has no
    quotations, because a wrong guess would turn the report into speech.
    """
    found: list[tuple[int, int]] = []
    opened: int | None = None
    german = "„" in text
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        opening = mark in "„«" or (mark == "“" and not (german and opened is not None))
        if mark == '"':
            before, after = text[at - 1 : at], text[at + 1 : at + 2]
            may_open = (not before or before.isspace() or before in "([—–-'‘/") and bool(after) and not after.isspace()
            may_close = bool(before) and not before.isspace() and (not after or after.isspace() or not after.isalnum())
            if opened is None and before.isdigit() and may_close:
                continue  # inches, or seconds of an angle
            if may_open == may_close:
                return []
            opening = may_open
        if opening:
            opened = at if opened is None else opened
        elif opened is not None:
            found.append((opened, at + 1))
            opened = None
    if opened is not None and not text[:opened].strip():
        found.append((opened, len(text)))
    return found


def said_outside(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Say whether ``text[start:end]`` has words outside the quotations given by ``spans``."""
    at = start
    for place in range(bisect_right(spans, start, key=itemgetter(1)), len(spans)):
        left, right = spans[place]
        if left >= end:
            break
        if any(c.isalnum() for c in text[at : max(at, left)]):
            return True
        at = max(at, right)
    return any(c.isalnum() for c in text[at:end])
