"""Wording: content words that no source has, and words that stand for their opposite."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from summarizer.verification.evidence import Evidence, overlap
from summarizer.verification.findings import Finding, Kind
from summarizer.verification.substitution import MOST_WORDS
from summarizer.verification.vocabulary import ANTONYMS
from summarizer.verification.words import Passage, Word

_FOREIGN = 0.7


def opposites(claim: Passage, evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each word that stands where the nearest passage has a listed opposite of it."""
    nearest = max(evidence.passages, key=lambda passage: overlap(claim, passage), default=None)
    if nearest is None or overlap(claim, nearest) < 0.5 or max(len(claim.words), len(nearest.words)) > MOST_WORDS:
        return
    for mine, theirs in replaced(claim, nearest):
        for word in mine:
            if word.norm in evidence.norms:
                continue
            if any(frozenset((word.norm, other.norm)) in ANTONYMS for other in theirs):
                yield Finding(Kind.WORDING, word.text, word.start, word.end, f"The sources say the opposite of “{word.text}”.")


def replaced(claim: Passage, passage: Passage) -> Iterator[tuple[tuple[Word, ...], tuple[Word, ...]]]:
    """Yield the runs of words in which the sentence departs from a passage, each with its counterpart."""
    mine, theirs = [w.stem for w in claim.words], [w.stem for w in passage.words]
    for tag, i, j, k, m in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if tag == "replace":
            yield claim.words[i:j], passage.words[k:m]


def foreign_words(claim: Passage, evidence: Evidence) -> Iterator[Finding]:
    """Yield a remark for the words that no source has; blocking when they are most of what the sentence says."""
    foreign = [w for w in claim.words if w.content and not w.capital and w.norm[0].isalpha() and w.stem not in evidence.all_stems]
    if not foreign:
        return
    share = 1 - overlap(claim, evidence)
    first, last = foreign[0], foreign[-1]
    listed = ", ".join(f"“{word.text}”" for word in foreign[:6]) + (" and others" if len(foreign) > 6 else "")
    message = f"No source has {listed}."
    yield Finding(Kind.WORDING, claim.text[first.start : last.end], first.start, last.end, message, blocking=share > _FOREIGN)
