"""Measure fusion models group by group, and tell a difference from chance.

    python -m summarizer.models.training.measure LOG NAME=FOLDER ...

A ``FOLDER`` is a transformers model folder. Each model that ``LOG`` does not hold yet is measured on the same held-out groups and
becomes a line of it; then all are set against the first. The loss is told in nats a word of the target, since a piece of one
vocabulary is not a piece of another. ROUGE knows no case; it is told of greedy output and of locked output with four beams.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from summarizer.models.training.export import convert
from summarizer.models.training.fusion import dev_groups, load
from summarizer.models.training.mixture import Group
from summarizer.models.training.pieces import Pieces
from summarizer.models.training.progress import append_log
from summarizer.models.training.rouge import f1
from summarizer.models.training.scores import Writer, group_losses
from summarizer.models.training.words import tokens

DEV: Mapping[str, int] = {"multi-news-dev": 200, "neus-dev": 200, "pairs-dev": 200, "headlines-dev": 100}
"""How many held-out groups of each kind are measured."""

LOCKED = 60
"""How many groups of each kind are also written locked, which takes each by itself."""

WAYS = ("greedy", "locked")

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured on the groups of one kind, a list entry for each group.

    Attributes:
        nats: Loss over the whole target.
        words: Words of the target.
        greedy: ROUGE-1 and ROUGE-2 of greedy output, F1 in percent.
        locked: The same of locked output with beams, for the first groups only.

    """

    nats: Sequence[float]
    words: Sequence[int]
    greedy: Sequence[Sequence[float]]
    locked: Sequence[Sequence[float]]


def measure(folder: Path, dev: Mapping[str, Sequence[Group]], *, threads: int = 1, beams: int = 4) -> dict[str, Figures]:
    """Return the figures of a transformers model folder, by kind; its int8 export is left beside it."""
    converted = folder.with_name(f"{folder.name}-int8")
    convert(folder, converted)
    writer, pieces, model = Writer(converted, threads=threads), Pieces(folder), load(folder)
    model.train(False)
    found = {}
    for name, groups in dev.items():
        losses = group_losses(model, pieces, groups)
        targets = [group.target for group in groups]
        locked = writer(groups[:LOCKED], locked=True, beams=beams)
        found[name] = Figures(
            nats=[round(nats, 3) for nats, _ in losses],
            words=[len(tokens(target)) for target in targets],
            greedy=_rounded(f1(targets, writer(groups))),
            locked=_rounded(f1(targets[: len(locked)], locked)),
        )
    return found


def _rounded(pairs: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    return [(round(first, 2), round(second, 2)) for first, second in pairs]


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure, how far it is from another model's on the same groups, and the 95 % interval of that by paired bootstrap."""

    value: float
    difference: float
    low: float
    high: float

    def __str__(self) -> str:
        """Return the figure, the difference and its interval; a star where the interval leaves 0 out."""
        star = "*" if self.low > 0 or self.high < 0 else " "
        return f"{self.value:6.2f} {self.difference:+.2f} [{self.low:+.2f}, {self.high:+.2f}]{star}"


def difference(ours: FloatArray, theirs: FloatArray, weights: FloatArray, *, draws: int = 2000, seed: int = 5) -> Difference:
    """Compare two weighted means over the same groups, all arrays (n,), by drawing groups with replacement (Koehn 2004)."""
    chosen = np.random.default_rng(seed).integers(len(ours), size=(draws, len(ours)))
    drawn = ((ours - theirs) * weights)[chosen].sum(axis=1) / weights[chosen].sum(axis=1)
    low, high = np.quantile(drawn, (0.025, 0.975))
    mean = float(np.average(ours, weights=weights))
    return Difference(mean, mean - float(np.average(theirs, weights=weights)), float(low), float(high))


def compared(ours: Mapping[str, Figures], theirs: Mapping[str, Figures], kinds: Sequence[str]) -> dict[str, Difference]:
    """Return nats a word and each way's ROUGE-1 and -2 of one model against another, over the groups of some kinds."""
    words = np.array([count for kind in kinds for count in ours[kind].words], dtype=np.float64)
    nats = [np.array([each for kind in kinds for each in model[kind].nats]) / words for model in (ours, theirs)]
    found = {"nats a word": difference(nats[0], nats[1], words)}
    for way in WAYS:
        first, second = (np.array([each for kind in kinds for each in getattr(model[kind], way)]) for model in (ours, theirs))
        for column in (0, 1):
            found[f"{way} R{column + 1}"] = difference(first[:, column], second[:, column], np.ones(len(first)))
    return found


def read_figures(path: Path) -> dict[str, dict[str, Figures]]:
    """Return the figures of each model that a log holds, by kind."""
    if not path.exists():
        return {}
    entries = [json.loads(line) for line in path.read_text("utf8").splitlines()]
    return {entry["name"]: {kind: Figures(**figures) for kind, figures in entry["dev"].items()} for entry in entries}


def write_figures(path: Path, name: str, figures: Mapping[str, Figures], **more: float) -> None:
    """Add a model's figures to a log, with what else is to be told of it."""
    append_log(path, {"name": name, **more, "dev": {kind: asdict(each) for kind, each in figures.items()}})


def table(path: Path, against: str | None = None) -> str:
    """Return the models of a log, set against one (the first): the kinds of fusion together, then each; * is beyond chance."""
    models = read_figures(path)
    if not models:
        return "Nothing was measured yet."
    first = models.get(against or "", next(iter(models.values())))
    fusion = [kind for kind in first if kind != "headlines"]
    lines = []
    for title, kinds in [("fusion", fusion), *((kind, [kind]) for kind in first)]:
        for name, figures in models.items():
            told = compared(figures, first, kinds)
            lines.append(f"{title:11} {name:13} " + "  ".join(f"{label} {each}" for label, each in told.items()))
    return "\n".join(lines)


def main() -> None:
    """Measure from the command line; the table goes to standard output."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("log", type=Path)
    parser.add_argument("models", nargs="*", metavar="NAME=FOLDER")
    parser.add_argument("--cache", type=Path, default=Path(".training/examples"))
    given = parser.parse_args()
    dev = dev_groups(given.cache, DEV)
    for each in given.models:
        name, _, folder = each.partition("=")
        if name not in read_figures(given.log):
            write_figures(given.log, name, measure(Path(folder), dev))
    print(table(given.log))  # noqa: T201  the command's output


if __name__ == "__main__":
    main()
