"""Sentences that several articles of one origin print word for word: one of them stands for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from summarizer.sentence import Sentence, Span
from summarizer.wording.text import comparable


def reprinted(sentences: Iterable[Sentence], origin_of: Mapping[str, int]) -> dict[Span, Sentence]:
    """Return, for each sentence that another article of the same origin has word for word before it, that one.

    A reprint then changes nothing in the ranking: neither its votes nor its sentences count twice.

    Args:
        sentences: Of all articles, in the order of the bundle.
        origin_of: Number of the origin of each article, by article id.
    """
    first: dict[tuple[int, str], Sentence] = {}
    repeats: dict[Span, Sentence] = {}
    for sentence in sentences:
        kept = first.setdefault((origin_of[sentence.article_id], comparable(sentence.text)), sentence)
        if kept.article_id != sentence.article_id:
            repeats[sentence.span] = kept
    return repeats
