"""Batches of few fixed shapes: oneDNN builds a kernel for every new shape, which costs more than padding does."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch

from summarizer.models.training.mixture import Group
from summarizer.models.training.pieces import BEGIN, END, PAD, Pieces

IGNORE = -100
"""The label of padding."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one step: ``inputs`` and ``mask`` (b, s), ``decoder_inputs`` and ``labels`` (b, t), all int64."""

    inputs: torch.Tensor
    mask: torch.Tensor
    decoder_inputs: torch.Tensor
    labels: torch.Tensor

    def __len__(self) -> int:
        """Return the number of examples."""
        return int(self.inputs.shape[0])


@dataclass(frozen=True, slots=True)
class Shapes:
    """Which shapes batches may have: ``sources`` and ``targets`` are the lengths that examples are padded to.

    Every batch has ``tokens`` source positions, so that the encoder's matrices always have one size.
    """

    sources: tuple[int, ...] = (32, 48, 64, 96, 144)
    targets: tuple[int, ...] = (16, 32, 48, 64)
    tokens: int = 2304

    def of(self, source: int, target: int) -> tuple[int, int] | None:
        """Return the padded lengths of an example, or None when it is too long to be used."""
        fitting = [size for size in self.sources if size >= source][:1], [size for size in self.targets if size >= target][:1]
        return (fitting[0][0], fitting[1][0]) if all(fitting) else None

    def batch(self, source: int) -> int:
        """Return the number of examples of a batch whose sources are padded to ``source``."""
        return self.tokens // source


def _pad(rows: Sequence[Sequence[int]], width: int, fill: int) -> torch.Tensor:
    return torch.tensor([[*row, *[fill] * (width - len(row))] for row in rows], dtype=torch.long)


def collate(pairs: Sequence[tuple[Sequence[int], Sequence[int]]], source: int, target: int) -> Batch:
    """Return the batch of (input ids, target ids) padded to the given lengths; targets end with ``[SEP]`` already."""
    inputs = _pad([pair[0] for pair in pairs], source, PAD)
    labels = _pad([pair[1] for pair in pairs], target, IGNORE)
    decoder_inputs = _pad([[BEGIN, *pair[1][:-1]] for pair in pairs], target, PAD)
    return Batch(inputs, (inputs != PAD).long(), decoder_inputs, labels)


def encode(groups: Iterable[Group], pieces: Pieces) -> list[tuple[list[int], list[int]]]:
    """Return the input ids and target ids (with ``[SEP]`` at the end) of each group."""
    groups = list(groups)
    flat = pieces.texts(text for group in groups for text in (*group.sentences, group.target))
    found = []
    start = 0
    for group in groups:
        stop = start + len(group.sentences)
        found.append((pieces.group(flat[start:stop], headline=group.headline), [*flat[stop], END]))
        start = stop + 1
    return found


class Buckets:
    """Collects examples by shape and gives a batch as soon as one shape's bucket is full."""

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes
        self._waiting: dict[tuple[int, int], list[tuple[list[int], list[int]]]] = defaultdict(list)
        self.dropped = 0

    def add(self, pairs: Iterable[tuple[list[int], list[int]]]) -> Iterator[Batch]:
        """Take encoded examples, yield the batches that they fill; count in ``dropped`` those that are too long."""
        for pair in pairs:
            shape = self._shapes.of(len(pair[0]), len(pair[1]))
            if shape is None:
                self.dropped += 1
                continue
            bucket = self._waiting[shape]
            bucket.append(pair)
            if len(bucket) == self._shapes.batch(shape[0]):
                yield collate(bucket, *shape)
                bucket.clear()
