"""Batches of similar length, since padding is work that nobody reads, and work on several of them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")


def batches(lengths: Sequence[int], max_tokens: int, max_items: int = 64) -> Iterator[list[int]]:
    """Yield the places of ``lengths``, longest first, in batches of at most ``max_tokens`` padded tokens.

    Every place comes exactly once; an item longer than ``max_tokens`` is a batch of its own. The longest batch comes first,
    so that a lack of memory shows at once.
    """
    batch: list[int] = []
    width = 0
    for place in sorted(range(len(lengths)), key=lambda place: (-lengths[place], place)):
        if batch and (len(batch) >= max_items or (len(batch) + 1) * width > max_tokens):
            yield batch
            batch = []
        if not batch:
            width = max(1, lengths[place])
        batch.append(place)
    if batch:
        yield batch


def beside(work: Callable[[Item], Made], items: Sequence[Item], count: int) -> Iterator[Made]:
    """Yield what ``work`` makes of each item, in their order, with ``count`` threads at work; the first error is raised."""
    if count < 2 or len(items) < 2:
        yield from map(work, items)
        return
    with ThreadPoolExecutor(count, thread_name_prefix="model") as pool:
        yield from pool.map(work, items)


def in_batches(
    work: Callable[[Sequence[int]], Made], lengths: Sequence[int], max_tokens: int, count: int
) -> Iterator[tuple[list[int], Made]]:
    """Yield the places of each batch of ``batches`` with what ``work`` makes of them, ``count`` batches beside each other."""
    cut = list(batches(lengths, max_tokens))
    yield from zip(cut, beside(work, cut, count), strict=True)
