"""Dev sets of the support scorer: bump, the judged part of DeFacto and the domains of SummEdits, as claims with evidence.

A document is too long for the scorer's window, so that for each sentence of a summary the sentences of the document that
cover it best are its evidence, and a summary is worth what its worst sentence is.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarizer.models.training import corpora
from summarizer.models.training.support_examples import pick


@dataclass(frozen=True, slots=True)
class DevSet:
    """Claims (single sentences) with evidence; ``owner`` tells which summary each belongs to, ``labels`` judge the summaries."""

    name: str
    claims: tuple[str, ...]
    evidence: tuple[str, ...]
    owner: tuple[int, ...]
    labels: tuple[bool, ...]


def judged(folder: Path) -> Iterator[tuple[str, str, str, bool]]:
    """Yield (set, document, summary, whether the document carries it) for every judged summary of the data folder."""
    folder = folder / "faithfulness"
    for record in corpora.records(folder / "bump.jsonl.xz"):
        yield "bump", record["article"], record["reference_summary"], True
        yield "bump", record["article"], record["edited_summary"], False
    for record in corpora.records(folder / "defacto_val.jsonl.xz"):
        yield "defacto_val", record["article"], record["candidate"], not record["has_error"]
    for record in corpora.records(folder / "summedits_without_news.jsonl.xz"):
        yield f"summedits_{record['domain']}", record["doc"], record["summary"], bool(record["label"])


def dev_sets(folder: Path, *, each: int | None = None, count: int = 4, seed: int = 3) -> list[DevSet]:
    """Return the dev sets, at most ``each`` summaries of one, drawn by a fixed seed, with ``count`` sentences of evidence."""
    groups: dict[str, list[tuple[str, str, bool]]] = {}
    for name, document, summary, label in judged(folder):
        groups.setdefault(name, []).append((document, summary, label))
    return [_dev_set(name, rows, each, count, seed) for name, rows in groups.items()]


def _dev_set(name: str, rows: Sequence[tuple[str, str, bool]], each: int | None, count: int, seed: int) -> DevSet:
    chosen = sorted(random.Random(seed).sample(range(len(rows)), min(each or len(rows), len(rows))))  # noqa: S311
    split: dict[str, tuple[str, ...]] = {}
    claims: list[str] = []
    evidence: list[str] = []
    owner: list[int] = []
    for number, place in enumerate(chosen):
        document, summary, _ = rows[place]
        if document not in split:
            split[document] = tuple(" ".join(s.split()[:70]) for s in corpora.sentences(document))
        for claim in corpora.sentences(summary):
            claims.append(claim)
            evidence.append(" ".join(pick(claim, split[document], count)))
            owner.append(number)
    return DevSet(name, tuple(claims), tuple(evidence), tuple(owner), tuple(rows[place][2] for place in chosen))


def summary_scores(dev: DevSet, scores: Sequence[float]) -> list[float]:
    """Return the lowest score of each summary's sentences."""
    found = [1.0] * len(dev.labels)
    for owner, score in zip(dev.owner, scores, strict=True):
        found[owner] = min(found[owner], score)
    return found


def accuracy_at(labels: Sequence[bool], scores: Sequence[float], threshold: float) -> float:
    """Return the balanced accuracy of "at least the threshold is supported"."""
    right = {True: 0, False: 0}
    for label, score in zip(labels, scores, strict=True):
        right[label] += (score >= threshold) == label
    counts = {value: sum(label == value for label in labels) for value in (True, False)}
    return sum(right[value] / max(counts[value], 1) for value in (True, False)) / 2


def balanced_accuracy(dev: DevSet, scores: Sequence[float], threshold: float | None = None) -> float:
    """Return the balanced accuracy over summaries, at a threshold or, as in the literature, at the best one."""
    values = summary_scores(dev, scores)
    if threshold is not None:
        return accuracy_at(dev.labels, values, threshold)
    candidates = sorted(set(values))
    step = max(len(candidates) // 100, 1)
    return max(accuracy_at(dev.labels, values, t) for t in [*candidates[::step], 2.0])
