"""Files and folders, each made into articles by its kind; one call is one bundle."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from summarizer.article import Article
from summarizer.errors import InputError, InvalidArticle, NoArticles, TooLarge, UnreadableInput, UnsupportedFormat
from summarizer.readers.bundle import parse_json, read_json_bundle, read_json_lines
from summarizer.readers.decoding import decode, raw
from summarizer.readers.plain import read_markdown, read_plain
from summarizer.wording.text import one_line

LARGEST_FILE = 20_000_000
"""Bytes; a larger file is no article, nor a bundle that could be summarized."""
MOST_FILES = 1_000
STDIN = Path("-")

_KINDS = {
    "text": ".txt .text",
    "markdown": ".md .markdown",
    "html": ".html .htm .xhtml",
    "json": ".json .ninjs",
    "lines": ".jsonl .ndjson",
    "feed": ".rss .atom",
}
_SUFFIXES = {suffix: kind for kind, suffixes in _KINDS.items() for suffix in suffixes.split()}
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body|article)\b", re.IGNORECASE | re.DOTALL
)
_FEED = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<[?!][^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_KNOWN_BINARY = frozenset(
    ".pdf .doc .docx .odt .rtf .xls .xlsx .ppt .pptx .zip .gz .xz .bz2 .tar .7z"
    " .jpg .jpeg .png .gif .webp .svg .mp3 .mp4 .wav .mov".split()
)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file of a folder that was left out, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read.

    Attributes:
        articles: The bundle; every article has an id.
        skipped: Files of the folders given that are not part of it.
    """

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...] = ()


def read(paths: Iterable[str | Path]) -> Reading:
    """Read files and folders as one bundle; ``-`` is standard input.

    An article's id is its file's name, or where a file holds several, its own id, or the file's name and a number. Of a folder
    its own files are read, in the order of their names, not those of folders within. A file of a folder that cannot be used is
    left out and reported; one that was named itself is an error.

    Raises:
        NoArticles: Nothing was named, or nothing named holds an article.
        UnreadableInput: A named file does not exist, may not be read or is broken.
        UnsupportedFormat: A named file is of a kind that is not read.
        InvalidArticle: A value in a named file has the wrong type.
        TooLarge: A named file, or a folder's number of files, is over the limit.
    """
    articles: list[Article] = []
    skipped: list[Skipped] = []
    named = [Path(path) for path in paths]
    for path in named:
        if path == STDIN:
            articles.extend(read_stdin(_bytes_of(STDIN)))
        elif _is_folder(path):
            for file in _files(path):
                try:
                    _refuse(file)
                    articles.extend(_read_file(file))
                except InputError as error:
                    skipped.append(Skipped(file, str(error)))
        else:
            articles.extend(_read_file(path))
    if not articles:
        raise NoArticles(_nothing(named, skipped))
    return Reading(_unique(articles), tuple(skipped))


def shown(path: str | Path) -> str:
    """Return a file's name as ids and messages have it: on one line, and without the bytes that are no characters."""
    return one_line(str(path).encode("utf-8", "replace").decode("utf-8")) or "unnamed"


def content(path: Path) -> bytes:
    """Return what a file holds, or standard input for ``-``.

    Raises:
        UnreadableInput: It cannot be read.
        TooLarge: It holds more than ``LARGEST_FILE`` bytes.
    """
    data = _bytes_of(path)
    _refuse_large(data, shown(path))
    return data


def cannot_read(path: str | Path, error: OSError) -> UnreadableInput:
    """Return the error that says which file or folder cannot be read, and why."""
    return UnreadableInput(f"Cannot read {shown(path)}: {error.strerror or type(error).__name__}.")


def read_stdin(data: bytes) -> tuple[Article, ...]:
    """Read what came through a pipe; its kind is told from how it starts.

    Raises:
        InputError: As for ``read``.
    """
    return _unique(_articles(data, "stdin", _sniff(data)))


def _files(folder: Path) -> list[Path]:
    try:
        found = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        raise cannot_read(folder, error) from None
    if len(found) > MOST_FILES:
        raise TooLarge(f"{shown(folder)} holds {len(found)} files; a bundle may have {MOST_FILES}.")
    return found


def _refuse(file: Path) -> None:
    """Raise for files of a folder that nobody meant to summarize, without opening them."""
    if file.name.startswith(".") or file.name.endswith("~"):
        raise UnsupportedFormat(f"{shown(file.name)} is hidden.")
    if _is_folder(file):
        raise UnsupportedFormat(f"{shown(file.name)} is a folder within the folder; name it to have it read.")


def _read_file(path: Path) -> tuple[Article, ...]:
    try:
        if path.exists() and not path.is_file():
            raise UnsupportedFormat(f"{shown(path)} is neither a file nor a folder.")
    except OSError as error:
        raise cannot_read(path, error) from None
    data = _bytes_of(path)
    suffix, name = path.suffix.lower(), shown(path.name)
    if suffix in _KNOWN_BINARY and not data[:1].isspace():
        raw(data, name)
        raise UnsupportedFormat(f"{name} is of a kind that is not read ({suffix}).")
    return _articles(data, name, _SUFFIXES.get(suffix) or _sniff(data))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:  # a name that is too long, a folder behind a closed door
        raise cannot_read(path, error) from None


def _bytes_of(path: Path) -> bytes:
    """Return what a file holds, of one that is too large a byte more than it may hold."""
    try:
        if path == STDIN:
            if sys.stdin is None:
                raise UnreadableInput("Standard input is closed.")
            return sys.stdin.buffer.read(LARGEST_FILE + 1)
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise cannot_read(path, error) from None
    except ValueError:
        raise UnreadableInput("A path holds a character that no file name has.") from None


def _refuse_large(data: bytes, name: str) -> None:
    if len(data) > LARGEST_FILE:
        raise TooLarge(f"{name} is larger than {LARGEST_FILE // 1_000_000} MB.")


def _sniff(data: bytes) -> str:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:1] in {b"{", b"["}:
        first = data.strip().split(b"\n", 1)
        return "lines" if len(first) > 1 and first[0].rstrip().endswith(b"}") and first[1].lstrip().startswith(b"{") else "json"
    text = head.decode("utf-8", "replace")
    return "feed" if _FEED.match(text) else "html" if _HTML.match(text) else "text"


def _articles(data: bytes, name: str, kind: str) -> tuple[Article, ...]:
    _refuse_large(data, name)
    if not data.strip():
        raise InvalidArticle(f"{name} is empty.")
    articles = tuple(_by_kind(data, name, kind))
    for number, article in enumerate(articles, start=1):
        if not article.text.strip():
            raise InvalidArticle(f"{name} holds no text." if len(articles) == 1 else f"Article {number} of {name} holds no text.")
    numbered = name if len(articles) == 1 else f"{name}#{{}}"
    return tuple(
        article if article.id else replace(article, id=numbered.format(number)) for number, article in enumerate(articles, 1)
    )


def _by_kind(data: bytes, name: str, kind: str) -> Sequence[Article]:
    if kind == "json":
        return _bundle(parse_json(raw(data, name), name), name)
    if kind == "lines":
        return read_json_lines(raw(data, name), name)
    # The parsers of feeds and pages take longer to import than a bundle of plain files to read.
    if kind == "feed":
        from summarizer.readers.feed import read_feed  # noqa: PLC0415

        raw(data, name)
        return read_feed(data, name)
    text = decode(data, name)
    if kind == "html":
        from summarizer.readers.markup import read_html  # noqa: PLC0415

        return [read_html(text, name)]
    return [read_markdown(text, name) if kind == "markdown" else read_plain(text, name)]


def _bundle(value: object, name: str) -> Sequence[Article]:
    try:
        return read_json_bundle(value)
    except InputError as error:
        raise type(error)(f"{name}: {error}") from None


def _unique(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Tell articles of one id apart by a number, as files of one name from two folders, or two feeds' entries, may meet."""
    taken: set[str] = set()
    unique = []
    for article in articles:
        names: Iterator[str] = (f"{article.id}#{number}" for number in range(2, len(articles) + 2))
        name = article.id if article.id not in taken else next(name for name in names if name not in taken)
        taken.add(name)
        unique.append(article if name == article.id else replace(article, id=name))
    return tuple(unique)


def _nothing(named: Sequence[Path], skipped: Sequence[Skipped]) -> str:
    if not named:
        return "No file or folder was named."
    where = ", ".join(shown(path) for path in named[:3])
    if not skipped:
        return f"{where} holds no files."
    return f"No file of {where} can be used; the first: {skipped[0].reason}"
