"""How good the summaries are beside those of other summarizers: same sentences in, same budget, same run.

    python -m benchmarks.peers            # all sets, about 9 minutes on two cores
    python -m benchmarks.peers --small    # two bundles a set

The others are sumy (LexRank, TextRank, LSA, KL), pytextrank and bert-extractive-summarizer on the vectors of our encoder, in an
environment of their own (``make peers``), and ``lead``: the first sentence of each article, then the second of each, and so on.
All read the sentences that the product's own cleaning and splitting leaves, which spares the others the site furniture. Names and
numbers that no article has are counted by ``summarizer.evaluation.unsupported``, which shares nothing with fusion.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from itertools import count
from typing import Any

from benchmarks.clusters import SETS, bundles, path_of, prepared, sha256_of
from benchmarks.peer_process import SYSTEMS, PeerFailed, Peers, peers
from benchmarks.product import PRODUCTS, summary_of
from benchmarks.quality_tables import KINDS, VARIANT
from benchmarks.results import option, record
from summarizer.evaluation import Rouge, difference, mean, measure
from summarizer.models.protocols import FloatArray, SentenceEncoder
from summarizer.models.registry import load_encoder
from summarizer.models.training.corpora import data_folder
from summarizer.pipeline import Summarizer
from summarizer.preparation.prepare import Prepared

LIMITS = {"duc2003": 60, "multiling2011": 10, "neus_val": 50, "multi_news_val": 60}
"""Bundles of each set, the first ones."""
LEFT_OUT = {"duc2003": ("sumy-kl",)}
"""Peers that are too slow for a set: sumy's KL takes twenty CPU seconds for a bundle of 312 sentences."""


class Remembering:
    """An encoder that encodes no sentence of a bundle twice."""

    def __init__(self, inner: SentenceEncoder) -> None:
        self._inner = inner
        self._kept: dict[str, FloatArray] = {}

    def encode(self, sentences: Sequence[str]) -> FloatArray:
        """Return one unit-length vector a sentence: shape (n, d)."""
        key = hashlib.sha256("\n".join(sentences).encode()).hexdigest()
        if key not in self._kept:
            self._kept[key] = self._inner.encode(sentences)
        return self._kept[key]

    def forget(self) -> None:
        """Make room for the next bundle."""
        self._kept.clear()


@dataclass
class Columns:
    """What was measured of each system, a value a bundle.

    Attributes:
        values: By system, then by measure.
        failed: Bundles on which a system gave no summary, by system.
        unusable: Bundles that hold too few sentences, left out for all.
    """

    values: dict[str, dict[str, list[float]]] = field(default_factory=dict)
    failed: dict[str, int] = field(default_factory=dict)
    unusable: int = 0

    def add(self, system: str, measured: dict[str, float]) -> None:
        """Add one summary."""
        both = measured["unsupported_names"] + measured["unsupported_numbers"]
        for name, value in {**measured, "unsupported": both}.items():
            self.values.setdefault(system, {}).setdefault(name, []).append(float(value))

    def figures(self, form: str) -> dict[str, Any]:
        """Return means with intervals, and what ours have more ROUGE (``recall`` or ``f1``) than each of the others, paired."""
        return {
            "bundles": len(next(iter(next(iter(self.values.values())).values()))),
            "unusable": self.unusable,
            "failed": self.failed,
            "systems": {
                system: {name: asdict(mean(column)) for name, column in columns.items()}
                for system, columns in self.values.items()
            },
            "ahead": {
                ours: {
                    system: {
                        f"{kind}_{form}": asdict(difference(self.values[ours][f"{kind}_{form}"], columns[f"{kind}_{form}"]))
                        for kind in KINDS
                    }
                    for system, columns in self.values.items()
                    if system != ours
                }
                for ours in PRODUCTS
            },
        }


def lead(ready: Prepared, max_words: int) -> list[str]:
    """Return the first sentence of each article, then the second of each, as long as they fit, in reading order."""
    rows: list[tuple[int, int, str]] = []
    left = max_words
    for place in count():
        fresh = [
            (number, place, found[place].text)
            for number, article in enumerate(ready.articles)
            if len(found := ready.sentences[article.id]) > place
        ]
        if not fresh:
            break
        for row in fresh:
            words = len(row[2].split())
            if words <= left and row[2] not in {text for *_, text in rows}:
                rows.append(row)
                left -= words
    return [text for *_, text in sorted(rows)]


def by_peers(
    asked: Peers, systems: Sequence[str], ready: Prepared, vectors: FloatArray, max_words: int
) -> dict[str, list[str] | None]:
    """Return the summary of each of these peers as its sentences; None where it failed."""
    sentences = [sentence.text for sentence in ready.all_sentences()]
    found: dict[str, list[str] | None] = {}
    for system in systems:
        try:
            chosen, _ = asked.choose(system, sentences, max_words, vectors if system == "bert-extractive" else None)
        except PeerFailed:
            found[system] = None
        else:
            found[system] = [sentences[number] for number in chosen]
    return found


def compare(name: str, limit: int, asked: Peers) -> dict[str, Any]:
    """Run every system over the first bundles of a set and return the figures."""
    rouge, columns, max_words = Rouge(), Columns(), SETS[name].max_words
    encoder = Remembering(load_encoder())
    summarizer = Summarizer(encoder=encoder)
    systems = [system for system in SYSTEMS if system not in LEFT_OUT.get(name, ())]
    with ThreadPoolExecutor(1) as pool:
        for bundle in bundles(name, limit):
            ready = prepared(bundle)
            if ready is None:
                columns.unusable += 1
                continue
            vectors = encoder.encode([sentence.text for sentence in ready.all_sentences()])
            theirs = pool.submit(by_peers, asked, systems, ready, vectors, max_words)
            ours = {system: summary_of(bundle, system, summarizer, max_words) for system in PRODUCTS}
            told = {name: one and [sentence.text for sentence in one.sentences] for name, one in ours.items()}
            printed = {"lead": lead(ready, max_words), **theirs.result(), **told}
            for system, text in printed.items():
                if text is None:
                    columns.failed[system] = columns.failed.get(system, 0) + 1
                columns.add(system, measure(text or (), bundle.articles, bundle.references, rouge).values())
            encoder.forget()
    return {
        "max_words": max_words,
        "left_out": LEFT_OUT.get(name, ()),
        "sha256": sha256_of(path_of(name)),
        **columns.figures(VARIANT[name]),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Compare, print a short table, and record the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", default=",".join(LIMITS))
    option(parser)
    given = parser.parse_args(arguments)
    if not data_folder().is_dir():
        parser.error(f"no data in {data_folder()}; set SUMMARIZER_DATA")
    figures: dict[str, Any] = {}
    # One thread: a peer works beside ours, which has the other core; nothing is timed here.
    with peers(threads=1) as asked:
        for name in given.sets.split(","):
            figures[name] = compare(name, 2 if given.small else LIMITS[name], asked)
            print(f"{name}: {figures[name]['bundles']} bundles")
            for system, found in figures[name]["systems"].items():
                cells = (f"{found[key]['mean']:8.2f}" for key in ("rouge1_recall", "rouge2_recall", "rouge2_f1", "words"))
                print(f"  {system:<16}", *cells, flush=True)
    command = "python -m benchmarks.peers" + ("" if given.sets == ",".join(LIMITS) else f" --sets {given.sets}")
    record("quality", figures, command=command, small=given.small)


if __name__ == "__main__":
    main()
