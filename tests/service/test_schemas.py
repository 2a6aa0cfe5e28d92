from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from summarizer.article import Article
from summarizer.errors import InvalidOption
from summarizer.options import Options
from summarizer.sentence import Citation
from summarizer.service.earlier import EarlierCitation, EarlierSentence, EarlierSource, EarlierSummary
from summarizer.service.schemas import ArticleIn, OptionsIn
from summarizer.summary import SourceReport, Summary, SummarySentence


def test_the_options_are_the_library_s() -> None:
    assert set(OptionsIn.model_fields) == {field.name for field in dataclasses.fields(Options)}
    assert OptionsIn.model_validate({}).options() == Options()


def test_the_fields_of_an_article_are_the_library_s() -> None:
    assert set(ArticleIn.model_fields) == {field.name for field in dataclasses.fields(Article)}


@pytest.mark.parametrize(
    ("taken", "given_out"),
    [
        (EarlierSummary, Summary),
        (EarlierSentence, SummarySentence),
        (EarlierCitation, Citation),
        (EarlierSource, SourceReport),
    ],
)
def test_a_summary_may_come_back_with_all_that_it_holds(taken: type[BaseModel], given_out: type[Any]) -> None:
    assert set(taken.model_fields) == {field.name for field in dataclasses.fields(given_out)}


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "max_words": st.integers(-1, 5_002),
    "max_sentences": st.none() | st.integers(-1, 5_002),
    "max_characters": st.none() | st.integers(-1, 500_002),
    "share": st.none() | st.floats(),
    "fusion": st.sampled_from(["auto", "none", "other"]),
    "style": st.sampled_from(["paragraph", "bullets", "other"]),
    "headline": st.booleans(),
    "focus": st.none() | st.sampled_from(["", " ", "why?", "x" * 1_000, "x" * 1_001]),
    "on_mixed": st.sampled_from(["keep", "largest", "refuse", "split", "other"]),
    "timeline": st.booleans(),
    "max_verbatim_words": st.none() | st.integers(0, 5_002),
    "ranker": st.none() | st.sampled_from(["", "lead", "x" * 1_001]),
}


def test_every_option_is_tried() -> None:
    assert set(VALUES) == set(OptionsIn.model_fields)


@pytest.mark.parametrize("name", VALUES)
@given(data=st.data())
def test_the_schema_and_the_library_take_the_same_values(name: str, data: st.DataObject) -> None:
    given_value = {name: data.draw(VALUES[name])}
    try:
        expected: Options | None = Options(**given_value)
    except InvalidOption:
        expected = None
    try:
        taken: Options | None = OptionsIn.model_validate(given_value).options()
    except (ValidationError, InvalidOption):
        taken = None
    assert taken == expected
