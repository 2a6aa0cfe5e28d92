"""The bundles of a folder."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from summarizer.article import Article
from summarizer.errors import UnreadableInput
from summarizer.readers import read, read_json_bundle
from summarizer.readers.bundle import parse_json

LONGEST_NAME = 100
_UNSAFE = re.compile(r"[^\w.-]+")
_LINES = {".jsonl", ".ndjson"}


@dataclass(frozen=True, slots=True)
class Source:
    """Where one bundle stands.

    Attributes:
        name: Unique among the bundles of a run and safe as a file's name.
        path: A folder of articles, or a file.
        line: For JSON Lines the line, from 1; None: the whole of ``path``.
    """

    name: str
    path: Path
    line: int | None = None

    def load(self) -> tuple[Article, ...]:
        """Read the bundle.

        Raises:
            InputError: It cannot be read.
        """
        if self.line is None:
            return read([self.path]).articles
        with self.path.open(encoding="utf-8-sig", errors="strict") as lines:
            for number, text in enumerate(lines, start=1):
                if number == self.line:
                    return read_json_bundle(parse_json(text, f"Line {number} of {self.path.name}"))
        raise UnreadableInput(f"{self.path.name} has no line {self.line} any more.")


def discover(folder: Path) -> tuple[Source, ...]:
    """Return the bundles of a folder in the order of their names.

    A sub-folder with files is a bundle of all of them; a JSON file is a bundle; of a JSON Lines file each line that holds
    ``articles`` is one, and a file whose lines are articles is one as a whole. Hidden files are passed over; a loose text or HTML
    file is a bundle of one article.

    Raises:
        UnreadableInput: The folder does not exist or may not be read.
    """
    if not folder.is_dir():
        raise UnreadableInput(f"{folder} is not a folder.")
    try:
        found = [source for path in sorted(folder.iterdir()) if not path.name.startswith(".") for source in _sources(path)]
    except OSError as error:
        raise UnreadableInput(f"Cannot read {folder}: {error.strerror or type(error).__name__}.") from None
    return tuple(found)


def safe_name(name: str) -> str:
    """Return a file name made of letters, digits, dots and dashes that cannot leave its folder.

    Names that had to be changed end in a hash of what they were, so that no two become one.
    """
    plain = _UNSAFE.sub("-", name).strip(".-")
    if plain == name and len(name) <= LONGEST_NAME:
        return name
    return f"{plain[:LONGEST_NAME] or 'bundle'}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _sources(path: Path) -> Iterator[Source]:
    if path.is_dir():
        inside = sorted(child for child in path.iterdir() if not child.name.startswith("."))
        if any(child.is_file() for child in inside):
            yield Source(safe_name(path.name), path)
        for child in inside:
            if child.is_dir():
                yield from (Source(safe_name(f"{path.name}/{one.name}"), one.path, one.line) for one in _sources(child))
    elif path.suffix.lower() in _LINES:
        yield from _lines(path)
    elif path.is_file():
        yield Source(safe_name(path.name), path)


def _lines(path: Path) -> Iterator[Source]:
    """Tell by its first line whether a file holds bundles or articles; a broken line stays a bundle, to be refused by name."""
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        numbered = ((number, text) for number, text in enumerate(lines, start=1) if text.strip())
        first = next(numbered, None)
        if first is None or not _holds_articles(first[1]):
            yield Source(safe_name(path.name), path)
            return
        yield Source(safe_name(f"{path.stem}-{first[0]:06}"), path, first[0])
        yield from (Source(safe_name(f"{path.stem}-{number:06}"), path, number) for number, _ in numbered)


def _holds_articles(text: str) -> bool:
    try:
        value = json.loads(text)
    except ValueError:
        return False
    return isinstance(value, Mapping) and "articles" in value
