"""A bundle as the search for disagreements sees it: its sentences, with what each of them states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

import numpy as np

from summarizer.article import Article
from summarizer.disagreements.revision import says_new
from summarizer.facts.calendar import resolve
from summarizer.facts.leaning import takes_up
from summarizer.facts.mention import DateMention
from summarizer.facts.outcomes import outcomes
from summarizer.facts.persons import persons
from summarizer.facts.places import places
from summarizer.facts.quantities import Quantity, quantities
from summarizer.facts.statement import Reading, Statement
from summarizer.facts.times import moments
from summarizer.models.protocols import FloatArray
from summarizer.sentence import Sentence
from summarizer.verification.words import Passage


@dataclass(frozen=True, slots=True, eq=False)
class Stated:
    """A statement where it stands. Each is made once, and is equal to itself alone.

    Attributes:
        sentence: Number of its sentence.
        statement: What it says.
        new: Whether the sentence says that it brings a new count ("rose to 14").

    """

    sentence: int
    statement: Statement
    new: bool


class Told:
    """The sentences of a bundle in an order of their own, so that the order they came in changes nothing.

    Attributes:
        sentences: By article and place.
        vectors: One unit-length row a sentence: shape (n, d).
        statements: What each sentence states.
        article_numbers: Number of each sentence's article.

    """

    def __init__(
        self,
        articles: Sequence[Article],
        sentences: Sequence[Sentence],
        vectors: FloatArray,
        origin_of: Mapping[str, int],
        notes: Mapping[str, Sequence[str]],
    ) -> None:
        """Read all sentences; ``notes`` are the outlets' own notes of correction, by article id."""
        order = sorted(range(len(sentences)), key=lambda n: sentences[n].span)
        self.sentences = tuple(sentences[n] for n in order)
        self.vectors = np.array(vectors[order] if order else vectors)
        self._origin_of = origin_of
        self._published = {article.id: article.published for article in articles}
        self._readings: dict[str, Reading] = {}
        self._rows: dict[str, list[int]] = {}
        self._days: dict[int, tuple[DateMention, ...]] = {}
        for n, sentence in enumerate(self.sentences):
            self._rows.setdefault(sentence.article_id, []).append(n)
        numbers = {article_id: number for number, article_id in enumerate(self._rows)}
        self.article_numbers = np.array([numbers[sentence.article_id] for sentence in self.sentences], dtype=np.intp)
        self._place = {n: place for rows in self._rows.values() for place, n in enumerate(rows)}
        for article_id, rows in self._rows.items():
            day = _day(self._published.get(article_id))
            self._readings[article_id] = Reading.of([self.sentences[n].text for n in rows], day)
        self._notes = {
            article_id: Reading.of(texts, _day(self._published.get(article_id))) for article_id, texts in notes.items()
        }
        self.statements = tuple(self._state(n) for n in range(len(self.sentences)))
        leaning = [n for n, stated in enumerate(self.statements) if any(_leans(one) for one in stated)]
        if leaning:  # such a sentence is near what it and the one before it are near together
            whole = self.vectors[leaning] + self.vectors[[n - 1 for n in leaning]]
            self.vectors[leaning] = whole / np.maximum(np.linalg.norm(whole, axis=1, keepdims=True), 1e-9)

    def article_of(self, n: int) -> str:
        """Return the id of a sentence's article."""
        return self.sentences[n].article_id

    def origin(self, n: int) -> int:
        """Return the number of a sentence's origin."""
        return self._origin_of[self.article_of(n)]

    def time(self, n: int) -> datetime | None:
        """Return when a sentence's article was published, as far as known."""
        return self._published.get(self.article_of(n))

    def days(self, n: int) -> tuple[DateMention, ...]:
        """Return the days that a sentence names."""
        if n not in self._days:
            self._days[n] = resolve(self.sentences[n].text, self.reading(n).published)
        return self._days[n]

    def reading(self, n: int) -> Reading:
        """Return the article of a sentence as the kinds of facts see it."""
        return self._readings[self.article_of(n)]

    def note(self, n: int) -> Reading:
        """Return the notes of correction of a sentence's article."""
        return self._notes.get(self.article_of(n)) or Reading((), None)

    def passage(self, n: int) -> Passage:
        """Return the words of a sentence."""
        return self.reading(n).passages[self._place[n]]

    def rows(self, n: int, places: Sequence[int]) -> list[int]:
        """Return the numbers of the sentences at ``places`` of the article of sentence ``n``."""
        own = self._rows[self.article_of(n)]
        return [own[place] for place in places]

    def _state(self, n: int) -> tuple[Stated, ...]:
        reading, passage = self.reading(n), self.passage(n)
        counted: Sequence[Quantity] = quantities(passage)
        if self._place[n] and len(counted) == 1 and takes_up(passage.text):
            counted = [one.after(reading.passages[self._place[n] - 1]) if one.is_amount else one for one in counted]
        found: Iterator[Statement] = chain(
            counted, persons(passage), outcomes(passage), places(passage), moments(passage, reading.published)
        )
        return tuple(Stated(n, one, says_new(passage.text, one)) for one in found)


def _leans(stated: Stated) -> bool:
    return isinstance(stated.statement, Quantity) and stated.statement.leaning


def _day(time: datetime | None) -> date | None:
    return None if time is None else time.date()
