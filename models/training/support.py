"""Train the support scorer: ``python -m summarizer.models.training.support --package MINILM --fusion FOLDER --resume``.

The run is cut into pieces by checkpoints and stops by itself at the planned number of pairs or minutes, whichever comes first.
"""

from __future__ import annotations

import argparse
import logging
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn.functional import binary_cross_entropy_with_logits

from summarizer.models.training import corpora, support_dev, support_examples
from summarizer.models.training.optimizer import MasterAdamW
from summarizer.models.training.progress import Budget, Progress, append_log, read_checkpoint, write_checkpoint
from summarizer.models.training.support_examples import Pair
from summarizer.models.training.support_model import (
    BEGIN,
    END,
    PAD,
    UNJUDGED,
    SupportModel,
    faults,
    freeze,
    start,
    tokenizer_of,
    words_of,
)

log = logging.getLogger(__name__)

LONGEST = 192
_STEP = 32
_TOKENS = 6144


@dataclass(frozen=True, slots=True)
class Plan:
    """Settings of a run: pairs to see, minutes at most, peak learning rate, seconds between dev scores."""

    count: int = 240_000
    minutes: float = 30.0
    rate: float = 3e-4
    warm_up: int = 150
    every: float = 480.0
    token_weight: float = 1.0
    smoothing: float = 0.03
    seed: int = 23


@dataclass(frozen=True, slots=True)
class Encoded:
    """Ids and token types of one pair, its label, and the labels of its tokens (``UNJUDGED`` where unknown)."""

    ids: list[int]
    types: list[int]
    label: float
    tokens: list[float]


def encode(pairs: Sequence[Pair], tokenizer: Tokenizer) -> Iterator[Encoded]:
    """Yield each pair as the model reads it; what is longer than ``LONGEST`` is left out: a cut could change its label."""
    claims = tokenizer.encode_batch([p.claim for p in pairs], add_special_tokens=False)
    evidences = tokenizer.encode_batch([p.evidence for p in pairs], add_special_tokens=False)
    befores = tokenizer.encode_batch([p.before or "" for p in pairs], add_special_tokens=False)
    for pair, claim, evidence, before in zip(pairs, claims, evidences, befores, strict=True):
        length = len(claim.ids) + len(evidence.ids) + 3
        if length > LONGEST or not claim.ids:
            continue
        ids = [BEGIN, *claim.ids, END, *evidence.ids, END]
        types = [0] * (len(claim.ids) + 2) + [1] * (len(evidence.ids) + 1)
        judged = faults(claim.ids, before.ids) if pair.before is not None else [UNJUDGED] * len(claim.ids)
        yield Encoded(ids, types, pair.label, [UNJUDGED, *judged, *[UNJUDGED] * (length - len(claim.ids) - 1)])


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one step: ids, types and token labels (b, t), labels (b,)."""

    ids: torch.Tensor
    types: torch.Tensor
    labels: torch.Tensor
    tokens: torch.Tensor


def batches(pairs: Iterator[Encoded]) -> Iterator[Batch]:
    """Yield batches of few fixed shapes, each as soon as its bucket is full."""
    waiting: dict[int, list[Encoded]] = defaultdict(list)
    for one in pairs:
        width = -(-len(one.ids) // _STEP) * _STEP
        bucket = waiting[width]
        bucket.append(one)
        if len(bucket) == _TOKENS // width:
            yield Batch(
                torch.tensor([[*e.ids, *[PAD] * (width - len(e.ids))] for e in bucket]),
                torch.tensor([[*e.types, *[0] * (width - len(e.ids))] for e in bucket]),
                torch.tensor([e.label for e in bucket]),
                torch.tensor([[*e.tokens, *[UNJUDGED] * (width - len(e.ids))] for e in bucket]),
            )
            bucket.clear()


def loss_of(model: SupportModel, batch: Batch, plan: Plan) -> torch.Tensor:
    """Return the loss of the verdicts plus that of the tokens, faults weighted up as they are few."""
    verdict, token = model(batch.ids, batch.types)
    target = batch.labels * (1 - 2 * plan.smoothing) + plan.smoothing
    loss = binary_cross_entropy_with_logits(verdict.float(), target)
    judged = (batch.tokens >= 0).float()
    wide = binary_cross_entropy_with_logits(
        token.float(), batch.tokens.clamp(min=0), reduction="none", pos_weight=torch.tensor(4.0)
    )
    return loss + plan.token_weight * (wide * judged).sum() / judged.sum().clamp(min=1.0)


class Run:
    """One training run in a folder, saved and restored as a whole."""

    def __init__(self, model: SupportModel, tokenizer: Tokenizer, pairs: Sequence[Pair], plan: Plan) -> None:
        self._fixed = {name: value.detach().clone() for name, value in model.named_parameters() if not value.requires_grad}
        self.model = model.to(torch.bfloat16)
        self.tokenizer = tokenizer
        self.pairs = pairs
        self.plan = plan
        self.optimizer = MasterAdamW(self.model)
        self.progress = Progress(Budget(plan.count, plan.minutes, plan.rate, plan.warm_up))
        self._stream = self._forever()

    def _forever(self) -> Iterator[Batch]:
        def shuffled() -> Iterator[Encoded]:
            rng = random.Random(self.plan.seed + self.progress.seen)  # noqa: S311
            while True:
                order = rng.sample(range(len(self.pairs)), len(self.pairs))
                for at in range(0, len(order), 512):
                    yield from encode([self.pairs[i] for i in order[at : at + 512]], self.tokenizer)

        return batches(shuffled())

    def epoch(self, until: float) -> float:
        """Train for ``until`` seconds or to the plan's end; return the mean loss."""
        self.model.train()
        losses: list[float] = []
        progress, spent = self.progress, 0.0
        progress.start()
        while not progress.done and spent < until:
            batch = next(self._stream)
            loss = loss_of(self.model, batch, self.plan)
            torch.autograd.backward(loss)
            self.optimizer.step(progress.rate(), 1.0)
            losses.append(loss.item())
            spent = progress.step(len(batch.labels))
            if progress.steps % 50 == 0:
                recent = sum(losses[-50:]) / len(losses[-50:])
                log.info("%d seen, %.0f s, loss %.3f", progress.seen, progress.seconds, recent)
        return sum(losses) / max(len(losses), 1)

    def score(self, claims: Sequence[str], evidence: Sequence[str]) -> list[float]:
        """Score pairs with the averaged weights; what is longer than the window is cut, in this dev score only."""
        self.model.train(False)
        found = [0.0] * len(claims)
        claim_ids = [e.ids[: LONGEST // 2] for e in self.tokenizer.encode_batch(list(claims), add_special_tokens=False)]
        evidence_ids = [e.ids for e in self.tokenizer.encode_batch(list(evidence), add_special_tokens=False)]
        rows = [(c, e[: 253 - len(c)]) for c, e in zip(claim_ids, evidence_ids, strict=True)]
        order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]) + len(rows[i][1]))
        with torch.no_grad(), self.optimizer.averaged():
            for at in range(0, len(order), 32):
                chosen = order[at : at + 32]
                width = -(-max(len(rows[i][0]) + len(rows[i][1]) + 3 for i in chosen) // _STEP) * _STEP
                ids = [[BEGIN, *rows[i][0], END, *rows[i][1], END] for i in chosen]
                types = [[0] * (len(rows[i][0]) + 2) + [1] * (len(rows[i][1]) + 1) for i in chosen]
                logits, _ = self.model(
                    torch.tensor([[*r, *[PAD] * (width - len(r))] for r in ids]),
                    torch.tensor([[*r, *[0] * (width - len(r))] for r in types]),
                )
                for i, value in zip(chosen, torch.sigmoid(logits.float()).tolist(), strict=True):
                    found[i] = value
        return found

    def save(self, path: Path) -> None:
        """Write a checkpoint, whole or not at all."""
        write_checkpoint({"optimizer": self.optimizer.state(), **self.progress.state()}, path)

    def restore(self, path: Path) -> None:
        """Go on from a checkpoint."""
        state = read_checkpoint(path)
        self.optimizer.restore(state["optimizer"])
        self.progress.restore(state)
        self._stream = self._forever()

    def weights(self) -> dict[str, torch.Tensor]:
        """Return the averaged weights by parameter name, in float32."""
        return self._fixed | {name: value.clone() for name, value in self.optimizer.weights().items()}


def train(run: Run, dev: Sequence[support_dev.DevSet], out: Path) -> None:
    """Train to the plan's end; leave checkpoints, ``log.jsonl`` and the best weights by mean dev accuracy in ``out``."""
    progress = run.progress
    progress.stop_on_signal()
    while True:
        loss = run.epoch(run.plan.every)
        if progress.stopping:
            run.save(out / "last.pt")
            return
        scores = {one.name: support_dev.balanced_accuracy(one, run.score(one.claims, one.evidence)) for one in dev}
        merit = sum(scores.values()) / max(len(scores), 1)
        entry: dict[str, object] = {
            "seen": progress.seen,
            "steps": progress.steps,
            "seconds": round(progress.seconds),
            "loss": round(loss, 4),
        }
        entry |= {"merit": round(merit, 4), "dev": {name: round(value, 4) for name, value in scores.items()}}
        append_log(out / "log.jsonl", entry)
        log.info("%s", entry)
        torch.save(run.weights(), out / "newest.pt")
        if progress.better(merit):
            torch.save(run.weights(), out / "best.pt")
        run.save(out / "last.pt")
        if progress.done:
            return


def main() -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--package", type=Path, required=True, help="folder with MiniLM's weights (see the encoder's recipe)")
    parser.add_argument("--fusion", type=Path, required=True, help="folder of the fusion model, for its tokenizer.json")
    parser.add_argument("--data", type=Path, default=corpora.data_folder(), help="the data folder")
    parser.add_argument("--cache", type=Path, default=Path(".training/examples"), help="examples of the fusion recipe")
    parser.add_argument("--wordnet", type=Path, help="folder of WordNet's database; without it words are not exchanged")
    parser.add_argument("--out", type=Path, default=Path(".training/support"))
    parser.add_argument("--pairs", type=int, default=Plan().count)
    parser.add_argument("--minutes", type=float, default=Plan().minutes)
    parser.add_argument("--rate", type=float, default=Plan().rate)
    parser.add_argument("--every", type=float, default=Plan().every / 60, help="minutes between dev scores and checkpoints")
    parser.add_argument("--seed", type=int, default=Plan().seed, help="of the order of pairs")
    parser.add_argument("--weights", type=Path, help="weights of an earlier run to start from, in place of MiniLM's")
    parser.add_argument("--freeze", type=int, default=0, help="keep so many lower layers as they are, and the embeddings")
    parser.add_argument("--bases", type=int, help="write pairs of at most so many claims of each corpus")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint in --out")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    given.out.mkdir(parents=True, exist_ok=True)
    tokenizer = tokenizer_of(given.fusion)
    written = given.out / "support.jsonl"
    if not written.exists():
        count = support_examples.build(given.data, given.cache, given.wordnet, words_of(tokenizer), written, limit=given.bases)
        log.info("%d pairs written", count)
    pairs = list(support_examples.read(written))
    model = start(given.package, tokenizer)
    if given.weights:
        model.load_state_dict(torch.load(given.weights, weights_only=True), strict=False)
    freeze(model, given.freeze)
    plan = Plan(count=given.pairs, minutes=given.minutes, rate=given.rate, every=60 * given.every, seed=given.seed)
    run = Run(model, tokenizer, pairs, plan)
    if given.resume and (given.out / "last.pt").exists():
        run.restore(given.out / "last.pt")
    train(run, support_dev.dev_sets(given.data, each=80), given.out)


if __name__ == "__main__":
    main()
