"""Verification of a whole text against articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from summarizer.article import Article, name_articles
from summarizer.blas import one_blas_thread
from summarizer.errors import InvalidOption
from summarizer.models.protocols import SentenceEncoder, SupportScorer
from summarizer.verification.calendar import implied
from summarizer.verification.findings import Finding
from summarizer.verification.retrieval import Sources, draft_pieces
from summarizer.verification.verifier import CalendarValues, Verifier
from summarizer.verification.words import read


@dataclass(frozen=True, slots=True)
class EvidenceSpan:
    """A span of a source that a sentence rests on: ``article.text[start:end]``, in code points; ``text`` is it on one line."""

    article_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class VerifiedSentence:
    """One sentence of the verified text.

    Attributes:
        text: As written, on one line; offsets of the findings refer to it.
        start: Where it stands in the verified text, in code points.
        end: Where it ends there.
        supported: The verdict.
        score: 0..1, how well the evidence carries it.
        findings: What the evidence does not carry, and remarks.
        evidence: The spans that carry it best, in the order of the articles; empty where no source says anything like it.

    """

    text: str
    start: int
    end: int
    supported: bool
    score: float
    findings: tuple[Finding, ...]
    evidence: tuple[EvidenceSpan, ...]


@dataclass(frozen=True, slots=True)
class Verification:
    """What the articles carry of a text.

    Attributes:
        supported: Whether every sentence is supported.
        sentences: The sentences of the text in order; every word of it stands in one of them.

    """

    supported: bool
    sentences: tuple[VerifiedSentence, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values under the same names."""
        return asdict(self)


@one_blas_thread()
def verify(
    text: str,
    articles: Iterable[Article],
    *,
    scorer: SupportScorer | None = None,
    encoder: SentenceEncoder | None = None,
    verifier: Verifier | None = None,
) -> Verification:
    """Check every sentence of a text, whoever wrote it, against articles.

    Args:
        text: The draft.
        articles: The sources. Those without an id are named as in a summary.
        scorer: A model that judges support; None: rules alone.
        encoder: A model that helps to find evidence in other words; None: evidence is found by the words in common.
        verifier: A verifier of one's own in place of ``Verifier(scorer)``.

    Raises:
        InvalidOption: The text is empty or not text, or both ``scorer`` and ``verifier`` are given.
        NoArticles, InvalidArticle: The articles cannot be used.

    """
    _check(text)
    if scorer is not None and verifier is not None:
        raise InvalidOption("Give either a scorer or a verifier that has one.")
    named = name_articles(articles)
    published = {article.id: article.published.date() if article.published else None for article in named}
    sources = Sources(named, encoder)
    drafted = draft_pieces(text)
    claims = [piece.text for piece in drafted]
    evidences = sources.find(claims)
    values: list[CalendarValues] = [
        frozenset().union(*(implied(read(piece.text), published[piece.span.article_id]) for piece in pieces))
        for pieces in evidences
    ]
    judge = verifier if verifier is not None else Verifier(scorer)
    supports = judge.check_many(claims, [[piece.text for piece in pieces] for pieces in evidences], implied=values)
    sentences = tuple(
        VerifiedSentence(
            claim.text,
            claim.span.start,
            claim.span.end,
            support.supported,
            support.score,
            support.findings,
            tuple(EvidenceSpan(piece.span.article_id, piece.span.start, piece.span.end, piece.text) for piece in pieces),
        )
        for claim, pieces, support in zip(drafted, evidences, supports, strict=True)
    )
    return Verification(all(sentence.supported for sentence in sentences), sentences)


def _check(text: object) -> None:
    if not isinstance(text, str):
        raise InvalidOption("The text to verify is not a string.")
    if not text.strip():
        raise InvalidOption("The text to verify is empty.")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise InvalidOption("The text to verify holds lone surrogates, which are no characters.") from None
