"""Values that sources give differently for one thing.

Nothing is decided for the reader: each value is named with its sources and their times. What a source itself calls an update or a
correction is told from a conflict.

A pair of sentences from different origins has to say nearly the same (by their vectors) and to give values of one kind for
one thing, beside the same words, that cannot both be true; and neither article may give the other's value somewhere else, for
then it knows both and they belong to two things. Each kind of value (``summarizer.facts``) has its own idea of "one thing" and of
"both true": "at least 10" and 12 agree, as do 300 and "about 298", and a part never stands against its whole.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

import numpy as np

from summarizer.article import Article
from summarizer.disagreements.blocking import share_a_key
from summarizer.disagreements.disagreement import Disagreement, Kind
from summarizer.disagreements.merging import Clash, merge
from summarizer.disagreements.revision import denies, order, overtakes, speaks_of_correction
from summarizer.disagreements.told import Stated, Told
from summarizer.facts.quantities import Quantity
from summarizer.facts.statement import Pair
from summarizer.facts.times import Moment
from summarizer.facts.vocabulary import PASSING
from summarizer.models.protocols import FloatArray
from summarizer.ranking.similarity import neighbours
from summarizer.sentence import Sentence
from summarizer.verification.names import names
from summarizer.verification.vocabulary import SAYING
from summarizer.verification.words import Passage

_NEAREST = 0.5
"""Cosine below which two sentences are not looked at."""
_NEAREST_REVISED = 0.25
"""The same where one of them says that it brings a new count."""
_NEWS = timedelta(days=10)
"""What lies further back is another event than that of the day."""
_SAME_EVENT = 0.8
"""Cosine from which two sentences speak of one event whatever days and names they give."""
_NO_NOTES: Mapping[str, Sequence[str]] = MappingProxyType({})


def find_disagreements(
    articles: Sequence[Article],
    sentences: Sequence[Sentence],
    vectors: FloatArray,
    origin_of: Mapping[str, int],
    notes: Mapping[str, Sequence[str]] = _NO_NOTES,
) -> tuple[Disagreement, ...]:
    """Find the values that articles give differently for one thing.

    Args:
        articles: The bundle, named.
        sentences: Their usable sentences, in any order.
        vectors: One unit-length row a sentence: shape (len(sentences), d).
        origin_of: Number of the origin of each article, by article id. Articles of one origin disagree only where a later one
            says so or was printed later: that is an update.
        notes: Outlets' notes on their own mistakes, by article id; a value that one of them names as wrong was corrected.

    Returns:
        Those that most origins speak of first; the same for every order of articles and sentences.

    """
    return _Search(Told(articles, sentences, vectors, origin_of, notes)).found()


class _Search:
    """One search through one bundle."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._known: dict[tuple[Stated, int], list[int]] = {}

    def found(self) -> tuple[Disagreement, ...]:
        """Search, and bring together what is about one thing."""
        clashes: list[Clash] = []
        agreeing: list[tuple[Stated, Stated]] = []
        for one, other, similarity, revised in self._best():
            if self._agree(one, other, revised=revised):
                agreeing.append((one, other))
            elif (clash := self._judge(one, other, similarity, revised=revised)) is not None:
                clashes.append(clash)
        return merge(clashes, agreeing, self._told)

    def _best(self) -> list[tuple[Stated, Stated, float, bool]]:
        """Return the statements that are about one thing, each with its nearest counterpart of every other article only.

        An article that counts the dead of a day, of a state and of a country gives no conflict with one that counts one of them.
        """
        rows = [
            (one, other, similarity, revised)
            for left, right, similarity in self._near_pairs()
            for one, other, revised in self._aligned(left, right, similarity)
        ]
        nearest: dict[tuple[Stated, int], float] = {}
        keyed = [((one, self._article(other)), (other, self._article(one))) for one, other, _, _ in rows]
        for (_, _, similarity, _), keys in zip(rows, keyed, strict=True):
            for key in keys:
                nearest[key] = max(nearest.get(key, 0.0), similarity)
        return [row for row, keys in zip(rows, keyed, strict=True) if all(row[2] >= nearest[key] for key in keys)]

    def _article(self, stated: Stated) -> int:
        return int(self._told.article_numbers[stated.sentence])

    def _near_pairs(self) -> Iterator[tuple[int, int, float]]:
        """Yield the pairs of sentences to look at: near ones, and less near ones of which one says that it brings a new count."""
        vectors, statements = self._told.vectors, self._told.statements
        table = neighbours(vectors, _NEAREST).tocoo()
        parts = [(*table.coords, table.data)]
        for row in (n for n, stated in enumerate(statements) if any(one.new for one in stated)):
            cosines = vectors @ vectors[row]
            others = np.flatnonzero(cosines >= _NEAREST_REVISED)
            parts.append((np.full_like(others, row), others, cosines[others]))
        one, other, similarity = (np.concatenate(part) for part in zip(*parts, strict=True))
        left, right = np.minimum(one, other), np.maximum(one, other)
        looked_at = self._told.article_numbers[left] != self._told.article_numbers[right]
        left, right, similarity = left[looked_at], right[looked_at], similarity[looked_at]
        looked_at = share_a_key(statements, left, right)
        keys, near = left[looked_at].astype(np.int64) * len(statements) + right[looked_at], similarity[looked_at]
        pairs, first = np.unique(keys, return_index=True)  # the nearness of a pair that is named twice is the one named first
        for pair, cosine in zip(pairs.tolist(), near[first].tolist(), strict=True):
            yield *divmod(pair, len(statements)), cosine

    def _aligned(self, left: int, right: int, similarity: float) -> Iterator[tuple[Stated, Stated, bool]]:
        """Yield the statements of two sentences that are about one thing, where it is clear which belongs to which.

        With each pair goes whether one of the two says that it takes the other's place.
        """
        passages = self._told.passage(left), self._told.passage(right)
        mine, theirs = self._told.statements[left], self._told.statements[right]
        settled = _given_alike(mine, theirs)
        plain, revising = (Pair(*passages, similarity, revised, anchored=bool(settled)) for revised in (False, True))
        rows: list[tuple[Stated, Stated, bool]] = []
        for one in mine:
            for other in theirs:
                if type(one.statement) is type(other.statement):
                    revised = self._newer(one, other) is not None
                    if one.statement.same_thing(other.statement, revising if revised else plain):
                        rows.append((one, other, revised))
        open_rows = [(one, other) for one, other, _ in rows if not settled & {one, other}]
        for one, other, revised in rows:
            if self._agree(one, other, revised=revised):
                yield one, other, revised
            elif not settled & {one, other}:
                rivals = any((a is one) != (b is other) for a, b in open_rows)
                if not (rivals or _blurred(one, mine, settled) or _blurred(other, theirs, settled)):
                    yield one, other, revised

    def _agree(self, one: Stated, other: Stated, *, revised: bool) -> bool:
        """Whether both values may be true; a new count stands against the old one even where that was "at least" so many."""
        mine, theirs = one.statement, other.statement
        if revised and isinstance(mine, Quantity) and isinstance(theirs, Quantity) and mine.value != theirs.value:
            return mine.unit == "percent" and mine.agrees(theirs)
        return mine.agrees(theirs) and not self._outgrown(one, other)

    def _outgrown(self, one: Stated, other: Stated) -> bool:
        """Whether a later article has more than the least that an earlier one knew of: "at least seven killed", then 23."""
        later = self._later(one, other)
        old, new = (one.statement, other.statement) if later > 0 else (other.statement, one.statement)
        if not later or not isinstance(old, Quantity) or not isinstance(new, Quantity):
            return False
        return bool(old.frame) and old.high == math.inf and new.value > old.value

    def _newer(self, one: Stated, other: Stated) -> Stated | None:
        """Return the one of two statements that says that it brings a new count, if it was not printed before the other."""
        if not (one.new or other.new):
            return None
        later = self._later(one, other)
        if later >= 0 and other.new:
            return other
        return one if later <= 0 and one.new else None

    def _later(self, one: Stated, other: Stated) -> int:
        return order(*(self._told.time(stated.sentence) for stated in (one, other)))

    def _judge(self, one: Stated, other: Stated, similarity: float, *, revised: bool) -> Clash | None:
        """Tell what two values that cannot both be true are; None where they belong to two things after all."""
        left, right = one.sentence, other.sentence
        sure = similarity >= _SAME_EVENT or revised
        moment = isinstance(one.statement, Moment)
        if not (moment or self._one_time(left, right, sure=sure)) or not (
            similarity >= _SAME_EVENT
            or (revised and similarity >= _NEAREST)
            or self._some_name(left, right)
            or (isinstance(one.statement, Quantity) and one.statement.beside_the_same(other.statement))
        ):
            return None
        if self._denies(one, other) or self._denies(other, one):
            return Clash(one, other, Kind.CONFLICT)
        corrected = self._corrected(one, other)
        if corrected is not None:
            return corrected
        newer = self._newer(one, other) if revised else None
        if newer is not None:
            return Clash(one, other, Kind.UPDATE) if newer is other else Clash(other, one, Kind.UPDATE)
        return None if self._knows(other, one) or self._knows(one, other) else self._by_time(one, other, sure=sure)

    def _knows(self, one: Stated, other: Stated) -> list[int]:
        """Return the sentences of the article of ``one`` that give the value of ``other`` too."""
        key = (other, self._article(one))
        if key not in self._known:
            self._known[key] = self._told.rows(one.sentence, other.statement.known_in(self._told.reading(one.sentence)))
        return self._known[key]

    def _corrected(self, one: Stated, other: Stated) -> Clash | None:
        """Tell a correction, by a note that names one of the values or by the words of a sentence that does."""
        for old, new in ((one, other), (other, one)):
            if old.statement.known_in(self._told.note(new.sentence)) or self._speaks_of_correction(self._knows(new, old)):
                return Clash(old, new, Kind.CORRECTION)
        for old, new in ((one, other), (other, one)):
            if self._later(old, new) >= 0 and self._speaks_of_correction([new.sentence]):
                return Clash(old, new, Kind.CORRECTION)
        return Clash(one, other, Kind.CORRECTION) if self._speaks_of_correction([one.sentence]) else None

    def _speaks_of_correction(self, rows: Sequence[int]) -> bool:
        return any(speaks_of_correction(self._told.sentences[n].text) for n in rows)

    def _by_time(self, one: Stated, other: Stated, *, sure: bool) -> Clash | None:
        """Tell an update from a conflict by when the articles were published and what is counted."""
        later = self._later(one, other)
        old, new = (one, other) if later >= 0 else (other, one)
        if self._told.origin(one.sentence) == self._told.origin(other.sentence):
            return Clash(old, new, Kind.UPDATE) if sure and later else None
        passing = isinstance(one.statement, Quantity) and one.statement.frame in PASSING
        planned = _is_planned(one) and _is_planned(other)
        overtaken = self._outgrown(one, other) or overtakes(*(self._told.sentences[each.sentence].text for each in (old, new)))
        return Clash(old, new, Kind.UPDATE if (passing or planned or overtaken) and later else Kind.CONFLICT)

    def _denies(self, one: Stated, other: Stated) -> bool:
        return denies(self._told.sentences[one.sentence].text, one.statement, other.statement)

    def _one_time(self, left: int, right: int, *, sure: bool) -> bool:
        """Whether the days of two sentences allow that they speak of one event.

        Days that hang on the article's own date ("Friday") count only where the sentences are not ``sure`` to: a printed date of
        publication may be that of a later change.
        """
        one, other = (
            [(mention.first, mention.last) for mention in self._told.days(n) if not (sure and mention.relative)]
            for n in (left, right)
        )
        if one and other:
            return any(a[0] <= b[1] and b[0] <= a[1] for a in one for b in other)
        return sure or self._is_of_now(left, one) == self._is_of_now(right, other)

    def _is_of_now(self, n: int, days: Sequence[tuple[date, date]]) -> bool:
        """Whether a sentence speaks of the days around its publication: it names none, or not only earlier ones."""
        published = self._told.reading(n).published
        return not days or published is None or any(last >= published - _NEWS for _, last in days)

    def _some_name(self, left: int, right: int) -> bool:
        """Whether two sentences share a name, or one has none."""
        mine, theirs = _capitals(self._told.passage(left)), _capitals(self._told.passage(right))
        return not mine or not theirs or bool(mine & theirs)


def _is_planned(stated: Stated) -> bool:
    return isinstance(stated.statement, Quantity) and "forecast" in stated.statement.modes


def _given_alike(mine: Sequence[Stated], theirs: Sequence[Stated]) -> frozenset[Stated]:
    """Return the counts that two sentences both give, so that none of them is another's rival."""
    found: set[Stated] = set()
    for one in mine:
        same = [other for other in theirs if isinstance(one.statement, Quantity) and one.statement.repeats(other.statement)]
        if len(same) == 1:
            found |= {one, *same}
    return frozenset(found)


def _blurred(stated: Stated, of_sentence: Sequence[Stated], settled: frozenset[Stated]) -> bool:
    """Whether the sentence has another count that may be the one meant elsewhere; those told alike in both are none."""
    mine = stated.statement
    return isinstance(mine, Quantity) and any(mine.blurs(other.statement) for other in of_sentence if other not in settled)


def _capitals(passage: Passage) -> frozenset[str]:
    """Return the stems of the names of a sentence, but not of those who only say it.

    A single word at the start of a sentence may owe its capital to that, and is left out.
    """
    found: set[str] = set()
    for name in names(passage):
        around = passage.words[max(name.first - 2, 0) : name.last + 3]
        speaks = any(word.norm in SAYING for word in around)
        if not speaks and (len(name.parts) > 1 or name.first not in passage.starts):
            found |= {passage.words[part].stem for part in name.parts}
    return frozenset(found)
