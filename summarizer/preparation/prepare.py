"""A bundle made ready for ranking: cleaned, split into sentences, its languages known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from summarizer.article import Article, name_articles
from summarizer.errors import NotEnoughText
from summarizer.fingerprint import article_key
from summarizer.preparation.clean import Removed, clean
from summarizer.preparation.furniture import CORRECTION
from summarizer.preparation.split import split, unusable
from summarizer.sentence import Sentence
from summarizer.wording.language import declared, detect
from summarizer.wording.text import one_line

FEWEST_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class Prepared:
    """A bundle with its usable sentences.

    Attributes:
        articles: In an order that depends on nothing but what they are, so that the order they came in changes no summary.
        sentences: The usable sentences of each article, by its id.
        removed: What was left out of each article and why, by its id.
        languages: Primary language of each article, by its id.
    """

    articles: tuple[Article, ...]
    sentences: Mapping[str, tuple[Sentence, ...]]
    removed: Mapping[str, tuple[Removed, ...]]
    languages: Mapping[str, str]

    @property
    def language(self) -> str:
        """The language that most of the sentences are in."""
        votes = Counter[str]()
        for article in self.articles:
            votes[self.languages[article.id]] += len(self.sentences[article.id])
        return min(votes, key=lambda language: (-votes[language], language))

    def all_sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences of all articles, each article's own in the order of its text."""
        return tuple(sentence for article in self.articles for sentence in self.sentences[article.id])

    @property
    def corrections(self) -> dict[str, tuple[str, ...]]:
        """The notes in which outlets correct themselves, by the id of the article: no sentences of the report."""
        return {
            article.id: notes
            for article in self.articles
            if (
                notes := tuple(
                    one_line(article.text[r.span.start : r.span.end]) for r in self.removed[article.id] if r.reason == CORRECTION
                )
            )
        }

    def only(self, ids: Collection[str]) -> Prepared:
        """Return the part of the bundle that these articles make."""
        return Prepared(
            tuple(article for article in self.articles if article.id in ids), self.sentences, self.removed, self.languages
        )


def prepare(articles: Sequence[Article]) -> Prepared:
    """Check, order, clean and split the articles of a bundle.

    Raises:
        NoArticles: There is none.
        InvalidArticle: One cannot be used.
        NotEnoughText: Fewer than two usable sentences in all of them.
    """
    prepared = prepare_each(articles)
    found = sum(map(len, prepared.sentences.values()))
    if found < FEWEST_SENTENCES:
        raise NotEnoughText(
            f"The bundle holds {found} usable {'sentence' if found == 1 else 'sentences'}; a summary needs at least two. "
            "Headlines, captions, lists of links and fragments are not counted."
        )
    return prepared


def prepare_each(articles: Sequence[Article]) -> Prepared:
    """Do the same without asking for a number of sentences, as a pile does that is not one bundle.

    Raises:
        NoArticles: There is none.
        InvalidArticle: One cannot be used.
    """
    named = sorted(name_articles(articles), key=lambda a: (a.published is None, str(a.published or ""), article_key(a), a.id))
    cleaned = clean(named)
    return Prepared(
        articles=tuple(named),
        sentences={one.article.id: split(one) for one in cleaned},
        removed={one.article.id: tuple(sorted((*one.removed, *unusable(one)), key=lambda r: r.span)) for one in cleaned},
        languages={article.id: declared(article.language) or detect(article.text) for article in named},
    )
