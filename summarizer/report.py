"""A told story turned into the answer, with all that is known of how it came to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from summarizer import fingerprint
from summarizer.budget import count_words
from summarizer.compose import join
from summarizer.engine import Engine
from summarizer.options import Options
from summarizer.preparation.prepare import Prepared
from summarizer.reuse import reuse
from summarizer.story import Story
from summarizer.summary import Method, SourceReport, Summary
from summarizer.trail import trail
from summarizer.update import compare

DISTRIBUTION = "newsfuse"


def finish(
    prepared: Prepared, story: Story, options: Options, engine: Engine, *, since: Mapping[str, Any] | None = None
) -> Summary:
    """Put the answer together.

    Args:
        prepared: The bundle that the story was told from; articles that are not the story's are reported as such.
        story: The story.
        options: What was asked.
        engine: The models that worked.
        since: An earlier summary to compare with.
    """
    text = join((sentence.text for sentence in story.sentences), options.style)
    fused = any(sentence.method is Method.FUSED for sentence in story.sentences)
    chosen = tuple(article for article in prepared.articles if article.id in story.ids)
    summary = Summary(
        text=text,
        sentences=story.sentences,
        words=count_words(text),
        language=prepared.only(set(story.ids)).language,
        headline=story.headline,
        articles=_articles(prepared, story),
        origins=story.origins,
        notes=(*_left_out(prepared, story), *story.notes),
        disagreements=story.disagreements,
        timeline=story.timeline,
        reuse=reuse(text, chosen),
        trail=trail(prepared, story.fates, story.scores, story.sentences),
        style=options.style,
        model=engine.name if fused else None,
        fingerprint=fingerprint.take(prepared.articles, options, engine.hashes, _version()),
    )
    return summary if since is None else replace(summary, update=compare(since, summary))


def _articles(prepared: Prepared, story: Story) -> tuple[SourceReport, ...]:
    origin_of = {name: number for number, origin in enumerate(story.origins) for name in origin.article_ids}
    return tuple(
        SourceReport(
            id=article.id,
            title=article.title,
            source=article.source,
            url=article.url,
            published=article.published,
            language=prepared.languages[article.id],
            origin=origin_of.get(article.id),
            words=count_words(article.text),
            words_read=sum(count_words(sentence.text) for sentence in prepared.sentences[article.id]),
            belongs=article.id in story.ids,
        )
        for article in prepared.articles
    )


def _left_out(prepared: Prepared, story: Story) -> tuple[str, ...]:
    names = [article.id for article in prepared.articles if article.id not in story.ids]
    if not names:
        return ()
    return (f"The bundle holds more than one story. Left out, because they tell another one: {', '.join(names)}.",)


def _version() -> str:
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "unknown"
