"""Batches of similar length: padding is work that nobody reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


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
