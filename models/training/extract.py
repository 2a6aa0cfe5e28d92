"""Recipe of the extractive scorer: fits the numbers of ``summarizer.ranking.learned`` to ROUGE-2 of the summaries they choose.

    python -m summarizer.models.training.extract --minutes 20 --out models/bundled/extract/weights.json

The chosen set of sentences is what is scored, not the sentences or concepts one by one, so no labels are needed. The
objective has no gradient; a (mu, lambda) evolution strategy with a diagonal covariance searches it (Hansen and Ostermeier, 2001,
without the off-diagonal part). Every generation is written down; a run that was cut short continues from it.
"""

from __future__ import annotations

import argparse
import json
import pickle
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from summarizer.concepts import Concepts
from summarizer.material import Material
from summarizer.models.training.rouge import References
from summarizer.ranking.features import ConceptFeatures, SentenceFeatures
from summarizer.ranking.learned import Weights, concept_worth, sentence_factors, sentence_masses
from summarizer.ranking.places import voices
from summarizer.search import Choice, search
from summarizer.select import BURDEN_PRICE, TOLD, nearness
from summarizer.standing import burden

START = Weights(
    least=0.9, enough=0.23, steepness=1.5, early=1.2, share=0.0, support=0.45, centrality=0.2, word_early=0.2, one_function=0.0,
    two_functions=-0.55, number=-0.1, sentence_support=0.05, sentence_centrality=0.05, sentence_lead=0.0, sentence_early=0.03,
    meaning=0.3,
)  # fmt: skip
_SPREAD = np.array([0.2, 0.05, 0.5, 0.4, 0.4, 0.3, 0.4, 0.3, 0.2, 0.4, 0.3, 0.05, 0.05, 0.05, 0.05, 0.0])
_SHORTLIST = 90
_CHILDREN, _PARENTS = 12, 4


@dataclass(frozen=True, slots=True)
class Problem:
    """One bundle with all that does not depend on the weights.

    Attributes:
        texts: Its sentences.
        words: Words of each.
        vectors: Their vectors.
        burdens: How little each stands alone.
        holds: The concepts they hold, without those of a single article where there are five: these are worth next to nothing.
        of_concepts: Features of the concepts.
        of_sentences: Features of the sentences.
        voices: How many voices there are.
        references: What editors wrote.

    """

    texts: tuple[str, ...]
    words: NDArray[np.intp]
    vectors: NDArray[np.float32]
    burdens: NDArray[np.float32]
    holds: csr_array
    of_concepts: ConceptFeatures
    of_sentences: SentenceFeatures
    voices: float
    references: References

    @classmethod
    def of(cls, material: Material, references: Sequence[str]) -> Problem:
        """Measure a bundle once."""
        texts = tuple(sentence.text for sentence in material.sentences)
        concepts = Concepts.of(texts)
        of_sentences = SentenceFeatures.of(material)
        of_concepts = ConceptFeatures.of(material, concepts, of_sentences)
        kept = np.flatnonzero(of_concepts.voices >= (1.2 if voices(material) > 4.5 else 0.5))
        return cls(
            texts=texts,
            words=material.words,
            vectors=material.vectors,
            burdens=np.array([burden(text) for text in texts], dtype=np.float32),
            holds=csr_array(concepts.holds[:, kept]),
            of_concepts=of_concepts.only(kept),
            of_sentences=of_sentences,
            voices=voices(material),
            references=References(references),
        )

    def solve(self, weights: Weights, max_words: int) -> str:
        """Return the summary of at most ``max_words`` that the weights choose, in the order of the bundle."""
        worth = concept_worth(weights, self.of_concepts, self.voices)
        factors = sentence_factors(weights, self.of_sentences) * (1.0 - BURDEN_PRICE * self.burdens)
        values = self.holds @ worth
        fits = np.flatnonzero(self.words <= max_words)
        if not fits.size:
            return ""
        masses = sentence_masses(weights, self.of_sentences, float(worth.sum()), self.voices)
        told = nearness(self.vectors @ self.vectors.T) if masses.any() else np.zeros((len(self.texts), 0), dtype=np.float32)
        masses = masses[: told.shape[1]]
        values = values + told @ masses
        best = fits[np.argsort(-(values * factors)[fits] / np.sqrt(self.words[fits]), kind="stable")][:_SHORTLIST]
        near = self.vectors[best] @ self.vectors[best].T
        penalties = np.where(near >= TOLD, np.inf, 0.0).astype(np.float32)
        np.fill_diagonal(penalties, 0.0)
        holds = csr_array(self.holds[best])
        used = np.unique(holds.indices)
        choice = Choice(
            holds=csr_array(holds[:, used]),
            weights=worth[used],
            told=told[best],
            masses=masses,
            merits=(values * (factors - 1.0))[best],
            penalties=penalties,
            costs=self.words[best][:, None],
            limits=np.array([max_words]),
        )
        return " ".join(self.texts[best[place]] for place in search(choice, rounds=0))


@dataclass(frozen=True, slots=True)
class Part:
    """Bundles of one kind: the length their summaries are to have, which ROUGE-2 counts, and how much they count."""

    name: str
    problems: tuple[Problem, ...]
    max_words: int
    recall: bool
    weight: float

    def score(self, weights: Weights) -> float:
        """Return the mean ROUGE-2, 0..100."""
        scores = [one.references.score(one.solve(weights, self.max_words), 2) for one in self.problems]
        return 100.0 * float(np.mean([score.recall if self.recall else score.f1 for score in scores]))


def objective(parts: Sequence[Part], weights: Weights, base: Sequence[float]) -> float:
    """Return the weighted mean of each part's gain over ``base``, relative to it."""
    total = sum(part.weight for part in parts)
    return sum(part.weight * (part.score(weights) / start - 1.0) for part, start in zip(parts, base, strict=True)) / total


def fit(parts: Sequence[Part], *, minutes: float, seed: int, log: Path) -> Iterator[tuple[Weights, float]]:
    """Yield the mean of each generation with its gain; stop after ``minutes``."""
    rng = np.random.default_rng(seed)
    mean, spread, generation = START.to_array().astype(np.float64), _SPREAD.copy(), 0
    state = log.with_suffix(".state")
    if state.exists():
        mean, spread, generation, rng = pickle.loads(state.read_bytes())  # noqa: S301  written below by this recipe
    base = [part.score(START) for part in parts]
    end = time.monotonic() + 60 * minutes
    while time.monotonic() < end:
        children = [mean, *(mean + spread * rng.standard_normal(len(mean)) for _ in range(_CHILDREN - 1))]
        gains = [objective(parts, _weights(child), base) for child in children]
        elite = np.array([children[place] for place in np.argsort(gains)[::-1][:_PARENTS]])
        mean = 0.4 * mean + 0.6 * np.average(elite, axis=0, weights=[4, 3, 2, 1])
        spread = np.maximum(0.97 * (0.85 * spread + 0.2 * elite.std(axis=0)), 0.1 * _SPREAD)
        generation += 1
        state.write_bytes(pickle.dumps((mean, spread, generation, rng)))
        with log.open("a", encoding="utf-8") as lines:
            entry = {"generation": generation, "gain": gains[0], "best": max(gains), "weights": asdict(_weights(mean))}
            lines.write(json.dumps(entry) + "\n")
        yield _weights(mean), gains[0]


def _weights(values: NDArray[np.float64]) -> Weights:
    return Weights(**{field.name: round(float(value), 4) for field, value in zip(fields(Weights), values, strict=True)})


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit the weights and write them."""
    from benchmarks.clusters import problems  # noqa: PLC0415  the readers of the sets lie beside the library, not in the package

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--topics", choices=["all", "even", "odd", "none"], default="all", help="topics of DUC 2003 to fit on")
    parser.add_argument("--log", type=Path, default=Path(".training/extract.jsonl"))
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args(arguments)
    asked.log.parent.mkdir(parents=True, exist_ok=True)
    topics = {"all": slice(None), "even": slice(0, None, 2), "odd": slice(1, None, 2), "none": slice(0)}[asked.topics]
    parts = [
        Part("neus_train", problems("neus_train", 200), 66, recall=False, weight=1.0),
        Part("multi_news_train", problems("multi_news_train", 120, articles=3), 220, recall=False, weight=0.7),
        *([Part("duc2003", problems("duc2003", 60)[topics], 100, recall=True, weight=2.5)] if asked.topics != "none" else []),
    ]
    found = START
    for found, _ in fit(parts, minutes=asked.minutes, seed=asked.seed, log=asked.log):  # noqa: B007  the last one is kept
        pass
    seen = {part.name: len(part.problems) for part in parts}
    asked.out.write_text(json.dumps({"fitted_on": seen, "weights": asdict(found)}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
