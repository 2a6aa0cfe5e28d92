"""Names and numbers of a summary that no article has, counted without any code or word list of fusion and verification.

What decides which words a sentence may hold would also hide its own mistakes. So this reads text by two plain rules: a name is a
capitalised word, a number is a figure or an English number word. It knows no grammar: a name that an article has in another
place, given to another person, is not seen, and an opening word that no article uses may be taken for a name where the next word
is capitalised too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from summarizer.article import Article

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
_NUMBER_WORDS = {
    word: str(value)
    for words, values in (
        ("two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen", range(2, 17)),
        ("seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety", (17, 18, 19, *range(20, 100, 10))),
        ("second third fourth fifth sixth seventh eighth ninth tenth", range(2, 11)),
    )
    for word, value in zip(words.split(), values, strict=True)
}


@dataclass(frozen=True, slots=True)
class Unsupported:
    """What no article has, as printed in the summary."""

    names: tuple[str, ...]
    numbers: tuple[str, ...]


def unsupported(sentences: Iterable[str], articles: Iterable[Article]) -> Unsupported:
    """Return the names and numbers of a summary that stand in none of its articles, their titles or their dates."""
    words: set[str] = set()
    numbers: set[str] = set()
    for article in articles:
        for token in _TOKEN.findall(" ".join((article.text, article.title or "", _date(article)))):
            words.add(_folded(token))
            numbers.update(_values(token))
    found_names: list[str] = []
    found_numbers: list[str] = []
    for sentence in sentences:
        found_names += [name for name in _names(sentence) if _folded(name) not in words]
        found_numbers += [token for token in _TOKEN.findall(sentence) if (values := set(_values(token))) and not values & numbers]
    return Unsupported(tuple(found_names), tuple(found_numbers))


def _date(article: Article) -> str:
    return "" if article.published is None else article.published.strftime("%A %d %B %Y %H:%M")


def _names(sentence: str) -> Iterator[str]:
    """Yield the capitalised words of two letters and more; the first word only where the next is capitalised too."""
    tokens = _TOKEN.findall(sentence)
    for place, (token, after) in enumerate(pairwise((*tokens, ""))):
        if token[0].isupper() and len(token) > 1 and (place or after[:1].isupper()):
            yield token


def _folded(token: str) -> str:
    return _POSSESSIVE.sub("", token).casefold()


def _values(token: str) -> Iterator[str]:
    """Yield what a token may stand for: ``1,200`` is 1200, ``twelve`` and ``12`` are one, ``5:30`` is also 5.30."""
    if token[0].isdigit():
        plain = _THOUSANDS.sub("", token).replace(":", ".").replace(",", ".")
        yield plain.lstrip("0") or "0"
    elif token.casefold() in _NUMBER_WORDS:
        yield _NUMBER_WORDS[token.casefold()]
