"""How good the summaries are: ROUGE against the references of a set, for several systems.

    python -m benchmarks.quality --set duc2003 --systems lead,lexrank,cover,learned,fused --limit 60

Scores are those of ``summarizer.evaluation``: mean over the references, then over the bundles, with a 95 % interval.
Summaries are whole sentences within the length asked for; nothing is cut.
``learned``, ``cover``, ``lexrank``, ``centroid`` and ``lead`` are the plain choice of that ranker; ``extract`` is what the
product prints without fusion, ``fused`` what it prints with it. ``--cut`` asks for a twelfth more and cuts after the last word
allowed, as published figures on DUC are made. The table is printed, everything is written to ``benchmarks/out/``.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.clusters import SETS, materials, path_of, sha256_of
from benchmarks.product import PRODUCTS, summary_of
from summarizer.budget import Budget, count_words
from summarizer.errors import InputError
from summarizer.evaluation import Case, Interval, Rouge, mean
from summarizer.models.registry import load_encoder
from summarizer.pipeline import Summarizer
from summarizer.ranking import RANKERS, ranker
from summarizer.ranking.material import Material
from summarizer.selection.grouping import group
from summarizer.selection.select import select

OUT = Path("benchmarks/out")
MEASURES = ("rouge1_recall", "rouge1_f1", "rouge2_recall", "rouge2_f1")


@dataclass(frozen=True, slots=True)
class Result:
    """What one system scored: one row a bundle.

    Attributes:
        system: Its name.
        scores: Percent, by measure: one row a bundle.
        words: Words of each summary.
        texts: The summaries by bundle id.
        seconds: For the whole set, sentence vectors not counted where they were kept.

    """

    system: str
    scores: list[dict[str, float]]
    words: list[int]
    texts: dict[str, str]
    seconds: float

    def means(self) -> Mapping[str, Interval]:
        """Return the mean of each measure with its 95 % interval, to two digits."""
        found = {name: mean([row[name] for row in self.scores]) for name in MEASURES}
        return {name: Interval(round(one.mean, 2), round(one.low, 2), round(one.high, 2)) for name, one in found.items()}


def choose(material: Material, name: str, max_words: int) -> str:
    """Return the sentences that a ranker's plain choice takes, in reading order; an empty text where none fits."""
    ranking = ranker(name).rank(material)
    try:
        extract = select(material, group(material, ranking), ranking, Budget(max_words=max_words))
    except InputError:
        return ""
    return " ".join(one.best.text for one in extract.groups)


def measure(name: str, system: str, *, limit: int | None, max_words: int, cut: bool = False) -> Result:
    """Run one system over one set."""
    start = time.monotonic()
    rouge = Rouge()
    scores: list[dict[str, float]] = []
    words: list[int] = []
    texts: dict[str, str] = {}
    for bundle, text in _summaries(name, system, limit, max_words * 27 // 25 if cut else max_words):
        printed = " ".join(text.split()[:max_words]) if cut else text
        scores.append(rouge.score(printed, bundle.references))
        words.append(count_words(printed))
        texts[bundle.id] = printed
    return Result(system, scores, words, texts, time.monotonic() - start)


def _summaries(name: str, system: str, limit: int | None, max_words: int) -> Iterator[tuple[Case, str]]:
    """Yield bundles with their summary; an empty one, which scores 0, where the product refuses the bundle."""
    summarizer = None if system in RANKERS else Summarizer()
    for bundle, material in materials(name, load_encoder(), limit):
        if summarizer is None:
            yield bundle, choose(material, system, max_words)
        else:
            found = summary_of(bundle, system, summarizer, max_words)
            yield bundle, found.text if found else ""


def table(results: Sequence[Result]) -> str:
    """Return the results as a table of text."""
    lines = [
        f"{'system':<10} {'R1 recall':>9} {'R1 F1':>7} {'R2 recall':>9} {'R2 F1':>7}  {'95 % of R2 recall':<18} words  seconds"
    ]
    for result in results:
        found = result.means()
        recall = found["rouge2_recall"]
        lines.append(
            f"{result.system:<10} {found['rouge1_recall'].mean:>9.2f} {found['rouge1_f1'].mean:>7.2f} "
            f"{recall.mean:>9.2f} {found['rouge2_f1'].mean:>7.2f}  {recall.low:>6.2f} to {recall.high:<8.2f} "
            f"{statistics.fmean(result.words):>6.1f} {result.seconds:>8.1f}"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", dest="name", choices=list(SETS), default="duc2003")
    parser.add_argument("--systems", default="lead,lexrank,cover,learned", help=", ".join((*RANKERS, *PRODUCTS)))
    parser.add_argument("--limit", type=int, default=None, help="bundles; default all")
    parser.add_argument("--max-words", type=int, default=None, help="default: what the set asks for")
    parser.add_argument("--cut", action="store_true", help="cut after the last word allowed instead of printing whole sentences")
    asked = parser.parse_args(arguments)
    systems = asked.systems.split(",")
    unknown = set(systems) - {*RANKERS, *PRODUCTS}
    if unknown:
        parser.error(f"no such system: {', '.join(sorted(unknown))}")
    max_words = asked.max_words or SETS[asked.name].max_words
    results = [measure(asked.name, system, limit=asked.limit, max_words=max_words, cut=asked.cut) for system in systems]
    print(table(results))
    OUT.mkdir(parents=True, exist_ok=True)
    record = {
        "set": asked.name,
        "sha256": sha256_of(path_of(asked.name)),
        "bundles": len(results[0].scores),
        "max_words": max_words,
        "cut": asked.cut,
        "systems": {
            one.system: {
                "mean": {name: found.mean for name, found in one.means().items()},
                "interval": {name: (found.low, found.high) for name, found in one.means().items()},
                "words": statistics.fmean(one.words),
                "seconds": one.seconds,
            }
            for one in results
        },
        "summaries": {one.system: one.texts for one in results},
    }
    (OUT / f"quality-{asked.name}.json").write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
