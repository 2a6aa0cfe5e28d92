"""Names, numbers and quotations of a written sentence held to what its sources have, whichever model wrote it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from summarizer.wording.lexicon import common_words
from summarizer.wording.tokens import Token, tokenize

_NEAR = 86.0
"""Likeness (0-100, ``rapidfuzz.fuzz.ratio``) from which a name that the sources lack is a misspelling of one that they have."""

_SHORT_QUOTE = 12
"""Words up to which a quotation that was cut is put back whole."""


class Refused(ValueError):
    """A sentence holds what its sources lack, and it cannot be mended; it never leaves the fusion stage.

    The message says what it holds, in words for an editor.
    """


@dataclass(frozen=True, slots=True)
class Locked:
    """A sentence whose names, numbers and quotations its sources have.

    Attributes:
        text: The sentence, mended where it had to be.
        note: What was mended; None: nothing.

    """

    text: str
    note: str | None = None


def lock(text: str, sources: Sequence[str]) -> Locked:
    """Mend or refuse what a sentence has of names, numbers and quotations that its sources lack.

    A name in the wrong case, or one letter off, takes the sources' form; a quotation that was cut short is put back whole.

    Raises:
        Refused: A name or number is foreign to the sources, or a quotation is not as a source has it.

    """
    mended, notes = _mend_names(text, sources)
    mended, more = _mend_quotes(mended, sources)
    notes += more
    hedge = _unhedged(mended, sources)
    if hedge is not None:
        raise Refused(f"it leaves out “{hedge}” before a number")
    return Locked(mended, "; ".join(notes) or None)


def _mend_names(text: str, sources: Sequence[str]) -> tuple[str, list[str]]:
    forms: dict[str, set[str]] = {}
    for source in sources:
        for token in tokenize(source):
            if token.is_word:
                forms.setdefault(token.key, set()).add(token.text)
    pieces: list[str] = []
    notes: list[str] = []
    at = 0
    opened = False
    for token in tokenize(text):
        first, opened = not opened, opened or token.is_word
        if not token.is_word:
            continue
        form = _form(token, forms, first=first)
        if form != token.text:
            pieces += [text[at : token.start], form]
            notes.append("a name was spelled as the sources spell it")
            at = token.end
    return "".join(pieces) + text[at:], notes


def _form(token: Token, forms: dict[str, set[str]], *, first: bool) -> str:
    """Return how the sources write a word; the word itself where it is no name or number that they would have to have."""
    known = forms.get(token.key)
    if known is not None:
        named = len(known) == 1 and token.text not in known and not first and not any(form.islower() for form in known)
        return next(iter(known)) if named else token.text
    if not _is_fact(token, first=first) or (_singular_or_plural(token.key, forms) and not token.key[0].isdigit()):
        return token.text
    if token.key[0].isdigit():
        raise Refused("it has a number that the sources lack")
    near = process.extractOne(token.key, sorted(forms), scorer=fuzz.ratio, score_cutoff=_NEAR)
    if near is None or not all(form[0].isupper() for form in forms[near[0]]):
        raise Refused("it has a name that the sources lack")
    return min(forms[near[0]])


_HEDGES = frozenset(
    "nearly almost about around roughly approximately over under than least most to some fewer less more estimated".split()
)


def _unhedged(text: str, sources: Sequence[str]) -> str | None:
    """Return the word that limits a number wherever the sources have it, and that the text leaves out; None: there is none."""
    here = _before_numbers([text])
    for number, hedges in _before_numbers(sources).items():
        if number in here and "" not in hedges and "" in here[number]:
            return min(hedges)
    return None


def _before_numbers(texts: Sequence[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for text in texts:
        keys = [token.key for token in tokenize(text)]
        for i, key in enumerate(keys):
            if key[0].isdigit() and (i == 0 or keys[i - 1] not in {".", ","} or not keys[i - 2][0].isdigit()):
                near = [word for word in keys[max(0, i - 3) : i] if word in _HEDGES and word != "to"]
                found.setdefault(key, set()).add(near[-1] if near else "")
    return found


def _is_fact(token: Token, *, first: bool) -> bool:
    if any(c.isdigit() for c in token.key):
        return True
    if not token.text[0].isupper():
        return False
    return not first or token.key not in common_words()


def _singular_or_plural(key: str, forms: dict[str, set[str]]) -> bool:
    return len(key) > 4 and (key.removesuffix("s") in forms or key + "s" in forms)


def quotations(text: str) -> list[tuple[int, int]]:
    """Return where the inside of each quotation in double marks starts and ends; an open one ends with the text."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for match in re.finditer(r'[“”"„«»]', text):
        if opened is None:
            opened = match.end()
        else:
            found.append((opened, match.start()))
            opened = None
    if opened is not None:
        found.append((opened, len(text)))
    return found


def _keys(text: str) -> tuple[str, ...]:
    return tuple(token.key for token in tokenize(text) if token.is_word)


def _mend_quotes(text: str, sources: Sequence[str]) -> tuple[str, list[str]]:
    known = [(source[start:end].strip(), source) for source in sources for start, end in quotations(source)]
    notes: list[str] = []
    text, closed = _closed(text, [quote for quote, _ in known])
    if closed:
        notes.append("a quotation mark was put back")
    for start, end in reversed(quotations(text)):
        said = _keys(text[start:end])
        if not said:
            raise Refused("it has an empty quotation")
        if any(_keys(quote) == said for quote, _ in known):
            continue
        whole = next((quote for quote, _ in known if _within(said, _keys(quote))), None)
        if whole is None:
            raise Refused("it quotes what no source quotes so")
        if len(_keys(whole)) > _SHORT_QUOTE or 2 * len(said) < len(_keys(whole)):
            raise Refused("it cuts a quotation")
        text = text[:start] + whole.rstrip(",.; ") + _trailing(text[start:end]) + text[end:]
        notes.append("a quotation was put back whole")
    outside = _outside(text)
    for quote, source in known:
        said = _keys(quote)
        if len(said) >= 3 and _within(said, outside) and not _within(said, _outside(source)):
            raise Refused("it repeats a quotation without its marks")
    return text, notes


def _closed(text: str, known: Sequence[str]) -> tuple[str, bool]:
    """Return the text with the mark that closes its last quotation, where the model forgot it at the end."""
    marks = re.findall(r'[“”"]', text)
    if len(marks) % 2 == 0 or not known:
        return text, False
    start, end = quotations(text)[-1]
    if end != len(text) or not any(_keys(quote) == _keys(text[start:end]) for quote in known):
        return text, False
    return text + ("”" if marks[-1] == "“" else '"'), True


def _trailing(inside: str) -> str:
    match = re.search(r"[,.;]\s*$", inside)
    return match.group().strip() if match else ""


def _outside(text: str) -> tuple[str, ...]:
    pieces = []
    at = 0
    for start, end in quotations(text):
        pieces.append(text[at:start])
        at = end
    return _keys(" | ".join([*pieces, text[at:]]))


def _within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return any(whole[i : i + len(part)] == part for i in range(len(whole) - len(part) + 1))
