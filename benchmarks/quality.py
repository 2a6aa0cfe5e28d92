"""How good the summaries are: ROUGE against the references of a set, for several systems.

    python -m benchmarks.quality --set duc2003 --systems lead,lexrank,cover,learned,fused --limit 60

Scores come from the ``rouge-score`` package with stemming, mean over the references, then over the bundles, with a 95 %
interval from 1,000 bootstrap samples of bundles. Summaries are whole sentences within the length asked for; nothing is cut.
``learned``, ``cover``, ``lexrank``, ``centroid`` and ``lead`` are the plain choice of that ranker; ``extract`` is what the
product prints without fusion, ``fused`` what it prints with it. ``--cut`` asks for a twelfth more and cuts after the last word
allowed, as published figures on DUC are made. The table is printed, everything is written to ``benchmarks/out/``.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rouge_score import rouge_scorer

from benchmarks.clusters import SETS, Bundle, materials, path_of, sha256_of
from summarizer.budget import Budget, count_words
from summarizer.errors import InputError
from summarizer.grouping import group
from summarizer.material import Material
from summarizer.models.registry import load_encoder
from summarizer.ranking import RANKERS, ranker
from summarizer.select import select

OUT = Path("benchmarks/out")
MEASURES = ("r1_recall", "r1_f1", "r2_recall", "r2_f1")
PRODUCTS = ("extract", "fused")
_SAMPLES = 1_000


@dataclass(frozen=True, slots=True)
class Result:
    """What one system scored: one row a bundle.

    Attributes:
        system: Its name.
        scores: Percent, columns as in ``MEASURES``: shape (bundles, 4).
        words: Words of each summary.
        texts: The summaries by bundle id.
        seconds: For the whole set, sentence vectors not counted where they were kept.

    """

    system: str
    scores: np.ndarray
    words: list[int]
    texts: dict[str, str]
    seconds: float

    def mean(self) -> dict[str, float]:
        """Return the mean of each measure."""
        return {name: round(float(value), 2) for name, value in zip(MEASURES, self.scores.mean(axis=0), strict=True)}

    def interval(self) -> dict[str, tuple[float, float]]:
        """Return the 95 % interval of each mean."""
        draws = np.random.default_rng(0).integers(0, len(self.scores), (_SAMPLES, len(self.scores)))
        low, high = np.percentile(self.scores[draws].mean(axis=1), [2.5, 97.5], axis=0)
        return {name: (round(float(low[i]), 2), round(float(high[i]), 2)) for i, name in enumerate(MEASURES)}


class Rouge:
    """ROUGE-1 and -2 by the ``rouge-score`` package, with stemming."""

    def __init__(self) -> None:
        self._scorer = rouge_scorer.RougeScorer(["rouge1", "rouge2"], use_stemmer=True)

    def score(self, summary: str, references: Sequence[str]) -> tuple[float, float, float, float]:
        """Return the percentages in the order of ``MEASURES``, mean over the references."""
        found = [self._scorer.score(reference, summary) for reference in references]
        rows = [(one["rouge1"].recall, one["rouge1"].fmeasure, one["rouge2"].recall, one["rouge2"].fmeasure) for one in found]
        first, second, third, fourth = (100.0 * float(value) for value in np.mean(rows, axis=0))
        return first, second, third, fourth


def choose(material: Material, name: str, max_words: int) -> str:
    """Return the sentences that a ranker's plain choice takes, in reading order."""
    ranking = ranker(name).rank(material)
    extract = select(material, group(material, ranking), ranking, Budget(max_words=max_words))
    return " ".join(one.best.text for one in extract.groups)


def measure(name: str, system: str, *, limit: int | None, max_words: int, cut: bool = False) -> Result:
    """Run one system over one set."""
    start = time.monotonic()
    rouge = Rouge()
    scores, words, texts = [], [], {}
    for bundle, text in _summaries(name, system, limit, max_words * 27 // 25 if cut else max_words):
        printed = " ".join(text.split()[:max_words]) if cut else text
        scores.append(rouge.score(printed, bundle.references))
        words.append(count_words(printed))
        texts[bundle.id] = printed
    return Result(system, np.array(scores), words, texts, time.monotonic() - start)


def _summaries(name: str, system: str, limit: int | None, max_words: int) -> Iterator[tuple[Bundle, str]]:
    if system in RANKERS:
        for bundle, material in materials(name, load_encoder(), limit):
            yield bundle, _or_nothing(lambda material=material: choose(material, system, max_words))
        return
    from summarizer.pipeline import Summarizer  # noqa: PLC0415  the plain choices need no fusion model

    summarizer = Summarizer()
    fusion = "none" if system == "extract" else "auto"
    for bundle, _ in materials(name, load_encoder(), limit):
        yield (
            bundle,
            _or_nothing(
                lambda bundle=bundle: (
                    summarizer.summarize(bundle.articles, max_words=max_words, fusion=fusion, on_mixed="keep").text
                )
            ),
        )


def _or_nothing(make) -> str:  # type: ignore[no-untyped-def]  # noqa: ANN001  a call without arguments
    """Return the summary; an empty one, which scores 0, where the product refuses the bundle."""
    try:
        return str(make())
    except InputError:
        return ""


def table(results: Sequence[Result]) -> str:
    """Return the results as a table of text."""
    lines = [
        f"{'system':<10} {'R1 recall':>9} {'R1 F1':>7} {'R2 recall':>9} {'R2 F1':>7}  {'95 % of R2 recall':<18} words  seconds"
    ]
    for result in results:
        mean, (low, high) = result.mean(), result.interval()["r2_recall"]
        lines.append(
            f"{result.system:<10} {mean['r1_recall']:>9.2f} {mean['r1_f1']:>7.2f} "
            f"{mean['r2_recall']:>9.2f} {mean['r2_f1']:>7.2f}  {low:>6.2f} to {high:<8.2f} "
            f"{np.mean(result.words):>6.1f} {result.seconds:>8.1f}"
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
                "mean": one.mean(),
                "interval": one.interval(),
                "words": float(np.mean(one.words)),
                "seconds": one.seconds,
            }
            for one in results
        },
        "summaries": {one.system: one.texts for one in results},
    }
    (OUT / f"quality-{asked.name}.json").write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
