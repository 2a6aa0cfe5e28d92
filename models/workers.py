"""Several copies of one model, one a GPU, behind one ``Seq2Seq``."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from summarizer.models.protocols import Decoding, Seq2Seq


class Workers:
    """Deals the inputs of a call out to copies of one model, by length, so that all have about the same work.

    Args:
        copies: The same model, each copy on its own device.

    """

    def __init__(self, copies: Sequence[Seq2Seq]) -> None:
        self._copies = list(copies)

    @classmethod
    def of(cls, copies: Sequence[Seq2Seq]) -> Seq2Seq:
        """Return the only copy itself, or workers around several."""
        return copies[0] if len(copies) == 1 else cls(copies)

    def count_tokens(self, inputs: Sequence[str]) -> list[int]:
        """Return how many tokens each input takes."""
        return self._copies[0].count_tokens(inputs)

    def generate(self, inputs: Sequence[str], options: Decoding) -> list[list[str]]:
        """Write for each input, as the copies do; an error of one copy is the error of the call."""
        lengths = self.count_tokens(inputs)
        order = sorted(range(len(inputs)), key=lambda place: (-lengths[place], place))
        hands = [hand for i in range(len(self._copies)) if (hand := order[i :: len(self._copies)])]
        written: list[list[str]] = [[] for _ in inputs]
        with ThreadPoolExecutor(max_workers=max(1, len(hands))) as pool:
            calls = [
                pool.submit(copy.generate, [inputs[place] for place in hand], options)
                for copy, hand in zip(self._copies, hands, strict=False)
            ]
            for hand, call in zip(hands, calls, strict=True):
                for place, texts in zip(hand, call.result(), strict=True):
                    written[place] = texts
        return written
