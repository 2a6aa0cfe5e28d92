"""Which words two sentences share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from summarizer.sentence import Sentence
from summarizer.wording.tokens import tokenize

LIGHT = frozenset(
    "a an the this that these those it its he his him she her they their them who whom whose which what there of in on at "
    "by to for from with as into onto over under after before during between among against about through across around amid "
    "near toward towards since until while when where because although though if than upon within and or but nor so yet "
    "both also too then however meanwhile still well such like is are was were be been being am has have had having do "
    "does did done will would can could may might must shall should not no s t re ve ll d m i we you our your my us "
    "me mr mrs ms".split()
)
"""Function words: what a sentence is about cannot be told from them."""


@lru_cache(maxsize=2_048)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in order, in lower case and without accents."""
    return tuple(token.key for token in tokenize(text) if token.is_word)


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts have the same words in the same order."""
    return words(one) == words(other)


@lru_cache(maxsize=2_048)
def content(text: str) -> frozenset[str]:
    """Return the words of a text that are no function words, without a plural's or a possessive's ending."""
    return frozenset(root(word) for word in words(text) if word not in LIGHT)


def root(word: str) -> str:
    """Return a word without the ending of a plural."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def bearing(text: str, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return the sentences that a text needs to have all of its content words, the one that has most of them first.

    A greedy cover; among equals the earlier sentence is taken. Words that no sentence has need none. At least one comes back.
    """
    open_words = set(content(text))
    left = list(dict.fromkeys(sentences))
    found: list[Sentence] = []
    while left:
        best = max(left, key=lambda sentence: len(open_words & content(sentence.text)))
        gain = open_words & content(best.text)
        if found and not gain:
            break
        found.append(best)
        left.remove(best)
        open_words -= gain
        if not open_words:
            break
    return tuple(found)
