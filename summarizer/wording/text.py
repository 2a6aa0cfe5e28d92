"""What text looks like on one line, and which characters nobody sees or nothing can write."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
    # The joiners shape words in scripts from Hebrew to Mongolian and in emoji; between other characters they only hide.
    "|(?<![\u0590-\u18ff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
)
_SPACE = re.compile(r"\s+")
_NO_WORD = re.compile(r"\W+")
_SPACELESS = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u9fff\U00020000-\U0010ffff]")


def visible(text: str) -> str:
    """Return the text without control, zero-width and bidirectional formatting characters; line breaks and tabs stay."""
    return _INVISIBLE.sub("", text)


def one_line(text: str) -> str:
    """Return the text as one line: invisible characters removed, white space folded to single spaces, ends trimmed."""
    return _SPACE.sub(" ", visible(text)).strip()


def encodable(text: str) -> bool:
    """Say whether a text is made of characters alone; a lone surrogate is none, and no encoding can write it."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def comparable(text: str) -> str:
    """Return a key under which lines that differ in case, spacing, quotation marks or compatibility forms are equal."""
    folded = unicodedata.normalize("NFKC", one_line(text)).casefold()
    return _NO_WORD.sub(" ", folded.replace("'", "").replace("’", "")).strip()


def is_spaceless(text: str) -> bool:
    """Say whether most letters belong to scripts that put no spaces between words (Chinese, Japanese, Thai, Lao, Khmer)."""
    spaceless: int = sum(c.isalpha() for c in _SPACELESS.findall(text))
    return spaceless > 0 and spaceless * 2 > sum(map(str.isalpha, text))
