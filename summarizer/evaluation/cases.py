"""Articles with references, as a user keeps them: a folder of bundles, or JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from summarizer.article import Article
from summarizer.errors import InputError, InvalidArticle, NoArticles
from summarizer.readers import cannot_read, read, read_json_bundle
from summarizer.readers.bundle import parse_json
from summarizer.readers.decoding import decode, raw

REFERENCES = "references"
"""Name of the folder, within a bundle's folder, that holds its reference summaries; of the JSON field too."""


@dataclass(frozen=True, slots=True)
class Case:
    """The articles of one story and what editors made of them.

    Attributes:
        id: Name of the folder, or the line's ``id``, or its number.
        articles: The bundle.
        references: At least one summary.
    """

    id: str
    articles: tuple[Article, ...]
    references: tuple[str, ...]


def read_cases(path: Path) -> tuple[Case, ...]:
    """Read the cases of a folder or of a JSON Lines file.

    In a folder each sub-folder is a bundle: article files as everywhere, and a folder ``references`` with a text file for each
    reference. In JSON Lines each line is ``{"articles": [...], "references": ["..."]}``; an ``id`` is optional.

    Raises:
        UnreadableInput: ``path`` does not exist or cannot be read, or a line is not JSON.
        InvalidArticle: A bundle has no references, or a value has the wrong type; the message names the place.
        NoArticles: There is no case, or one without articles.
    """
    try:
        found = tuple(_folders(path) if path.is_dir() else _lines(path))
    except OSError as error:
        raise cannot_read(path, error) from None
    if not found:
        raise NoArticles(f"{path} holds no bundle with references.")
    return found


def _folders(path: Path) -> Iterator[Case]:
    for folder in sorted(path.iterdir()):
        if not folder.is_dir() or folder.name.startswith("."):
            continue
        inside = folder / REFERENCES
        if not inside.is_dir():
            raise InvalidArticle(f"{folder.name} has no folder named {REFERENCES}.")
        files = [file for file in sorted(inside.iterdir()) if file.is_file() and not file.name.startswith(".")]
        texts = tuple(text for file in files if (text := decode(file.read_bytes(), file.name).strip()))
        if not texts:
            raise InvalidArticle(f"{folder.name}/{REFERENCES} holds no text.")
        yield Case(folder.name, read([folder]).articles, texts)


def _lines(path: Path) -> Iterator[Case]:
    for number, line in enumerate(raw(path.read_bytes(), path.name).split("\n"), start=1):
        if line.strip():
            place = f"Line {number} of {path.name}"
            yield _case(parse_json(line, place), place, str(number))


def _case(value: object, place: str, name: str) -> Case:
    if not isinstance(value, Mapping) or "articles" not in value or REFERENCES not in value:
        raise InvalidArticle(f'{place} must be {{"articles": [...], "references": ["..."]}}.')
    given = value[REFERENCES]
    if not isinstance(given, list) or not given or not all(isinstance(one, str) and one.strip() for one in given):
        raise InvalidArticle(f"{place}: references must be a list of texts.")
    try:
        articles = read_json_bundle({"articles": value["articles"]})
    except InputError as error:
        raise type(error)(f"{place}: {error}") from None
    return Case(str(value.get("id") or name), articles, tuple(given))
