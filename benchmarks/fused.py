"""What fusion does to the extract: ROUGE of both as printed, what was rewritten, what fused sentences hold that is not cited.

    python -m benchmarks.fused --set neus_val
    python -m benchmarks.fused --set neus_leads_val --limit 100 --read 60

Both systems get the same bundles and the same budget. Rewritten sentences are those that have not the words of a cited span whole
and in order: what the model wrote, and sources' sentences made shorter. Names and numbers are looked for in the spans that such a
sentence cites, by ``summarizer.evaluation.unsupported``, which shares no code and no word list with fusion. ``--read`` prints
some of them, drawn by a fixed seed, with what they cite, for somebody to read as a copy editor would; they are text of the data
set and are kept nowhere.
"""

from __future__ import annotations

import argparse
import random
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks import results
from benchmarks.clusters import SETS, bundles
from benchmarks.product import PRODUCTS, summary_of
from benchmarks.quality import MEASURES
from summarizer import Article, Summarizer, Summary
from summarizer.budget import count_words
from summarizer.evaluation import Case, Rouge
from summarizer.evaluation.unsupported import unsupported
from summarizer.summary import Method, SummarySentence
from summarizer.wording.overlap import same_words

_SMALL = 3


@dataclass(slots=True)
class Tally:
    """What was seen so far.

    Attributes:
        scores: For each system one row a bundle: ROUGE and the words, by name.
        counts: Sentences of the fused summaries by what they are, and names and numbers that their citations lack.
        drawn: Rewritten sentences with the spans that they cite.

    """

    scores: dict[str, list[dict[str, float]]] = field(default_factory=lambda: {name: [] for name in PRODUCTS})
    counts: Counter[str] = field(default_factory=Counter)
    drawn: list[tuple[str, list[str]]] = field(default_factory=list)

    def add(self, system: str, bundle: Case, summary: Summary, rouge: Rouge) -> None:
        """Count one summary."""
        self.scores[system].append({**rouge.score(summary.text, bundle.references), "words": count_words(summary.text)})
        if system == "fused":
            texts = {article.id: article.text for article in bundle.articles}
            for sentence in summary.sentences:
                self._look(sentence, [texts[one.article_id][one.start : one.end] for one in sentence.citations])

    def _look(self, sentence: SummarySentence, cited: list[str]) -> None:
        self.counts["sentences"] += 1
        fused = sentence.method is Method.FUSED
        changed = not any(same_words(sentence.text, span) for span in cited)
        self.counts["fused_sentences"] += fused
        self.counts["shortened_sentences"] += changed and not fused
        self.counts["changed"] += changed
        if fused or changed:
            found = unsupported([sentence.text], [Article(text=" ".join(cited))])
            self.counts["foreign_names"] += len(found.names)
            self.counts["foreign_numbers"] += len(found.numbers)
            self.drawn.append((sentence.text, cited))

    def figures(self) -> dict[str, object]:
        """Return what there is to say of it all."""
        names = (*MEASURES, "words")
        means = {
            system: {name: statistics.fmean(row[name] for row in rows) for name in names} for system, rows in self.scores.items()
        }
        counts = {
            name: self.counts[name]
            for name in ("sentences", "fused_sentences", "shortened_sentences", "changed", "foreign_names", "foreign_numbers")
        }
        return {"bundles": len(self.scores["fused"]), **means, **counts}


def compare(name: str, limit: int | None) -> Tally:
    """Summarize the first bundles of a set with and without fusion; bundles that the product refuses are left out."""
    summarizer, rouge, tally = Summarizer(), Rouge(), Tally()
    for bundle in bundles(name, limit):
        made = {system: summary_of(bundle, system, summarizer, SETS[name].max_words) for system in PRODUCTS}
        found = {system: summary for system, summary in made.items() if summary is not None}
        if len(found) == len(PRODUCTS):
            for system, summary in found.items():
                tally.add(system, bundle, summary, rouge)
    return tally


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", dest="name", choices=list(SETS), default="neus_val")
    parser.add_argument("--limit", type=int, default=None, help="bundles; default all")
    parser.add_argument("--read", type=int, default=0, help="rewritten sentences to print, with what they cite")
    results.option(parser)
    asked = parser.parse_args(arguments)
    tally = compare(asked.name, _SMALL if asked.small else asked.limit)
    figures = tally.figures()
    for name, value in figures.items():
        print(f"{name:<16} {value}")
    for text, cited in random.Random(7).sample(tally.drawn, min(asked.read, len(tally.drawn))):  # noqa: S311
        print(f"\n> {text}", *(f"    | {' '.join(span.split())}" for span in cited), sep="\n")
    limit = "" if asked.limit is None else f" --limit {asked.limit}"
    command = f"python -m benchmarks.fused --set {asked.name}{limit}"
    results.record(f"fused-{asked.name.replace('_', '-')}", figures, command=command, small=asked.small)


if __name__ == "__main__":
    main()
