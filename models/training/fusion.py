"""Train the fusion model: ``python -m summarizer.models.training.fusion --resume``.

The run is cut into pieces by checkpoints: started again with ``--resume`` it goes on where it was. It stops by itself when
the examples or the minutes that were planned are used up; the learning rate and the mixture follow whichever comes first.
"""

import argparse
import json
import logging
import random
import shutil
import signal
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import torch
from safetensors.torch import save_file
from transformers import BartForConditionalGeneration

from summarizer.models.training import corpora
from summarizer.models.training.batches import Buckets, Shapes, encode
from summarizer.models.training.examples import Example, build, faithful, read, sample
from summarizer.models.training.export import convert
from summarizer.models.training.mixture import FAITHFUL, START, Group, Mixture, compose
from summarizer.models.training.optimizer import MasterAdamW
from summarizer.models.training.pieces import Pieces
from summarizer.models.training.scores import Writer, forward_loss, score
from summarizer.models.training.swaps import Swaps

log = logging.getLogger(__name__)

DEV: Mapping[str, int] = {"multi-news-dev": 60, "neus-dev": 60, "pairs-dev": 60, "headlines-dev": 40}
"""How many held-out groups of each kind are scored during training."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Settings of one run. ``rate`` is the peak learning rate; ``every`` the seconds between dev scores and checkpoints."""

    count: int = 420_000
    minutes: float = 600.0
    rate: float = 5e-4
    warm_up: int = 200
    clip: float = 1.0
    smoothing: float = 0.1
    seed: int = 13
    every: float = 600.0
    draw: int = 1024


def dev_groups(cache: Path, counts: Mapping[str, int] = DEV) -> dict[str, list[Group]]:
    """Return the fixed dev groups of each kind, composed with a fixed seed."""
    found = {}
    for name, count in counts.items():
        chosen = sample(read(cache / f"{name}.jsonl"), count, seed=5)
        rng = random.Random(7)  # noqa: S311
        found[name.removesuffix("-dev")] = [compose(example, name.removesuffix("-dev"), rng) for example in chosen]
    return found


class Run:
    """One training run in a folder: model, optimizer, mixture and counters, saved and restored together."""

    def __init__(
        self, model: BartForConditionalGeneration, pieces: Pieces, kinds: Mapping[str, Sequence[Example]], plan: Plan
    ) -> None:
        self.model = model
        self.pieces = pieces
        self.plan = plan
        self.optimizer = MasterAdamW(model)
        self.mixture = Mixture(kinds, plan.seed)
        self.buckets = Buckets(Shapes())
        self.swaps = Swaps(pieces)
        self.seen = 0
        self.draws = 0
        self.seconds = 0.0
        self.best = float("-inf")
        self.stopping = False

    @property
    def progress(self) -> float:
        """The share of the plan that is used up, by examples or by time, 0 to 1."""
        return min(max(self.seen / self.plan.count, self.seconds / 60 / self.plan.minutes), 1.0)

    def rate(self) -> float:
        """Return the learning rate of the next step: up in a straight line, then down to 0 with the progress."""
        warm = min(1.0, (self.optimizer.steps + 1) / self.plan.warm_up)
        return self.plan.rate * warm * (1 - self.progress)

    def epoch(self, until: float) -> tuple[float, int]:
        """Train for ``until`` seconds or to the plan's end; return the mean smoothed loss and the number of steps."""
        self.model.train()
        losses: list[float] = []
        begun = last = time.monotonic()
        while self.progress < 1 and last - begun < until and not self.stopping:
            groups = self.mixture.draw(self.plan.draw, self.progress, self.draws)
            pairs = self.swaps(encode(groups, self.pieces), random.Random(self.draws))  # noqa: S311
            self.draws += 1
            for batch in self.buckets.add(pairs):
                loss = forward_loss(self.model, batch.inputs, batch.mask, batch.decoder_inputs, batch.labels, self.plan.smoothing)
                torch.autograd.backward(loss)
                self.optimizer.step(self.rate(), self.plan.clip)
                losses.append(loss.item())
                self.seen += len(batch)
                now = time.monotonic()
                self.seconds += now - last
                last = now
                if len(losses) % 50 == 0:
                    recent = sum(losses[-50:]) / 50
                    log.info("%d seen, %.0f s, rate %.2e, loss %.3f", self.seen, self.seconds, self.rate(), recent)
                if self.stopping or self.progress >= 1:
                    break
        return sum(losses) / max(len(losses), 1), len(losses)

    def scores(self, dev: Mapping[str, Sequence[Group]], scratch: Path) -> dict[str, dict[str, float]]:
        """Return the dev scores of the averaged weights, by kind; ``scratch`` is left holding these weights' export."""
        self.export(scratch / "average")
        convert(scratch / "average", scratch / "average-int8")
        writer = Writer(scratch / "average-int8")
        self.model.train(False)
        with self.optimizer.averaged():
            return {name: asdict(score(self.model, self.pieces, writer, groups)) for name, groups in dev.items()}

    def save(self, path: Path) -> None:
        """Write a checkpoint, whole or not at all."""
        state = {
            "optimizer": self.optimizer.state(),
            "mixture": self.mixture.state(),
            "seen": self.seen,
            "draws": self.draws,
            "seconds": self.seconds,
            "best": self.best,
        }
        unfinished = path.with_suffix(".part")
        torch.save(state, unfinished)
        unfinished.replace(path)

    def restore(self, path: Path) -> None:
        """Go on from a checkpoint."""
        state: dict[str, Any] = torch.load(path, weights_only=True)
        self.optimizer.restore(state["optimizer"])
        self.mixture.restore(state["mixture"])
        self.seen, self.draws, self.seconds = state["seen"], state["draws"], state["seconds"]
        self.best = state["best"]

    def export(self, folder: Path) -> None:
        """Write the averaged weights as a transformers model in float16, with the tokenizer beside it."""
        folder.mkdir(parents=True, exist_ok=True)
        weights = {name: value.to(torch.float16) for name, value in self.optimizer.weights().items()}
        weights["final_logits_bias"] = self.model.final_logits_bias.to(torch.float16)
        save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
        config = json.loads(self.model.config.to_json_string(use_diff=False)) | {"dtype": "float16"}
        (folder / "config.json").write_text(json.dumps(config, indent=2, sort_keys=True) + "\n", "utf8")
        self.pieces.tokenizer.save(str(folder / "tokenizer.json"))


def merit(scores: Mapping[str, Mapping[str, float]]) -> float:
    """Return what the best checkpoint is chosen by: the mean of ROUGE-1 and ROUGE-2 over the fusion dev sets."""
    chosen = [value for name, value in scores.items() if name != "headlines"] or list(scores.values())
    return sum(each["rouge1"] + each["rouge2"] for each in chosen) / 2 / len(chosen)


def train(run: Run, dev: Mapping[str, Sequence[Group]], out: Path) -> None:
    """Train to the plan's end; leave checkpoints, ``log.jsonl`` and the best weights so far in ``out``."""
    out.mkdir(parents=True, exist_ok=True)

    def stop(number: int, frame: FrameType | None) -> None:
        run.stopping = True

    signal.signal(signal.SIGTERM, stop)
    while True:
        before = run.seconds
        seen = run.seen
        loss, steps = run.epoch(run.plan.every)
        if run.stopping:
            run.save(out / "last.pt")
            return
        scores = run.scores(dev, out)
        value = merit(scores)
        entry = {
            "seen": run.seen,
            "steps": run.optimizer.steps,
            "seconds": round(run.seconds, 1),
            "progress": round(run.progress, 4),
            "rate": run.rate(),
            "train_loss": round(loss, 4),
            "a_second": round((run.seen - seen) / max(run.seconds - before, 1e-9), 1),
            "dropped": run.buckets.dropped,
            "merit": round(value, 3),
            "dev": scores,
        }
        with (out / "log.jsonl").open("a", encoding="utf8") as lines:
            lines.write(json.dumps(entry) + "\n")
        log.info("%d seen, %d steps, loss %.3f, merit %.2f", run.seen, steps, loss, value)
        if value > run.best:
            run.best = value
            shutil.copytree(out / "average", out / "best", dirs_exist_ok=True)
        if (out / "last.pt").exists():
            (out / "last.pt").replace(out / "previous.pt")
        run.save(out / "last.pt")
        if run.progress >= 1:
            break
    run.export(out / "final")


def main() -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=corpora.data_folder(), help="the data folder")
    parser.add_argument("--cache", type=Path, default=Path(".training/examples"), help="where built examples are kept")
    parser.add_argument("--start", type=Path, required=True, help="a transformers model folder to start from")
    parser.add_argument("--out", type=Path, default=Path(".training/fusion"))
    parser.add_argument("--examples", type=int, default=Plan().count, help="examples to train on")
    parser.add_argument("--minutes", type=float, default=Plan().minutes, help="minutes to train for at most")
    parser.add_argument("--rate", type=float, default=Plan().rate, help="peak learning rate")
    parser.add_argument("--seed", type=int, default=Plan().seed)
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint in --out")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    plan = Plan(count=given.examples, minutes=given.minutes, rate=given.rate, seed=given.seed)
    torch.manual_seed(plan.seed)
    build(given.data, given.cache)
    kinds = {name: faithful(read(given.cache / f"{name}.jsonl"), FAITHFUL.get(name, 0.0)) for name in START}
    # Attention the plain way: on a CPU the backward pass of torch's fused attention takes longer than the matrices need.
    model = BartForConditionalGeneration.from_pretrained(
        given.start, dtype=torch.bfloat16, attn_implementation="eager", dropout=0.0, attention_dropout=0.0
    )
    run = Run(model, Pieces(given.start), kinds, plan)
    if given.resume and (given.out / "last.pt").exists():
        run.restore(given.out / "last.pt")
    train(run, dev_groups(given.cache), given.out)


if __name__ == "__main__":
    main()
