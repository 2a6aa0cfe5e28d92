"""JSON: a bundle, an article, a list of them, ninjs items, JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import NoReturn

from summarizer.article import Article
from summarizer.errors import InvalidArticle, NoArticles, UnreadableInput
from summarizer.readers.fields import article_from
from summarizer.readers.ninjs import is_ninjs, read_item


def parse_json(text: str, name: str) -> object:
    """Decode JSON strictly: NaN and infinities are refused, and so is nesting without end.

    Raises:
        UnreadableInput: It is not JSON.
    """
    try:
        return json.loads(text, parse_constant=_refuse)
    except ValueError as error:
        line = getattr(error, "lineno", None)
        raise UnreadableInput(f"{name} is not JSON{f': line {line} cannot be read' if line else ''}.") from None
    except RecursionError:
        raise UnreadableInput(f"{name} is nested too deep to be a bundle.") from None


def read_json_bundle(data: object, name: str = "") -> tuple[Article, ...]:
    """Return the articles of decoded JSON.

    Args:
        data: ``{"articles": [...]}``, a list of articles, one article, or ninjs items in the same places.
        name: Of the file, to name articles that have no id by; empty: they are left without.

    Raises:
        NoArticles: There is none.
        InvalidArticle: One is not an article; the message says where.
    """
    where = "articles"
    if isinstance(data, Mapping) and "articles" in data:
        listed = data["articles"]
        if not isinstance(listed, list):
            raise InvalidArticle("articles must be a list.")
    elif isinstance(data, Mapping):
        return (_one(data, "the article", name),)
    elif isinstance(data, list):
        listed = data
    else:
        raise InvalidArticle(f'{name or "The body"} must hold {{"articles": [...]}}.')
    if not listed:
        raise NoArticles("articles is empty; give at least one with a text.")
    return tuple(_one(value, f"{where}[{place}]", f"{name}#{place + 1}" if name else "") for place, value in enumerate(listed))


def read_json_lines(text: str, name: str) -> tuple[Article, ...]:
    """Return the articles of JSON Lines, one a line; blank lines are passed over.

    Raises:
        UnreadableInput: A line is not JSON.
        InvalidArticle: A line is not an article.
        NoArticles: There is none.
    """
    found = [
        _one(parse_json(line, f"Line {number} of {name}"), f"line {number}", f"{name}#{number}")
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip()
    ]
    if not found:
        raise NoArticles(f"{name} holds no articles.")
    return tuple(found)


def _one(value: object, where: str, name: str) -> Article:
    if isinstance(value, Mapping) and is_ninjs(value):
        return read_item(value, where)
    article = article_from(value, where)
    return replace(article, id=name) if not article.id and name else article


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
