"""An earlier summary as it comes back in: all that a summary of this service holds may stand there, and nothing else.

Only what is compared with the new one is looked into; the names are the library's, which a test holds.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from summarizer.service.values import WHOLE


class _Earlier(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, frozen=True)


class EarlierCitation(_Earlier):
    """A span that a sentence rested on."""

    article_id: str
    start: Annotated[int, WHOLE]
    end: Annotated[int, WHOLE]


class EarlierSentence(_Earlier):
    """A sentence of an earlier summary."""

    text: str
    citations: list[EarlierCitation]
    method: Any = None
    origins: Any = None
    support: Any = None
    findings: Any = None
    repaired: Any = None
    note: Any = None


class EarlierSource(_Earlier):
    """An article of an earlier summary."""

    id: str
    title: Any = None
    source: Any = None
    url: Any = None
    published: Any = None
    language: Any = None
    origin: Any = None
    words: Any = None
    words_read: Any = None
    belongs: Any = None


class EarlierSummary(_Earlier):
    """A summary that this service gave, whole or no more than its sentences and articles."""

    sentences: list[EarlierSentence] = Field(description="Compared with the new ones by words and cited spans.")
    articles: list[EarlierSource] = Field(default_factory=list, description="Compared by their ids.")
    text: Any = None
    words: Any = None
    language: Any = None
    headline: Any = None
    origins: Any = None
    notes: Any = None
    disagreements: Any = None
    timeline: Any = None
    reuse: Any = None
    trail: Any = None
    update: Any = None
    parts: Any = None
    style: Any = None
    model: Any = None
    fingerprint: Any = None

    def plain(self) -> dict[str, Any]:
        """Return it as the library takes it."""
        return self.model_dump(mode="json", exclude_unset=True)
