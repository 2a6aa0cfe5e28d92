"""Recipe of the extractive scorer: fits the model of sentences that ``summarizer.ranking.density`` runs.

    python -m summarizer.models.training.extract --out models/bundled/extract/weights.json

The label of a sentence is the share of its pairs of words that the references have. A softmax over the sentences of a bundle is
fitted to the squares of the labels, each divided by their sum (ListNet; Cao et al., 2007), by L-BFGS with a penalty on the
squares of the weights: convex, so that a run gives the same numbers each time. The formula's own numbers, in the same file, are
kept.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from summarizer.models.protocols import FloatArray
from summarizer.models.registry import load_encoder
from summarizer.models.training.rouge import References
from summarizer.ranking.concepts import Concepts
from summarizer.ranking.density import Density
from summarizer.ranking.features import ConceptFeatures, SentenceFeatures
from summarizer.ranking.learned import Weights, concept_worth
from summarizer.ranking.material import Material
from summarizer.ranking.measures import adapted, measured
from summarizer.ranking.places import voices

PENALTY = 0.002
FEW, MANY = 3.0, 0.0
"""What the densities are worth together, in worths of all concepts. ROUGE on NeuS gains up to 8, but first sentences of every
article, news or not, then crowd out what the articles share. Of many voices, shared words say enough: DUC 2003 gains nothing."""
_STEPS = 60
_LEAST_SCALE = 1e-3
_LEAST_LABEL = 1e-6
_FARTHEST = 6.0


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One bundle.

    Attributes:
        table: From ``measures.adapted``: shape (n, k).
        labels: What the softmax is to give each sentence, summing to 1: shape (n,).
        weight: How much the bundle counts.

    """

    table: FloatArray
    labels: FloatArray
    weight: float

    @classmethod
    def of(cls, material: Material, references: Sequence[str], formula: Weights, weight: float) -> Example:
        """Measure a bundle and mark its sentences."""
        counted = References(references)
        squares = np.array([counted.share(sentence.text) for sentence in material.sentences]) ** 2 + _LEAST_LABEL
        return cls(table(material, formula), (squares / squares.sum()).astype(np.float32), weight)


def examples(name: str, limit: int, formula: Weights, weight: float) -> list[Example]:
    """Return the first bundles of a set of ``benchmarks.clusters``, which lies beside the library, not in the package."""
    from benchmarks.clusters import materials  # noqa: PLC0415

    found = materials(name, load_encoder(), limit)
    return [Example.of(one, bundle.references, formula, weight) for bundle, one in found if len(one)]


def table(material: Material, formula: Weights) -> FloatArray:
    """Return what the model sees of a bundle: shape (n, k)."""
    concepts = Concepts.of([sentence.text for sentence in material.sentences])
    sentences = SentenceFeatures.of(material)
    features = ConceptFeatures.of(material, concepts, sentences)
    worth = concept_worth(formula, features, voices(material))
    return adapted(measured(material, concepts, sentences, features, worth), material)


def fit(examples: Sequence[Example], *, penalty: float = PENALTY, steps: int = _STEPS) -> tuple[Density, float]:
    """Return the fitted model and its loss: the mean cross-entropy of a bundle, in nats, with the penalty."""
    raw = np.concatenate([one.table for one in examples])
    means, scales = raw.mean(axis=0), raw.std(axis=0) + _LEAST_SCALE
    rows = np.clip((raw - means) / scales, -_FARTHEST, _FARTHEST).astype(np.float32)
    sizes = np.array([len(one.table) for one in examples])
    starts, bundle = np.r_[0, np.cumsum(sizes)[:-1]], np.repeat(np.arange(len(examples)), sizes)
    weights = np.array([one.weight for one in examples]) / sum(one.weight for one in examples)
    labels = np.concatenate([one.labels for one in examples]) * weights[bundle]

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        logits = rows @ values.astype(np.float32)
        logits = logits - np.maximum.reduceat(logits, starts)[bundle]
        sums = np.add.reduceat(np.exp(logits), starts)
        entropy = -float(labels @ (logits - np.log(sums)[bundle]))
        slope = rows.T @ (weights[bundle] * np.exp(logits) / sums[bundle] - labels)
        return entropy + penalty * float(values @ values), slope.astype(np.float64) + 2.0 * penalty * values

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": steps})
    model = Density(means.astype(np.float32), scales.astype(np.float32), found.x.astype(np.float32), few=FEW, many=MANY)
    return model, float(found.fun)


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit the model and write it beside the formula's numbers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--multi-news", type=int, default=3_000, help="clusters of its training part")
    parser.add_argument("--neus", type=int, default=500, help="clusters of its training part, whole articles")
    parser.add_argument("--duc", type=int, default=60, help="topics of DUC 2003")
    parser.add_argument("--without", type=int, choices=range(5), help="leave this fifth of the topics out, to measure on it")
    parser.add_argument("--log", type=Path, default=Path(".training/extract.jsonl"))
    parser.add_argument("--out", type=Path, required=True, help="a file that holds the formula's numbers")
    asked = parser.parse_args(arguments)
    asked.log.parent.mkdir(parents=True, exist_ok=True)
    kept = json.loads(asked.out.read_text(encoding="utf-8"))
    formula = Weights.from_mapping(kept["weights"])
    topics = [one for number, one in enumerate(examples("duc2003", asked.duc, formula, 6.0)) if number % 5 != asked.without]
    sets = {
        "multi_news_train": examples("multi_news_train", asked.multi_news, formula, 1.0),
        "neus_train": examples("neus_train", asked.neus, formula, 3.0),
        "duc2003": topics,
    }
    model, loss = fit([one for part in sets.values() for one in part])
    seen = {name: len(part) for name, part in sets.items()}
    with asked.log.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps({"fitted_on": seen, "without": asked.without, "loss": round(loss, 4)}) + "\n")
    written = kept | {"fitted_on": seen, "density": model.to_mapping()}
    asked.out.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
