"""Balanced accuracy of verification on judged summaries: ``python -m benchmarks.verification [--limit N] [--scorer FOLDER]``.

Sets: bump (minimal pairs), the judged half of DeFacto, every domain of SummEdits but news. For each sentence of a summary the
product's own search finds the evidence in the document; a summary is worth what its worst sentence is. Scores get
their threshold from the other half of the same set (two-fold), so that none is told what it is tested on; ``verdict`` is the
product's own, with the threshold that ships.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from summarizer.article import Article
from summarizer.models.protocols import SentenceEncoder, SupportScorer
from summarizer.models.training.corpora import data_folder
from summarizer.models.training.support_dev import accuracy_at, judged
from summarizer.verification import Verifier
from summarizer.verification.evidence import Evidence, covered
from summarizer.verification.retrieval import Sources, draft_pieces
from summarizer.verification.words import read

OUT = Path("benchmarks/out/verification.json")


@dataclass(frozen=True, slots=True)
class Case:
    """A judged summary: its sentences, the evidence of each, and whether the document carries it."""

    claims: tuple[str, ...]
    evidences: tuple[tuple[str, ...], ...]
    label: bool


Scores = Callable[[Sequence[str], Sequence[Sequence[str]]], list[float]]


def cases(folder: Path, limit: int | None, seed: int = 5) -> dict[str, list[Case]]:
    """Return the judged summaries by set, at most ``limit`` of each, drawn by a fixed seed."""
    rows: dict[str, list[tuple[str, str, bool]]] = {}
    for name, document, summary, label in judged(folder):
        rows.setdefault(name, []).append((document, summary, label))
    found: dict[str, list[Case]] = {}
    sources: dict[str, Sources] = {}
    for name, of_set in rows.items():
        rng = np.random.default_rng(seed)
        chosen = np.sort(rng.permutation(len(of_set))[: limit or len(of_set)])
        for place in chosen:
            document, summary, label = of_set[place]
            if document not in sources:
                sources[document] = Sources([Article(text=document, id="a")])
            claims = tuple(piece.text for piece in draft_pieces(summary))
            evidences = tuple(tuple(p.text for p in pieces) for pieces in sources[document].find(claims))
            found.setdefault(name, []).append(Case(claims, evidences, label))
    return found


def coverage(claims: Sequence[str], evidences: Sequence[Sequence[str]]) -> list[float]:
    """Baseline: the share of the claim's content stems that the evidence has."""
    return [covered(read(claim), Evidence.of(evidence)) for claim, evidence in zip(claims, evidences, strict=True)]


def cosine(encoder: SentenceEncoder) -> Scores:
    """Baseline: cosine of the sentence vectors of claim and evidence."""

    def score(claims: Sequence[str], evidences: Sequence[Sequence[str]]) -> list[float]:
        mine = encoder.encode(list(claims))
        theirs = encoder.encode([" ".join(evidence) for evidence in evidences])
        return np.sum(mine * theirs, axis=1).tolist()

    return score


def model(scorer: SupportScorer) -> Scores:
    """Return what the support scorer says."""
    return lambda claims, evidences: scorer.score(list(claims), [" ".join(e) for e in evidences]).tolist()


def rules(claims: Sequence[str], evidences: Sequence[Sequence[str]]) -> list[float]:
    """Return 0 where a rule blocks, 1 where none does."""
    supports = Verifier(threshold=0.0).check_many(claims, evidences)
    return [float(not any(f.blocking for f in support.findings)) for support in supports]


def verdict(scorer: SupportScorer | None) -> Scores:
    """Return 1 where the product says supported, 0 where it does not."""
    verifier = Verifier(scorer)
    return lambda claims, evidences: [float(s.supported) for s in verifier.check_many(claims, evidences)]


def worst(chosen: Sequence[Case], scores: Scores) -> list[float]:
    """Return the lowest score of each summary's sentences; all sentences are scored in one call."""
    flat = scores([c for case in chosen for c in case.claims], [e for case in chosen for e in case.evidences])
    values = iter(flat)
    return [min((next(values) for _ in case.claims), default=0.0) for case in chosen]


def two_fold(labels: Sequence[bool], values: Sequence[float]) -> float:
    """Return balanced accuracy with the threshold of each half taken from the other."""
    predicted = [0.0] * len(labels)
    for half in (0, 1):
        other = [i for i in range(len(labels)) if i % 2 != half]
        ours, told = [values[i] for i in other], [labels[i] for i in other]
        threshold = max(sorted({*ours, 2.0}), key=lambda t: accuracy_at(told, ours, t))
        for i in range(half, len(labels), 2):
            predicted[i] = float(values[i] >= threshold)
    return accuracy_at(labels, predicted, 0.5)


def measure(found: dict[str, list[Case]], systems: dict[str, Scores]) -> dict[str, dict[str, float]]:
    """Return balanced accuracy by set and system, and the mean over SummEdits' domains."""
    table: dict[str, dict[str, float]] = {}
    for name, of_set in found.items():
        labels = [case.label for case in of_set]
        table[name] = {"summaries": float(len(of_set))}
        for system, scores in systems.items():
            values = worst(of_set, scores)
            fixed = system.startswith(("rules", "verdict"))
            table[name][system] = round(accuracy_at(labels, values, 0.5) if fixed else two_fold(labels, values), 4)
            if fixed:
                passed = [value for value, label in zip(values, labels, strict=True) if label]
                table[name][f"{system}_passes_good"] = round(sum(passed) / max(len(passed), 1), 4)
    domains = [row for name, row in table.items() if name.startswith("summedits")]
    if domains:
        table["summedits_mean"] = {key: round(sum(row[key] for row in domains) / len(domains), 4) for key in domains[0]}
    return table


def main() -> None:
    """Measure, print a table, and write it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, help="at most so many summaries of each set")
    parser.add_argument("--scorer", type=Path, help="folder of a support scorer; without it rules and baselines only")
    parser.add_argument("--encoder", type=Path, help="folder of a sentence encoder, for the cosine baseline")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    systems: dict[str, Scores] = {"coverage": coverage, "rules": rules, "verdict_rules": verdict(None)}
    if given.encoder:
        from summarizer.models.encoder import CTranslate2Encoder  # noqa: PLC0415  only where asked for

        systems["cosine"] = cosine(CTranslate2Encoder(given.encoder))
    if given.scorer:
        from summarizer.models.support import CTranslate2SupportScorer  # noqa: PLC0415  only where asked for

        scorer = CTranslate2SupportScorer(given.scorer)
        systems |= {"scorer": model(scorer), "verdict": verdict(scorer)}
    table = measure(cases(data_folder(), given.limit), systems)
    columns = list(next(iter(table.values())))
    print("set".ljust(24), *(column.rjust(12)[-24:] for column in columns))
    for name, row in table.items():
        print(name.ljust(24), *(f"{row[column]:.3f}".rjust(max(len(column), 12)) for column in columns))
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps({"limit": given.limit, "table": table}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
