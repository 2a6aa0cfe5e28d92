"""How the sentences of a story write their words, counted once for all that is written from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.wording.lexicon import common_words
from summarizer.wording.tokens import Token, tokenize

ENDS = frozenset(".!?…")
"""Marks that end a sentence."""
_OPENERS = frozenset("\"'“‘([")


@dataclass(frozen=True, slots=True)
class Place:
    """A token of a source sentence, and where it stands."""

    token: Token
    sentence: int
    index: int
    opens: bool
    gap: bool


class Usage:
    """How sentences write their words, and what stands between them.

    Args:
        sentences: Of one story.

    """

    def __init__(self, sentences: Sequence[str]) -> None:
        self.forms: dict[str, Counter[str]] = {}
        self.before: dict[tuple[str, str], Counter[str]] = {}
        self.after: dict[tuple[str, str], Counter[str]] = {}
        self.within_names: Counter[str] = Counter()
        self.alone: Counter[str] = Counter()
        self.untitled: Counter[str] = Counter()
        self.gaps: Counter[tuple[str, str]] = Counter()
        self.places: list[list[Place]] = [self._read(sentence, number) for number, sentence in enumerate(sentences)]

    def _read(self, source: str, number: int) -> list[Place]:
        """Count the words of a sentence and return its tokens."""
        tokens = tokenize(source)
        letters = [token.text for token in tokens if token.text[0].isalpha()]
        shouted = len(letters) > 3 and sum(word[0].isupper() for word in letters) > 0.8 * len(letters)
        dateline = _dateline(tokens)
        places: list[Place] = []
        opening = True
        for index, token in enumerate(tokens):
            gap = index > 0 and token.start > tokens[index - 1].end
            opens = opening or shouted or index < dateline
            places.append(Place(token, number, index, opens, gap))
            if token.is_word:
                if not opens:
                    self._count(tokens, index)
                opening = False
            elif token.key in ENDS and index + 1 < len(tokens) and len(tokens[index - 1].text) > 1:
                opening = tokens[index + 1].text[0].isupper() or tokens[index + 1].text in _OPENERS
            elif token.text in '"“‘' or token.key == ":" or index + 1 == dateline:
                opening = True
            if index:
                self.gaps[tokens[index - 1].key, token.key] += 1 if gap else -1
        return places

    def _count(self, tokens: Sequence[Token], index: int) -> None:
        """Count a word inside a sentence."""
        token = tokens[index]
        before = tokens[index - 1] if index else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.text[0].isupper():
            inside = any(near is not None and near.text[0].isupper() for near in (before, after))
            (self.within_names if inside else self.alone)[token.key] += 1
        if after is not None and token.text.islower():
            self.untitled[token.key] += is_name(after.text, after.key)
        self.forms.setdefault(token.key, Counter())[token.text] += 1
        if before is not None:
            self.before.setdefault((before.key, token.key), Counter())[token.text] += 1
        if after is not None:
            self.after.setdefault((token.key, after.key), Counter())[token.text] += 1


def _dateline(tokens: Sequence[Token]) -> int:
    """Return how many tokens a dateline in capitals takes, its dash included: ``LONDON (Reuters) — ``; 0 where there is none."""
    for index, token in enumerate(tokens[:14]):
        if token.text in {"—", "–", "-"} and index and tokens[0].text.isupper() and len(tokens[0].text) > 2:
            return index + 1
    return 0


def is_name(form: str, key: str) -> bool:
    """Whether a word as it stands is a name: it has a capital, and no common word is spelled so."""
    return form[0].isupper() and key not in common_words()
