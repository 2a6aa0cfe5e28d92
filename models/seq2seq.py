"""What the sequence-to-sequence backends share: text in and out by way of tokens, and no input cut to what a model reads."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from summarizer.models.errors import InputTooLong
from summarizer.models.profiles import Profile
from summarizer.models.protocols import Decoding
from summarizer.models.tokens import Tokens


class TokenSeq2Seq(ABC):
    """A ``Seq2Seq`` whose backend writes token ids.

    Args:
        tokens: The model's tokenizer with its profile.
        profile: How to talk to it.

    """

    def __init__(self, tokens: Tokens, profile: Profile) -> None:
        self._tokens = tokens
        self._profile = profile

    @property
    def tokens(self) -> Tokens:
        """The model's tokenizer with its profile."""
        return self._tokens

    def count_tokens(self, inputs: Sequence[str]) -> list[int]:
        """Return how many tokens each input takes, control tokens and prefix included."""
        return [len(ids) for ids in self._tokens.encode(inputs)]

    def generate(self, inputs: Sequence[str], options: Decoding) -> list[list[str]]:
        """Write ``options.candidates`` texts for each input, best first; raises as ``generate_ids`` does."""
        return [[self._tokens.decode(ids) for ids in of_one] for of_one in self.generate_ids(inputs, options)]

    @abstractmethod
    def generate_ids(self, inputs: Sequence[str], options: Decoding) -> list[list[list[int]]]:
        """Write as ``generate`` does and return the tokens, control tokens left out."""

    def _encoded(self, inputs: Sequence[str]) -> list[list[int]]:
        """Return the ids of each input; raise ``InputTooLong`` where one has more than the profile allows."""
        encoded = self._tokens.encode(inputs)
        for place, ids in enumerate(encoded, start=1):
            if len(ids) > self._profile.max_input_tokens:
                raise InputTooLong(
                    f"Input {place} has {len(ids)} tokens; {self._profile.name} reads {self._profile.max_input_tokens}."
                )
        return encoded
