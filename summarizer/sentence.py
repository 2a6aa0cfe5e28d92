"""A sentence of an article, and the spans that sentences and citations are made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``text[start:end]`` of one article's own text, in code points."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of one article that is a sentence.

    Attributes:
        span: Where it stands in the article's own text.
        text: The span as one line: white space folded, invisible characters removed.
        index: Its place among the article's sentences, from 0.
        paragraph: The place of its paragraph among the article's paragraphs, from 0.

    """

    span: Span
    text: str
    index: int
    paragraph: int

    @property
    def article_id(self) -> str:
        """Id of the article that the sentence stands in."""
        return self.span.article_id


@dataclass(frozen=True, slots=True)
class Citation:
    """A span of a source that a sentence rests on: ``article.text[start:end]``, in code points."""

    article_id: str
    start: int
    end: int

    def within(self, span: Span) -> bool:
        """Whether it lies in a span of the same article."""
        return span.article_id == self.article_id and span.start <= self.start and self.end <= span.end
