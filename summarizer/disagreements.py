"""Values that sources give differently for one thing.

Nothing is decided for the reader: each value is named with its sources and their times. What a source itself calls an update or a
correction is told from a conflict.

A pair of sentences from different origins has to say nearly the same (by their vectors) and to give values of one kind for
one thing, beside the same words, that cannot both be true; and neither article may give the other's value somewhere else, for
then it knows both and they belong to two things. Each kind of value (``summarizer.facts``) has its own idea of "one thing" and of
"both true": "at least 10" and 12 agree, as do 300 and "about 298", and a part never stands against its whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

import numpy as np

from summarizer.article import Article
from summarizer.facts.calendar import resolve
from summarizer.facts.outcomes import outcomes
from summarizer.facts.persons import persons
from summarizer.facts.places import places
from summarizer.facts.quantities import Quantity, quantities
from summarizer.facts.statement import Pair, Reading, Statement
from summarizer.facts.times import Moment, moments
from summarizer.facts.vocabulary import PASSING
from summarizer.models.protocols import FloatArray
from summarizer.sentence import Sentence
from summarizer.similarity import neighbours
from summarizer.summary import Citation
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


class Kind(StrEnum):
    """What lies behind two values."""

    CONFLICT = "conflict"
    UPDATE = "update"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Value:
    """One of the values, and who gives it.

    Attributes:
        text: The words of the first source that gives it.
        normalised: The value in one way of writing.
        citations: The sentences that give it.
        origins: Numbers of the origins that give it, ascending.
        published: When the first and the last article that gives it were published, as far as known.

    """

    text: str
    normalised: str
    citations: tuple[Citation, ...]
    origins: tuple[int, ...]
    published: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Different values for one thing.

    Attributes:
        kind: Whether they stand against each other or one follows the other.
        subject: What they are about, in the words of the rule that found them ("killed", "mayor", "day").
        values: At least two; those of more origins first, or the earlier ones first where they follow each other.

    """

    kind: Kind
    subject: str
    values: tuple[Value, ...]

    def in_words(self) -> str:
        """Return a plain sentence: "Two sources say “12 people were killed”, one says “14 dead”."."""
        parts = [f"{_count(len(value.origins))} “{value.text}”" for value in self.values]
        said = f"{', '.join(parts[:-1])}, {parts[-1]}"
        about = "" if any(self.subject.lower() in value.text.lower() for value in self.values) else f" ({self.subject})"
        lead = {Kind.CONFLICT: "", Kind.UPDATE: "Updated since: ", Kind.CORRECTION: "Corrected: "}[self.kind]
        return f"{lead}{said[0].upper() + said[1:] if not lead else said}{about}."


def _count(origins: int) -> str:
    numbers = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    word = numbers[origins] if origins < len(numbers) else str(origins)
    return f"{word} {'source says' if origins == 1 else 'sources say'}"


@dataclass(frozen=True, slots=True)
class _Stated:
    """A statement with the number of the sentence it stands in."""

    sentence: int
    statement: Statement


_CORRECTION = re.compile(
    r"\b(?:correct(?:s|ed|ing|ion)|earlier (?:version|report|figure|toll|story|statement)s?|misstated|incorrectly|wrongly"
    r"|in error|(?:initially|previously|originally|first) (?:said|reported|put|gave|stated|announced)|revis(?:ed|es|ing)|amended"
    r"|clarif(?:ied|ication))\b",
    re.IGNORECASE,
)
_HEDGE = r"(?: at least| more than| about| around| nearly| over| some)?"
_UPDATE_BEFORE = re.compile(
    r"\b(?:ris(?:es|en|ing)|rose|climb(?:s|ed|ing)|increas(?:es|ed|ing)|gr[eo]wn?|jump(?:s|ed)|raised|updated|revised|improved|upped"
    rf"|lowered) (?:\w+ ){{0,4}}?(?:to|at){_HEDGE} *$|\bnow (?:\w+ ){{0,5}}$|\bstood at{_HEDGE} *$",
    re.IGNORECASE,
)
_UPDATE_BEHIND = re.compile(
    r"^[^.;]{0,60}?(?:\bfrom (?:an? )?(?:earlier|initial|previous)|\bafter earlier\b"
    r"|\b(?:as|than) (?:\w+ ){0,3}?(?:first|initially|previously|originally|earlier)\b)"
    r"|^,? ?(?:\w+ )?(?:is|are|were|was|have|has|had) now\b",
    re.IGNORECASE,
)
_NOT_THE_OTHER = re.compile(r"^,? (?:and )?(?:not|instead of|rather than) (?:the )?(?P<other>[\w.,]+)")


def find_disagreements(
    articles: Sequence[Article], sentences: Sequence[Sentence], vectors: FloatArray, origin_of: Mapping[str, int]
) -> tuple[Disagreement, ...]:
    """Find the values that articles give differently for one thing.

    Args:
        articles: The bundle, named.
        sentences: Their usable sentences, in any order.
        vectors: One unit-length row a sentence: shape (len(sentences), d).
        origin_of: Number of the origin of each article, by article id. Articles of one origin disagree only where a later one
            says so or was printed later: that is an update.

    Returns:
        Those that most origins speak of first; the same for every order of articles and sentences.

    """
    return _Search(articles, sentences, vectors, origin_of).found()


class _Search:
    """One search through one bundle."""

    def __init__(
        self, articles: Sequence[Article], sentences: Sequence[Sentence], vectors: FloatArray, origin_of: Mapping[str, int]
    ) -> None:
        order = sorted(range(len(sentences)), key=lambda n: sentences[n].span)
        self._sentences = [sentences[n] for n in order]
        self._vectors = vectors[order] if order else vectors
        self._origin_of = origin_of
        self._published = {article.id: article.published for article in articles}
        self._readings: dict[str, Reading] = {}
        self._place: dict[int, int] = {}
        for article_id in sorted({sentence.article_id for sentence in self._sentences}):
            own = [n for n, sentence in enumerate(self._sentences) if sentence.article_id == article_id]
            self._place |= {n: place for place, n in enumerate(own)}
            self._readings[article_id] = Reading.of([self._sentences[n].text for n in own], _day(self._published.get(article_id)))
        self._statements = [self._state(n) for n in range(len(self._sentences))]

    def _reading(self, sentence: int) -> Reading:
        return self._readings[self._sentences[sentence].article_id]

    def _passage(self, sentence: int) -> Passage:
        return self._reading(sentence).passages[self._place[sentence]]

    def _state(self, n: int) -> list[Statement]:
        reading, passage = self._reading(n), self._passage(n)
        return [
            *quantities(passage), *persons(passage), *outcomes(passage), *places(passage), *moments(passage, reading.published),
        ]  # fmt: skip

    def found(self) -> tuple[Disagreement, ...]:
        """Search, and bring together what is about one thing."""
        clashes: list[tuple[_Stated, _Stated, Kind]] = []
        agreeing: list[tuple[_Stated, _Stated]] = []
        for one, other, similarity, revised in self._best():
            if _agree(one.statement, other.statement, revised=revised):
                agreeing.append((one, other))
            elif (kind := self._judge(one, other, similarity, revised=revised)) is not None:
                clashes.append((one, other, kind))
        return _merge(clashes, agreeing, self)

    def _best(self) -> list[tuple[_Stated, _Stated, float, bool]]:
        """Return the statements that are about one thing, each with its nearest counterpart of every other article only.

        An article that counts the dead of a day, of a state and of a country gives no conflict with one that counts one of them.
        """
        rows = [
            (one, other, similarity, revised)
            for left, right, similarity in self._near_pairs()
            for one, other, revised in self._aligned(left, right, similarity)
        ]
        nearest: dict[tuple[_Stated, str], float] = {}
        for one, other, similarity, _ in rows:
            for mine, theirs in ((one, other), (other, one)):
                key = (mine, self._sentences[theirs.sentence].article_id)
                nearest[key] = max(nearest.get(key, 0.0), similarity)
        return [
            row
            for row in rows
            if all(
                row[2] >= nearest[mine, self._sentences[theirs.sentence].article_id]
                for mine, theirs in ((row[0], row[1]), (row[1], row[0]))
            )
        ]

    def _near_pairs(self) -> Iterator[tuple[int, int, float]]:
        """Yield the pairs of sentences to look at: near ones, and less near ones of which one says that it brings a new count."""
        near = neighbours(self._vectors, _NEAREST).tocoo()
        pairs = {(int(min(i, j)), int(max(i, j))): float(s) for i, j, s in zip(*near.coords, near.data, strict=True)}
        for row in (n for n, stated in enumerate(self._statements) if any(self._says_update(_Stated(n, s)) for s in stated)):
            cosines = self._vectors @ self._vectors[row]
            for other in np.flatnonzero(cosines >= _NEAREST_REVISED):
                pairs.setdefault((min(row, int(other)), max(row, int(other))), float(cosines[other]))
        for (left, right), similarity in sorted(pairs.items()):
            if self._sentences[left].article_id != self._sentences[right].article_id:
                yield left, right, similarity

    def _aligned(self, left: int, right: int, similarity: float) -> Iterator[tuple[_Stated, _Stated, bool]]:
        """Yield the statements of two sentences that are about one thing, where it is clear which belongs to which.

        With each pair goes whether one of the two says that it takes the other's place.
        """
        plain = Pair(self._passage(left), self._passage(right), similarity)
        rows: list[tuple[Statement, Statement, bool]] = []
        for one in self._statements[left]:
            for other in self._statements[right]:
                if type(one) is type(other):
                    revised = self._revises(_Stated(left, one), _Stated(right, other))
                    if one.same_thing(other, replace(plain, revised=revised)):
                        rows.append((one, other, revised))
        for one, other, revised in rows:
            rivals = any((a is one) != (b is other) for a, b, _ in rows)
            if not (rivals or self._blurred(left, one) or self._blurred(right, other)) or _agree(one, other, revised=revised):
                yield _Stated(left, one), _Stated(right, other), revised

    def _blurred(self, sentence: int, statement: Statement) -> bool:
        return isinstance(statement, Quantity) and any(statement.blurs(other) for other in self._statements[sentence])

    def _revises(self, one: _Stated, other: _Stated) -> bool:
        """Whether one of two statements says that it brings a new count, and was not printed before the other."""
        times = [self._published.get(self._sentences[stated.sentence].article_id) for stated in (one, other)]
        order = _order(*times)
        return (order >= 0 and self._says_update(other)) or (order <= 0 and self._says_update(one))

    def _judge(self, one: _Stated, other: _Stated, similarity: float, *, revised: bool) -> Kind | None:
        """Tell what two values that cannot both be true are; None where they belong to two things after all."""
        left, right = one.sentence, other.sentence
        sure = similarity >= _SAME_EVENT or revised
        moment = isinstance(one.statement, Moment)
        if not (moment or self._one_time(left, right, sure=sure)) or not (
            similarity >= _SAME_EVENT or (revised and similarity >= _NEAREST) or self._some_name(left, right)
        ):
            return None
        if self._contradicts(one, other) or self._contradicts(other, one):
            return Kind.CONFLICT
        knowing = [
            *self._sentences_of(right, one.statement.known_in(self._reading(right))),
            *self._sentences_of(left, other.statement.known_in(self._reading(left))),
        ]
        if any(_CORRECTION.search(self._sentences[n].text) for n in (*knowing, left, right)):
            return Kind.CORRECTION
        if revised:
            return Kind.UPDATE
        return None if knowing else self._by_time(one, other, sure=sure)

    def _by_time(self, one: _Stated, other: _Stated, *, sure: bool) -> Kind | None:
        """Tell an update from a conflict by when the articles were published and what is counted."""
        left, right = (self._sentences[stated.sentence].article_id for stated in (one, other))
        later = _order(self._published.get(left), self._published.get(right)) != 0
        if self._origin_of[left] == self._origin_of[right]:
            return Kind.UPDATE if sure and later else None
        passing = isinstance(one.statement, Quantity) and one.statement.frame in PASSING
        return Kind.UPDATE if passing and later else Kind.CONFLICT

    def _says_update(self, stated: _Stated) -> bool:
        text, statement = self._sentences[stated.sentence].text, stated.statement
        return isinstance(statement, Quantity) and bool(
            _UPDATE_BEFORE.search(text[: statement.start]) or _UPDATE_BEHIND.match(text[statement.end :])
        )

    def _contradicts(self, one: _Stated, other: _Stated) -> bool:
        """Whether a sentence names the other's value to say that it is wrong: "six knots, not nine"."""
        match = _NOT_THE_OTHER.match(self._sentences[one.sentence].text[one.statement.end :])
        return match is not None and match["other"].lower().rstrip(".,") in other.statement.text.lower().split()

    def _sentences_of(self, n: int, places: Sequence[int]) -> list[int]:
        own = [m for m, sentence in enumerate(self._sentences) if sentence.article_id == self._sentences[n].article_id]
        return [own[place] for place in places]

    def _one_time(self, left: int, right: int, *, sure: bool) -> bool:
        """Whether the days of two sentences allow that they speak of one event.

        Days that hang on the article's own date ("Friday") count only where the sentences are not ``sure`` to: a printed date of
        publication may be that of a later change.
        """
        one, other = (
            [
                (mention.first, mention.last)
                for mention in resolve(self._sentences[n].text, self._reading(n).published)
                if not (sure and mention.relative)
            ]
            for n in (left, right)
        )
        if one and other:
            return any(a[0] <= b[1] and b[0] <= a[1] for a in one for b in other)
        return sure or self._is_of_now(left, one) == self._is_of_now(right, other)

    def _is_of_now(self, n: int, days: Sequence[tuple[date, date]]) -> bool:
        """Whether a sentence speaks of the days around its publication: it names none, or not only earlier ones."""
        published = self._reading(n).published
        return not days or published is None or any(last >= published - _NEWS for _, last in days)

    def _some_name(self, left: int, right: int) -> bool:
        """Whether two sentences share a name, or one has none."""
        mine, theirs = _capitals(self._passage(left)), _capitals(self._passage(right))
        return not mine or not theirs or bool(mine & theirs)

    def value(self, stated: Sequence[_Stated]) -> Value:
        """Bring together the statements of one value."""
        ordered = sorted(stated, key=lambda s: (self._sentences[s.sentence].span, s.statement.start))
        spans = sorted({self._sentences[s.sentence].span for s in ordered})
        times = sorted(
            {time for span in spans if (time := self._published.get(span.article_id)) is not None}, key=lambda t: t.isoformat()
        )
        return Value(
            text=ordered[0].statement.text,
            normalised=ordered[0].statement.normalised,
            citations=tuple(Citation(span.article_id, span.start, span.end) for span in spans),
            origins=tuple(sorted({self._origin_of[span.article_id] for span in spans})),
            published=tuple(times[:1] + times[1:][-1:]),
        )


def _agree(one: Statement, other: Statement, *, revised: bool) -> bool:
    """Whether both values may be true; a new count stands against the old one even where that was "at least" so many."""
    if revised and isinstance(one, Quantity) and isinstance(other, Quantity) and one.value != other.value:
        return one.unit == "percent" and one.agrees(other)
    return one.agrees(other)


def _order(one: datetime | None, other: datetime | None) -> int:
    """Return -1 where the second of two times is the earlier, 1 where it is the later, 0 where nothing tells."""
    if one is None or other is None or (one.tzinfo is None) != (other.tzinfo is None):
        return 0
    return (other > one) - (other < one)


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


def _day(time: datetime | None) -> date | None:
    return None if time is None else time.date()


def _merge(
    clashes: Sequence[tuple[_Stated, _Stated, Kind]], agreeing: Sequence[tuple[_Stated, _Stated]], search: _Search
) -> tuple[Disagreement, ...]:
    """Make one disagreement of all clashes that hang together, with all who give one of its values."""
    group: dict[_Stated, set[_Stated]] = {}
    kinds: dict[_Stated, list[Kind]] = {}
    for one, other, kind in clashes:
        together = group.get(one, {one}) | group.get(other, {other})
        for member in together:
            group[member] = together
        for member in (one, other):
            kinds.setdefault(member, []).append(kind)
    found: dict[tuple[str, frozenset[str]], tuple[set[_Stated], list[Kind]]] = {}
    for members in {id(members): members for members in group.values()}.values():
        values = frozenset(member.statement.normalised for member in members)
        key = (min(member.statement.subject for member in members), values)
        known, said = found.setdefault(key, (set(), []))
        known |= members
        said += [kind for member in members for kind in kinds[member]]
        for one, other in agreeing:
            for mine, theirs in ((one, other), (other, one)):
                if mine in members and theirs.statement.normalised == mine.statement.normalised:
                    known.add(theirs)
    return tuple(sorted((_disagreement(*key, *rest, search) for key, rest in found.items()), key=_weight))


def _disagreement(
    subject: str, values: frozenset[str], members: set[_Stated], kinds: Sequence[Kind], search: _Search
) -> Disagreement:
    kind = next(kind for kind in (Kind.CORRECTION, Kind.UPDATE, Kind.CONFLICT) if kind in kinds)
    made = [search.value([m for m in members if m.statement.normalised == value]) for value in sorted(values)]
    if kind is Kind.CONFLICT:
        made.sort(key=lambda value: (-len(value.origins), _place(value.citations[0])))
    else:
        made.sort(key=lambda value: ([time.isoformat() for time in value.published[:1]], _place(value.citations[0])))
    return Disagreement(kind, subject, tuple(made))


def _weight(found: Disagreement) -> tuple[int, tuple[str, int, int], str]:
    origins = {origin for value in found.values for origin in value.origins}
    return -len(origins), min(_place(citation) for value in found.values for citation in value.citations), found.subject


def _place(citation: Citation) -> tuple[str, int, int]:
    return citation.article_id, citation.start, citation.end
