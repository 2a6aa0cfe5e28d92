"""IPTC ninjs, the agencies' JSON, in its three generations.

1.x names a property for each form of the body (``body_text``, ``body_html``, ``body_xhtml``); 2.x has lists (``bodies``,
``headlines``, ``infosources``); 3.x spells the same names in camel case. Names are therefore compared without case and
underscores. https://iptc.org/std/ninjs/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from summarizer.article import Article
from summarizer.errors import InvalidArticle
from summarizer.readers.values import published, string
from summarizer.wording.language import declared

_MARKS = frozenset({"bodytext", "bodyhtml", "bodyxhtml", "bodies", "headlines", "versioncreated", "pubstatus", "associations"})
_DEEPEST = 8


def is_ninjs(item: Mapping[Any, Any]) -> bool:
    """Say whether an object is a ninjs item rather than an article with our own names."""
    names = {_plain(name) for name in item}
    return "text" not in names and bool(names & _MARKS)


def read_ninjs(item: Mapping[Any, Any], place: str, depth: int = 0) -> tuple[Article, ...]:
    """Read an item and the items that a package carries in its associations; items without text are passed over.

    Raises:
        InvalidArticle: A value has the wrong type, the publisher has withdrawn the item, or nothing in it has a text.
    """
    if depth > _DEEPEST:
        raise InvalidArticle(f"{place} holds packages nested too deeply.")
    names = {_plain(name): name for name in item}
    value = {plain: item[name] for plain, name in names.items()}
    if str(value.get("pubstatus", "usable")).lower() in {"canceled", "cancelled", "withheld"}:
        raise InvalidArticle(
            f"{place} is marked {value['pubstatus']} by its publisher and may not be used; take it out of the bundle."
        )
    text = _body(value, names, place)
    articles = []
    if text.strip():
        articles.append(
            Article(
                text=text,
                id=_text(value.get("uri"), f"{place}.uri") or _text(value.get("guid"), f"{place}.guid") or "",
                title=_listed(value.get("headlines"), "value", f"{place}.headlines", prefer="main")
                or _text(value.get("headline"), f"{place}.headline")
                or _text(value.get("title"), f"{place}.title"),
                source=_listed(value.get("infosources"), "name", f"{place}.infosources")
                or _text(value.get("source"), f"{place}.source")
                or _text(value.get("copyrightholder"), f"{place}.copyrightholder"),
                url=_text(value.get("url"), f"{place}.url") or None,
                published=_published(value, names, place),
                language=declared(_text(value.get("language"), f"{place}.language")),
            )
        )
    for inner_place, inner in _inner(value.get("associations"), f"{place}.associations"):
        if is_ninjs(inner) and _has_text(inner, depth + 1):
            articles.extend(read_ninjs(inner, inner_place, depth + 1))
    if not articles:
        raise InvalidArticle(f"{place} is a ninjs item without a text body; give body_text, body_html or bodies.")
    return tuple(articles)


def _has_text(item: Mapping[Any, Any], depth: int) -> bool:
    if depth > _DEEPEST:
        return False
    value = {_plain(name): item[name] for name in item}
    return any(name in value for name in ("bodytext", "bodyhtml", "bodyxhtml", "bodies")) or any(
        _has_text(inner, depth + 1) for _, inner in _inner(value.get("associations"), "")
    )


def _body(value: Mapping[str, Any], names: Mapping[str, str], place: str) -> str:
    from summarizer.readers.markup import plain_text  # noqa: PLC0415  loads an HTML parser, which bundles without HTML do without

    plain = _text(value.get("bodytext"), f"{place}.{names.get('bodytext', '')}")
    if plain.strip():
        return plain
    for name in ("bodyhtml", "bodyxhtml"):
        markup = _text(value.get(name), f"{place}.{names.get(name, '')}")
        if markup.strip():
            return plain_text(markup)
    found: dict[bool, str] = {}
    bodies = value.get("bodies")
    if bodies is not None and not isinstance(bodies, list):
        raise InvalidArticle(f"{place}.bodies must be a list.")
    for number, body in enumerate(bodies or ()):
        if not isinstance(body, Mapping):
            raise InvalidArticle(f"{place}.bodies[{number}] must be an object.")
        inner = {_plain(name): body[name] for name in body}
        text = _text(inner.get("value"), f"{place}.bodies[{number}].value")
        kind = _text(inner.get("contenttype"), f"{place}.bodies[{number}].contenttype").lower()
        marked = "html" in kind or (not kind and text.lstrip().startswith("<"))
        if text.strip():
            found.setdefault(marked, plain_text(text) if marked else text)
    return found.get(False) or found.get(True) or ""


def _listed(value: object, field: str, place: str, prefer: str | None = None) -> str | None:
    """Return one field of the first entry of a list, or of the entry that has the preferred role."""
    if value is None:
        return None
    if not isinstance(value, list):
        raise InvalidArticle(f"{place} must be a list.")
    entries = [entry for entry in value if isinstance(entry, Mapping)]
    entries.sort(key=lambda entry: prefer is None or entry.get("role") != prefer)
    return next((text for entry in entries if (text := _text(entry.get(field), f"{place}.{field}"))), None)


def _inner(value: object, place: str) -> Iterator[tuple[str, Mapping[Any, Any]]]:
    pairs = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for key, item in pairs:
        if isinstance(item, Mapping):
            yield f"{place}[{key}]" if isinstance(key, int) else f"{place}.{str(key)[:40]}", item


def _published(value: Mapping[str, Any], names: Mapping[str, str], place: str) -> datetime | None:
    """Return the time of this version, or else the first that is given."""
    for name in ("versioncreated", "contentcreated", "firstcreated", "publishdate"):
        if value.get(name) is not None:
            return published(value[name], f"{place}.{names[name]}")
    return None


def _text(value: object, place: str) -> str:
    return "" if value is None else string(value, place)


def _plain(name: object) -> str:
    return str(name).replace("_", "").lower()
