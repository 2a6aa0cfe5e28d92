"""Bytes of a file to text: encoding found, mojibake mended, invisible characters out."""

from __future__ import annotations

import codecs
import re

import ftfy

from summarizer.errors import UnreadableInput, UnsupportedFormat
from summarizer.wording.text import visible

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"%PDF", "a PDF; export its text first, for instance with pdftotext"),
    (b"PK\x03\x04", "a ZIP archive or an office document; save it as plain text or HTML first"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save it as plain text or HTML first"),
    (b"{\\rtf", "an RTF document; save it as plain text or HTML first"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ", "an xz archive; unpack it first"),
    (b"\x89PNG", "an image"),
    (b"GIF8", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"ID3", "a sound file"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_SAMPLE = 100_000
"""Bytes that the encoding is guessed from."""
_ODD = 0.05
"""Share of control bytes from which on a file is taken for binary."""
_WIDE = 0.7
"""Share of zeros among every other byte from which on a file is taken for UTF-16."""


def decode(data: bytes, name: str) -> str:
    """Return the text of a file as Unicode NFC with line feeds between lines.

    A byte order mark, UTF-8 and what the file itself declares are tried before the encoding is guessed (charset-normalizer);
    ftfy mends what was once decoded wrongly. Control, zero-width and bidirectional formatting characters are removed.

    Args:
        data: The file's content.
        name: What the error calls it.

    Raises:
        UnsupportedFormat: It is a PDF, an archive, an image or other binary data.
        UnreadableInput: No encoding fits.
    """
    return visible(
        ftfy.fix_text(raw(data, name), normalization="NFC", uncurl_quotes=False, fix_character_width=False, unescape_html=False)
    )


def raw(data: bytes, name: str) -> str:
    """Return the text of a file as it stands; for formats that have rules of their own, such as JSON."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, encoding, name)
    for start, kind in _KINDS:
        if data.startswith(start):
            raise UnsupportedFormat(f"{name} is {kind}.")
    head = data[:_SAMPLE]
    wide = _wide(head)
    if wide:
        return _strict(data, wide, name)
    if b"\0" in head or sum(c < 9 or 13 < c < 27 for c in head) > _ODD * len(head):
        raise UnsupportedFormat(f"{name} is binary data, not text.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data[:4096])
    if declared:
        try:
            return data.decode((declared[1] or declared[2]).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    from charset_normalizer import from_bytes  # noqa: PLC0415  most files are UTF-8

    best = from_bytes(head).best()
    if best is None:
        raise UnreadableInput(f"The encoding of {name} cannot be told; save it as UTF-8.")
    return _strict(data, best.encoding, name)


def _wide(head: bytes) -> str | None:
    """Return the encoding of UTF-16 that lacks its byte order mark: every other byte of Western text is then zero."""
    if len(head) < 4 or len(head) % 2:
        return None
    even, odd = (head[start::2].count(0) / (len(head) // 2) for start in (0, 1))
    if max(even, odd) < _WIDE or min(even, odd) > 0:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableInput(
            f"{name} is not all {encoding.upper().removesuffix('-SIG')} as its start says; save it as UTF-8."
        ) from None
