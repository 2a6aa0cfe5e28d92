"""What goes in and out over HTTP, as pydantic models. The names are those of the library; a test holds that they agree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    Strict,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from summarizer.article import Article
from summarizer.options import MAX_FOCUS_CHARACTERS, MAX_WORDS, Fusion, OnMixed, Options, Style
from summarizer.service.earlier import EarlierSummary
from summarizer.service.problems import Problem
from summarizer.service.values import NUMBER, WHOLE

SHORT = 2_000
"""Longest id, title, outlet or address, in characters."""

VISIBLE = r"[^\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
"""Pattern of a text that Python's ``str.strip`` leaves something of; regular expressions differ in what ``\\S`` is."""


def _visible(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("blank", "Input should not be blank")
    return value


def _written_date(value: object) -> object:
    """Take a date as it is written; pydantic would take a count of seconds too, which nobody means."""
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _DATE.match(value):
        raise PydanticCustomError("datetime_type", "Input should be an ISO 8601 date or date and time")
    return value


_DATE = re.compile(r"\d{4}-\d\d-\d\d")

Short = Annotated[str, StringConstraints(max_length=SHORT)]
Focus = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MAX_FOCUS_CHARACTERS),
    AfterValidator(_visible),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": MAX_FOCUS_CHARACTERS, "pattern": VISIBLE}),
]
Words = Annotated[int, Field(ge=1, le=MAX_WORDS), WHOLE]
Characters = Annotated[int, Field(ge=1, le=100 * MAX_WORDS), WHOLE]
Run = Annotated[int, Field(ge=3, le=MAX_WORDS), WHOLE]
Share = Annotated[float, Field(gt=0, le=1, allow_inf_nan=False), NUMBER]
Flag = Annotated[bool, Strict()]
Moment = Annotated[
    datetime,
    BeforeValidator(_written_date),
    WithJsonSchema({"type": "string", "anyOf": [{"format": "date-time"}, {"format": "date"}]}),
]

EXAMPLE_ARTICLES: list[JsonValue] = [
    {
        "id": "harbour-post",
        "source": "Harbour Post",
        "published": "2026-03-02T08:00:00Z",
        "text": (
            "The old swing bridge of Port Ellis will close on Monday for repairs. The town council said that the work will take "
            "six weeks and cost 2.4 million euros. Ferries will carry passengers across the harbour in the meantime."
        ),
    },
    {
        "id": "coast-radio",
        "source": "Coast Radio",
        "published": "2026-03-02T09:30:00Z",
        "text": (
            "Port Ellis closes its swing bridge from Monday. Engineers found cracks in two bearings during an inspection in "
            "January, the town council said. Ferries will run every twenty minutes while the repairs last."
        ),
    },
]
"""Two short articles of our own making, for the documentation and for warming up."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=False, hide_input_in_errors=True, frozen=True)


class ArticleIn(_Strict):
    """One source text; only the text is required."""

    text: str = Field(
        min_length=1, description="The text. Citations count in its code points.", json_schema_extra={"pattern": VISIBLE}
    )
    id: Short = Field("", description="Name that citations use, unique in the bundle; empty: the service numbers it.")
    title: Short | None = Field(None, description="Headline; never cited.")
    source: Short | None = Field(None, description="Name of the outlet.")
    url: Short | None = Field(None, description="Where the article stands. It is not fetched.")
    published: Moment | None = Field(None, description="When it was published; relative dates are resolved against it.")
    language: Annotated[str, StringConstraints(max_length=35)] | None = Field(
        None, description="BCP 47 tag such as `en`; absent: detected."
    )

    def article(self) -> Article:
        """Return it as the library has it."""
        return Article(**{name: getattr(self, name) for name in type(self).model_fields})


class OptionsIn(_Strict):
    """What is asked of a summary."""

    max_words: Words = Field(120, description="Longest summary, in words; whole sentences only.")
    max_sentences: Words | None = Field(None, description="Most sentences.")
    max_characters: Characters | None = Field(None, description="Longest text, in code points.")
    share: Share | None = Field(
        None,
        description="Longest summary as a share of the words read; the stricter holds.",
    )
    fusion: Fusion = Field(Fusion.AUTO, description="`auto`: the model fuses where it can; `none`: the extract alone.")
    style: Style = Field(Style.PARAGRAPH, description="`paragraph`, or `bullets`: a line for each sentence.")
    headline: Flag = Field(False, description="Whether to write a headline.")
    focus: Focus | None = Field(None, description="A question or topic that steers the ranking.")
    on_mixed: OnMixed = Field(
        OnMixed.LARGEST,
        description="A bundle of several stories: `keep` all, summarize the `largest`, `refuse`, or `split` into one for each.",
    )
    timeline: Flag = Field(False, description="Whether to list the dated facts in order.")
    max_verbatim_words: Run | None = Field(
        None, description="Longest run of words, outside quotes, that may stand as in a source."
    )
    ranker: Focus | None = Field(None, description="Name of the ranker; absent: the best one.")

    def options(self) -> Options:
        """Return them as the library has them.

        Raises:
            InvalidOption: Two of them exclude each other.

        """
        return Options(**{name: getattr(self, name) for name in type(self).model_fields})


class SummaryRequest(_Strict):
    """A bundle, and what is asked of its summary."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"articles": EXAMPLE_ARTICLES, "options": {"max_words": 40}}]},
    )

    # An empty bundle is the library's to refuse, by its own name; the document says what is taken.
    articles: Sequence[ArticleIn] = Field(description="The bundle: articles of one story.", json_schema_extra={"minItems": 1})
    options: OptionsIn = Field(default_factory=lambda: OptionsIn.model_validate({}), description="What is asked.")
    since: EarlierSummary | None = Field(None, description="An earlier summary by this service: the answer says what is new.")

    def bundle(self) -> tuple[Article, ...]:
        """Return the articles as the library has them."""
        return tuple(article.article() for article in self.articles)


class StoriesRequest(_Strict):
    """A pile of articles of several stories, and what is asked of each story's summary."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"articles": EXAMPLE_ARTICLES, "options": {"max_words": 40, "headline": True}}]},
    )

    articles: list[ArticleIn] = Field(description="The pile.", json_schema_extra={"minItems": 1})
    options: OptionsIn = Field(default_factory=lambda: OptionsIn.model_validate({"headline": True}), description="What is asked.")

    def bundle(self) -> tuple[Article, ...]:
        """Return the articles as the library has them."""
        return tuple(article.article() for article in self.articles)


class VerificationRequest(_Strict):
    """A text, and the articles that should carry it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"text": "The repairs of the swing bridge will take eight weeks.", "articles": EXAMPLE_ARTICLES}]
        },
    )

    text: str = Field(
        min_length=1,
        max_length=20_000,
        description="The text to check, sentence by sentence.",
        json_schema_extra={"pattern": VISIBLE},
    )
    articles: list[ArticleIn] = Field(description="The articles that should carry it.", json_schema_extra={"minItems": 1})

    def bundle(self) -> tuple[Article, ...]:
        """Return the articles as the library has them."""
        return tuple(article.article() for article in self.articles)


class BatchArticle(ArticleIn):
    """One source text of a batch; without text it fails its bundle, not the batch."""

    text: str = Field(description="The text. Citations count in its code points.")


class BatchBundle(SummaryRequest):
    """A bundle of a batch; without articles it fails alone."""

    articles: Sequence[BatchArticle] = Field(description="The bundle: articles of one story.")


class BatchRequest(_Strict):
    """Many bundles, each with its own options."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"bundles": [{"articles": EXAMPLE_ARTICLES, "options": {"max_words": 40}}]}]},
    )

    bundles: list[BatchBundle] = Field(min_length=1, description="The bundles, answered in this order.")


class State(StrEnum):
    """How far a batch or a bundle is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class ResultLine(BaseModel):
    """One line of the results of a batch."""

    index: int = Field(description="Place of the bundle in the batch, from 0.")
    state: State = Field(description="`done` has a summary, `failed` a problem, the others neither.")
    summary: dict[str, Any] | None = Field(None, description="The summary, as `/v1/summaries` gives it.")
    problem: Problem | None = Field(None, description="Why there is none.")
