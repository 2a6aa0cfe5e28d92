"""Bytes into clean text."""

from __future__ import annotations

import unicodedata

import charset_normalizer
import ftfy

from summarizer.errors import UnsupportedFormat

_KINDS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_SHOWN = frozenset("\n\r\t")
_FIX = ftfy.TextFixerConfig(unescape_html=False, uncurl_quotes=False, fix_latin_ligatures=False, normalization="NFC")


def decode(data: bytes, name: str) -> str:
    """Return the text of a file: encoding detected, mojibake mended, NFC, without control, zero-width and bidi characters.

    Args:
        data: The file.
        name: What to call it in an error.

    Raises:
        UnsupportedFormat: It is not text.
    """
    for magic, kind in _KINDS:
        if data.startswith(magic):
            raise UnsupportedFormat(f"{name} is {kind}; give its text, or an HTML, JSON or feed file.")
    return tidy(_text(data, name))


def tidy(text: str) -> str:
    """Mend mojibake and take out what cannot be seen; line ends become those of Unix."""
    mended = ftfy.fix_text(text.replace("\r\n", "\n").replace("\r", "\n"), _FIX)
    return "".join(c for c in mended if c in _SHOWN or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"})


def _text(data: bytes, name: str) -> str:
    try:
        if not data.startswith(_MARKS[1:]):
            text = data.decode("utf-8-sig")
            if "\0" in text:
                raise UnsupportedFormat(f"{name} is binary, not text.")
            return text
    except UnicodeDecodeError:
        pass
    best = charset_normalizer.from_bytes(data).best()
    if best is None or "\0" in str(best):
        raise UnsupportedFormat(f"{name} is not text in any encoding that could be told; save it as UTF-8.")
    return str(best)
