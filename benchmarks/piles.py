"""How well a pile of mixed articles is sorted into stories: B-cubed F1 on piles made by mixing the clusters of a set.

    python -m benchmarks.piles --set neus/val.jsonl.xz --limit 400                  # 10 seconds
    python -m benchmarks.piles --set neus/val.jsonl.xz --limit 400 --summaries      # some 2 minutes
    python -m benchmarks.piles --set multi-news/val.jsonl.xz --limit 2000           # 1 minute, more than 4,000 articles

``--summaries`` also tells each story found, one after the other in this process; the last pile has more than a thousand stories.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import resource
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.results import option, record
from summarizer import Summarizer
from summarizer.article import Article
from summarizer.models.training.corpora import data_folder
from summarizer.stories import digest, sort_pile


def clusters(path: Path, limit: int) -> Iterator[list[Article]]:
    """Yield the articles of each cluster."""
    with lzma.open(path, "rt", encoding="utf8") as lines:
        for number, line in enumerate(lines):
            if number == limit:
                return
            docs = json.loads(line)["docs"]
            plain = [doc if isinstance(doc, dict) else {"text": doc} for doc in docs]
            yield [
                Article(id=f"{number}/{place}", text=doc["text"], title=doc.get("title") or None)
                for place, doc in enumerate(plain)
                if doc["text"].strip()
            ]


def b_cubed(found: Sequence[frozenset[str]], true: Sequence[frozenset[str]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 (Bagga and Baldwin, "Entity-based cross-document coreferencing", 1998)."""
    mine = {name: group for group in found for name in group}
    theirs = {name: group for group in true for name in group}
    both = [(mine[name], theirs[name]) for name in theirs if name in mine]
    precision = sum(len(a & b) / len(a) for a, b in both) / len(both)
    recall = sum(len(a & b) / len(b) for a, b in both) / len(both)
    return precision, recall, 2 * precision * recall / (precision + recall)


def main() -> None:
    """Sort one pile and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", default="neus/val.jsonl.xz")
    parser.add_argument("--limit", type=int, default=150, help="Clusters in the pile.")
    parser.add_argument("--summaries", action="store_true", help="Summarize each story too, with a headline.")
    option(parser)
    arguments = parser.parse_args()
    arguments.limit = min(arguments.limit, 20) if arguments.small else arguments.limit
    path = data_folder() / arguments.set
    groups = list(clusters(path, arguments.limit))
    pile = [article for group in groups for article in group]
    random.Random(1).shuffle(pile)  # noqa: S311
    summarizer = Summarizer()
    encoder = summarizer.engine.encoder
    start, cpu = time.perf_counter(), time.process_time()
    sorted_pile = sort_pile(pile, encoder)
    seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu
    found = [frozenset(story.article_ids) for story in sorted_pile.bundles] + [frozenset({one}) for one in sorted_pile.singletons]
    precision, recall, score = b_cubed(found, [frozenset(a.id for a in group) for group in groups])
    figures: dict[str, Any] = {
        "set": arguments.set.partition(".")[0],
        "clusters": len(groups),
        "articles": len(pile),
        "stories": len(sorted_pile.bundles),
        "singletons": len(sorted_pile.singletons),
        "reprints": sum(len(one.reprints) for one in sorted_pile.bundles),
        "precision": precision,
        "recall": recall,
        "f1": score,
        "seconds": seconds,
        "cpu_seconds": cpu_seconds,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    if arguments.summaries:
        start, cpu = time.perf_counter(), time.process_time()
        told = digest(pile, encoder, summarizer.summarize)
        figures |= {
            "with_summaries_seconds": time.perf_counter() - start,
            "with_summaries_cpu_seconds": time.process_time() - cpu,
            "with_summaries_peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "with_headline": sum(one.headline is not None for one in told.stories),
            "without_summary": sum(one.summary is None for one in told.stories),
        }
    print(json.dumps(figures, indent=1))
    name = "piles_" + figures["set"].replace("/", "_").replace("-", "_")
    command = f"python -m benchmarks.piles --set {arguments.set} --limit {arguments.limit}{' --summaries' * arguments.summaries}"
    record(name, figures, command=command, small=arguments.small)


if __name__ == "__main__":
    main()
