"""Whether a written sentence reads as one: what a copy editor sees without knowing the story."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.fusion.clauses import has_verb
from summarizer.wording.overlap import LIGHT, root
from summarizer.wording.overlap import words as words_of
from summarizer.wording.tokens import Token, fold, tokenize

_FEWEST_WORDS = 5
_MOST_WORDS = 48
_CANNOT_END = frozenset(
    "a an the of and or but nor to for with from by as that which who whom whose than if when while because although though "
    "into its his her their our my your this these is are was were be been has have had will would could should may might "
    "can at in on very so such not no between among during including amid toward towards upon until since according per "
    "via".split()
)
_CANNOT_OPEN = frozenset("and or but nor which who whom whose than".split())
_RELATIVE = frozenset("who whom whose which where".split())
_OPENS_CLAUSE = frozenset("that until unless because although though while when if whether before after as".split())
_MAY_DOUBLE = frozenset({"had", "that", "very", "so", "no", "more", "his", "her"})
_ARTICLE = re.compile(
    r"\b(?:[Aa]\s+(?=[AEIOaeio][a-z])(?!one\b|once\b|[Ee]u|One)|[Aa]n\s+(?=[b-df-gj-np-tv-zB-DF-GJ-NP-TV-Z][a-z]))\w+"
)
_PREDICATE = re.compile(r",\s(?:is|was|are|were|has|have|had|will|would|can|could)\b")
_LIGHT = LIGHT | {"said", "says"}


@dataclass(frozen=True, slots=True)
class _Written:
    """A sentence under the editor's eye, with its tokens and what it was written from."""

    text: str
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    sources: tuple[str, ...]

    def ends_like_a_source(self) -> bool:
        tail = fold(self.text[-12:])
        return any(fold(source).endswith(tail) for source in self.sources)

    def most(self, gram: tuple[str, ...], *, heavy: bool = False) -> int:
        """Return how often a run of words stands in the source that has it most often."""
        known = [_heavy(words_of(source)) if heavy else words_of(source) for source in self.sources]
        return max((_count(source, gram) for source in known), default=0)


def faults(text: str, sources: Sequence[str] = ()) -> Iterator[str]:
    """Yield what is wrong with a sentence's form, in words for an editor; nothing for a sentence that may be printed.

    Args:
        text: The sentence, cased and spaced.
        sources: What it was written from. What a source has may stand, doubled words included.

    """
    written = _Written(text, tokenize(text), words_of(text), tuple(sources))
    for check in _CHECKS:
        found = check(written)
        if found:
            yield found


def _wrong_length(written: _Written) -> str | None:
    count = len(written.text.split())
    if count < _FEWEST_WORDS:
        return "it is a fragment"
    return "it is too long" if count > _MOST_WORDS else None


def _unknown_piece(written: _Written) -> str | None:
    return "it holds a piece that is no word" if "[UNK]" in written.text or "\ufffd" in written.text else None


def _bad_opening(written: _Written) -> str | None:
    if not written.tokens:
        return "it is empty"
    first = written.tokens[0]
    return "it opens as a fragment" if first.key in _CANNOT_OPEN or first.text in ",.;:)%’'–-" else None


def _open_end(written: _Written) -> str | None:
    text = written.text
    if not re.search(r"[.!?…][\"”'’)\]]*$", text):
        return "it does not end as a sentence does"
    abbreviated = re.search(r"\b(?:[A-Z]\.){1,3}$|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Sgt|St|No)\.$", text)
    if written.words[-1:] and written.words[-1] in _CANNOT_END:
        return "it breaks off"
    if re.search(r"[,;:(–-]\s*[.!?]?[\"”]?$", text) or (abbreviated and not written.ends_like_a_source()):
        return "it breaks off"
    return None


def _doubled(written: _Written) -> str | None:
    for gram in pairwise(token.key for token in written.tokens):
        if gram[0] == gram[1] and gram[0] not in _MAY_DOUBLE and (gram[0].isalnum() or gram[0] in ",.;:-–"):
            known = [[token.key for token in tokenize(source)] for source in written.sources]
            if not any(gram in pairwise(keys) for keys in known):
                return "a word stands twice"
    return None


def _repeated(written: _Written) -> str | None:
    heavy = _heavy(written.words)
    grams = Counter(zip(written.words, written.words[1:], written.words[2:], strict=False))
    for gram, count in grams.items():
        if count > 1 and any(word not in _LIGHT for word in gram) and written.most(gram) < count:
            return "it says the same words twice"
    for pair, count in Counter(pairwise(heavy)).items():
        if count > 1 and written.most(pair, heavy=True) < count:
            return "it says the same words twice"
    names = {root(token.key) for token in written.tokens if token.text[0].isupper()}
    known = [Counter(map(root, words_of(source))) for source in written.sources]
    for word, count in Counter(map(root, heavy)).items():
        if count > 1 and word not in names and all(source[word] < count for source in known):
            return "it says the same word twice"
    for word, count in Counter(heavy).items():
        if count > 2 and written.most((word,)) < count:
            return "it says the same word three times"
    return None


def _heavy(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _LIGHT and len(word) > 3)


def _count(source: tuple[str, ...], gram: tuple[str, ...]) -> int:
    return sum(source[i : i + len(gram)] == gram for i in range(len(source) - len(gram) + 1))


def _wrong_article(written: _Written) -> str | None:
    for match in re.finditer(_ARTICLE, written.text):
        if not any(match.group().lower() in source.lower() for source in written.sources):
            return "an article does not fit its word"
    return None


def _unbalanced(written: _Written) -> str | None:
    text = written.text
    for opened, closed in ("()", "[]", "“”"):
        depth = 0
        for c in text:
            depth += (c == opened) - (c == closed)
            if depth not in (0, 1):
                break
        if depth:
            return "brackets or quotation marks do not pair"
    if text.count('"') % 2:
        return "brackets or quotation marks do not pair"
    if re.search(r"\w--?\s|\w--\w|\s-\w|- -", text) and not re.search(r"\w--?\s|\w--\w|\s-\w|- -", " ".join(written.sources)):
        return "a hyphen joins nothing"
    if re.search(r"[“(]\s*[”)]|\"\s*\"", text):
        return "brackets or quotation marks hold nothing"
    return None


def _stray_comma(written: _Written) -> str | None:
    """Find a comma between subject and verb: the second of a pair whose first was left out."""
    for match in _PREDICATE.finditer(written.text):
        if written.text.count(",", 0, match.start()) % 2 == 0 and "–" not in fold(written.text[: match.start()]):
            return "a comma parts subject and verb"
    return None


def _no_verb(written: _Written) -> str | None:
    return None if has_verb(written.words) else "it has no verb"


def _open_aside(written: _Written) -> str | None:
    """Find a clause with "who" or "which" that takes the place of its noun's verb: "The storm, which lost force."."""
    keys = [token.key for token in written.tokens]
    opened = next((i for i in reversed(range(1, len(keys))) if keys[i] in _RELATIVE and keys[i - 1] == ","), None)
    if opened is None or any(key in ",–—-;" for key in keys[opened:]):
        return None
    start = next((i + 1 for i in reversed(range(opened)) if keys[i] in _OPENS_CLAUSE), 0)
    return None if has_verb(keys[start:opened]) else "a clause beside the noun takes the place of its verb"


_CHECKS: tuple[Callable[[_Written], str | None], ...] = (
    _wrong_length,
    _unknown_piece,
    _bad_opening,
    _open_end,
    _doubled,
    _repeated,
    _wrong_article,
    _stray_comma,
    _unbalanced,
    _no_verb,
    _open_aside,
)
