"""IPTC ninjs items, versions 1.x, 2.x and 3.x."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from summarizer.article import Article
from summarizer.errors import InvalidArticle
from summarizer.readers.fields import maybe_moment
from summarizer.readers.page import html_to_text


def is_ninjs(values: Mapping[str, Any]) -> bool:
    """Tell a ninjs item from an article of ours: it has a uri and a body or headline field of that standard."""
    return "uri" in values and any(name.startswith(("body_", "bodies", "headline")) for name in values)


def read_item(values: Mapping[str, Any], name: str) -> Article:
    """Return the article of one item: plain text where the item has it, else its HTML as text.

    Raises:
        InvalidArticle: The item has no body.
    """
    text = _body(values)
    if not text.strip():
        raise InvalidArticle(f"{name} is a ninjs item without a text body.")
    return Article(
        text=text,
        id=_string(values.get("uri")) or name,
        title=_string(values.get("headline")) or _value(values.get("headlines")),
        source=_source(values),
        url=_address(values.get("uri")) or _string(values.get("canonicalurl")),
        published=_time(values),
        language=(_string(values.get("language")) or "").split("-")[0].lower() or None,
    )


def _body(values: Mapping[str, Any]) -> str:
    bodies = [
        (_string(body.get("contenttype") or body.get("contentType")) or "", _string(body.get("value")) or "")
        for body in _objects(values.get("bodies"))
    ]
    bodies += [
        ("text/html" if "html" in key else "text/plain", _string(value) or "")
        for key, value in values.items()
        if key.startswith("body_")
    ]
    plain = [text for kind, text in bodies if "html" not in kind and text.strip()]
    rich = [text for kind, text in bodies if "html" in kind and text.strip()]
    return plain[0] if plain else html_to_text(rich[0]) if rich else ""


def _source(values: Mapping[str, Any]) -> str | None:
    named = [_string(source.get("name")) for source in _objects(values.get("infosources") or values.get("infosource"))]
    return next((name for name in named if name), None) or _string(values.get("copyrightholder")) or _string(values.get("source"))


def _time(values: Mapping[str, Any]) -> Any:  # noqa: ANN401  datetime or None
    for key in ("versioncreated", "versionCreated", "contentcreated", "contentCreated", "firstcreated", "firstCreated"):
        found = maybe_moment(_string(values.get(key)) or "")
        if found is not None:
            return found
    return None


def _value(values: object) -> str | None:
    return next((text for item in _objects(values) if (text := _string(item.get("value")))), None)


def _objects(values: object) -> list[Mapping[str, Any]]:
    return [item for item in values if isinstance(item, Mapping)] if isinstance(values, list) else []


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _address(value: object) -> str | None:
    text = _string(value)
    return text if text and text.startswith(("http://", "https://")) else None
