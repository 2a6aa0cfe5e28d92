"""Quotations: what stands in quotation marks has to stand in the evidence word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.verification.evidence import Evidence
from summarizer.verification.findings import Finding, Kind
from summarizer.verification.words import Passage, Word, read
from summarizer.wording.quotes import quoted

_QUOTE = re.compile(r"“([^”“]+)”|\"([^\"]+)\"|(?<!\w)‘([^’‘]+(?:’\w[^’‘]*)*)’(?!\w)|(?<!\w)'([^'\n]+(?:'\w[^'\n]*)*)'(?!\w)")
_OMISSION = re.compile(r"\.\.\.|…|\[[^\]]*\]|\([^)]*\)")


def wrong_quotes(claim: Passage, evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each quotation that is not verbatim, and a remark for words that the evidence has unquoted.

    Quotation marks, spacing, the case of letters and the last punctuation do not count. An ellipsis or brackets may leave
    words out. A quotation may run over passages that follow one another.
    """
    running = [word.norm for passage in evidence.passages for word in passage.words]
    quoted = [word.norm for passage in evidence.passages for word in _quoted_words(passage)]
    for match in _QUOTE.finditer(claim.text):
        inner = next(group for group in match.groups() if group is not None)
        pieces = [tuple(word.norm for word in read(piece).words) for piece in _OMISSION.split(inner)]
        pieces = [piece for piece in pieces if piece]
        if not pieces or (len(pieces) == 1 and len(pieces[0]) == 1 and match.group()[0] in "'‘"):
            continue
        if not _follow(pieces, running):
            yield _finding(match, "The quotation is not word for word in the sources.", blocking=True)
        elif sum(map(len, pieces)) > 3 and not _follow(pieces, quoted):
            yield _finding(match, "The sources have these words, but not as a quotation.", blocking=False)


def _quoted_words(passage: Passage) -> list[Word]:
    spans = quoted(passage.text)
    return [word for word in passage.words if any(start <= word.start < end for start, end in spans)]


def _follow(pieces: list[tuple[str, ...]], words: list[str]) -> bool:
    """Whether the pieces stand in ``words`` one after the other."""
    place = 0
    for piece in pieces:
        place = next(
            (i + len(piece) for i in range(place, len(words) - len(piece) + 1) if tuple(words[i : i + len(piece)]) == piece), -1
        )
        if place < 0:
            return False
    return True


def _finding(match: re.Match[str], message: str, *, blocking: bool) -> Finding:
    return Finding(Kind.QUOTE, match.group(), match.start(), match.end(), message, blocking)
