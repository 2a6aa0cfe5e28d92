"""The answer: sentences with their citations, and all that is known of how they came to be."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any

from summarizer.fingerprint import Fingerprint
from summarizer.options import Style
from summarizer.reuse import Reuse
from summarizer.sentence import Citation
from summarizer.verification.findings import Finding

if TYPE_CHECKING:  # for annotations: whoever reads an answer needs none of their code
    from summarizer.disagreements import Disagreement
    from summarizer.timeline import TimelineEntry
    from summarizer.update import Update


class Method(StrEnum):
    """How a sentence of a summary came to be."""

    FUSED = "fused"
    EXTRACTED = "extracted"


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """One sentence of a summary.

    Attributes:
        text: The sentence as printed.
        method: Written by the fusion model, or taken from a source.
        citations: The spans it rests on; never empty.
        origins: How many origins carry it.
        support: 0..1, how well the cited spans carry it.
        findings: Remarks of the check that did not stop it.
        repaired: Why the fusion model's own sentence was refused and this one stands in its place; None where it was not.
        note: What was done to it after it was written or taken; None: nothing.

    """

    text: str
    method: Method
    citations: tuple[Citation, ...]
    origins: int
    support: float
    findings: tuple[Finding, ...] = ()
    repaired: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What became of one article.

    Attributes:
        id: The article's id.
        title: Its headline, as given.
        source: Its outlet, as given.
        url: Its address, as given.
        published: Its time, as given.
        language: Its language, given or detected.
        origin: Number of its origin, from 0; None where it does not belong to the story.
        words: Words of its text.
        words_read: Words of the sentences that were ranked.
        belongs: Whether it belongs to the story that was summarized.

    """

    id: str
    title: str | None
    source: str | None
    url: str | None
    published: datetime | None
    language: str
    origin: int | None
    words: int
    words_read: int
    belongs: bool = True


@dataclass(frozen=True, slots=True)
class Origin:
    """Articles that are copies or light edits of one text; they count once.

    Attributes:
        article_ids: In the order of the bundle.
        reason: Why they are one, in words for an editor; empty for an article that stands alone.

    """

    article_ids: tuple[str, ...]
    reason: str = ""


class Fate(StrEnum):
    """What became of a source sentence."""

    USED = "used"
    FURNITURE = "furniture"
    REDUNDANT = "redundant"
    OUTRANKED = "outranked"
    OVER_BUDGET = "over_budget"
    UNUSABLE = "unusable"
    NOT_THIS_STORY = "not_this_story"


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """What became of one span of a source, and why.

    Attributes:
        article_id: The article.
        start: Where the span starts in its text.
        end: Where it ends.
        fate: What became of it.
        reason: Why, in words for an editor.
        sentence: Number of the summary's sentence that uses it, from 1; None where none does.
        score: What the ranking gave it; None where it was not ranked.

    """

    article_id: str
    start: int
    end: int
    fate: Fate
    reason: str
    sentence: int | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The answer to one bundle.

    Attributes:
        text: The summary as printed.
        sentences: Its sentences, in order.
        words: Words of ``text``.
        headline: A headline, where asked for.
        language: Language of the summary.
        articles: What became of each article, in the order of the bundle.
        origins: The origins that the articles fall into.
        notes: What a reader has to know: what was cut, in which language, why nothing was fused.
        disagreements: Values about what the summary says in which origins differ.
        timeline: The dated facts in their order, where asked for.
        reuse: How much of ``text`` stands word for word in each article.
        trail: What became of each source sentence, in the order of the articles' texts.
        update: What is new, changed and withdrawn since an earlier summary; None where none was given.
        parts: The other stories of a bundle that was split, the larger first.
        style: Form of ``text``.
        model: Name of the fusion model; None where nothing was fused.
        fingerprint: Hashes of all that the summary depends on.

    """

    text: str
    sentences: tuple[SummarySentence, ...]
    words: int
    language: str
    headline: str | None = None
    articles: tuple[SourceReport, ...] = ()
    origins: tuple[Origin, ...] = ()
    notes: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    reuse: tuple[Reuse, ...] = ()
    trail: tuple[TrailEntry, ...] = ()
    update: Update | None = None
    parts: tuple[Summary, ...] = ()
    style: Style = Style.PARAGRAPH
    model: str | None = None
    fingerprint: Fingerprint

    def to_dict(self) -> dict[str, Any]:
        """Return the summary as plain JSON values, with the same names."""
        return plain_values(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the summary as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)


def plain_values(value: object) -> dict[str, Any]:
    """Return a dataclass as plain JSON values with the same names: times as ISO 8601, enumerations by value."""
    plain = _plain(value)
    assert isinstance(plain, dict)  # noqa: S101  a dataclass becomes a dict; this tells the type checker
    return plain


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value
