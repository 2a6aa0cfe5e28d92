"""How long a summary may be."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.errors import InvalidOption

UNSPACED = re.compile(r"[぀-ヿ㐀-䶿一-鿿豈-﫿]")
"""A character of Chinese or Japanese."""


def count_words(text: str) -> int:
    """Return the number of words, as an editor's program counts them.

    Runs of characters between white space; of Chinese and Japanese, which have none, each character.
    """
    if text.isascii() or not (unspaced := len(UNSPACED.findall(text))):
        return len(text.split())
    return unspaced + sum(any(map(str.isalnum, run)) for run in UNSPACED.sub(" ", text).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Limits of a summary; None where there is none, at least one must be given.

    Attributes:
        max_words: Words, as ``count_words`` counts them.
        max_sentences: Sentences.
        max_characters: Code points of the printed text, one space between sentences.

    Raises:
        InvalidOption: No limit is given, or one is not a positive whole number.

    """

    max_words: int | None = None
    max_sentences: int | None = None
    max_characters: int | None = None

    def __post_init__(self) -> None:
        limits = {name: getattr(self, name) for name in ("max_words", "max_sentences", "max_characters")}
        if all(limit is None for limit in limits.values()):
            raise InvalidOption("Give at least one of max_words, max_sentences and max_characters.")
        for name, limit in limits.items():
            if limit is not None and (isinstance(limit, bool) or not isinstance(limit, int) or limit < 1):
                raise InvalidOption(f"{name} must be a whole number of at least 1.")

    def holds(self, text: str, sentences: int) -> bool:
        """Say whether a printed text of so many sentences keeps every limit."""
        return (
            (self.max_words is None or count_words(text) <= self.max_words)
            and (self.max_sentences is None or sentences <= self.max_sentences)
            and (self.max_characters is None or len(text) <= self.max_characters)
        )

    def describe(self) -> str:
        """Return the limits in words, as in ``120 words and 5 sentences``."""
        parts = [
            f"{limit} {noun if limit != 1 else noun[:-1]}"
            for limit, noun in (
                (self.max_words, "words"),
                (self.max_sentences, "sentences"),
                (self.max_characters, "characters"),
            )
            if limit is not None
        ]
        return " and ".join(parts)
