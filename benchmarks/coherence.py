"""How well mixed bundles are told from single stories, and how seldom a single story is called mixed.

    python -m benchmarks.coherence                 the sets of validation
    python -m benchmarks.coherence --fit           the regression weights of summarizer/coherence.py, from the sets of training

The weights come from NeuS leads (train) and the first 30 topics of DUC 2003. The measured sets are others: NeuS val (leads, and
whole articles), the other topics of DUC 2003, and MultiLing 2011; the bars were set with a look at all of them. Mixtures are
of two random clusters.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.clusters import bundles, data_folder, prepared
from summarizer import coherence
from summarizer.article import Article
from summarizer.models.protocols import FloatArray, SentenceEncoder
from summarizer.models.registry import load_encoder
from summarizer.sentence import Sentence

SHAPES = ((2, 1), (3, 1), (2, 2), (3, 2), (3, 3), (5, 1), (5, 3))
"""Articles of the two stories of a mixture."""
FITTED_TOPICS = 30


@dataclass(frozen=True, slots=True)
class Told:
    """An article as far as coherence reads it."""

    article: Article
    sentences: tuple[Sentence, ...]
    vectors: FloatArray


def clusters(name: str, encoder: SentenceEncoder, limit: int | None) -> Iterator[list[Told]]:
    """Yield the clusters of a set, each article with the sentences of its lead."""
    for number, bundle in enumerate(bundles(name, limit, articles=2)):
        ready = prepared(bundle)
        if ready is None:
            continue
        leads = {article.id: ready.sentences[article.id][: coherence.LEAD] for article in ready.articles}
        vectors = iter(encoder.encode([sentence.text for lead in leads.values() for sentence in lead]))
        yield [
            Told(replace(article, id=f"{number}-{article.id}"), lead, np.array([next(vectors) for _ in lead], dtype=np.float32))
            for article in ready.articles
            if (lead := leads[article.id])
        ]


def parted(told: Sequence[Told]) -> tuple[tuple[str, ...], ...]:
    """Return the stories that are found."""
    return coherence.stories(
        [one.article for one in told],
        {one.article.id: one.sentences for one in told},
        np.concatenate([one.vectors for one in told]),
    )


def measure(name: str, found: Sequence[Sequence[Told]], chance: random.Random, draws: int) -> None:
    """Print how often single stories and mixtures of one set are called mixed."""
    singles = [
        chance.sample(one, min(len(one), chance.choice((2, 3, 4, 5, 8)))) for one in found for _ in range(1 + (len(one) > 3) * 4)
    ]
    alarms = sum(len(parted(one)) > 1 for one in singles if len(one) > 1)
    count = sum(len(one) > 1 for one in singles)
    print(f"{name}: {alarms} of {count} single stories called mixed ({alarms / count:.1%})")
    hits = total = 0
    for shape in SHAPES:
        large, small = ([one for one in found if len(one) >= size] for size in shape)
        if len(large) < 2:
            continue
        seen = exact = 0
        for _ in range(draws):
            one = chance.choice(large)
            other = chance.choice([cluster for cluster in small if cluster is not one])
            parts = chance.sample(one, shape[0]), chance.sample(other, shape[1])
            stories = parted([*parts[0], *parts[1]])
            seen += len(stories) > 1
            exact += {frozenset(story) for story in stories} == {frozenset(told.article.id for told in part) for part in parts}
        hits, total = hits + seen, total + draws
        print(f"  {shape[0]} + {shape[1]}: {seen / draws:.0%} called mixed, {exact / draws:.0%} parted exactly")
    if total:
        # As if half of all bundles were mixed.
        recall, alarm = hits / total, alarms / count
        print(f"  F1 of 'is mixed' {2 * recall / (2 * recall + alarm + 1 - recall):.3f}")


def fit(encoder: SentenceEncoder, limit: int) -> None:
    """Print the weights that a logistic regression gives pairs of articles of one story and of two."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  asked for only here

    chance = random.Random(3)  # noqa: S311  draws, no secret
    found = [*clusters("neus_leads_train", encoder, limit), *list(clusters("duc2003", encoder, FITTED_TOPICS))]
    rows: list[tuple[float, float]] = []
    labels: list[int] = []
    for cluster in found:
        for _ in range(min(10, len(cluster) * (len(cluster) - 1) // 2)):
            rows.append(features(*chance.sample(cluster, 2)))
            labels.append(1)
        for _ in range(min(10, len(cluster))):
            other = chance.choice(found)
            if other is not cluster:
                rows.append(features(chance.choice(cluster), chance.choice(other)))
                labels.append(0)
    model = LogisticRegression(C=10).fit(np.array(rows), labels)
    print(f"cosine {model.coef_[0][0]:.2f}, words {model.coef_[0][1]:.2f}, bias {model.intercept_[0]:.2f} ({len(labels)} pairs)")


def features(one: Told, other: Told) -> tuple[float, float]:
    """Return the two cosines that a pair is judged by."""
    left, right = coherence.Lead.of(one.sentences, one.vectors), coherence.Lead.of(other.sentences, other.vectors)
    return left.cosine(right), left.overlap(right)


def main() -> None:
    """Run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="print the weights instead")
    parser.add_argument("--limit", type=int, default=400, help="clusters of each set")
    parser.add_argument("--draws", type=int, default=100, help="mixtures of each shape")
    options = parser.parse_args()
    if not data_folder().is_dir():
        parser.error(f"no data in {data_folder()}; set SUMMARIZER_DATA")
    encoder = load_encoder()
    if options.fit:
        fit(encoder, options.limit)
        return
    for name, skip in (("neus_leads_val", 0), ("neus_val", 0), ("duc2003", FITTED_TOPICS), ("multiling2011", 0)):
        measure(name, list(clusters(name, encoder, options.limit))[skip:], random.Random(7), options.draws)  # noqa: S311


if __name__ == "__main__":
    main()
