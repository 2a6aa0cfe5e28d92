"""Profiles: how to talk to a sequence-to-sequence model.

A model's weights do not say what its input looks like, how much of it the model reads or how it decodes best. Its profile does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from summarizer.models.protocols import Decoding

JOINT = "\x1e"
"""Stands between the parts of an input (U+001E, record separator). A backend writes the profile's separator in its place.

Separators such as ``[MASK]`` or ``<doc-sep>`` are control tokens, and a control token's name in an article is text. So inputs
carry this character, which no cleaned article holds."""


class Strategy(StrEnum):
    """What goes into the model at once.

    ``GROUPED``: the sentences of one group become one sentence. ``WHOLE``: the extract, article by article, becomes the summary.
    """

    GROUPED = "grouped"
    WHOLE = "whole"


class Lock(StrEnum):
    """What ``Decoding.lock`` forbids.

    ``PIECES``: every token that is neither in the input nor grammar. ``FACTS``: tokens with a digit and tokens that begin with a
    capital, unless the input has them; for cased models that write in their own words.
    """

    PIECES = "pieces"
    FACTS = "facts"


class GlobalAttention(StrEnum):
    """Which tokens attend to all others, in models whose attention is local (LED and its relatives)."""

    NONE = "none"
    FIRST = "first"
    SEPARATORS = "separators"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How to talk to one sequence-to-sequence model.

    Attributes:
        name: Name in the registry.
        source: Hub id or folder of the weights; empty: they ship with the package.
        revision: Commit of the hub repository; None: its newest.
        strategy: What goes into the model at once.
        max_input_tokens: Longest input, control tokens and prefix included.
        separator: Written between the parts of an input: a control token of the model, or plain text.
        headline_mark: The input of a headline starts with a separator.
        prefix: Plain text in front of every input.
        begin: Control tokens in front of every input; None: what the tokenizer itself adds.
        end: Control tokens behind every input; None: what the tokenizer itself adds.
        language: Code of the source language for tokenizers that want one, such as ``en_XX``; empty: none.
        target_language: Code of the language to write; empty: none.
        forced_first: Token that every output starts with, such as BART's ``<s>``; empty: none.
        global_attention: Which tokens attend to all others.
        lock: What ``Decoding.lock`` forbids.
        cased: Whether the output has its capitals; where it has not, the writer gives them back from the sources.
        languages: What it reads and writes, BCP 47 primary tags.
        decoding: Defaults; callers change what they need with ``dataclasses.replace``.
        half_precision: Type on a GPU. Never float16 for T5 and PEGASUS, which give NaN in it.
        note: What a user should know before choosing it.

    """

    name: str
    max_input_tokens: int
    source: str = ""
    revision: str | None = None
    strategy: Strategy = Strategy.WHOLE
    separator: str = " "
    headline_mark: bool = False
    prefix: str = ""
    begin: tuple[str, ...] | None = None
    end: tuple[str, ...] | None = None
    language: str = ""
    target_language: str = ""
    forced_first: str = ""
    global_attention: GlobalAttention = GlobalAttention.NONE
    lock: Lock = Lock.FACTS
    cased: bool = True
    languages: tuple[str, ...] = ("en",)
    decoding: Decoding = field(default_factory=Decoding)
    half_precision: str = "bfloat16"
    note: str = ""

    def compose(self, parts: Sequence[str], *, headline: bool = False) -> str:
        """Return the model's input for the sentences of a group, or for the articles of a bundle.

        The record separator is taken out of the parts, so that no text can pass for a joint. The prefix is the backend's
        business. With ``headline`` the input asks for a headline, where the model has learned that.
        """
        texts = [part.replace(JOINT, " ") for part in parts]
        if headline and self.headline_mark:
            texts.insert(0, "")
        return JOINT.join(texts)


BUNDLED = Profile(
    name="bundled",
    max_input_tokens=192,
    strategy=Strategy.GROUPED,
    separator="[MASK]",
    headline_mark=True,
    begin=("[CLS]",),
    end=("[SEP]",),
    lock=Lock.PIECES,
    cased=False,
    decoding=Decoding(beams=4, candidates=4, max_tokens=80, lock=True),
    note="Ships with the package: English news, one group of sentences at a time, no network needed.",
)
"""The fusion model that ships with the package."""
