"""The bundles of a folder."""

from __future__ import annotations

import codecs
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from summarizer.batch.places import Entry, brought, entries, is_address, opened
from summarizer.errors import UnreadableInput
from summarizer.readers import Reading, read, read_json_bundle
from summarizer.readers.bundle import parse_json

LONGEST_NAME = 100
_UNSAFE = re.compile(r"[^\w.-]+")
_LINES = (".jsonl", ".ndjson")
_OWN_ENDINGS = (".ninjs",)
"""Ends of names that would make the output of one bundle look like another output of a second."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a JSON Lines file: its number, from 1, and where its bytes stand."""

    number: int
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where one bundle stands.

    Attributes:
        name: Unique among the bundles of a run and safe as a file's name.
        path: Path or address of a folder of articles, or of a file.
        line: For JSON Lines the line; None: the whole of ``path``.
        stamp: Changes when the content does, as far as a listing tells.
    """

    name: str
    path: str
    line: Line | None = None
    stamp: str = ""

    def load(self) -> Reading:
        """Read the bundle, and say which files of its folder are not part of it.

        Raises:
            InputError: It cannot be read.
        """
        if self.line is None:
            with brought(self.path) as place:
                return read([place])
        name = f"Line {self.line.number} of {self.path.rsplit('/', 1)[-1]}"
        with opened(self.path) as file:
            file.seek(self.line.start)
            data = file.read(self.line.length)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise UnreadableInput(f"{name} is not UTF-8.") from None
        return Reading(read_json_bundle(parse_json(text, name)))


def discover(folder: str) -> tuple[Source, ...]:
    """Return the bundles of a folder in the order of their names.

    A sub-folder with files is a bundle of all of them; a JSON file is a bundle; of a JSON Lines file each line that holds
    ``articles`` is one, and a file whose lines are articles is one as a whole. Hidden files are passed over, as are links back
    to a folder that holds them; a loose text or HTML file is a bundle of one article.

    Args:
        folder: Path or address.

    Raises:
        UnreadableInput: The folder does not exist or may not be read.
        MissingExtra: It is an address whose store needs a package that is not installed.
    """
    taken: set[str] = set()
    found = []
    for source in (source for entry in entries(folder) for source in _sources(entry, "", _within(folder, ()))):
        name = source.name
        if name.casefold() in taken or name.casefold().endswith(_OWN_ENDINGS):
            name = _hashed(name, source.path if source.line is None else f"{source.path} {source.line.number}")
        taken.add(name.casefold())
        found.append(source if name == source.name else replace(source, name=name))
    return tuple(found)


def safe_name(name: str) -> str:
    """Return a file name made of letters, digits, dots and dashes that cannot leave its folder.

    Names that had to be changed end in a hash of what they were, so that no two become one.
    """
    plain = _UNSAFE.sub("-", name).strip(".-")
    return name if plain == name and len(name) <= LONGEST_NAME else _hashed(plain, name)


def _hashed(plain: str, whole: str) -> str:
    mark = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{plain[: LONGEST_NAME - len(mark) - 1] or 'bundle'}-{mark}"


def _within(folder: str, around: tuple[str, ...]) -> tuple[str, ...]:
    """Return the real places of a folder and of those around it; an object store has no links."""
    return around if is_address(folder) else (*around, os.path.realpath(folder))


def _sources(entry: Entry, above: str, around: tuple[str, ...]) -> Iterator[Source]:
    name = above + entry.name
    if entry.folder:
        within = _within(entry.path, around)
        if within and any(Path(place).is_relative_to(within[-1]) for place in around):
            return  # a link in a circle: what it leads to has been read, or is on the way
        try:
            inside = entries(entry.path)
        except UnreadableInput:
            yield Source(safe_name(name), entry.path)  # to be refused by name
            return
        files = [child for child in inside if not child.folder]
        if files:
            stamp = hashlib.sha256(repr([(child.name, child.stamp) for child in files]).encode()).hexdigest()[:16]
            yield Source(safe_name(name), entry.path, stamp=stamp)
        for child in inside:
            if child.folder:
                yield from _sources(child, f"{name}/", within)
    elif entry.name.lower().endswith(_LINES):
        try:
            yield from _lines(entry, name)
        except UnreadableInput:
            yield Source(safe_name(name), entry.path)
    else:
        yield Source(safe_name(name), entry.path, stamp=entry.stamp)


def _lines(entry: Entry, name: str) -> Iterator[Source]:
    """Tell by its first line whether a file holds bundles or articles; a broken line stays a bundle, to be refused by name."""
    stem = name.rpartition(".")[0]
    with opened(entry.path) as file:
        start, bundles = 0, False
        for number, data in enumerate(file, start=1):
            line = Line(number, start, len(data))
            start += len(data)
            if not data.removeprefix(codecs.BOM_UTF8).strip():
                continue
            bundles = bundles or _holds_articles(data)
            if not bundles:
                break
            yield Source(safe_name(f"{stem}-{number:06}"), entry.path, line, entry.stamp)
        if not bundles:
            yield Source(safe_name(name), entry.path, stamp=entry.stamp)


def _holds_articles(data: bytes) -> bool:
    try:
        value = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return False
    return isinstance(value, Mapping) and "articles" in value
