"""Weigh the encoder's verdict against the signs: ``python -m summarizer.models.training.support_calibration FOLDER --fusion F``.

Logistic regression on pairs that training never saw: sentences that editors wrote over stories of Multi-News and NeuS (val), with
the sentences of those stories that cover them best; half of them corrupted as in training. No benchmark is looked at. The bias is
set such that a given share of the sentences that are not corrupted reaches 0.5. Writes ``blend`` into the folder's ``head.json``.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from summarizer.models.bundled import seal
from summarizer.models.support import CTranslate2SupportScorer
from summarizer.models.support_signs import SIGNS, signs
from summarizer.models.training import corpora
from summarizer.models.training.corrupt_facts import names
from summarizer.models.training.corruptions import corrupt
from summarizer.models.training.lexicon import Lexicon
from summarizer.models.training.material import Material
from summarizer.models.training.support_examples import Composer, Pair, overlap, pick
from summarizer.models.training.support_model import tokenizer_of, words_of

log = logging.getLogger(__name__)

Floats = NDArray[np.float64]

_CORPORA = {"multi-news": corpora.multi_news, "neus": corpora.neus}
_EVIDENCE = 5
_LEAST = 0.6


def held_out(
    folder: Path, lexicon: Lexicon | None, words: frozenset[str], count: int, *, seed: int = 77, stories: int = 900
) -> Iterator[Pair]:
    """Yield pairs from at most ``count`` editors' sentences of each corpus: as carried, in other words, and corrupted, as not."""
    rng = random.Random(seed)  # noqa: S311
    told: list[tuple[str, tuple[str, ...]]] = []
    for read in _CORPORA.values():
        clusters = [cluster for _, cluster in zip(range(stories), read(folder, "val"), strict=False)]
        found = 0
        for cluster in rng.sample(clusters, len(clusters)):
            sentences = tuple(s for doc in cluster.docs for s in doc if len(s.split()) <= 70)
            claims = [s for s in rng.sample(cluster.summary, len(cluster.summary)) if 8 <= len(s.split()) <= 45]
            kept = [claim for claim in claims if overlap(claim, pick(claim, sentences, _EVIDENCE)) >= _LEAST][:2]
            told += [(claim, sentences) for claim in kept]
            found += len(kept)
            if found >= count:
                break
    pool = [name for claim, _ in told for name in names(claim)]
    composer = Composer(lexicon, words, pool, seed)
    for claim, sentences in told:
        evidence = pick(claim, sentences, _EVIDENCE)
        others = [s for s in sentences if s not in evidence][:12]
        material = Material(evidence, others, pool, lexicon, words, rng)
        carried = composer.reworded(claim, material)
        yield Pair(carried, " ".join(pick(carried, sentences, _EVIDENCE)), 1.0, "carried")
        changed = corrupt(composer.reworded(claim, material), material)
        if changed is not None:
            yield Pair(changed[0], " ".join(pick(changed[0], sentences, _EVIDENCE)), 0.0, changed[1])


def fit(values: Floats, labels: Floats, ridge: float = 1.0) -> Floats:
    """Return bias and weights, shape (d + 1,), of a logistic regression on values of shape (n, d) and labels in 0..1.

    Newton's method on the likelihood with a penalty on the weights of the standardised columns (Hastie, Tibshirani and Friedman
    2009, section 4.4.1); the weights returned are those of the columns as given.
    """
    mean, scale = values.mean(axis=0), values.std(axis=0) + 1e-9
    design = np.column_stack([np.ones(len(values)), (values - mean) / scale])
    penalty = ridge * np.eye(design.shape[1])
    penalty[0, 0] = 1e-6
    weights = np.zeros(design.shape[1])
    for _ in range(50):
        shares = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (labels - shares) - penalty @ weights
        step = np.linalg.solve(design.T @ (design * (shares * (1 - shares))[:, None]) + penalty, slope)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    plain = weights[1:] / scale
    return np.concatenate([[weights[0] - plain @ mean], plain])


def area(scores: Floats, labels: Floats) -> float:
    """Return the share of pairs of a carried and an uncarried claim that are ranked right; ties count half."""
    good, bad = scores[labels > 0.5], scores[labels <= 0.5]
    right = (good[:, None] > bad[None, :]).sum() + 0.5 * (good[:, None] == bad[None, :]).sum()
    return float(right / max(len(good) * len(bad), 1))


def calibrate(folder: Path, pairs: Sequence[Pair], passing: float) -> dict[str, float]:
    """Fit the blend of the scorer in ``folder``, write it to ``head.json``, return the area under the curve without and with it.

    ``passing`` is the share of the carried pairs that shall reach a score of 0.5.
    """
    scorer = CTranslate2SupportScorer(folder)
    verdicts = scorer.verdicts([pair.claim for pair in pairs], [pair.evidence for pair in pairs])
    found = np.array([signs(pair.claim, pair.evidence) for pair in pairs])
    values = np.column_stack([verdicts.astype(np.float64), found])
    labels = np.array([pair.label for pair in pairs])
    weights = fit(values, labels)
    odds = values @ weights[1:]
    bias = -float(np.quantile(odds[labels > 0.5], 1 - passing))
    blend = {
        "bias": round(bias, 4),
        "verdict": round(float(weights[1]), 4),
        "signs": {name: round(float(weight), 4) for name, weight in zip(SIGNS, weights[2:], strict=True)},
    }
    path = folder / "head.json"
    about = json.loads(path.read_text(encoding="utf-8")) | {"blend": blend}
    path.write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    return {"verdict": area(values[:, 0], labels), "blend": area(odds, labels)}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="an exported scorer")
    parser.add_argument("--fusion", type=Path, required=True, help="folder of the fusion model, for its tokenizer.json")
    parser.add_argument("--data", type=Path, default=corpora.data_folder(), help="the data folder")
    parser.add_argument("--wordnet", type=Path, help="folder of WordNet's database; without it words are not exchanged")
    parser.add_argument("--count", type=int, default=400, help="editors' sentences of each corpus")
    parser.add_argument("--passing", type=float, default=0.95, help="share of the carried claims that shall pass")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    lexicon = Lexicon.read(given.wordnet) if given.wordnet else None
    pairs = list(held_out(given.data, lexicon, words_of(tokenizer_of(given.fusion)), given.count))
    log.info("%d pairs, area under the curve %s", len(pairs), calibrate(given.folder, pairs, given.passing))
    seal(given.folder)


if __name__ == "__main__":
    main()
