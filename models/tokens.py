"""Text to the tokens of a model and back, with the ``tokenizers`` library alone.

Articles are untrusted: a text that holds ``</s>`` or ``[MASK]`` must not end or divide the model's input. Control tokens enter an
input only from its profile.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from tokenizers import Tokenizer

from summarizer.models.errors import ModelNotFound, UnsupportedModel
from summarizer.models.profiles import JOINT, Profile

# The library's threads would compete with the model's, and a fork after their start is answered with a warning.
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


def read_tokenizer(path: Path) -> Tokenizer:
    """Read ``tokenizer.json``, with truncation and padding switched off and control tokens in text read as text.

    Raises ``ModelNotFound`` where there is no such file, ``UnsupportedModel`` where it is no tokenizer.
    """
    if not path.is_file():
        raise ModelNotFound(f"There is no {path.name} in {path.parent}; a model folder needs one.")
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:
        raise UnsupportedModel(f"{path} is no tokenizer of the tokenizers library: {error}") from error
    return plain(tokenizer)


def plain(tokenizer: Tokenizer) -> Tokenizer:
    """Switch truncation, padding and the reading of control tokens off, in place."""
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.encode_special_tokens = True
    return tokenizer


def unknown_token(tokenizer: Tokenizer) -> str | None:
    """Name of the token for what the vocabulary lacks; byte-level vocabularies lack nothing."""
    name = getattr(tokenizer.model, "unk_token", None)
    if name is None:
        number = getattr(tokenizer.model, "unk_id", None)
        name = None if number is None else tokenizer.id_to_token(number)
    return None if name is None else str(name)


class Tokens:
    """The tokenizer of one model together with its profile.

    Args:
        tokenizer: Of the model.
        profile: Says what stands before, between and behind the parts of an input.

    Raises:
        UnsupportedModel: The profile names a control token that the tokenizer has not.

    """

    def __init__(self, tokenizer: Tokenizer, profile: Profile) -> None:
        self._tokenizer = plain(tokenizer)
        self._profile = profile
        added = tokenizer.get_added_tokens_decoder()
        unknown = unknown_token(tokenizer)
        self._names = {token.content for token in added.values() if token.special and token.content != unknown}
        begin, end = self._frame()
        self._begin = [self._number(name) for name in begin]
        self._end = [self._number(name) for name in end]
        self._separator: int | None = None
        if profile.separator in {token.content for token in added.values()}:
            self._separator = self._number(profile.separator)
            self._names.add(profile.separator)
        elif profile.separator[:1] in {"<", "["} and len(profile.separator) > 1:
            raise self._lacks(profile.separator)
        self._unknown = tokenizer.token_to_id(unknown) if unknown else None
        self._control = {number for name in self._names if (number := tokenizer.token_to_id(name)) is not None}

    def _frame(self) -> tuple[Sequence[str], Sequence[str]]:
        """Control tokens before and behind an input: the profile's, or else those that the tokenizer adds itself."""
        own: list[str] = self._tokenizer.encode("a").tokens
        bare: list[str] = self._tokenizer.encode("a", add_special_tokens=False).tokens
        start = next((i for i in range(len(own)) if own[i : i + len(bare)] == bare), 0)
        begin = own[:start] if self._profile.begin is None else self._profile.begin
        end = own[start + len(bare) :] if self._profile.end is None else self._profile.end
        return begin, end

    def _number(self, name: str) -> int:
        number = self._tokenizer.token_to_id(name)
        if number is None:
            raise self._lacks(name)
        return int(number)

    def _lacks(self, name: str) -> UnsupportedModel:
        return UnsupportedModel(
            f"The profile {self._profile.name!r} uses the control token {name!r}, which the model's tokenizer has not; "
            "give a profile that fits the model."
        )

    @property
    def control(self) -> frozenset[int]:
        """Ids of the control tokens."""
        return frozenset(self._control)

    @property
    def unknown(self) -> tuple[int, ...]:
        """Id of the token that stands for what the vocabulary lacks, where there is one."""
        return () if self._unknown is None else (self._unknown,)

    @property
    def separator(self) -> int | None:
        """Id of the control token between parts; None where plain text stands between them."""
        return self._separator

    def number(self, name: str) -> int:
        """Return the id of a token; raise ``UnsupportedModel`` where there is none."""
        return self._number(name)

    def name(self, number: int) -> str:
        """Return the token with an id."""
        return str(self._tokenizer.id_to_token(number))

    def encode(self, inputs: Sequence[str]) -> list[list[int]]:
        """Return the ids of each input, as ``Profile.compose`` made it, with its prefix and control tokens."""
        if self._separator is None:
            pieces = self._texts([self._profile.prefix + text.replace(JOINT, self._profile.separator) for text in inputs])
            return [[*self._begin, *ids, *self._end] for ids in pieces]
        parts = [text.split(JOINT) for text in inputs]
        for of_one in parts:
            of_one[0] = self._profile.prefix + of_one[0]
        flat = iter(self._texts([part for of_one in parts for part in of_one]))
        return [self._join([next(flat) for _ in of_one]) for of_one in parts]

    def _join(self, parts: Sequence[Sequence[int]]) -> list[int]:
        assert self._separator is not None  # noqa: S101  for the type checker; encode() asks before
        ids = list(self._begin)
        for number, part in enumerate(parts):
            if number:
                ids.append(self._separator)
            ids.extend(part)
        return ids + self._end

    def _texts(self, texts: Sequence[str]) -> list[list[int]]:
        encoded = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)]
        for place, ids in enumerate(encoded):
            # Unigram models (T5, PEGASUS, mBART) hold their control tokens as pieces and match them in text all the same.
            if not self._control.isdisjoint(ids):
                encoded[place] = self._broken(texts[place])
        return encoded

    def _broken(self, text: str) -> list[int]:
        """Encode a text with a space put into every control token's name; what is left of control tokens is dropped."""
        for name in sorted(self._names, key=len, reverse=True):
            text = text.replace(name, f"{name[:1]} {name[1:]}")
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return [number for number in ids if number not in self._control]

    def decode(self, ids: Iterable[int]) -> str:
        """Return the text of generated ids, control tokens left out."""
        return str(self._tokenizer.decode([number for number in ids if number not in self._control])).strip()
