"""Balanced accuracy of verification on judged summaries, and its speed on those of news.

    python -m benchmarks.verification            # about 8 minutes on two quiet cores
    python -m benchmarks.verification --small

Sets: bump (minimal pairs), the judged half of DeFacto, every domain of SummEdits but news. For each sentence of a summary the
product's own search finds the evidence in the document; a summary is worth what its worst sentence is.

Two figures are given for what has a score. ``_fixed``: the threshold that ships, 0.5 (all that rules alone have), which was set
on the scorer's own held-out pairs and knows nothing of these sets. ``_chosen``: as papers report it, the threshold that is best
on held-out summaries of the same set; here each half of the documents gets the threshold of the other half.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.results import option, record
from summarizer.article import Article
from summarizer.models import registry
from summarizer.models.bundled import part
from summarizer.models.protocols import SentenceEncoder, SupportScorer
from summarizer.models.support import CTranslate2SupportScorer
from summarizer.models.training import corpora
from summarizer.models.training.corpora import data_folder
from summarizer.models.training.support_dev import accuracy_at, judged
from summarizer.verification import Verifier
from summarizer.verification.evidence import Evidence, overlap
from summarizer.verification.retrieval import Sources, draft_pieces
from summarizer.verification.words import read


@dataclass(frozen=True, slots=True)
class Case:
    """A judged summary: its sentences, the evidence of each, whether the document carries it, and which half it is of."""

    claims: tuple[str, ...]
    evidences: tuple[tuple[str, ...], ...]
    label: bool
    half: int


Scores = Callable[[Sequence[str], Sequence[Sequence[str]]], list[float]]


@dataclass(frozen=True, slots=True)
class System:
    """What gives a sentence with its evidence a score.

    Attributes:
        scores: Claims and their evidence to scores.
        shipped: Whether 0.5 is its threshold; a baseline's is chosen only.
        chosen: Whether a threshold can be chosen at all; a verdict is yes or no.

    """

    scores: Scores
    shipped: bool = True
    chosen: bool = True


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
            found.setdefault(name, []).append(Case(claims, evidences, label, half(document)))
    return found


def half(document: str) -> int:
    """Return 0 or 1, the same for all summaries of one document."""
    return hashlib.sha256(document.encode()).digest()[0] % 2


def coverage(claims: Sequence[str], evidences: Sequence[Sequence[str]]) -> list[float]:
    """Baseline: the share of the claim's content stems that the evidence has."""
    return [overlap(read(claim), Evidence.of(evidence)) for claim, evidence in zip(claims, evidences, strict=True)]


def cosine(encoder: SentenceEncoder) -> Scores:
    """Baseline: cosine of the sentence vectors of claim and evidence."""

    def score(claims: Sequence[str], evidences: Sequence[Sequence[str]]) -> list[float]:
        mine = encoder.encode(list(claims))
        theirs = encoder.encode([" ".join(evidence) for evidence in evidences])
        found: list[float] = np.sum(mine * theirs, axis=1).tolist()
        return found

    return score


def model(scorer: SupportScorer) -> Scores:
    """Return what the support scorer says; each distinct pair is asked about once."""

    def score(claims: Sequence[str], evidences: Sequence[Sequence[str]]) -> list[float]:
        pairs = [(claim, " ".join(evidence)) for claim, evidence in zip(claims, evidences, strict=True)]
        once = list(dict.fromkeys(pairs))
        known = dict(zip(once, scorer.score([c for c, _ in once], [e for _, e in once]).tolist(), strict=True))
        return [known[pair] for pair in pairs]

    return score


def rules(claims: Sequence[str], evidences: Sequence[Sequence[str]]) -> list[float]:
    """Return 0 where a rule blocks, 1 where none does."""
    supports = Verifier(threshold=0.0).check_many(claims, evidences)
    return [float(not any(f.blocking for f in support.findings)) for support in supports]


def both(scores: Scores) -> Scores:
    """Return a score, 0 where a rule blocks: what the product decides on."""
    return lambda claims, evidences: [
        score * free for score, free in zip(scores(claims, evidences), rules(claims, evidences), strict=True)
    ]


def remembered(scores: Scores) -> Scores:
    """Return the same scores, kept for the sets that were asked for before."""
    kept: dict[tuple[str, ...], list[float]] = {}

    def score(claims: Sequence[str], evidences: Sequence[Sequence[str]]) -> list[float]:
        key = (*claims, *(" ".join(evidence) for evidence in evidences))
        if key not in kept:
            kept[key] = scores(claims, evidences)
        return kept[key]

    return score


def worst(chosen: Sequence[Case], scores: Scores) -> list[float]:
    """Return the lowest score of each summary's sentences; all sentences are scored in one call."""
    flat = scores([c for case in chosen for c in case.claims], [e for case in chosen for e in case.evidences])
    values = iter(flat)
    return [min((next(values) for _ in case.claims), default=0.0) for case in chosen]


def two_fold(of_set: Sequence[Case], values: Sequence[float]) -> float:
    """Return balanced accuracy with the threshold of each half of the documents taken from the other half."""
    predicted = [0.0] * len(of_set)
    for ours in (0, 1):
        other = [i for i, case in enumerate(of_set) if case.half != ours]
        told, seen = [of_set[i].label for i in other], [values[i] for i in other]
        candidates = sorted(set(seen))
        candidates = [*candidates[:: max(len(candidates) // 200, 1)], 2.0]
        threshold = max(candidates, key=lambda t: accuracy_at(told, seen, t))
        for i, case in enumerate(of_set):
            if case.half == ours:
                predicted[i] = float(values[i] >= threshold)
    return accuracy_at([case.label for case in of_set], predicted, 0.5)


def measure(found: Mapping[str, Sequence[Case]], systems: Mapping[str, System]) -> dict[str, dict[str, float]]:
    """Return balanced accuracy by set and system, and the mean over SummEdits' domains."""
    table: dict[str, dict[str, float]] = {}
    for name, of_set in found.items():
        labels = [case.label for case in of_set]
        row = table[name] = {"summaries": float(len(of_set))}
        for system, given in systems.items():
            values = worst(of_set, given.scores)
            if given.chosen:
                row[f"{system}_chosen"] = round(two_fold(of_set, values), 4)
            if given.shipped:
                row[f"{system}_fixed"] = round(accuracy_at(labels, values, 0.5), 4)
                passed = [value >= 0.5 for value, label in zip(values, labels, strict=True) if label]
                row[f"{system}_passes_good"] = round(sum(passed) / max(len(passed), 1), 4)
    domains = [row for name, row in table.items() if name.startswith("summedits")]
    if domains:
        table["summedits_mean"] = {key: round(sum(row[key] for row in domains) / len(domains), 4) for key in domains[0]}
    return table


def published(folder: Path) -> dict[str, float]:
    """Return balanced accuracy on bump of the metrics whose scores its authors give (Ma et al. 2023, arXiv 2212.09955).

    The threshold is chosen as for the systems here, each half of the documents with that of the other half.
    """
    told: dict[str, list[tuple[Case, float]]] = {}
    for pair in corpora.records(folder / "faithfulness" / "bump.jsonl.xz"):
        for key, value in pair["scores"].items():
            metric, form = key.rsplit("_", 1)
            if value is not None:
                told.setdefault(metric, []).append((Case((), (), form == "reference", half(pair["article"])), float(value)))
    return {name: round(two_fold([c for c, _ in rows], [v for _, v in rows]), 4) for name, rows in sorted(told.items())}


def systems_of(scorer: SupportScorer | None, encoder: SentenceEncoder | None) -> dict[str, System]:
    """Return the baselines, the rules, and with a scorer the scorer alone and together with the rules (``verdict``)."""
    found = {"coverage": System(coverage, shipped=False)}
    if encoder is not None:
        found["cosine"] = System(cosine(encoder), shipped=False)
    found["rules"] = System(rules, chosen=False)
    if scorer is not None:
        scores = remembered(model(scorer))
        found |= {"scorer": System(scores), "verdict": System(both(scores))}
    return found


def speed(found: Mapping[str, Sequence[Case]], scorer: SupportScorer, verifier: Verifier) -> dict[str, float]:
    """Return pairs a second, by the clock and by CPU time of all threads, of the scorer and of the whole check."""
    pairs = [(c, e) for of_set in found.values() for case in of_set for c, e in zip(case.claims, case.evidences, strict=True)]
    claims, evidences = [c for c, _ in pairs], [e for _, e in pairs]
    joined = [" ".join(evidence) for evidence in evidences]
    scorer.score(claims[:32], joined[:32])
    table = {
        "pairs": float(len(pairs)),
        "words_a_pair": round(float(np.mean([len(f"{c} {e}".split()) for c, e in zip(claims, joined, strict=True)])), 1),
    }
    for name, run in (
        ("scorer", lambda: scorer.score(claims, joined)),
        ("check", lambda: verifier.check_many(claims, evidences)),
    ):
        wall, cpu = time.perf_counter(), time.process_time()
        run()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        table |= {f"{name}_pairs_a_second": round(len(pairs) / wall, 1), f"{name}_pairs_a_cpu_second": round(len(pairs) / cpu, 1)}
    return table


def main() -> None:
    """Measure, print a table, and write it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, help="at most so many summaries of each set")
    parser.add_argument("--scorer", type=Path, help="folder of a support scorer; not given: the bundled one")
    parser.add_argument("--threads", type=int, help="threads of one call; not given: what the process may use")
    parser.add_argument("--out", type=Path, help="JSON to write; not given: benchmarks/results, where it is the bundled scorer")
    option(parser)
    given = parser.parse_args()
    folder = given.scorer or part("support").folder
    scorer = CTranslate2SupportScorer(folder, threads=given.threads)
    found = cases(data_folder(), 8 if given.small else given.limit)
    table = measure(found, systems_of(scorer, registry.load_encoder(threads=given.threads)))
    columns = list(next(iter(table.values())))
    for column in columns:
        print(
            column.ljust(24),
            *(f"{row[column]:7.3f}" if row[column] <= 1 else f"{row[column]:7.0f}" for row in table.values()),
        )
    print("sets:", ", ".join(table))
    news = {name: of_set for name, of_set in found.items() if not name.startswith("summedits")}
    result: dict[str, object] = {
        "limit": given.limit,
        "table": table,
        "bump_published": published(data_folder()),
        "speed": speed(news, scorer, Verifier(scorer)),
    }
    print("bump, metrics as published:", result["bump_published"])
    print("speed:", result["speed"])
    result |= {
        "head": json.loads((folder / "head.json").read_text(encoding="utf-8")),
        "model_sha256": hashlib.sha256((folder / "model.bin").read_bytes()).hexdigest(),
    }
    if given.out is not None:
        given.out.parent.mkdir(parents=True, exist_ok=True)
        given.out.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    elif given.scorer is None:
        asked = [option for option in sys.argv[1:] if option != "--small"]
        record("verification", result, command=" ".join(["python -m benchmarks.verification", *asked]), small=given.small)


if __name__ == "__main__":
    main()
