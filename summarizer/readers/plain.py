"""Plain text and Markdown, both with optional front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.article import Article
from summarizer.errors import UnreadableInput
from summarizer.readers.moments import moment
from summarizer.wording.text import one_line

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\s*---[ \t]*\n((?:[A-Za-z][\w-]{0,30}:[^\n]*\n|[ \t]*\n|#[^\n]*\n)*)---[ \t]*(?:\n|$)\n*")
_NAMES = {
    "id": "id",
    "title": "title",
    "headline": "title",
    "source": "source",
    "outlet": "source",
    "url": "url",
    "link": "url",
    "date": "published",
    "published": "published",
    "language": "language",
    "lang": "language",
}


def read_plain(text: str, name: str) -> Article:
    """Read plain text; offsets of the article refer to what follows the front matter.

    Front matter is as Jekyll has it: a first line ``---``, lines ``key: value`` and a line ``---``. The keys ``title``,
    ``source``, ``url``, ``published``, ``language`` and ``id`` are used, others ignored. A value is all that stands after the
    first colon, so that a headline may hold colons.

    Raises:
        UnreadableInput: ``published`` names no date.
    """
    values, body = _front_matter(text, name)
    return _article(values, body, name)


def read_markdown(text: str, name: str) -> Article:
    """Read Markdown as a reader would see it: no markup, images, code or raw HTML; a leading first-level heading is the title."""
    values, body = _front_matter(text, name)
    from markdown_it import MarkdownIt  # noqa: PLC0415  plain text does without

    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    lines: list[str] = []
    for place, token in enumerate(tokens):
        if token.type != "inline":
            continue
        line = "".join(_seen(child) for child in token.children or ()).strip()
        if not line:
            continue
        if tokens[place - 1].type == "heading_open" and tokens[place - 1].tag == "h1" and "title" not in values and not lines:
            values["title"] = one_line(line)
            continue
        lines.append(f"- {line}" if place > 1 and tokens[place - 2].type == "list_item_open" else line)
    return _article(values, "\n\n".join(lines) + "\n" * bool(lines), name)


def _seen(token: Token) -> str:
    if token.type in {"text", "code_inline"}:
        return token.content
    return " " if token.type in {"softbreak", "hardbreak"} else ""


def _front_matter(text: str, name: str) -> tuple[dict[str, str], str]:
    match = _FRONT.match(text)
    if not match:
        return {}, text
    values: dict[str, str] = {}
    for line in match[1].splitlines():
        key, _, value = line.partition(":")
        known = _NAMES.get(key.strip().lower())
        value = value.strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" and value[0] not in value[1:-1]:
            value = value[1:-1].strip()
        if known and value:
            values[known] = value
    if "published" in values and moment(values["published"]) is None:
        raise UnreadableInput(
            f"The front matter of {name} gives a published time that is no date; write it as 2026-11-23T09:30Z."
        )
    return values, text[match.end() :]


def _article(values: dict[str, str], body: str, name: str) -> Article:
    published = values.get("published")
    return Article(
        text=body,
        id=values.get("id", name),
        title=values.get("title"),
        source=values.get("source"),
        url=values.get("url"),
        published=moment(published) if published else None,
        language=values.get("language"),
    )
