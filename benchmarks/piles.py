"""How well a pile of mixed articles is sorted into stories: B-cubed F1 on piles made by mixing the clusters of a set.

python -m benchmarks.piles --set neus/val.jsonl.xz --limit 150
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from summarizer.article import Article
from summarizer.models.registry import load_encoder
from summarizer.stories import sort_pile


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
    arguments = parser.parse_args()
    path = Path(os.environ.get("SUMMARIZER_DATA", "../shared/data")) / arguments.set
    groups = list(clusters(path, arguments.limit))
    pile = [article for group in groups for article in group]
    random.Random(1).shuffle(pile)  # noqa: S311
    encoder = load_encoder()
    start = time.perf_counter()
    sorted_pile = sort_pile(pile, encoder)
    seconds = time.perf_counter() - start
    found = [frozenset(story.article_ids) for story in sorted_pile.bundles] + [frozenset({one}) for one in sorted_pile.singletons]
    precision, recall, score = b_cubed(found, [frozenset(a.id for a in group) for group in groups])
    print(
        json.dumps(
            {
                "set": arguments.set,
                "clusters": len(groups),
                "articles": len(pile),
                "stories": len(sorted_pile.bundles),
                "precision": round(precision, 4),
                "recall": round(recall, 4),
                "f1": round(score, 4),
                "seconds": round(seconds, 1),
            }
        )
    )


if __name__ == "__main__":
    main()
