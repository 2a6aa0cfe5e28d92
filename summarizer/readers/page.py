"""HTML pages: main text, title, date and site by trafilatura."""

from __future__ import annotations

from pathlib import PurePath

from summarizer.article import Article
from summarizer.errors import InvalidArticle
from summarizer.readers.decode import tidy
from summarizer.readers.fields import maybe_moment


def read_page(html: str, name: str) -> Article:
    """Return the article of an HTML page.

    Raises:
        InvalidArticle: No main text was found.
    """
    import trafilatura  # noqa: PLC0415  half a second, for pages only

    found = trafilatura.bare_extraction(
        html, with_metadata=True, include_comments=False, include_tables=False, favor_precision=True
    )
    values = {} if found is None else found if isinstance(found, dict) else found.as_dict()
    text = tidy(values.get("text") or "")
    if not text.strip():
        raise InvalidArticle(f"{name} has no main text that could be told from its furniture; give the text itself.")
    return Article(
        text=text,
        id=PurePath(name).name,
        title=values.get("title") or None,
        source=values.get("sitename") or None,
        url=values.get("url") or None,
        published=maybe_moment(values.get("date") or ""),
        language=values.get("language") or None,
    )


def html_to_text(html: str) -> str:
    """Return the text of an HTML fragment, a paragraph a block; nothing is taken for furniture."""
    from lxml.html import fromstring  # noqa: PLC0415  comes with trafilatura

    if not html.strip():
        return ""
    root = fromstring(f"<div>{html}</div>")
    for element in root.iter("script", "style"):
        element.text = None
    for element in root.iter(
        "p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "figure", "figcaption"
    ):
        element.tail = "\n\n" + (element.tail or "")
        element.text = "\n\n" + (element.text or "") if element.tag != "br" else element.text
    paragraphs = (" ".join(part.split()) for part in str(root.text_content()).split("\n\n"))
    return tidy("\n\n".join(part for part in paragraphs if part))
