"""Where the paragraphs of a text stand: blank lines, single line breaks and lines that an editor or a mail program wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BULLET = re.compile(r"\s*(?:[-*•·‣▪◦●■–—]|\(?\d{1,2}[.)])\s+\S")
_END = re.compile(r"[.!?…:;。！？｡؟۔।॥]['\"”’»›)\]]*\s*$")

NARROWEST, WIDEST = 30, 100
"""Characters: lines that are all this wide may be hard-wrapped; a wider one holds a whole paragraph."""


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return start and end of each paragraph, in order and without overlap; blank ends are not part of them.

    A line is a paragraph, unless it continues the line before: that one stops without an end mark and this one goes on in lower
    case, or the block is wrapped (a third of its lines stop without an end mark) and that one was full, as the first word of
    this one would not have fitted into the width.
    """
    found: list[tuple[int, int]] = []
    for block in _blocks(text):
        width = max(end - start for start, end in block)
        unended = sum(not _END.search(text, max(start, end - 8), end) for start, end in block[:-1])
        if width > WIDEST or unended * 3 < len(block) - 1:
            width = 0
        for start, end in block:
            if found and found[-1][1] >= block[0][0] and _continues(text, found[-1], (start, end), width):
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
    return found


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield runs of lines that no blank line parts, each line trimmed."""
    block: list[tuple[int, int]] = []
    last_end = 0
    for match in _LINE.finditer(text):
        line = match.group()
        bare = line.strip()
        if not bare:
            continue
        start = match.start() + len(line) - len(line.lstrip())
        if block and len(_BREAK.findall(text, last_end, match.start())) > 1:
            yield block
            block = []
        block.append((start, start + len(bare)))
        last_end = match.end()
    if block:
        yield block


def _continues(text: str, before: tuple[int, int], line: tuple[int, int], width: int) -> bool:
    head = text[line[0] : line[0] + WIDEST]
    if _BULLET.match(head):
        return False
    last_start = max(before[0], before[1] - WIDEST - 1)
    tail = _BREAK.split(text[last_start : before[1]])[-1]
    if not _END.search(tail) and head[:1].islower() and len(tail) >= NARROWEST:
        return True
    if width < NARROWEST:
        return False
    word = len(head.split(maxsplit=1)[0])
    return len(tail) + 1 + word > width and len(tail) >= NARROWEST
