"""How well mixed bundles are told from single stories, and how seldom a single story is called mixed.

    python -m benchmarks.coherence                 the sets of validation, and two alike events of the examples
    python -m benchmarks.coherence --fit           the weights and bars of summarizer.bundle.coherence, from the sets of training
    python -m benchmarks.coherence --count         summarizer/data/commonness.txt, from cased news articles

Weights and bars come from NeuS (leads and whole articles, train), Multi-News (train) and the first 30 topics of DUC 2003.
Measured are NeuS val (leads, and whole articles), Multi-News val, the other topics of DUC 2003, and MultiLing 2011. Mixtures are
of two random clusters, unrelated as far as chance wants it. Alike events are two barges that strike two bridges: every choice of
so many articles of ``examples/harbour-bridge`` and of ``examples/tallis-bridge``.

``benchmarks/results/coherence.json``: under ``sets``, for each set, the share of ``single`` stories and of a ``pair`` of articles
that was called mixed, and for each shape of mixture how many were called ``mixed`` and parted ``exactly``; under ``alike`` the
latter for the two bridges.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.clusters import bundles, prepared
from benchmarks.results import ROOT, option, record
from summarizer.article import Article
from summarizer.bundle import coherence, linkage
from summarizer.models.protocols import FloatArray, SentenceEncoder
from summarizer.models.registry import load_encoder
from summarizer.models.training.corpora import data_folder
from summarizer.preparation.prepare import Prepared, prepare
from summarizer.readers import read as read_files
from summarizer.sentence import Sentence
from summarizer.verification.words import read
from summarizer.wording.commonness import RAREST

SHAPES = ((1, 1), (2, 1), (3, 1), (2, 2), (3, 2), (3, 3), (5, 1), (5, 3))
"""Articles of the two stories of a mixture."""
MOST = 10
"""Articles of a cluster that are looked at."""
FITTED_TOPICS = 30
TRAINING = ("neus_leads_train", "neus_train", "multi_news_train", "duc2003")
MEASURED = (("neus_leads_val", 0), ("neus_val", 0), ("multi_news_val", 0), ("duc2003", FITTED_TOPICS), ("multiling2011", 0))
ALIKE = ("harbour-bridge", "tallis-bridge")
ALIKE_SHAPES = ((1, 1), (2, 1), (1, 2), (2, 2), (3, 2), (3, 3))
COUNTED, CHARACTERS = 5_000, 1_500
"""Articles whose words are counted, and how much of each."""


@dataclass(frozen=True, slots=True)
class Told:
    """An article as far as coherence reads it."""

    article: Article
    sentences: tuple[Sentence, ...]
    vectors: FloatArray

    @property
    def beginning(self) -> coherence.Beginning:
        """What it is about."""
        return coherence.Beginning.of(self.article.title, self.sentences, self.vectors)


Cluster = list[Told]


def clusters(name: str, encoder: SentenceEncoder, limit: int | None) -> Iterator[Cluster]:
    """Yield the clusters of a set, each article with the sentences of its beginning."""
    for number, bundle in enumerate(bundles(name, limit, articles=2)):
        ready = prepared(bundle)
        told = _told(str(number), ready, encoder) if ready is not None else []
        if len(told) > 1:
            yield told


def _told(mark: str, ready: Prepared, encoder: SentenceEncoder, most: int | None = coherence.BEGINNING) -> Cluster:
    own = {article.id: ready.sentences[article.id][:most] for article in ready.articles[:MOST]}
    vectors = iter(encoder.encode([sentence.text for sentences in own.values() for sentence in sentences]))
    return [
        Told(replace(article, id=f"{mark}-{article.id}"), own[article.id], np.array([next(vectors) for _ in own[article.id]]))
        for article in ready.articles[:MOST]
        if own[article.id]
    ]


def parted(told: Sequence[Told]) -> tuple[tuple[str, ...], ...]:
    """Return the stories that are found."""
    return coherence.stories(
        [one.article for one in told],
        {one.article.id: one.sentences for one in told},
        np.concatenate([one.vectors for one in told]),
    )


def singles(found: Sequence[Cluster], chance: random.Random) -> Iterator[Cluster]:
    """Yield parts of clusters of several sizes, more of them from a large cluster."""
    for one in found:
        for _ in range(2 + (len(one) > 3) * 8):
            yield chance.sample(one, min(len(one), chance.choice((2, 3, 4, 5, 8))))


def mixtures(found: Sequence[Cluster], chance: random.Random, draws: int) -> Iterator[tuple[tuple[int, int], Cluster, Cluster]]:
    """Yield parts of two clusters, with their sizes."""
    for shape in SHAPES:
        large, small = ([one for one in found if len(one) >= size] for size in shape)
        if len(large) < 2:
            continue
        for _ in range(draws):
            one = chance.choice(large)
            other = chance.choice([cluster for cluster in small if cluster is not one])
            yield shape, chance.sample(one, shape[0]), chance.sample(other, shape[1])


def measure(found: Sequence[Cluster], draws: int) -> dict[str, Any]:
    """Return how often single stories and mixtures of one set are called mixed."""
    chance = random.Random(7)  # noqa: S311  draws, no secret
    called = [(len(one), len(parted(one)) > 1) for one in singles(found, chance)]
    pairs = [mixed for size, mixed in called if size == 2]
    figures: dict[str, Any] = {
        "single": share([mixed for _, mixed in called]),
        "singles": len(called),
        "pair": share(pairs),
        "pairs": len(pairs),
        "mixtures": calls(mixtures(found, chance, draws)),
    }
    larger = [row for shape, row in figures["mixtures"].items() if shape != "1+1"]
    if larger:
        # As if half of all bundles were mixed.
        recall = sum(row["mixed"] * row["draws"] for row in larger) / sum(row["draws"] for row in larger)
        figures["f1_of_three_and_more"] = 2 * recall / (2 * recall + figures["single"] + 1 - recall)
    return figures


def calls(drawn: Iterable[tuple[tuple[int, int], Cluster, Cluster]]) -> dict[str, dict[str, float]]:
    """Return for each shape of mixture how many were drawn, which share was called mixed, and which was parted exactly."""
    outcomes: dict[str, list[tuple[bool, bool]]] = {}
    for (many, few), one, other in drawn:
        told = parted([*one, *other])
        wanted = {frozenset(told.article.id for told in part) for part in (one, other)}
        outcomes.setdefault(f"{many}+{few}", []).append((len(told) > 1, {frozenset(story) for story in told} == wanted))
    return {
        shape: {"draws": len(rows), "mixed": share([row[0] for row in rows]), "exactly": share([row[1] for row in rows])}
        for shape, rows in outcomes.items()
    }


def share(outcomes: Sequence[bool]) -> float:
    """Return which part of them is true; 0 of none."""
    return sum(outcomes) / max(len(outcomes), 1)


def alike(encoder: SentenceEncoder) -> Iterator[tuple[tuple[int, int], Cluster, Cluster]]:
    """Yield every choice of articles of the two alike events of the examples."""
    one, other = (_told(name, prepare(read_files([ROOT / "examples" / name]).articles), encoder, None) for name in ALIKE)
    for shape in ALIKE_SHAPES:
        for mine in combinations(one, shape[0]):
            for theirs in combinations(other, shape[1]):
                yield shape, list(mine), list(theirs)


def show(name: str, figures: dict[str, Any]) -> None:
    """Print the figures of one set."""
    print(
        f"{name}: {figures['single']:.1%} of {figures['singles']} single stories called mixed "
        f"({figures['pair']:.1%} of {figures['pairs']} pairs)"
    )
    show_calls(figures["mixtures"])
    if "f1_of_three_and_more" in figures:
        print(f"  F1 of 'is mixed', three articles and more: {figures['f1_of_three_and_more']:.3f}")


def show_calls(rows: dict[str, dict[str, float]]) -> None:
    """Print what became of mixtures."""
    for shape, row in rows.items():
        print(f"  {shape}: {row['mixed']:.0%} of {row['draws']} called mixed, {row['exactly']:.0%} parted exactly")


def fit(encoder: SentenceEncoder, limit: int, draws: int) -> None:
    """Print the weights of links, and regressions on what a bundle's links say of a lone article and of two groups.

    Single stories of Multi-News are left out of the second: their clusters hold articles that do not belong.
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  asked for only here

    chance = random.Random(3)  # noqa: S311  draws, no secret
    sets = {name: list(clusters(name, encoder, FITTED_TOPICS if name == "duc2003" else limit)) for name in TRAINING}
    rows = [row for found in sets.values() for row in _pairs(found, chance)]
    model = LogisticRegression(C=10).fit(np.array([row for row, _ in rows]), [label for _, label in rows])
    (near, words, size), bias = model.coef_[0], model.intercept_[0]
    print(f"link = {near:.2f} near + {words:.2f} words + {size:.2f} size + {bias:.2f} ({len(rows)} pairs)")
    of_two: list[tuple[tuple[float, ...], bool]] = []
    lone: list[tuple[tuple[float, ...], bool]] = []
    groups: list[tuple[tuple[float, ...], bool]] = []
    for name, found in sets.items():
        told = [(one, 0) for one in singles(found, chance)] if name != "multi_news_train" else []
        mixed = [([*one, *other], shape[1]) for shape, one, other in mixtures(found, chance, draws)]
        for cluster, strays in [*told, *mixed]:
            beginnings = [one.beginning for one in cluster]
            made = near * coherence.nearness(beginnings) + words * coherence.shared_words(beginnings) + bias
            made += size * coherence.sizes(beginnings)
            np.fill_diagonal(made, 100.0)
            places = list(range(len(cluster)))
            one = coherence.loneliest_of(made, places)
            features = coherence.lone_features(made, one, [place for place in places if place != one])
            if len(cluster) == 2:
                of_two.append((features[:1], strays > 0))
            elif strays < 2:
                lone.append((features, strays == 1 and one == places[-1]))
            if len(cluster) > 3 and strays != 1:
                left, right = linkage.two_groups(made, places)
                if min(len(left), len(right)) > 1:
                    parts = {tuple(left), tuple(right)} == {tuple(places[:-strays]), tuple(places[-strays:])}
                    groups.append((coherence.group_features(made, left, right), strays > 1 and parts))
    for name, examples in (("two", of_two), ("lone", lone), ("groups", groups)):
        _report(name, examples)


def _pairs(found: Sequence[Cluster], chance: random.Random) -> Iterator[tuple[tuple[float, ...], bool]]:
    for cluster in found:
        titled = chance.random() < 0.6  # many articles come without a title
        for _ in range(min(6, len(cluster))):
            stranger = chance.choice(found)
            yield _common(*chance.sample(cluster, 2), titled=titled), True
            if stranger is not cluster:
                yield _common(chance.choice(cluster), chance.choice(stranger), titled=titled), False


def _common(one: Told, other: Told, *, titled: bool) -> tuple[float, ...]:
    both = [coherence.Beginning.of(told.article.title if titled else None, told.sentences, told.vectors) for told in (one, other)]
    return tuple(float(measured(both)[0, 1]) for measured in (coherence.nearness, coherence.shared_words, coherence.sizes))


def _report(name: str, examples: Sequence[tuple[tuple[float, ...], bool]]) -> None:
    """Print a regression as a sum whose first weight is 1, and the bars that so many single stories fall below."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    rows, labels = np.array([row for row, _ in examples]), np.array([label for _, label in examples])
    weights = LogisticRegression(C=10).fit(rows, labels).coef_[0]
    weights = weights / weights[0]
    sums = rows @ weights
    bars = {share: float(np.quantile(sums[~labels], share)) for share in (0.005, 0.01, 0.02, 0.03)}
    told = "; ".join(
        f"{share:.1%} of single stories below {bar:.2f}, {np.mean(sums[labels] < bar):.0%} of mixtures"
        for share, bar in bars.items()
    )
    print(f"{name}: weights {np.round(weights, 3).tolist()}, {len(labels)} bundles; {told}")


def count(texts: Iterable[str]) -> str:
    """Return a line for each stem that stands in enough articles: the stem, and how many articles of a thousand have it."""
    seen: Counter[str] = Counter()
    articles = 0
    for text in texts:
        articles += 1
        words = [word for word in read(text[:CHARACTERS]).words if word.content and len(word.norm) > 2]
        seen.update({word.stem for word in words if not word.norm[0].isdigit()})
    shares = {stem: round(1_000 * found / articles) for stem, found in seen.items()}
    return "".join(f"{stem} {share}\n" for stem, share in sorted(shares.items()) if share > RAREST)


def _news() -> Iterator[str]:
    with lzma.open(data_folder() / "articles/cased_articles.jsonl.xz", "rt", encoding="utf8") as lines:
        for number, line in enumerate(lines):
            if number == 2 * COUNTED:
                return
            if number % 2:
                yield json.loads(line)["text"]


def main() -> None:
    """Run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="print weights and bars instead")
    parser.add_argument("--count", action="store_true", help="write the shares of words instead")
    parser.add_argument("--limit", type=int, default=300, help="clusters of each set")
    parser.add_argument("--draws", type=int, default=100, help="mixtures of each shape")
    option(parser)
    options = parser.parse_args()
    if not data_folder().is_dir():
        parser.error(f"no data in {data_folder()}; set SUMMARIZER_DATA")
    if options.count:
        Path("summarizer/data/commonness.txt").write_text(count(_news()), encoding="utf8")
        return
    encoder = load_encoder()
    if options.fit:
        fit(encoder, options.limit, options.draws)
        return
    if options.small:
        options.limit, options.draws = 40, 10
    figures: dict[str, Any] = {"sets": {}, "alike": calls(alike(encoder))}
    print(" and ".join(ALIKE))
    show_calls(figures["alike"])
    for name, skip in MEASURED:
        figures["sets"][name] = measure(list(clusters(name, encoder, options.limit))[skip:], options.draws)
        show(name, figures["sets"][name])
    command = f"python -m benchmarks.coherence --limit {options.limit} --draws {options.draws}"
    record("coherence", figures, command=command, small=options.small)


if __name__ == "__main__":
    main()
