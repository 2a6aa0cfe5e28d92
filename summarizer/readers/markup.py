"""HTML pages, and the HTML fragments that feeds and agency items carry."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime

import lxml.html
from lxml import etree

from summarizer.article import Article
from summarizer.errors import UnreadableInput
from summarizer.readers.moments import moment
from summarizer.wording.language import declared

_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table td"
    " th tr ul".split()
)
_UNSEEN = frozenset("audio button figure form iframe img nav noscript object script select style svg template video".split())
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_TIMES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='date' or @name='pubdate' or @name='dc.date' or @name='DC.date.issued']/@content",
    "//time[@itemprop='datePublished']/@datetime",
    "//article//time/@datetime",
)


def read_html(page: str, name: str) -> Article:
    """Read the main text of a page (trafilatura), with its title, site name and the time it was published.

    Raises:
        UnreadableInput: The page holds no article.
    """
    import trafilatura  # noqa: PLC0415  a third of a second that bundles without HTML need not wait for

    tree = _parse(page)
    if tree is None:
        raise UnreadableInput(f"{name} holds no HTML that can be read.")
    found = trafilatura.bare_extraction(page, include_comments=False, include_tables=False)
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        text = plain_text(page)
        if not text.strip():
            raise UnreadableInput(
                f"{name} holds no article text; a page that a script fills in must be saved after it has loaded."
            )
        return Article(text=text, id=name, title=_without_site(_title(tree), tree), published=_published(tree))
    return Article(
        text=found.text or "",
        id=name,
        title=_without_site(found.title or _title(tree), tree),
        source=_site(tree) or found.sitename or None,
        url=found.url or None,
        published=_published(tree) or (moment(found.date) if found.date else None),
        language=declared(tree.get("lang")),
    )


def plain_text(fragment: str) -> str:
    """Return the text of an HTML fragment, one paragraph a block, pictures and scripts left out."""
    tree = _parse(fragment)
    if tree is None:
        return ""
    parts = "".join(_walk(tree)).split("\n")
    lines = (_SPACE.sub(" ", part).strip() for part in parts)
    return "\n\n".join(line for line in lines if line)


def _parse(page: str) -> lxml.html.HtmlElement | None:
    if not page.strip():
        return None
    try:
        return lxml.html.document_fromstring(page.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _walk(tree: lxml.html.HtmlElement) -> Iterator[str]:
    """Yield text and line breaks; with a stack of its own, as hostile pages nest deeper than Python does."""
    stack: list[tuple[lxml.html.HtmlElement, bool]] = [(tree, True)]
    while stack:
        node, entering = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        if not entering:
            if tag in _BLOCKS:
                yield "\n"
            yield _SPACE.sub(" ", node.tail or "")
            continue
        stack.append((node, False))
        if not tag or tag in _UNSEEN or tag == "head":
            continue
        if tag in _BLOCKS:
            yield "\n"
        yield _SPACE.sub(" ", node.text or "")
        stack.extend((child, True) for child in reversed(node))


def _title(tree: lxml.html.HtmlElement) -> str | None:
    titles = tree.xpath("//meta[@property='og:title']/@content | //h1//text() | //title/text()")
    return next((_SPACE.sub(" ", str(title)).strip() for title in titles if str(title).strip()), None)


def _without_site(title: str | None, tree: lxml.html.HtmlElement) -> str | None:
    """Return the page's heading where its title is that and the site's name, as in ``Barge hits bridge | The Herald``."""
    heading = next((_SPACE.sub(" ", str(h1.text_content())).strip() for h1 in tree.iter("h1")), "")
    return heading if heading and title and title.startswith(heading) else title


def _site(tree: lxml.html.HtmlElement) -> str | None:
    names = tree.xpath("//meta[@property='og:site_name']/@content")
    return next((str(name).strip() for name in names if str(name).strip()), None)


def _published(tree: lxml.html.HtmlElement) -> datetime | None:
    for path in _TIMES:
        for value in tree.xpath(path):
            found = moment(str(value))
            if found:
                return found
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        match = re.search(r'"datePublished"\s*:\s*("(?:[^"\\]|\\.){6,60}")', str(script))
        if match:
            try:
                found = moment(str(json.loads(match[1])))
            except ValueError:
                continue
            if found:
                return found
    return None
