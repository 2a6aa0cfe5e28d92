"""What a caller may ask for."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from summarizer.errors import InvalidOption
from summarizer.wording.text import encodable

MAX_WORDS = 5_000
"""Longest summary, in words, that can be asked for."""

MAX_FOCUS_CHARACTERS = 1_000
"""Longest focus."""


class Fusion(StrEnum):
    """Whether the sequence-to-sequence model writes."""

    AUTO = "auto"
    NONE = "none"


class Style(StrEnum):
    """Form of the printed text."""

    PARAGRAPH = "paragraph"
    BULLETS = "bullets"


class OnMixed(StrEnum):
    """What to do with a bundle that holds several stories."""

    KEEP = "keep"
    LARGEST = "largest"
    REFUSE = "refuse"
    SPLIT = "split"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a caller may ask of one summary.

    Attributes:
        max_words: Longest summary, in words; whole sentences only.
        max_sentences: Most sentences; None: as many as fit.
        max_characters: Longest text, in code points; None: any.
        share: Longest summary as a share of the words read, 0..1; None: any. The stricter limit holds.
        fusion: ``auto``: the model fuses where it can; ``none``: the extract alone.
        style: ``paragraph``, or ``bullets``: a line for each sentence.
        headline: Whether to write a headline.
        focus: A question or topic that steers the ranking.
        on_mixed: A bundle of several stories: ``keep`` all, summarize the ``largest`` and name the others, ``refuse``,
            or ``split`` into a summary for each. ``largest`` refuses, too, where no story is told by two origins.
        timeline: Whether to list the dated facts in order.
        max_verbatim_words: Longest run of words, outside quotes, that may stand in the summary as in a source; None: any.
        ranker: Name of the ranker; None: the best one.
    """

    max_words: int = 120
    max_sentences: int | None = None
    max_characters: int | None = None
    share: float | None = None
    fusion: Fusion = Fusion.AUTO
    style: Style = Style.PARAGRAPH
    headline: bool = False
    focus: str | None = None
    on_mixed: OnMixed = OnMixed.LARGEST
    timeline: bool = False
    max_verbatim_words: int | None = None
    ranker: str | None = None

    def __post_init__(self) -> None:
        """Check every range.

        Raises:
            InvalidOption: An option is of the wrong type or outside its range.
        """
        _whole_number("max_words", self.max_words, 1, MAX_WORDS)
        _whole_number("max_sentences", self.max_sentences, 1, MAX_WORDS, optional=True)
        _whole_number("max_characters", self.max_characters, 1, 100 * MAX_WORDS, optional=True)
        _whole_number("max_verbatim_words", self.max_verbatim_words, 3, MAX_WORDS, optional=True)
        if self.share is not None and not (
            isinstance(self.share, int | float)
            and not isinstance(self.share, bool)
            and math.isfinite(self.share)
            and 0 < self.share <= 1
        ):
            raise InvalidOption("share must be a number above 0 and at most 1.")
        for name, kind in (("fusion", Fusion), ("style", Style), ("on_mixed", OnMixed)):
            try:
                object.__setattr__(self, name, kind(getattr(self, name)))
            except ValueError:
                raise InvalidOption(f"{name} must be one of: {', '.join(kind)}.") from None
        for name in ("headline", "timeline"):
            if not isinstance(getattr(self, name), bool):
                raise InvalidOption(f"{name} must be true or false.")
        for name in ("focus", "ranker"):
            value = getattr(self, name)
            if value is None:
                continue
            if not isinstance(value, str) or not value.strip() or len(value) > MAX_FOCUS_CHARACTERS or not encodable(value):
                raise InvalidOption(f"{name} must be a text of 1 to {MAX_FOCUS_CHARACTERS} characters.")

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> Options:
        """Build from plain values, as in JSON or keyword arguments.

        Raises:
            InvalidOption: A name is unknown, or a value is outside its range.
        """
        known = [field.name for field in fields(cls)]
        for name in values:
            if name not in known:
                raise InvalidOption(f"There is no such option; the options are: {', '.join(known)}.")
        return cls(**values)


def _whole_number(name: str, value: object, least: int, most: int, *, optional: bool = False) -> None:
    if value is None and optional:
        return
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise InvalidOption(f"{name} must be a whole number from {least} to {most}.")
