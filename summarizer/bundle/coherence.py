"""Whether the articles of a bundle tell one story.

Two articles are linked by what their beginnings have in common: how near each sentence of the one comes to some sentence of the
other, and how many rare words they share. An article that is linked to the others far less than they are among themselves
tells another story, and so do two groups of articles. To call one story two is the worse error, so that the bars are high.

What is one story by that may still be two events of one kind (``summarizer.bundle.alike``).

Copies and light edits of one text are looked at once, so that a reprint changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from summarizer.article import Article
from summarizer.bundle.alike import Namings, events
from summarizer.bundle.linkage import two_groups
from summarizer.bundle.origins import find_origins
from summarizer.models.protocols import FloatArray
from summarizer.sentence import Sentence
from summarizer.verification.words import read
from summarizer.wording.commonness import rarity
from summarizer.wording.language import UNKNOWN, speaks

BEGINNING = 10
"""Sentences at the start of an article that say what it is about."""
_NEAR, _WORDS, _SIZE, _BIAS = 14.0, 27.5, -1.3, -1.2
"""Log-odds that two articles tell one story, from the nearness of their sentences, the rare words they share, and how much there
is to compare: of two long articles of one story more is expected. Logistic regression on pairs of articles of one cluster and of
two (``benchmarks/coherence.py --fit``, as are the bars below)."""
_NOTHING, _ENOUGH, _STRANGE = 0.02, 12, -2.6
"""Below so much of rare words in common, of so many words at least, two articles are strangers, and the third is added to their
link: one in a hundred pairs of one cluster lies there, and half of the others."""
_TWO = -3.0
"""Two articles that stand alone with each other are two stories below this link."""
_OF_OTHERS, _LONE = -0.165, -4.2
"""An article is another story where its mean link plus the first times the mean link among the others is below the second."""
_OUTSIDE, _TIGHT = -0.3, 3.0
"""It is one, too, where its mean link is below the first and every mean link of the others with the rest is above the second."""
_OF_WITHIN, _GROUPS = -0.33, -3.6
"""Two groups are two stories where the mean link between them plus the first times that within them is below the second."""
_FAR = 100.0

Links = NDArray[np.float64]


@dataclass(frozen=True)
class Beginning:
    """What an article is about: vectors and words of its first sentences and of its title.

    Attributes:
        vectors: One unit-length row a sentence: shape (n, d).
        words: Stems of the content words; numbers are none, as chance repeats them.

    """

    vectors: FloatArray
    words: frozenset[str]

    @classmethod
    def of(cls, title: str | None, sentences: Sequence[Sentence], vectors: FloatArray) -> Beginning:
        """Read an article; ``vectors`` are those of its sentences, in order."""
        texts = [*([title] if title else []), *(sentence.text for sentence in sentences[:BEGINNING])]
        found = (word for text in texts for word in read(text).words if word.content)
        words = frozenset(word.stem for word in found if len(word.norm) > 2 and not word.norm[0].isdigit())
        return cls(vectors[:BEGINNING], words)

    @cached_property
    def weights(self) -> dict[str, float]:
        """What each word weighs; the squares of the weights add up to 1."""
        total = float(np.sqrt(sum(rarity(word) ** 2 for word in self.words)))
        return {word: rarity(word) / total for word in self.words} if total else {}


def stories(
    articles: Sequence[Article],
    sentences: Mapping[str, Sequence[Sentence]],
    vectors: FloatArray,
    languages: Mapping[str, str] | None = None,
) -> tuple[tuple[str, ...], ...]:
    """Tell which articles tell one story.

    Articles of different languages are never taken apart: neither words nor the encoder say what they have in common.

    Args:
        articles: The bundle, named.
        sentences: The usable sentences of each article, by its id; articles without any go with the largest story.
        vectors: One unit-length row a sentence, in the order of the articles and of each one's text: shape (n, d).
        languages: Language of each article, by its id; None: what ``articles`` say of themselves.

    Returns:
        The ids of each story's articles, in the order of the bundle: first the story that most origins tell, of those the one
        with most sentences. One story for a bundle that holds together.

    """
    spoken = languages if languages is not None else {article.id: article.language or UNKNOWN for article in articles}
    beginnings = _beginnings(articles, sentences, vectors)
    copies = {name: origin.article_ids for origin in find_origins(articles, sentences) for name in origin.article_ids}
    fullest = {name: min(ids, key=lambda other: (-len(sentences[other]), ids.index(other))) for name, ids in copies.items()}
    alone = [article.id for article in articles if article.id in beginnings and fullest[article.id] == article.id]
    largest: set[str] = set()
    others: list[list[str]] = []
    for ids in _of_one_language(alone, spoken):
        made = links([beginnings[name] for name in ids])
        texts = {article.id: _texts(article, sentences[article.id]) for article in articles if article.id in ids}
        whole = not speaks(spoken[ids[0]]) and spoken[ids[0]] not in {UNKNOWN, ""}  # capitals mark no names in German
        divided = _parts(made) if whole else [event for part in _parts(made) for event in _events(made, part, ids, texts)]
        parts = [[ids[place] for place in event] for event in divided]
        parts.sort(key=lambda part: (-len(part), -sum(len(sentences[name]) for name in part), alone.index(part[0])))
        largest.update(parts[0])
        others += parts[1:]
    apart = [{article.id for article in articles if fullest[article.id] in part} for part in others]
    first = {article.id for article in articles} - {name for part in apart for name in part}
    told = sorted(apart, key=lambda ids: (-len({fullest[name] for name in ids}), -sum(len(sentences[name]) for name in ids)))
    return tuple(tuple(article.id for article in articles if article.id in ids) for ids in [first, *told] if ids)


def links(beginnings: Sequence[Beginning]) -> Links:
    """Return the log-odds that two articles tell one story: shape (n, n), the diagonal without meaning."""
    shared, least = shared_words(beginnings), sizes(beginnings)
    made = _NEAR * nearness(beginnings) + _WORDS * shared + _SIZE * least + _BIAS
    made[(shared < _NOTHING) & (least >= np.log1p(_ENOUGH))] += _STRANGE
    np.fill_diagonal(made, _FAR)
    return made


def nearness(beginnings: Sequence[Beginning]) -> Links:
    """Return how near the sentences of two articles come: the mean over both of each one's greatest cosine with the other."""
    lengths = [len(one.vectors) for one in beginnings]
    starts = np.cumsum([0, *lengths[:-1]])
    every = np.concatenate([one.vectors for one in beginnings])
    near = np.zeros((len(lengths), len(lengths)))
    for place, one in enumerate(beginnings):
        greatest = np.maximum.reduceat(one.vectors @ every.T, starts, axis=1)
        near[place] = greatest.mean(axis=0)
    made: Links = (near + near.T) / 2
    return made


def shared_words(beginnings: Sequence[Beginning]) -> Links:
    """Return the cosine of the words of two articles, each word weighted by how rare it is."""
    number = {word: place for place, word in enumerate(sorted(frozenset().union(*(one.words for one in beginnings))))}
    rows = [sorted((number[word], weight) for word, weight in one.weights.items()) for one in beginnings]
    table = csr_array(
        (
            np.array([weight for row in rows for _, weight in row]),
            np.array([column for row in rows for column, _ in row], dtype=np.int64),
            np.cumsum([0, *map(len, rows)]),
        ),
        shape=(len(rows), max(len(number), 1)),
    )
    made: Links = (table @ table.T).toarray()
    return made


def sizes(beginnings: Sequence[Beginning]) -> Links:
    """Return the logarithm of the words that the one of two articles has that has fewer."""
    counts = np.log1p([len(one.words) for one in beginnings])
    made: Links = np.minimum.outer(counts, counts)
    return made


def _beginnings(
    articles: Sequence[Article], sentences: Mapping[str, Sequence[Sentence]], vectors: FloatArray
) -> dict[str, Beginning]:
    found: dict[str, Beginning] = {}
    row = 0
    for article in articles:
        own = sentences[article.id]
        if own:
            found[article.id] = Beginning.of(article.title, own, vectors[row : row + len(own)])
        row += len(own)
    return found


def _texts(article: Article, sentences: Sequence[Sentence]) -> list[str]:
    return [*(sentence.text for sentence in sentences), *([article.title] if article.title else [])]


def _events(made: Links, part: Sequence[int], ids: Sequence[str], texts: Mapping[str, Sequence[str]]) -> list[list[int]]:
    """Divide a story that is two of one kind; articles that name too little go where their links are best."""
    namings = [Namings.of(texts[ids[place]][:BEGINNING], texts[ids[place]]) for place in part]
    found = [[part[number] for number in event] for event in events(namings)]
    taken = {place for event in found for place in event}
    homes = [list(event) for event in found]
    for place in part:
        if place not in taken:
            best = max(range(len(found)), key=lambda number: float(made[place, found[number]].mean()))
            homes[best].append(place)
    return homes


def _of_one_language(ids: Sequence[str], spoken: Mapping[str, str]) -> list[list[str]]:
    """Divide articles by language; those of an unknown one are taken to be in that of most."""
    known = Counter(spoken[name] for name in ids if spoken[name] not in {UNKNOWN, ""})
    most = min(known, key=lambda language: (-known[language], language), default=UNKNOWN)
    groups: dict[str, list[str]] = {}
    for name in ids:
        groups.setdefault(spoken[name] if spoken[name] in known else most, []).append(name)
    return [groups[language] for language in sorted(groups)]


def _parts(made: Links) -> list[list[int]]:
    """Divide articles for as long as one stands alone or the two least related groups (average linkage) are two stories."""
    return _divided(made, list(range(len(made))))


def _divided(made: Links, places: list[int]) -> list[list[int]]:
    if len(places) < 2:
        return [places]
    loneliest = loneliest_of(made, places)
    others = [place for place in places if place != loneliest]
    if stands_alone(made, loneliest, others):
        return [[loneliest], *_divided(made, others)]
    if hold_together(made, places):
        return [places]
    left, right = two_groups(made, places)
    if min(len(left), len(right)) < 2 or not are_apart(made, left, right):
        return [places]
    return _divided(made, left) + _divided(made, right)


def loneliest_of(made: Links, places: Sequence[int]) -> int:
    """Return the article that is linked least to the others."""
    return places[int(np.argmin(made[np.ix_(places, places)].sum(axis=1)))]


def lone_features(made: Links, one: int, others: Sequence[int]) -> tuple[float, float]:
    """Return the mean link of an article to others, and their mean link among themselves (0 for one)."""
    return float(made[one, others].mean()), _within(made, others)


def stands_alone(made: Links, one: int, others: Sequence[int]) -> bool:
    """Whether an article tells another story than the others."""
    mean, among = lone_features(made, one, others)
    if len(others) == 1:
        return mean < _TWO
    if mean + _OF_OTHERS * among < _LONE:
        return True
    own = made[np.ix_(others, others)]
    loosest = float((own.sum(axis=1) - own.diagonal()).min()) / (len(others) - 1)
    return mean < _OUTSIDE and loosest > _TIGHT


def hold_together(made: Links, places: Sequence[int]) -> bool:
    """Whether no division into two groups of two or more can make two stories.

    Of any two groups the mean link between them is at least the least link, and each holds a closest pair of its own.
    """
    if len(places) < 4:
        return True
    known = np.sort(made[np.ix_(places, places)][np.triu_indices(len(places), 1)])
    return float(known[0] + _OF_WITHIN * known[-2:].mean()) >= _GROUPS


def group_features(made: Links, left: Sequence[int], right: Sequence[int]) -> tuple[float, float]:
    """Return the mean link between two groups, and that within them."""
    return float(made[np.ix_(left, right)].mean()), (_within(made, left) + _within(made, right)) / 2


def are_apart(made: Links, left: Sequence[int], right: Sequence[int]) -> bool:
    """Whether two groups tell two stories."""
    between, within = group_features(made, left, right)
    return between + _OF_WITHIN * within < _GROUPS


def _within(made: Links, places: Sequence[int]) -> float:
    own = made[np.ix_(places, places)]
    return float(own[np.triu_indices(len(places), 1)].mean()) if len(places) > 1 else 0.0
