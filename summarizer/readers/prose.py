"""Plain text and Markdown files, with front matter or without."""

from __future__ import annotations

import re
from pathlib import PurePath

from summarizer.article import Article
from summarizer.readers.fields import maybe_moment

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(title|source|url|published|date|language):[ \t]*(.*?)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_MARKDOWN = (
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), ""),
    (re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"^>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]+?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"^(?:```.*|[-*_]{3,}[ \t]*)$", re.MULTILINE), ""),
)
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)


def read_text(text: str, name: str) -> Article:
    """Return the article of a text file.

    A block between two lines ``---`` at the top may give title, source, url, published and language, as in static sites.
    """
    fields, body = _front_matter(text)
    return _article(fields, body, name)


def read_markdown(text: str, name: str) -> Article:
    """Return the article of a Markdown file as plain text; its first heading is the title where the front matter has none."""
    fields, body = _front_matter(text)
    heading = _HEADING.search(body)
    if heading and "title" not in fields:
        fields["title"] = heading.group(1)
        if not body[: heading.start()].strip():
            body = body[heading.end() :]
    body = _HEADING.sub(r"\1", body)
    for pattern, replacement in _MARKDOWN:
        body = pattern.sub(replacement, body)
    return _article(fields, body, name)


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    block = _FRONT.match(text)
    if not block:
        return {}, text
    fields = {match.group(1).lower(): _unquoted(match.group(2)) for match in _FIELD.finditer(block.group(1))}
    return {name: value for name, value in fields.items() if value}, text[block.end() :]


def _unquoted(value: str) -> str:
    around = value[:1] == value[-1:] and value[:1] in {'"', "'"} and value.count(value[:1]) == 2
    return value[1:-1] if around else value


def _article(fields: dict[str, str], body: str, name: str) -> Article:
    return Article(
        text=body.strip("\n"),
        id=PurePath(name).name,
        title=fields.get("title"),
        source=fields.get("source"),
        url=fields.get("url"),
        published=maybe_moment(fields.get("published") or fields.get("date") or ""),
        language=fields.get("language"),
    )
