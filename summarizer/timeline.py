"""The dated facts of a bundle in the order in which they happened."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.article import Article
from summarizer.facts.dates import DateMention, Granularity, resolve, write_out
from summarizer.models.protocols import FloatArray
from summarizer.sentence import Citation, Sentence
from summarizer.verification.words import Passage, read
from summarizer.wording.quotes import overlaps, quoted

_SAME_WORDS, _SAME_MEANING = 0.45, 0.65
"""Dice's coefficient of content stems, and cosine, from which two sentences of one date tell of one event."""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """What happened on a day, or in a longer stretch of time.

    Attributes:
        date: The day; the first one of a longer stretch.
        until: The last one; ``date`` where it is one day.
        granularity: How wide the stretch is.
        text: A source sentence, its days written out.
        citations: The sentences that tell of it, ``text`` being the first.

    """

    date: datetime.date
    until: datetime.date
    granularity: Granularity
    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class _Dated:
    """A sentence with one of its dates."""

    row: int
    sentence: Sentence
    mention: DateMention
    passage: Passage


def timeline(
    articles: Sequence[Article], sentences: Sequence[Sentence], vectors: FloatArray | None = None
) -> tuple[TimelineEntry, ...]:
    """Put the dated facts of a bundle in order, one entry an event however many articles tell it.

    Dates that depend on the day of publication are left out where that is unknown, and so are dates inside quotations, whose
    speaker had another day.

    Args:
        articles: The bundle.
        sentences: Its usable sentences.
        vectors: One unit-length row a sentence: shape (len(sentences), d). None: events are told apart by their words only.

    Returns:
        Entries by date, longer stretches before the days in them; the same for every order of articles and sentences.

    """
    published = {article.id: article.published for article in articles}
    dated: list[_Dated] = []
    for row, sentence in enumerate(sentences):
        said = quoted(sentence.text)
        taken: set[tuple[datetime.date, datetime.date]] = set()
        for mention in resolve(sentence.text, published[sentence.article_id]):
            stretch = (mention.first, mention.last)
            if stretch not in taken and not overlaps(said, mention.start, mention.end):
                taken.add(stretch)
                dated.append(_Dated(row, sentence, mention, read(sentence.text)))
    dated.sort(key=lambda one: (*_stretch(one), str(published[one.sentence.article_id] or ""), one.sentence.span))
    events: list[list[_Dated]] = []
    for one in dated:
        home = next((event for event in reversed(events) if _one_event(event[0], one, vectors)), None)
        if home is None:
            events.append([one])
        else:
            home.append(one)
    return tuple(_entry(event, published[event[0].sentence.article_id]) for event in events)


def _stretch(one: _Dated) -> tuple[datetime.date, int]:
    return one.mention.first, -(one.mention.last - one.mention.first).days


def _one_event(first: _Dated, other: _Dated, vectors: FloatArray | None) -> bool:
    if _stretch(first) != _stretch(other):
        return False
    if vectors is not None and float(vectors[first.row] @ vectors[other.row]) >= _SAME_MEANING:
        return True
    mine, theirs = first.passage.stems, other.passage.stems
    return 2 * len(mine & theirs) >= _SAME_WORDS * (len(mine) + len(theirs))


def _entry(event: Sequence[_Dated], published: datetime.date | None) -> TimelineEntry:
    first = event[0]
    spans = [one.sentence.span for one in event]
    return TimelineEntry(
        date=first.mention.first,
        until=first.mention.last,
        granularity=first.mention.granularity,
        text=write_out(first.sentence.text, published),
        citations=tuple(Citation(span.article_id, span.start, span.end) for span in dict.fromkeys(spans)),
    )
