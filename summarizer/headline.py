"""A headline that says nothing the summary does not say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.article import Article
from summarizer.budget import count_words
from summarizer.engine import Engine
from summarizer.overlap import content
from summarizer.recase import Recaser
from summarizer.summary import SummarySentence
from summarizer.text import one_line
from summarizer.verification import Verifier

FEWEST_WORDS, MOST_WORDS = 3, 14
_LEADS = 3
"""Sentences of the summary that the model writes a headline from."""


def headline(sentences: Sequence[SummarySentence], articles: Sequence[Article], engine: Engine) -> str | None:
    """Return a headline for a summary: the model's own, else the best title of an article; None where none holds.

    Every word of content must stand in the summary, and the check of names, numbers and negation must find nothing.

    Args:
        sentences: The summary.
        articles: Its sources.
        engine: The models; a profile without a mark for headlines leaves the articles' titles.
    """
    said = [sentence.text for sentence in sentences]
    known = frozenset().union(*(content(text) for text in said)) if said else frozenset()
    verifier = Verifier()
    for offered in (_written(said, engine), _titles(articles)):
        fit = [title for title in offered if FEWEST_WORDS <= count_words(title) <= MOST_WORDS and content(title) <= known]
        held = [title for title in fit if not any(f.blocking for f in verifier.check(f"{title}.", said).findings)]
        if held:
            return max(held, key=lambda title: (len(content(title)), -len(title), title))
    return None


def _written(said: Sequence[str], engine: Engine) -> Iterator[str]:
    profile, seq2seq = engine.profile, engine.seq2seq
    if seq2seq is None or profile is None or not profile.headline_mark:
        return
    leads = said[:_LEADS]
    (texts,) = seq2seq.generate([profile.compose(leads, headline=True)], replace(profile.decoding, max_tokens=24))
    recaser = None if profile.cased else Recaser(leads, said)
    for text in texts:
        yield (one_line(text) if recaser is None else recaser.recase(text)).rstrip(".")


def _titles(articles: Sequence[Article]) -> Iterator[str]:
    yield from sorted({one_line(article.title).rstrip(".") for article in articles if article.title})
