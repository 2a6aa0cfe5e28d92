"""Train the fusion model: ``python -m summarizer.models.training.fusion --resume``.

The run is cut into pieces by checkpoints: started again with ``--resume`` it goes on where it was. It stops by itself when
the examples or the minutes that were planned are used up; the learning rate and the mixture follow whichever comes first.
"""

import argparse
import json
import logging
import random
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

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
from summarizer.models.training.progress import Budget, Progress, append_log, read_checkpoint, write_checkpoint
from summarizer.models.training.scores import Writer, forward_loss, score
from summarizer.models.training.swaps import Swaps

log = logging.getLogger(__name__)

DEV: Mapping[str, int] = {"multi-news-dev": 60, "neus-dev": 60, "pairs-dev": 60, "headlines-dev": 40}
"""How many held-out groups of each kind are scored during training."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Settings of one run.

    ``rate`` is the peak learning rate; ``every`` the seconds between dev scores and checkpoints; ``tokens`` the source positions
    of a batch; ``whole`` multiplies the share of self-supervision; ``swaps`` is the share of examples with swapped names.
    """

    count: int = 420_000
    minutes: float = 600.0
    rate: float = 5e-4
    warm_up: int = 200
    clip: float = 1.0
    smoothing: float = 0.1
    seed: int = 13
    every: float = 600.0
    draw: int = 1024
    tokens: int = 2304
    whole: float = 1.0
    swaps: float = 0.3


def dev_groups(cache: Path, counts: Mapping[str, int] = DEV) -> dict[str, list[Group]]:
    """Return the fixed dev groups of each kind, composed with a fixed seed."""
    found = {}
    for name, count in counts.items():
        chosen = sample(read(cache / f"{name}.jsonl"), count, seed=5)
        rng = random.Random(7)  # noqa: S311
        found[name.removesuffix("-dev")] = [compose(example, name.removesuffix("-dev"), rng) for example in chosen]
    return found


class Run:
    """One training run in a folder: model, optimizer, mixture and progress, saved and restored together."""

    def __init__(
        self, model: BartForConditionalGeneration, pieces: Pieces, kinds: Mapping[str, Sequence[Example]], plan: Plan
    ) -> None:
        self.model = model
        self.pieces = pieces
        self.plan = plan
        self.optimizer = MasterAdamW(model)
        self.mixture = Mixture(kinds, plan.seed, whole=plan.whole)
        self.buckets = Buckets(Shapes(tokens=plan.tokens))
        self.swaps = Swaps(pieces, share=plan.swaps)
        self.progress = Progress(Budget(plan.count, plan.minutes, plan.rate, plan.warm_up))
        self.draws = 0

    def epoch(self, until: float) -> tuple[float, int]:
        """Train for ``until`` seconds or to the plan's end; return the mean smoothed loss and the number of steps."""
        self.model.train()
        losses: list[float] = []
        progress, spent = self.progress, 0.0
        progress.start()
        while not progress.done and spent < until:
            groups = self.mixture.draw(self.plan.draw, progress.share, self.draws)
            pairs = self.swaps(encode(groups, self.pieces), random.Random(self.draws))  # noqa: S311
            self.draws += 1
            for batch in self.buckets.add(pairs):
                loss = forward_loss(self.model, batch.inputs, batch.mask, batch.decoder_inputs, batch.labels, self.plan.smoothing)
                torch.autograd.backward(loss)
                self.optimizer.step(progress.rate(), self.plan.clip)
                losses.append(loss.item())
                spent = progress.step(len(batch))
                if len(losses) % 50 == 0:
                    recent = sum(losses[-50:]) / 50
                    log.info("%d seen, %.0f s, rate %.2e, loss %.3f", progress.seen, progress.seconds, progress.rate(), recent)
                if progress.share >= 1 or progress.stopping:
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
        state = {"optimizer": self.optimizer.state(), "mixture": self.mixture.state(), "draws": self.draws}
        write_checkpoint(state | self.progress.state(), path)

    def restore(self, path: Path) -> None:
        """Go on from a checkpoint; the optimizer's count of steps is the one that holds."""
        state = read_checkpoint(path)
        self.optimizer.restore(state["optimizer"])
        self.mixture.restore(state["mixture"])
        self.draws = state["draws"]
        self.progress.restore(state | {"steps": self.optimizer.steps})

    def export(self, folder: Path) -> None:
        """Write the averaged weights as a transformers model in float16, with the tokenizer beside it."""
        folder.mkdir(parents=True, exist_ok=True)
        weights = {name: value.to(torch.float16) for name, value in self.optimizer.weights().items()}
        weights["final_logits_bias"] = self.model.final_logits_bias.to(torch.float16)
        save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
        config = json.loads(self.model.config.to_json_string(use_diff=False)) | {"dtype": "float16"}
        (folder / "config.json").write_text(json.dumps(config, indent=2, sort_keys=True) + "\n", "utf8")
        self.pieces.tokenizer.save(str(folder / "tokenizer.json"))


def training_kinds(cache: Path, names: Collection[str] = tuple(START)) -> dict[str, list[Example]]:
    """Return the built examples of each kind that are fit to train on."""
    return {name: faithful(read(cache / f"{name}.jsonl"), FAITHFUL.get(name, 0.0)) for name in names}


def load(folder: Path) -> BartForConditionalGeneration:
    """Return the model of a transformers folder, ready to train: bfloat16, no dropout."""
    # Attention the plain way: on a CPU the backward pass of torch's fused attention takes longer than the matrices need.
    model: BartForConditionalGeneration = BartForConditionalGeneration.from_pretrained(
        folder, dtype=torch.bfloat16, attn_implementation="eager", dropout=0.0, attention_dropout=0.0
    )
    return model


def merit(scores: Mapping[str, Mapping[str, float]]) -> float:
    """Return what the best checkpoint is chosen by: the mean of ROUGE-1 and ROUGE-2 over the fusion dev sets."""
    chosen = [value for name, value in scores.items() if name != "headlines"] or list(scores.values())
    return sum(each["rouge1"] + each["rouge2"] for each in chosen) / 2 / len(chosen)


def train(run: Run, dev: Mapping[str, Sequence[Group]], out: Path) -> None:
    """Train to the plan's end; leave checkpoints, ``log.jsonl`` and the best weights so far in ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    progress = run.progress
    progress.stop_on_signal()
    while True:
        before = progress.seconds
        seen = progress.seen
        loss, steps = run.epoch(run.plan.every)
        if progress.stopping:
            run.save(out / "last.pt")
            return
        scores = run.scores(dev, out)
        value = merit(scores)
        entry = {
            "seen": progress.seen,
            "steps": run.optimizer.steps,
            "seconds": round(progress.seconds, 1),
            "progress": round(progress.share, 4),
            "rate": progress.rate(),
            "train_loss": round(loss, 4),
            "a_second": round((progress.seen - seen) / max(progress.seconds - before, 1e-9), 1),
            "dropped": run.buckets.dropped,
            "merit": round(value, 3),
            "dev": scores,
        }
        append_log(out / "log.jsonl", entry)
        log.info("%d seen, %d steps, loss %.3f, merit %.2f", progress.seen, steps, loss, value)
        if progress.better(value):
            shutil.copytree(out / "average", out / "best", dirs_exist_ok=True)
        if (out / "last.pt").exists():
            (out / "last.pt").replace(out / "previous.pt")
        run.save(out / "last.pt")
        if progress.share >= 1:
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
    parser.add_argument("--warm-up", type=int, default=Plan().warm_up, help="steps until that rate is reached")
    parser.add_argument("--seed", type=int, default=Plan().seed)
    parser.add_argument("--kinds", nargs="+", choices=START, default=tuple(START), help="train on these kinds of examples alone")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint in --out")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    plan = Plan(count=given.examples, minutes=given.minutes, rate=given.rate, warm_up=given.warm_up, seed=given.seed)
    torch.manual_seed(plan.seed)
    build(given.data, given.cache)
    run = Run(load(given.start), Pieces(given.start), training_kinds(given.cache, given.kinds), plan)
    if given.resume and (given.out / "last.pt").exists():
        run.restore(given.out / "last.pt")
    train(run, dev_groups(given.cache), given.out)


if __name__ == "__main__":
    main()
