"""Case, spacing, accents and marks for the output of an uncased model, taken from the sentences that it was written from.

The output is covered by runs of words that its sources have too, longest runs first; a run takes the source's own characters.
Words between runs take the form that the sources give them elsewhere, and spacing follows the sources' own pairs, then the
rules of newspaper typography.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from summarizer.wording.finish import finish
from summarizer.wording.lexicon import common_words, name_parts
from summarizer.wording.tokens import Token, tokenize
from summarizer.wording.usage import Place, Usage, is_name

_GLUED_LEFT = frozenset(",.;:!?%)]}…°")
_GLUED_RIGHT = frozenset("([{$£€¥#@")
_CLITICS = frozenset(("s", "t", "re", "ve", "ll", "d", "m"))
_ALWAYS = {"i": "I"} | {
    day: day.capitalize()
    for day in (
        "monday tuesday wednesday thursday friday saturday sunday "
        "january february april june july september october november december"
    ).split()
}
_TITLES = frozenset(
    "president vice senator senators representative rep sen governor gov mayor judge justice secretary minister chancellor "
    "king queen prince princess pope general gen colonel captain sergeant officer detective dr mr mrs ms professor attorney "
    "speaker chairman chairwoman former chief prime acting director sheriff congressman congresswoman reverend rabbi".split()
)

_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")
_SMALL = frozenset({"a.m.", "p.m.", "e.g.", "i.e."})
_ALWAYS_BEFORE_NAMES = frozenset(
    "president senator representative rep sen governor gov mayor judge justice chancellor queen pope gen dr mr mrs ms sheriff "
    "congressman congresswoman".split()
)


class Recaser:
    """Gives uncased text the look of the sentences it was written from.

    Args:
        sources: The sentences that the text was written from.
        context: How further sentences of the same story write their words: read once, it serves all recasers of the story.

    """

    def __init__(self, sources: Sequence[str], context: Usage | None = None) -> None:
        own = Usage(sources)
        self._usages = (own,) if context is None else (own, context)
        self._places = [place for of_one in own.places for place in of_one]
        self._where: dict[str, list[int]] = defaultdict(list)
        for number, place in enumerate(self._places):
            self._where[place.token.key].append(number)
        self._curly = any("“" in source for source in sources)
        self._apostrophe = "’" if any("’" in source for source in sources) else "'"

    def _forms(self, key: str) -> Counter[str]:
        """Return how often a word is written how; empty for a word that is not known inside a sentence."""
        return _sum([usage.forms.get(key) for usage in self._usages])

    def _near(self, before: str, key: str, after: str) -> Counter[str]:
        """Return how often a word is written how between these two neighbours, either of them counting."""
        found = [usage.before.get((before, key)) for usage in self._usages]
        return _sum(found + [usage.after.get((key, after)) for usage in self._usages])

    def _untitled(self, key: str) -> bool:
        """Whether a word is written in lower case before a name."""
        return any(usage.untitled[key] for usage in self._usages)

    def recase(self, text: str) -> str:
        """Return ``text`` with case, spacing, accents and marks as its sources have them.

        Text that has capitals already keeps them. Letters and digits stay the same, in the same order, but for case and accents.
        """
        if any(c.isupper() for c in text):
            return finish(" ".join(text.split()))
        tokens = tokenize(text)
        if not tokens:
            return ""
        origin = self._align(tokens)
        forms = [self._form(tokens, origin, i) for i in range(len(tokens))]
        forms = [self._unnamed(tokens, forms, i) for i in range(len(tokens))]
        return finish(_INITIALS.sub(_capitals, self._join(tokens, origin, forms)))

    def _align(self, tokens: Sequence[Token]) -> list[int | None]:
        """Return for each token the place it is copied from: longest runs first, earlier sources first."""
        origin: list[int | None] = [None] * len(tokens)
        heap: list[tuple[int, int, int, int]] = []

        def push(start: int, place: int, length: int) -> None:
            words = sum(token.is_word for token in tokens[start : start + length])
            heapq.heappush(heap, (-2 * words - length, place, start, length))

        for i, token in enumerate(tokens):
            for place in self._where.get(token.key, ()):
                if i and self._continues(place - 1, place) and tokens[i - 1].key == self._places[place - 1].token.key:
                    continue
                length = 1
                while (
                    i + length < len(tokens)
                    and self._continues(place + length - 1, place + length)
                    and tokens[i + length].key == self._places[place + length].token.key
                ):
                    length += 1
                push(i, place, length)
        while heap:
            _, place, start, length = heapq.heappop(heap)
            taken = [k for k in range(length) if origin[start + k] is not None]
            if not taken:
                origin[start : start + length] = range(place, place + length)
                continue
            # Part of the run is taken: what is left of it competes again.
            for first, last in pairwise([-1, *taken, length]):
                if last - first > 1:
                    push(start + first + 1, place + first + 1, last - first - 1)
        return origin

    def _continues(self, one: int, other: int) -> bool:
        return one >= 0 and other < len(self._places) and self._places[one].sentence == self._places[other].sentence

    def _follows(self, origin: Sequence[int | None], i: int) -> bool:
        """Whether token ``i`` continues the run of the token before it."""
        here, before = origin[i], origin[i - 1] if i else None
        return here is not None and before is not None and here == before + 1 and self._continues(before, here)

    def _form(self, tokens: Sequence[Token], origin: Sequence[int | None], i: int) -> str:
        token, place = tokens[i], origin[i]
        if not token.is_word:
            return self._places[place].token.text if place is not None else token.text
        source = None if place is None else self._places[place]
        follows = self._follows(origin, i)
        in_run = follows or (i + 1 < len(tokens) and self._follows(origin, i + 1))
        if source is not None and ((not source.opens and in_run) or (follows and not tokens[i - 1].is_word)):
            return source.token.text
        before = tokens[i - 1].key if i else ""
        after = tokens[i + 1].key if i + 1 < len(tokens) else ""
        known = self._forms(token.key)
        if before == "'" and token.key in _CLITICS:
            form = token.key
        elif known:
            near = self._near(before, token.key, after)
            # "US" and "us", "Polish" and "polish": a neighbour decides, then the more frequent form.
            form = max(known, key=lambda form: (near[form], known[form], form))
        elif source is None:
            form = self._inflected(token)
        elif source.opens and source.token.text[1:] == source.token.text[1:].lower():
            form = self._unopened(source, place)
        else:
            form = source.token.text
        return form

    def _unnamed(self, tokens: Sequence[Token], forms: Sequence[str], i: int) -> str:
        """Return the form of a word once its neighbours are known.

        A word that the sources capitalize only within longer names ("Supreme Court", "President Biden") loses its capital
        where it stands without them ("the court"); a title before a name has one.
        """
        key, form = tokens[i].key, forms[i]
        if not form[0].isalpha() or (key not in common_words() and key not in name_parts()):
            return form
        named_after = i + 1 < len(forms) and is_name(forms[i + 1], tokens[i + 1].key)
        if form.islower():
            return form.capitalize() if named_after and key in _ALWAYS_BEFORE_NAMES and not self._untitled(key) else form
        named_before = i > 0 and forms[i - 1][0].isupper()
        within = any(usage.within_names[key] for usage in self._usages)
        alone = any(usage.alone[key] for usage in self._usages)
        if (
            form.istitle()
            and within
            and not alone
            and not named_before
            and not (i + 1 < len(forms) and forms[i + 1][0].isupper())
        ):
            return form.lower()
        return form

    def _unopened(self, source: Place, place: int | None) -> str:
        """Return the form inside a sentence of a word that is only known as a sentence's first."""
        text = source.token.text
        if source.token.key not in common_words():
            return text
        following = None if place is None or not self._continues(place, place + 1) else self._places[place + 1].token.text
        named = following is not None and following[0].isupper() and following.lower() not in common_words()
        if named and source.token.key in _TITLES:
            return text
        return text.lower()

    def _inflected(self, token: Token) -> str:
        """Return the form of a word that the sources lack: that of its singular or plural where that is a name."""
        if token.key in _ALWAYS:
            return _ALWAYS[token.key]
        for other in (token.key.removesuffix("s"), token.key + "s"):
            known = self._forms(other)
            if other != token.key and len(other) > 3 and known and all(form[0].isupper() for form in known):
                return token.text.capitalize()
        return token.text

    def _join(self, tokens: Sequence[Token], origin: Sequence[int | None], forms: list[str]) -> str:
        parts: list[str] = []
        quoting = single = False
        for i, token in enumerate(tokens):
            key = token.key
            closing = False
            if key == '"':
                closing = self._closes(tokens, origin, i, quoting)
                quoting = not closing
                forms[i] = ("”" if closing else "“") if self._curly else '"'
            elif key == "'":
                apostrophe = self._is_apostrophe(tokens, i, single)
                if not apostrophe:
                    closing, single = single, not single
                forms[i] = self._apostrophe if apostrophe or closing or self._apostrophe == "'" else "‘"
            if i == 0:
                gap = False
            elif self._follows(origin, i) and (
                '"' not in (key, tokens[i - 1].key) or self._whole_run(tokens, origin, i if key == '"' else i - 1)
            ):
                place = origin[i]
                gap = place is not None and self._places[place].gap
            else:
                gap = self._gap(tokens, i, quoting, closing, single)
            parts.append((" " if gap else "") + forms[i])
        return "".join(parts)

    def _whole_run(self, tokens: Sequence[Token], origin: Sequence[int | None], i: int) -> bool:
        """Whether token ``i`` stands among the neighbours that it has in its source."""
        return (i == 0 or self._follows(origin, i)) and (i + 1 == len(tokens) or self._follows(origin, i + 1))

    def _closes(self, tokens: Sequence[Token], origin: Sequence[int | None], i: int, quoting: bool) -> bool:
        """Whether a quotation mark closes: as in its source, or else when one is open."""
        place = origin[i]
        if place is None or len(tokens) == 1 or not self._whole_run(tokens, origin, i):
            return quoting
        after = place + 1
        return not self._continues(place, after) or self._places[after].gap or self._places[after].token.key in _GLUED_LEFT

    @staticmethod
    def _is_apostrophe(tokens: Sequence[Token], i: int, single: bool) -> bool:
        before = tokens[i - 1] if i else None
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if before is None or not before.is_word:
            return False
        if after is not None and after.key in _CLITICS:
            return True
        return before.key.endswith("s") and not single

    def _gap(self, tokens: Sequence[Token], i: int, quoting: bool, closing: bool, single: bool) -> bool:
        """Whether white space stands before token ``i``, which does not continue a run."""
        before, here = tokens[i - 1].key, tokens[i].key
        known = sum(usage.gaps[before, here] for usage in self._usages)
        if before.isalnum() and here.isalnum():
            gap = True
        elif here == '"':
            gap = not closing and before not in _GLUED_RIGHT
        elif before == '"':
            gap = not quoting and here not in _GLUED_LEFT
        elif known:
            gap = known > 0
        elif here == "'":
            gap = not closing and single
        elif before == "'":
            opened = single and not self._is_apostrophe(tokens, i - 1, single=False)
            gap = not (here in _CLITICS or here in _GLUED_LEFT or opened)
        else:
            gap = not self._glued(tokens, i)
        return gap

    @staticmethod
    def _glued(tokens: Sequence[Token], i: int) -> bool:
        """Whether newspaper typography joins two tokens."""
        before, here = tokens[i - 1].key, tokens[i].key
        if here in _GLUED_LEFT or before in _GLUED_RIGHT:
            return True
        if here in {"-", "/"}:
            return before.isalnum()
        if before in {"-", "/"}:
            return here.isalnum() and i > 1 and tokens[i - 2].is_word
        if before == "." and i > 1:
            two_before = tokens[i - 2].key
            return (here.isdigit() and two_before.isdigit()) or (len(here) == 1 and here.isalpha() and len(two_before) == 1)
        return False


def _sum(counts: Iterable[Counter[str] | None]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in counts:
        if one is not None:
            total.update(one)
    return total


def _capitals(match: re.Match[str]) -> str:
    return match.group() if match.group() in _SMALL else match.group().upper()
