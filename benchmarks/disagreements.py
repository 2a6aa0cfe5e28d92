"""What the search for disagreements finds in real clusters, and how many changed numbers it notices.

    python -m benchmarks.disagreements                        planted changes, in the sets of NeuS val
    python -m benchmarks.disagreements --found neus_leads_val what is found as it stands, as lines for a person to judge

``benchmarks/results/disagreements.json`` holds for each set (``neus_leads_val``: the first sentences of articles, ``neus_val``:
whole ones) how many changes were ``planted`` and ``found``, the ``recall``, and the disagreements ``as_it_stands`` in its
``clusters``.

A planted change: a number that two origins of one cluster give, with the same unit or the same word behind it, becomes another
one wherever one of the two articles has it. It is found where one disagreement names both the old and the new value. Some of the
pairs are of two things that happen to be equal, so that not all can be found.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.clusters import bundles, prepared
from benchmarks.results import option, record
from summarizer.article import Article
from summarizer.bundle.origins import find_origins, origin_numbers
from summarizer.disagreements import Disagreement, find_disagreements
from summarizer.facts.quantities import Quantity, quantities
from summarizer.models.protocols import FloatArray, SentenceEncoder
from summarizer.models.registry import load_encoder
from summarizer.models.training.corpora import data_folder
from summarizer.sentence import Sentence
from summarizer.verification.words import read

MEASURED = ("neus_leads_val", "neus_val")
SEED = 5
"""Of the draw of what is changed."""
SPELLED = "zero one two three four five six seven eight nine ten eleven twelve".split()


@dataclass(frozen=True)
class Cluster:
    """A cluster as the search sees it."""

    id: str
    articles: Sequence[Article]
    sentences: Sequence[Sentence]
    vectors: FloatArray
    origin_of: dict[str, int]
    notes: dict[str, tuple[str, ...]]

    def found(self) -> tuple[Disagreement, ...]:
        """Search."""
        return find_disagreements(self.articles, self.sentences, self.vectors, self.origin_of, self.notes)


@dataclass(frozen=True)
class Planted:
    """One number to be changed in one article: its value, and the words for the old and the new one."""

    article_id: str
    value: float
    new_value: float
    old: str
    new: str


def clusters(name: str, encoder: SentenceEncoder, limit: int | None) -> Iterator[Cluster]:
    """Yield the clusters of a set that have two articles."""
    for bundle in bundles(name, limit, articles=2):
        ready = prepared(bundle)
        if ready is not None:
            sentences = ready.all_sentences()
            vectors = encoder.encode([sentence.text for sentence in sentences])
            origin_of = dict(origin_numbers(find_origins(ready.articles, ready.sentences, vectors)))
            notes = {name: tuple(texts) for name, texts in ready.corrections.items()}
            yield Cluster(bundle.id, ready.articles, sentences, vectors, origin_of, notes)


def plantings(cluster: Cluster) -> list[Planted]:
    """Return the changes that can be made: one for each value that another origin gives too."""
    given: dict[tuple[float, str], list[tuple[str, Quantity]]] = {}
    for sentence in cluster.sentences:
        for one in quantities(read(sentence.text)):
            if one.unit != "tally":
                given.setdefault((one.value, one.unit), []).append((sentence.article_id, one))
    made: dict[tuple[str, float], Planted] = {}
    for (value, unit), told in given.items():
        for article_id, one in told:
            others = [other for name, other in told if cluster.origin_of[name] != cluster.origin_of[article_id]]
            kin = any(unit or one.frame == other.frame != "" or set(one.noun) & set(other.noun) for other in others)
            written = _rewritten(one) if kin else None
            if written is not None and _written_as(written[1]).search(one.text):
                new_value, old, new = written
                made.setdefault((article_id, value), Planted(article_id, value, new_value, old, new))
    return [made[key] for key in sorted(made)]


def _rewritten(one: Quantity) -> tuple[float, str, str] | None:
    """Return another value for a number and the words for both; None where it is written in a way that is not rewritten here."""
    match = re.search(r"\d[\d,]*(?:\.\d+)?", one.text)
    if match is not None:
        figure = float(match.group().replace(",", ""))
        if not figure:
            return None
        if figure < 10 and figure.is_integer():
            changed = figure + 2
        else:
            changed = round(figure * 1.3, 1) if "." in match.group() else float(round(figure * 1.3))
        words = f"{changed:,.1f}" if "." in match.group() else f"{changed:,.0f}"
        return one.value * changed / figure, match.group(), words
    spelled = next((word for word in one.text.lower().split() if word in SPELLED[2:11]), None)
    if spelled is None or one.value != SPELLED.index(spelled):
        return None
    return one.value + 2, spelled, SPELLED[int(one.value) + 2]


def _written_as(figure: str) -> re.Pattern[str]:
    """Return where a figure stands on its own, or with a size glued to it ("200bn")."""
    return re.compile(rf"(?<![\w.,-]){re.escape(figure)}(?=(?:[kmb]|bn|tn|mn)?(?![\w-]|[.,]\d))", re.IGNORECASE)


def changed(cluster: Cluster, planted: Planted, encoder: SentenceEncoder) -> Cluster:
    """Return the cluster with one number changed wherever the article has it."""
    pattern = _written_as(planted.old)
    sentences = [
        replace(one, text=pattern.sub(planted.new, one.text)) if one.article_id == planted.article_id else one
        for one in cluster.sentences
    ]
    rows = [row for row, (new, old) in enumerate(zip(sentences, cluster.sentences, strict=True)) if new.text != old.text]
    vectors = np.array(cluster.vectors, copy=True)
    if rows:
        vectors[rows] = encoder.encode([sentences[row].text for row in rows])
    return replace(cluster, sentences=sentences, vectors=vectors)


def noticed(planted: Planted, found: Sequence[Disagreement]) -> bool:
    """Whether one disagreement names both values, the new one from the changed article."""
    for one in found:
        new = [v for v in one.values if _is(v.normalised, planted.new_value) and _from(v.citations, planted.article_id)]
        if new and any(_is(value.normalised, planted.value) for value in one.values):
            return True
    return False


def _is(normalised: str, value: float) -> bool:
    match = re.search(r"-?\d[\d.]*(?:e\+\d+)?", normalised)
    return match is not None and bool(np.isclose(float(match.group()), value))


def _from(citations: Sequence[object], article_id: str) -> bool:
    return any(getattr(citation, "article_id", None) == article_id for citation in citations)


def measure(name: str, encoder: SentenceEncoder, limit: int | None, most: int) -> dict[str, float]:
    """Return how many planted changes of a set are found, and how many disagreements as it stands."""
    chance = random.Random(SEED)  # noqa: S311  draws, no secret
    hits = total = seen = standing = 0
    for cluster in clusters(name, encoder, limit):
        seen += 1
        standing += len(cluster.found())
        possible = plantings(cluster)
        for planted in chance.sample(possible, min(most, len(possible))):
            total += 1
            hits += noticed(planted, changed(cluster, planted, encoder).found())
    return {"clusters": seen, "planted": total, "found": hits, "recall": hits / max(total, 1), "as_it_stands": standing}


def show(name: str, encoder: SentenceEncoder, limit: int | None) -> None:
    """Print what is found in a set as it stands, with the sentences."""
    seen = found = 0
    for cluster in clusters(name, encoder, limit):
        seen += 1
        for one in cluster.found():
            found += 1
            print(f"{cluster.id}: {one.kind}: {one.in_words()}")
            for value in one.values:
                for citation in value.citations:
                    text = next(s.text for s in cluster.sentences if (s.article_id, s.span.start) == _place(citation))
                    print(f"    {value.normalised} | {citation.article_id} | {text}")
    print(f"{name}: {found} disagreements in {seen} clusters")


def _place(citation: object) -> tuple[str, int]:
    return (citation.article_id, citation.start)  # type: ignore[attr-defined]


def main() -> None:
    """Run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--found", metavar="SET", help="print what is found in a set as it stands")
    parser.add_argument("--limit", type=int, default=100, help="clusters of each set")
    parser.add_argument("--most", type=int, default=3, help="changes planted in one cluster")
    option(parser)
    options = parser.parse_args()
    if not data_folder().is_dir():
        parser.error(f"no data in {data_folder()}; set SUMMARIZER_DATA")
    encoder = load_encoder()
    if options.found:
        show(options.found, encoder, options.limit)
        return
    limit = min(options.limit, 10) if options.small else options.limit
    figures = {name: measure(name, encoder, limit, options.most) for name in MEASURED}
    for name, row in figures.items():
        print(
            f"{name}: {row['found']} of {row['planted']} planted changes of one number found ({row['recall']:.0%}), "
            f"{row['as_it_stands']} disagreements as it stands in {row['clusters']} clusters"
        )
    command = f"python -m benchmarks.disagreements --limit {options.limit} --most {options.most}"
    record("disagreements", figures, command=command, small=options.small)


if __name__ == "__main__":
    main()
