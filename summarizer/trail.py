"""For every source sentence, what became of it and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from summarizer.preparation.prepare import Prepared
from summarizer.sentence import Span
from summarizer.summary import Fate, SummarySentence, TrailEntry


def trail(
    prepared: Prepared,
    fates: Mapping[Span, tuple[Fate, str]],
    scores: Mapping[Span, float],
    sentences: Sequence[SummarySentence],
) -> tuple[TrailEntry, ...]:
    """Return one entry for each sentence, and each stretch that was left out, of every article.

    Args:
        prepared: The whole bundle.
        fates: What selection decided; spans that are missing belong to articles of another story.
        scores: What ranking gave.
        sentences: The summary as printed: what it cites was used, whatever selection had planned.
    """
    cited = {
        Span(citation.article_id, citation.start, citation.end): number
        for number, sentence in reversed([*enumerate(sentences, start=1)])
        for citation in sentence.citations
    }
    entries = [
        entry
        for article in prepared.articles
        for entry in (*_ranked(prepared, article.id, fates, scores, cited), *_left_out(prepared, article.id))
    ]
    place = {article.id: number for number, article in enumerate(prepared.articles)}
    return tuple(sorted(entries, key=lambda entry: (place[entry.article_id], entry.start, entry.end)))


def _ranked(
    prepared: Prepared,
    article_id: str,
    fates: Mapping[Span, tuple[Fate, str]],
    scores: Mapping[Span, float],
    cited: Mapping[Span, int],
) -> Iterator[TrailEntry]:
    for sentence in prepared.sentences[article_id]:
        span = sentence.span
        number = cited.get(span)
        if number is not None:
            fate, reason = Fate.USED, f"cited by sentence {number}"
        else:
            fate, reason = fates.get(span, (Fate.NOT_THIS_STORY, "its article tells another story"))
            if fate is Fate.USED:
                fate = Fate.REDUNDANT
        yield TrailEntry(span.article_id, span.start, span.end, fate, reason, number, scores.get(span))


def _left_out(prepared: Prepared, article_id: str) -> Iterator[TrailEntry]:
    for removed in prepared.removed[article_id]:
        yield TrailEntry(removed.span.article_id, removed.span.start, removed.span.end, Fate.FURNITURE, removed.reason)
