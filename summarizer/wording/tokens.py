"""Words and marks of a text with their places, compared without regard to case, accents and kinds of quotation marks."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"\.\.\.|[^\W_]+|\S")
_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'", "´": "'",
                        "‑": "-", "‐": "-", "—": "–", "―": "–", "−": "–"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A run of letters and digits, or a single mark.

    Attributes:
        text: As it stands.
        key: What it is compared by: lower case, no accents, plain marks.
        start: Where it starts, in code points.
        end: Where it ends.

    """

    text: str
    key: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it consists of letters or digits."""
        return self.text[0].isalnum()


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Return text in lower case, without accents, with plain quotation marks, hyphens and dashes; never empty for a text.

    An accent that stands alone, such as the selector behind an emoji, is what it is.
    """
    if text == "...":
        return "…"
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn")
    return plain.translate(_MARKS) or text


@lru_cache(maxsize=1024)
def tokenize(text: str) -> tuple[Token, ...]:
    """Return the words and marks of a text in order; white space is what lies between them."""
    return tuple(Token(m.group(), fold(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(text))
