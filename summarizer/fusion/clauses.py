"""The little words and the verbs by which clauses and phrases of English are told apart; all in lower case."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from summarizer.wording.lexicon import verbs

MARKS = frozenset(",;:–-()")
PHRASE = frozenset(
    "in on at by for with from of to after before during between among against about through across around amid since "
    "until while when where because although though if as and or but nor who which whose that including according "
    "following despite without over under into onto toward towards upon within saying adding".split()
)
"""Words that open a phrase or a clause."""
CLAUSE = frozenset(
    "who which whose that while when where because although though if as after before since until and but or saying "
    "adding".split()
)
"""Those of them that open a clause, with a verb of its own."""
_SAYING = frozenset(
    "said says say told tells according reported reports announced wrote tweeted added stated claimed claims alleged "
    "argued warned denied accused suggested insisted called believes believe thinks allegedly reportedly apparently "
    "shows showed found finds suggests indicates indicated concluded estimates".split()
)


def has_verb(words: Sequence[str]) -> bool:
    """Tell whether one of some words is mostly a finite verb; one behind "to" is not."""
    known = verbs()
    return any(
        (word in known or (word.endswith("ed") and len(word) > 4)) and before != "to" for before, word in pairwise(("", *words))
    )


def says(words: Sequence[str]) -> bool:
    """Tell whether one of some words is one of saying, or of finding."""
    return any(word in _SAYING for word in words)


def loses_verb(skipped: Sequence[str]) -> bool:
    """Whether a finite verb goes without the word that opens its clause."""
    opened = False
    for word in skipped:
        if word in CLAUSE:
            opened = True
        elif word in MARKS:
            opened = False
        elif not opened and has_verb([word]):
            return True
    return False
