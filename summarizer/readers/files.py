"""Files and folders of any kind that is read."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from summarizer.article import Article
from summarizer.errors import InputError, NoArticles, TooLarge, UnreadableInput, UnsupportedFormat
from summarizer.readers.bundle import parse_json, read_json_bundle, read_json_lines
from summarizer.readers.decode import decode
from summarizer.readers.feed import read_feed
from summarizer.readers.page import read_page
from summarizer.readers.prose import read_markdown, read_text
from summarizer.readers.reading import Reading, Skipped

LARGEST_FILE = 50_000_000
"""Bytes above which a file is refused."""

_FEED = re.compile(
    rb"\A\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL | re.IGNORECASE
)
_PAGE = re.compile(r"\A\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b", re.DOTALL | re.IGNORECASE)


def read(inputs: Sequence[str | os.PathLike[str]]) -> Reading:
    """Read files and folders as one bundle; ``-`` is standard input.

    A folder gives the articles of all its files, those of sub-folders included; hidden ones are passed over. Files of a folder
    that hold no article are left out and named in the answer; a file that was asked for by name must be readable.

    Raises:
        NoArticles: There is none.
        UnreadableInput: A file cannot be opened or decoded.
        UnsupportedFormat: A file is of a kind that is not read.
        TooLarge: A file is too large.
        InvalidArticle: A file holds something that is not an article.
    """
    articles: list[Article] = []
    skipped: list[Skipped] = []
    for given in inputs:
        if given == "-":
            articles += read_bytes(sys.stdin.buffer.read(LARGEST_FILE + 1), "stdin")
            continue
        path = Path(given)
        if not path.is_dir():
            articles += read_file(path)
            continue
        for file in _files_in(path):
            try:
                articles += read_file(file)
            except InputError as error:
                skipped.append(Skipped(str(file), str(error)))
    if not articles:
        reasons = "; ".join(one.reason for one in skipped[:3])
        raise NoArticles(f"No article was found in {', '.join(map(str, inputs))}. {reasons}".strip())
    return Reading(_with_own_ids(articles), tuple(skipped))


def read_file(path: Path) -> tuple[Article, ...]:
    """Return the articles of one file.

    Raises:
        UnreadableInput, UnsupportedFormat, TooLarge, InvalidArticle, NoArticles: As for ``read``.
    """
    if path.exists() and not path.is_file():
        raise UnreadableInput(f"Cannot read {path}: it is neither a file nor a folder.")
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise UnreadableInput(f"Cannot read {path}: {error.strerror or type(error).__name__}.") from None
    return read_bytes(data, str(path))


def read_bytes(data: bytes, name: str) -> tuple[Article, ...]:
    """Return the articles of a file's content; its kind is told by its name, and where that does not say, by its look.

    Raises:
        UnsupportedFormat, TooLarge, InvalidArticle, NoArticles, UnreadableInput: As for ``read``.
    """
    if len(data) > LARGEST_FILE:
        raise TooLarge(f"{name} is larger than {LARGEST_FILE // 1_000_000} MB.")
    short = Path(name).name
    if not data.strip():
        raise UnreadableInput(f"{name} is empty.")
    if _FEED.match(data[:5_000]):
        return read_feed(data, short)
    text = decode(data, name)
    suffix = Path(name).suffix.lower()
    if suffix in {".jsonl", ".ndjson"}:
        return read_json_lines(text, short)
    if suffix == ".json" or (not suffix and text.lstrip()[:1] in {"{", "["}):
        return read_json_bundle(parse_json(text, name), short)
    if suffix in {".html", ".htm", ".xhtml"} or _PAGE.match(text[:5_000]):
        return (read_page(text, name),)
    if suffix in {".md", ".markdown"}:
        return (_with_text(read_markdown(text, name), name),)
    if suffix in {".xml", ".rss", ".atom"}:
        raise UnsupportedFormat(f"{name} is XML, but no RSS or Atom feed.")
    return (_with_text(read_text(text, name), name),)


def _files_in(folder: Path) -> Iterator[Path]:
    try:
        for root, folders, names in os.walk(folder, followlinks=False):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from (Path(root) / name for name in sorted(names) if not name.startswith("."))
    except OSError as error:
        raise UnreadableInput(f"Cannot read {folder}: {error.strerror or type(error).__name__}.") from None


def _with_text(article: Article, name: str) -> Article:
    if not article.text.strip():
        raise UnreadableInput(f"{name} holds no text.")
    return article


def _with_own_ids(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Number the ids that several files share, as sub-folders with the same file names do."""
    counts = Counter(article.id for article in articles)
    seen: Counter[str] = Counter()
    named: list[Article] = []
    for article in articles:
        seen[article.id] += 1
        again = counts[article.id] > 1 and seen[article.id] > 1
        named.append(replace(article, id=f"{article.id}~{seen[article.id]}") if again else article)
    return tuple(named)
