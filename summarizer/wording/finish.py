"""The two ends of a printed sentence: a capital letter at the start, a mark at the end."""

from __future__ import annotations

from summarizer.wording.tokens import tokenize
from summarizer.wording.usage import ENDS

_CLOSERS = frozenset("\"')]}”’")


def upper_first(text: str) -> str:
    """Return text with its first letter upper case; one whose upper case is another letter, as of ß and µ, stays."""
    first = text[:1].upper()
    return first + text[1:] if first.lower() == text[:1].lower() else text


def finish(text: str) -> str:
    """Return a sentence with its first letter upper case and an end mark."""
    text = text.strip()
    if not text:
        return text
    for i, c in enumerate(text):
        if c.isalpha():
            word = tokenize(text[i:])[0].text
            if word.islower():
                text = text[:i] + upper_first(text[i:])
            break
        if c.isdigit():
            break
    end = len(text)
    while end and text[end - 1] in _CLOSERS:
        end -= 1
    if end and text[end - 1] not in ENDS:
        if text[end - 1] in ",;:–—-":
            text = text[: end - 1].rstrip() + text[end:]
        # American style: a full stop goes inside closing quotation marks, but not inside brackets.
        inside = len(text)
        while inside and text[inside - 1] in "\"”'’":
            inside -= 1
        text = text[:inside] + "." + text[inside:]
    return text
