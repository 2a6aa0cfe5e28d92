"""JSON bundles, JSON Lines and agency items, checked value by value; errors name the place and never hold article text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NoReturn

from summarizer.article import Article
from summarizer.errors import InvalidArticle, NoArticles, UnreadableInput
from summarizer.readers.ninjs import is_ninjs, read_ninjs
from summarizer.readers.values import kind, published, string

_TEXTS = ("id", "title", "source", "url", "language")


def parse_json(text: str, name: str) -> object:
    """Parse JSON as its standard has it: no NaN, no infinity.

    Raises:
        UnreadableInput: It is not JSON, or nested deeper than can be read.
    """
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        wrong = error.msg.removesuffix(" at")
        where = f"line {error.lineno}, column {error.colno}" if "\n" in text else f"column {error.colno}"
        raise UnreadableInput(f"{name} is not JSON: {wrong} at {where}.") from None
    except RecursionError:
        raise UnreadableInput(f"{name} is JSON nested too deeply.") from None
    except ValueError:
        raise UnreadableInput(f"{name} holds a number that JSON does not have, such as NaN, or one too long to read.") from None


def read_json_bundle(data: object) -> tuple[Article, ...]:
    """Read a bundle from plain JSON values; texts are taken as they are, so that offsets are the caller's own.

    Understood are ``{"articles": [...]}``, a list of articles, one article with the names of ``Article``, and in place of each
    article an IPTC ninjs item.

    Raises:
        NoArticles: There is none.
        InvalidArticle: A value has the wrong type; the message names its place, as in ``articles[2].text``.
    """
    place, items = "articles", data
    if isinstance(data, Mapping):
        key = next((key for key in ("articles", "items", "_items") if key in data), None)
        if key is None:
            if "text" not in data and not is_ninjs(data):
                raise InvalidArticle('A bundle is {"articles": [...]}, a list of articles, or one article with a text.')
            return _one(data, "article")
        place, items = key, data[key]
    if not isinstance(items, list):
        raise InvalidArticle(f"{place} must be a list of articles, not {kind(items)}.")
    if not items:
        raise NoArticles(f"{place} is empty; give at least one article with a text.")
    return tuple(article for number, item in enumerate(items) for article in _one(item, f"{place}[{number}]"))


def read_json_lines(text: str, name: str) -> tuple[Article, ...]:
    """Read one article, or agency item, from each line that is not blank.

    Raises:
        UnreadableInput: A line is not JSON.
        InvalidArticle: A value has the wrong type; both messages name the line.
        NoArticles: There is none.
    """
    articles: list[Article] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            articles.extend(_one(parse_json(line, f"Line {number} of {name}"), f"{name}: line {number}"))
    if not articles:
        raise NoArticles(f"{name} holds no articles.")
    return tuple(articles)


def _one(item: object, place: str) -> tuple[Article, ...]:
    if not isinstance(item, Mapping):
        raise InvalidArticle(f"{place} must be an object with a text, not {kind(item)}.")
    if is_ninjs(item):
        return read_ninjs(item, place)
    if "text" not in item:
        raise InvalidArticle(f"{place}.text is missing.")
    text = string(item["text"], f"{place}.text")
    if not text.strip():
        raise InvalidArticle(f"{place}.text is empty.")
    values = {name: string(item[name], f"{place}.{name}") for name in _TEXTS if item.get(name) is not None}
    return (Article(text=text, **values, published=published(item.get("published"), f"{place}.published")),)


def _refuse_constant(_: str) -> NoReturn:
    raise ValueError
