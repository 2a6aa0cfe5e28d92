"""How much of a summary is its sources' own wording.

Words in quotation marks are left out: a quotation has to be verbatim. All else that runs on for many words as a source has it
may need that source's leave.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarizer.article import Article
from summarizer.budget import UNSPACED
from summarizer.wording.quotes import overlaps, quoted

SHORTEST_RUN = 5
"""Words; shorter runs are common speech ("told reporters on Friday") and make no share."""

_WORD = re.compile(UNSPACED.pattern + r"|[^\W_]+(?:['’.][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Reuse:
    """How much of a summary stands word for word in one article.

    Attributes:
        article_id: The article.
        longest_run: Words of the longest run that both have, outside the summary's quotations; 0 where they share no word.
        start: Where that run starts in the summary, in code points.
        end: Where it ends.
        source_start: Where it starts in the article's text.
        source_end: Where it ends there.
        share: 0..1, how many of the summary's words outside quotations stand in runs of at least five words of the article.

    """

    article_id: str
    longest_run: int
    start: int
    end: int
    source_start: int
    source_end: int
    share: float


def reuse(summary_text: str, articles: Iterable[Article]) -> tuple[Reuse, ...]:
    """Measure what a summary takes over word for word, article by article.

    Case, punctuation and the kind of apostrophe do not count. A suffix automaton of the summary's words (Blumer et al., 1985) is
    walked once along each article: time and memory grow with the lengths, not with their product, and the answer is exact.

    Args:
        summary_text: The whole summary.
        articles: Its sources, named.

    Returns:
        One measure an article, in the order given.

    """
    words = _words(summary_text)
    protected = quoted(summary_text)
    own = [(start, end) for _, start, end in words if not overlaps(protected, start, end)]
    keys: list[str | int] = []
    for number, (word, start, end) in enumerate(words):
        keys.append(number if overlaps(protected, start, end) else word)
    automaton = _Automaton(keys)
    return tuple(_measure(article, words, keys, automaton, len(own)) for article in articles)


def longest_run(text: str, articles: Iterable[Article]) -> int:
    """Return how many words in a row, quotations left out, the text has in common with the article that it follows closest."""
    return max((measure.longest_run for measure in reuse(text, articles)), default=0)


def _words(text: str) -> list[tuple[str, int, int]]:
    return [(m.group().lower().replace("’", "'"), m.start(), m.end()) for m in _WORD.finditer(text)]


def _measure(
    article: Article, words: Sequence[tuple[str, int, int]], keys: Sequence[str | int], automaton: _Automaton, size: int
) -> Reuse:
    source = _words(article.text)
    length, here, there = automaton.longest([word for word, _, _ in source])
    share = _shared(keys, [word for word, _, _ in source]) / size if size else 0.0
    if not length:
        return Reuse(article.id, 0, 0, 0, 0, 0, 0.0)
    return Reuse(
        article_id=article.id,
        longest_run=length,
        start=words[here][1],
        end=words[here + length - 1][2],
        source_start=source[there][1],
        source_end=source[there + length - 1][2],
        share=share,
    )


def _shared(keys: Sequence[str | int], source: Sequence[str]) -> int:
    """Count the words of the summary that lie in runs of ``SHORTEST_RUN`` words which the source has too."""
    runs: dict[tuple[str | int, ...], list[int]] = {}
    for place in range(len(keys) - SHORTEST_RUN + 1):
        runs.setdefault(tuple(keys[place : place + SHORTEST_RUN]), []).append(place)
    covered: set[int] = set()
    for place in range(len(source) - SHORTEST_RUN + 1):
        for start in runs.pop(tuple(source[place : place + SHORTEST_RUN]), ()):
            covered.update(range(start, start + SHORTEST_RUN))
    return len(covered)


class _Automaton:
    """The suffix automaton of a sequence: it accepts exactly the runs that occur in it.

    Numbers among the keys stand for words that match nothing.
    """

    def __init__(self, keys: Sequence[str | int]) -> None:
        self._next: list[dict[str | int, int]] = [{}]
        self._link = [-1]
        self._length = [0]
        self._last_at = [-1]
        last = 0
        for place, key in enumerate(keys):
            last = self._append(last, key, place)

    def _append(self, last: int, key: str | int, place: int) -> int:
        new = self._state({}, 0, self._length[last] + 1, place)
        while last != -1 and key not in self._next[last]:
            self._next[last][key] = new
            last = self._link[last]
        if last == -1:
            return new
        target = self._next[last][key]
        if self._length[target] == self._length[last] + 1:
            self._link[new] = target
            return new
        clone = self._state(dict(self._next[target]), self._link[target], self._length[last] + 1, self._last_at[target])
        while last != -1 and self._next[last].get(key) == target:
            self._next[last][key] = clone
            last = self._link[last]
        self._link[target] = self._link[new] = clone
        return new

    def _state(self, following: dict[str | int, int], link: int, length: int, last_at: int) -> int:
        self._next.append(following)
        self._link.append(link)
        self._length.append(length)
        self._last_at.append(last_at)
        return len(self._next) - 1

    def longest(self, source: Sequence[str]) -> tuple[int, int, int]:
        """Return (length, place in the sequence, place in the source) of the longest run that both have; the first one."""
        state = length = 0
        best = (0, 0, 0)
        for place, key in enumerate(source):
            while state and key not in self._next[state]:
                state = self._link[state]
                length = self._length[state]
            if key in self._next[state]:
                state = self._next[state][key]
                length += 1
            if length > best[0]:
                best = (length, self._last_at[state] - length + 1, place - length + 1)
        return best
