"""Compare ways to build and train the fusion model at an equal small budget.

    python -m summarizer.models.training.compare --package PACKAGE --budget 4000

Each variant differs from ``base`` in one thing, starts from MiniLM (never from trained fusion weights, which would favour the
architecture they have), and sees the same number of examples, drawn in the same order by the same seed where its mixture allows.
It becomes one line of ``log.jsonl``; variants that the log holds are skipped, and one cut short goes on from its checkpoint.
``other-seed`` differs in nothing but chance and is the measure for the rest.

The variants, and what they are for:

- two decoder layers, or three;
- the share of self-supervision (sentences broken into fragments, to be put together again): none, half, double;
- copying taught by swapped names, or not. With the vocabulary map, which leaves only the group's own pieces and function words
  to choose from, it is the copy mechanism that CTranslate2 4.8 runs; greedy against locked output tells what the map does.
  (A pointer or generator gate is not among CTranslate2's layers. It has one more road, ``replace_unknowns``: an unknown piece
  becomes the source piece most attended to, Luong et al. 2015. That needs a model taught to write unknowns; not tried here.)
- a cased SentencePiece vocabulary, or MiniLM's uncased pieces. Cased targets hold more to be told than lower-cased ones, and
  Multi-News, more than a third of the mixture, comes without capitals; both count against the cased vocabulary here.
"""

from __future__ import annotations

import argparse
import logging
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import torch
from tokenizers import Tokenizer

from summarizer.models.training import start
from summarizer.models.training.cased import learn
from summarizer.models.training.examples import Example
from summarizer.models.training.fusion import Plan, Run, dev_groups, load, training_kinds
from summarizer.models.training.measure import DEV, measure, read_figures, table, write_figures
from summarizer.models.training.mixture import Group
from summarizer.models.training.pieces import Pieces

log = logging.getLogger(__name__)

CASED = ("whole", "neus", "headlines")
"""The kinds of examples whose text has its capitals."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to build and train; ``whole`` multiplies the share of self-supervision, ``swaps`` is a share of examples."""

    name: str
    layers: int = 3
    whole: float = 1.0
    swaps: float = Plan().swaps
    cased: bool = False
    seed: int = Plan().seed


VARIANTS = (
    Variant("base"),
    Variant("two-layers", layers=2),
    Variant("no-whole", whole=0.0),
    Variant("cased", cased=True),
    Variant("no-swaps", swaps=0.0),
    Variant("other-seed", seed=14),
    Variant("double-whole", whole=2.0),
    Variant("half-whole", whole=0.5),
)


@dataclass(frozen=True, slots=True)
class Bench:
    """What all variants share: MiniLM's folder, the uncased pieces, examples, dev groups, the budget, where results go."""

    package: Path
    pieces: Path
    kinds: Mapping[str, Sequence[Example]]
    dev: Mapping[str, Sequence[Group]]
    budget: int
    out: Path
    vocabulary: int = 16_000

    def tokenizer(self, *, cased: bool) -> Tokenizer:
        """Return the pieces of a variant; cased ones are learnt once."""
        if not cased:
            return Tokenizer.from_file(str(self.pieces / "tokenizer.json"))
        path = self.out / "cased.json"
        if not path.exists():
            learn(self._cased_texts(), self.vocabulary).save(str(path))
        return Tokenizer.from_file(str(path))

    def _cased_texts(self) -> Iterator[str]:
        return chain.from_iterable((*each.sources, each.target) for kind in CASED for each in self.kinds[kind])

    def run(self, variant: Variant) -> bool:
        """Train and measure one variant; tell whether nobody asked to stop."""
        folder = self.out / variant.name
        start.write(self.package, self.tokenizer(cased=variant.cased), variant.layers, folder / "start")
        # Small batches and a short warm-up: a small budget is few steps.
        plan = Plan(
            count=self.budget,
            minutes=math.inf,
            warm_up=40,
            seed=variant.seed,
            tokens=1152,
            whole=variant.whole,
            swaps=variant.swaps,
        )
        torch.manual_seed(plan.seed)
        run = Run(load(folder / "start"), Pieces(folder / "start"), self.kinds, plan)
        checkpoint = folder / "last.pt"
        if checkpoint.exists():
            run.restore(checkpoint)
        run.progress.stop_on_signal()
        while not run.progress.done:
            loss, _ = run.epoch(plan.every)
            log.info("%s: %d seen, loss %.3f", variant.name, run.progress.seen, loss)
            run.save(checkpoint)
        if run.progress.stopping:
            return False
        run.export(folder / "trained")
        write_figures(
            self.out / "log.jsonl",
            variant.name,
            measure(folder / "trained", self.dev, threads=torch.get_num_threads()),
            seen=run.progress.seen,
            steps=run.optimizer.steps,
            seconds=round(run.progress.seconds),
            dropped=run.buckets.dropped,
            weights=sum(each.numel() for each in run.model.parameters()),
        )
        checkpoint.unlink()
        return not run.progress.stopping


def main() -> None:
    """Compare from the command line; the table goes to standard output."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--package", type=Path, required=True, help="folder with MiniLM's model.safetensors and tokenizer.json")
    parser.add_argument(
        "--pieces", type=Path, default=Path("models/bundled/fusion"), help="folder with the uncased tokenizer.json"
    )
    parser.add_argument("--cache", type=Path, default=Path(".training/examples"), help="built examples")
    parser.add_argument("--budget", type=int, default=4000, help="examples that each variant sees")
    parser.add_argument("--out", type=Path, default=Path(".training/compare"))
    parser.add_argument("--variants", nargs="+", choices=[each.name for each in VARIANTS], help="only these; all when not given")
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(given.threads)
    given.out.mkdir(parents=True, exist_ok=True)
    bench = Bench(given.package, given.pieces, training_kinds(given.cache), dev_groups(given.cache, DEV), given.budget, given.out)
    for variant in VARIANTS:
        if (given.variants and variant.name not in given.variants) or variant.name in read_figures(given.out / "log.jsonl"):
            continue
        if not bench.run(variant):
            return
    print(table(given.out / "log.jsonl", VARIANTS[0].name))  # noqa: T201  the command's output


if __name__ == "__main__":
    main()
