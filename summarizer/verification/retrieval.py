"""Finding the sentences of the articles that a draft's sentence may rest on."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from summarizer.article import Article
from summarizer.models.protocols import FloatArray, SentenceEncoder
from summarizer.preparation.clean import CleanArticle, clean
from summarizer.preparation.paragraphs import paragraphs
from summarizer.preparation.split import split, unusable
from summarizer.sentence import Span
from summarizer.verification.words import Passage, read
from summarizer.wording.text import one_line

MOST_SPANS = 6
_GAIN = 0.03
_FACT = 2.0
"""Names and numbers weigh more: a sentence that has them is needed, however little else it says."""
_CANDIDATES = 60
_ALIKE, _MOST_ALIKE = 0.3, 2
"""Share of the claim's neighbouring words that are neighbours in a sentence too, from which on it is taken; how many at most."""
_SATURATION, _LENGTH = 1.2, 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or another piece of prose, with its place and its text on one line."""

    span: Span
    text: str


def pieces(cleaned: CleanArticle) -> tuple[Piece, ...]:
    """Return all prose of an article in order: sentences, and fragments and questions too, which can carry a claim as well."""
    text = cleaned.article.text
    spans = [sentence.span for sentence in split(cleaned)] + [removed.span for removed in unusable(cleaned)]
    found = (Piece(span, one_line(text[span.start : span.end])) for span in sorted(spans))
    return tuple(piece for piece in found if piece.text)


def draft_pieces(text: str) -> tuple[Piece, ...]:
    """Return the sentences of a draft, of which nothing is left out: every word stands in one of them."""
    article = Article(text=text, id="draft")
    spans = tuple(Span("draft", start, end) for start, end in paragraphs(text))
    return pieces(CleanArticle(article, spans, ()))


class Sources:
    """The sentences of a bundle's articles, to be searched.

    Ranking is Okapi BM25 over stems (Robertson and Zaragoza 2009); with an encoder the cosine is added. From the best candidates
    those that are worded alike are taken, and then others greedily, each for the part of the claim that no earlier one has.
    """

    def __init__(self, articles: Sequence[Article], encoder: SentenceEncoder | None = None) -> None:
        """Split the articles, whose ids are set, and index their sentences; linear in their length."""
        self.pieces = tuple(piece for cleaned in clean(articles) for piece in pieces(cleaned))
        self.passages = tuple(read(piece.text) for piece in self.pieces)
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, passage in enumerate(self.passages):
            for stem in passage.stems:
                self._postings[stem].append((number, len(passage.places[stem])))
        self._mean = sum(len(p.words) for p in self.passages) / max(len(self.passages), 1)
        self._encoder = encoder
        self._vectors: FloatArray | None = encoder.encode([p.text for p in self.pieces]) if encoder and self.pieces else None

    def weight(self, stem: str) -> float:
        """Return the inverse document frequency of a stem, sentences being the documents; in nats, above 0."""
        have = len(self._postings.get(stem, ()))
        return math.log(1 + (len(self.pieces) - have + 0.5) / (have + 0.5))

    def find(self, claims: Sequence[str]) -> list[tuple[Piece, ...]]:
        """Return for each claim the pieces that cover it best, at most ``MOST_SPANS``, in the order of the articles."""
        cosines: FloatArray | None = None
        if self._encoder is not None and self._vectors is not None and claims:
            cosines = np.asarray(self._encoder.encode(list(claims)) @ self._vectors.T, dtype=np.float32)
        return [self._cover(read(claim), cosines[i] if cosines is not None else None) for i, claim in enumerate(claims)]

    def _ranked(self, claim: Passage, cosines: FloatArray | None) -> list[tuple[float, int]]:
        scores: dict[int, float] = defaultdict(float)
        for stem in sorted(claim.stems):
            weight = self.weight(stem)
            for number, count in self._postings.get(stem, ()):
                length = 1 - _LENGTH + _LENGTH * len(self.passages[number].words) / self._mean
                scores[number] += weight * count * (_SATURATION + 1) / (count + _SATURATION * length)
        total = sum(self.weight(stem) for stem in claim.stems) or 1.0
        if cosines is not None:
            for number in np.argsort(-cosines, kind="stable")[:_CANDIDATES].tolist():
                scores[number] += total * max(float(cosines[number]), 0.0)
        ranked = sorted(((score / total, -number) for number, score in scores.items()), reverse=True)
        return [(score, -number) for score, number in ranked[:_CANDIDATES]]

    def _cover(self, claim: Passage, cosines: FloatArray | None) -> tuple[Piece, ...]:
        ranked = self._ranked(claim, cosines)
        weights = {stem: self.weight(stem) for stem in claim.stems}
        for word in claim.words:
            if word.stem in weights and (word.capital or word.norm[0].isdigit()):
                weights[word.stem] = self.weight(word.stem) * _FACT
        total = sum(weights[stem] for stem in sorted(weights)) or 1.0
        # The sentence that a claim was taken from comes first, even where another one covers it as well.
        alike = {number: len(claim.pairs & self.passages[number].pairs) / max(len(claim.pairs), 1) for _, number in ranked}
        chosen = sorted((number for number in alike if alike[number] >= _ALIKE), key=lambda n: (-alike[n], n))[:_MOST_ALIKE]
        uncovered = set(claim.stems).difference(*(self.passages[number].stems for number in chosen))
        while len(chosen) < MOST_SPANS:
            best, gain = -1, 0.0
            for score, number in ranked:
                new = sum(weights[stem] for stem in sorted(uncovered & self.passages[number].stems)) / total
                # The place in the ranking breaks ties, and it alone picks a sentence for a claim without words in common.
                if number not in chosen and new + 0.05 * score > gain and (new >= _GAIN or not chosen):
                    best, gain = number, new + 0.05 * score
            if best < 0:
                break
            chosen.append(best)
            uncovered -= self.passages[best].stems
        return tuple(self.pieces[number] for number in sorted(chosen))
