from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import Article
from summarizer.article import name_articles
from summarizer.errors import InvalidArticle, NoArticles


def test_articles_without_an_id_are_numbered_around_those_that_have_one() -> None:
    named = name_articles([Article(text="One."), Article(text="Two.", id="a1"), Article(text="Three.")])
    assert [article.id for article in named] == ["a2", "a1", "a3"]


def test_a_bundle_needs_an_article() -> None:
    with pytest.raises(NoArticles, match="at least one"):
        name_articles([])


@pytest.mark.parametrize("text", ["", "  \n\t ", "half \ud800 a pair"])
def test_text_that_is_no_text_is_refused_without_being_echoed(text: str) -> None:
    with pytest.raises(InvalidArticle, match=r"[Aa]rticle 2") as caught:
        name_articles([Article(text="Fine."), Article(text=text)])
    assert "half" not in str(caught.value)


@pytest.mark.parametrize(
    ("field", "value"), [("text", None), ("id", ["x"]), ("title", 7), ("language", 7), ("published", "2026-11-23T09:30:00Z")]
)
def test_wrong_types_are_refused(field: str, value: Any) -> None:
    with pytest.raises(InvalidArticle, match=rf"{field}.* of article 2"):
        name_articles([Article(text="Fine."), Article(**{"text": "Fine.", field: value})])


def test_ids_are_unique() -> None:
    with pytest.raises(InvalidArticle, match="unique"):
        name_articles([Article(text="One.", id="x"), Article(text="Two.", id="x")])


@given(
    st.lists(st.sampled_from(["", "a1", "a2", "x", "y"]), min_size=1, max_size=6).filter(
        lambda ids: len([i for i in ids if i]) == len({i for i in ids if i})
    )
)
def test_names_are_unique_and_given_ones_stay(ids: list[str]) -> None:
    named = name_articles([Article(text="Words.", id=name) for name in ids])
    assert len({article.id for article in named}) == len(ids)
    assert all(not given or given == article.id for given, article in zip(ids, named, strict=True))
