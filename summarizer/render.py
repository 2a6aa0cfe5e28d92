"""A summary as text, Markdown, JSON or an IPTC ninjs item."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from summarizer.article import Article
from summarizer.options import Style
from summarizer.sentence import Citation
from summarizer.summary import Summary, SummarySentence
from summarizer.timeline import TimelineEntry
from summarizer.update import SentenceChange

NINJS_SCHEMA = "https://www.iptc.org/std/ninjs/ninjs-schema_2.1.json"


def plain(summary: Summary, articles: Mapping[str, Article]) -> str:
    """Return the summary as printed, its headline above it, and what was asked for besides it below; other stories follow."""
    asked = ("\n".join([title, *lines]) for title, lines in _asked(summary))
    told = "\n\n".join(part for part in (summary.headline, summary.text, *asked) if part) + "\n"
    return "\n".join([told, *(plain(part, articles) for part in summary.parts)])


def markdown(summary: Summary, articles: Mapping[str, Article]) -> str:
    """Return the summary with a numbered note for each cited span, and what an editor has to know; other stories follow."""
    numbers: dict[Citation, int] = {}
    lines: list[str] = []
    if summary.headline:
        lines += [f"# {summary.headline}", ""]
    marked = [f"{sentence.text} {_marks(sentence, numbers)}" for sentence in summary.sentences]
    if summary.style is Style.BULLETS:
        lines += [f"- {text}" for text in marked]
    else:
        lines.append(" ".join(marked))
    lines += ["", counts(summary), ""]
    for note in (*summary.notes, *(disagreement.in_words() for disagreement in summary.disagreements)):
        lines.append(f"> {note}")
    for title, told in _asked(summary):
        lines += ["", f"## {title}", "", *told]
    lines += ["", "## Sources", ""]
    for citation, number in numbers.items():
        article = articles.get(citation.article_id)
        span = " ".join(article.text[citation.start : citation.end].split()) if article else ""
        lines.append(f"{number}. {citation.article_id}, {citation.start}-{citation.end}: {span}")
    return "\n---\n\n".join(["\n".join(lines) + "\n", *(markdown(part, articles) for part in summary.parts)])


def to_json(summary: Summary, articles: Mapping[str, Article]) -> str:
    """Return the summary as JSON."""
    del articles
    return summary.to_json(indent=2) + "\n"


def ninjs(summary: Summary, articles: Mapping[str, Article]) -> str:
    """Return the summary as an IPTC ninjs 2.1 item whose associations are its sources."""
    paragraphs = [sentence.text for sentence in summary.sentences] if summary.style is Style.BULLETS else [summary.text]
    cited = sorted({citation.article_id for sentence in summary.sentences for citation in sentence.citations})
    item = {
        "$schema": NINJS_SCHEMA,
        "uri": f"urn:newsfuse:summary:{summary.fingerprint.result}",
        "type": "text",
        "language": summary.language,
        "headlines": [{"value": summary.headline}] if summary.headline else [],
        "bodies": [
            {"role": "main", "contenttype": "text/plain", "value": summary.text, "wordcount": summary.words},
            {"role": "main", "contenttype": "text/html", "value": "".join(f"<p>{html.escape(p)}</p>" for p in paragraphs)},
        ],
        "associations": [_association(articles[name]) for name in cited if name in articles],
    }
    return json.dumps(item, ensure_ascii=False, indent=2) + "\n"


def counts(summary: Summary) -> str:
    """Say how many articles and origins there were, as in ``5 articles, 3 origins; 118 words``."""
    articles, origins = len(summary.articles), len(summary.origins)
    return f"{articles} {_plural('article', articles)}, {origins} {_plural('origin', origins)}; {summary.words} words."


RENDERERS: Mapping[str, Callable[[Summary, Mapping[str, Article]], str]] = MappingProxyType(
    {"text": plain, "markdown": markdown, "json": to_json, "ninjs": ninjs}
)
"""The renderers by the name of their format."""


def _asked(summary: Summary) -> Iterator[tuple[str, list[str]]]:
    """Yield what was asked for besides the summary, each with its title and a line for each entry."""
    if summary.timeline:
        yield "Timeline", [f"- {_when(entry)}: {entry.text}" for entry in summary.timeline]
    if summary.update:
        yield "Since the earlier summary", [_changed(one) for one in summary.update.sentences]


def _when(entry: TimelineEntry) -> str:
    """Give a date as exactly as the source does: a day, a month, a year, or the first and last day of another stretch."""
    first, last = entry.date, entry.until
    if first == last:
        return str(first)
    if (first.day, (last + timedelta(days=1)).day) == (1, 1):
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%Y-%m}"
        if (first.year, first.month, last.month) == (last.year, 1, 12):
            return f"{first:%Y}"
    return f"{first} to {last}"


def _changed(one: SentenceChange) -> str:
    number = "" if one.sentence is None else f" {one.sentence}"
    return f"- {one.change.value}{number}: {one.text} ({one.reason})"


def _marks(sentence: SummarySentence, numbers: dict[Citation, int]) -> str:
    for citation in sentence.citations:
        numbers.setdefault(citation, len(numbers) + 1)
    return "".join(f"[{numbers[citation]}]" for citation in sentence.citations)


def _association(article: Article) -> dict[str, object]:
    published: datetime | None = article.published
    item: dict[str, object] = {"name": "source", "uri": article.url or f"urn:newsfuse:article:{article.id}", "type": "text"}
    if article.title:
        item["headlines"] = [{"value": article.title}]
    if article.source:
        item["infosources"] = [{"name": article.source}]
    if published:
        item["versioncreated"] = published.isoformat()
    return item


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else noun + "s"
