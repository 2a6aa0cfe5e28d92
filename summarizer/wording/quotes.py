"""Where a text is quoting somebody."""

from __future__ import annotations

import re
from itertools import pairwise

_PAIRS = {"“": "”", "„": "“”", "«": "»", "‘": "’"}
_STRAIGHT = '"'
_CLOSING = "”»"
_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)|(?<=s)’(?=\s)")


def quoted(text: str) -> tuple[tuple[int, int], ...]:
    """Find what stands inside quotation marks, marks included.

    A mark that is opened and not closed quotes to the end of its line, as in a quotation of several paragraphs; a closing mark
    that was never opened quotes from the start of its line. Inside a quotation other marks count for nothing.

    Args:
        text: A sentence or a whole text.

    Returns:
        Offsets (start, end) in code points, ascending and apart from each other.

    """
    found: list[tuple[int, int]] = []
    for start, end in _lines(text):
        found.extend(_in_line(text, start, end))
    return tuple(found)


def _lines(text: str) -> list[tuple[int, int]]:
    breaks = [-1, *(match.start() for match in re.finditer(r"\n", text)), len(text)]
    return [(before + 1, after) for before, after in pairwise(breaks)]


def _in_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    apostrophes = {match.start() for match in _APOSTROPHE.finditer(text, start, end)}
    opened: int | None = None
    closers = ""
    for place in range(start, end):
        char = text[place]
        if opened is not None:
            if char in closers and place not in apostrophes:
                found.append((opened, place + 1))
                opened = None
        elif char == _STRAIGHT:
            opened, closers = place, _STRAIGHT
        elif char in _PAIRS:
            opened, closers = place, _PAIRS[char]
        elif char in _CLOSING:
            found = [(start, place + 1)]
    if opened is not None and text[opened] != "‘":
        found.append((opened, end))
    return found


def overlaps(spans: tuple[tuple[int, int], ...], start: int, end: int) -> bool:
    """Tell whether ``[start, end)`` shares a character with one of the spans."""
    return any(left < end and start < right for left, right in spans)
