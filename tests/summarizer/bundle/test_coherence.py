from collections.abc import Sequence
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.article import Article
from summarizer.bundle.coherence import stories
from summarizer.models.protocols import FloatArray
from summarizer.sentence import Sentence, Span

BRIDGE = [
    "A gravel barge struck the old bridge in Velmora harbour.",
    "The harbour bridge in Velmora was struck by a barge full of gravel.",
    "Velmora closed its harbour bridge after a gravel barge struck the pier.",
]
VACCINE = [
    "Doctors tested a malaria vaccine on three thousand children.",
    "A vaccine against malaria was tested on children by doctors.",
]


def bundle(*texts: str) -> tuple[list[Article], dict[str, tuple[Sentence, ...]], FloatArray]:
    """Give one article of one sentence for each text; the vectors tell whether bridges are spoken of."""
    articles = [Article(text=text or "-", id=f"a{number}") for number, text in enumerate(texts)]
    sentences: dict[str, tuple[Sentence, ...]] = {
        f"a{number}": (Sentence(Span(f"a{number}", 0, len(text)), text, 0, 0),) if text else ()
        for number, text in enumerate(texts)
    }
    rows = [[0.98, 0.2, 0.0] if "bridge" in text else [0.0, 0.3, 0.954] for text in texts if text]
    return articles, sentences, np.asarray(rows, dtype=np.float32).reshape(-1, 3)


def test_one_story_stays_one() -> None:
    found = stories(*bundle(*BRIDGE))
    assert found == (("a0", "a1", "a2"),)


def test_two_stories_are_told_apart_the_larger_first() -> None:
    found = stories(*bundle(VACCINE[0], BRIDGE[0], VACCINE[1], BRIDGE[1], BRIDGE[2]))
    assert found == (("a1", "a3", "a4"), ("a0", "a2"))


def test_an_article_that_does_not_belong_is_named() -> None:
    assert stories(*bundle(*BRIDGE, VACCINE[0]))[1:] == (("a3",),)


def test_articles_without_sentences_go_with_the_largest_story() -> None:
    assert stories(*bundle(BRIDGE[0], "", BRIDGE[1])) == (("a0", "a1", "a2"),)
    assert stories(*bundle("", "")) == (("a0", "a1"),)
    assert stories(*bundle(BRIDGE[0])) == (("a0",),)


@pytest.mark.parametrize("order", list(permutations(range(5)))[::11])
def test_the_order_of_articles_changes_no_story(order: Sequence[int]) -> None:
    texts = BRIDGE + VACCINE
    found = stories(*bundle(*(texts[n] for n in order)))
    assert {frozenset(texts[order[int(name[1:])]] for name in story) for story in found} == {
        frozenset(BRIDGE),
        frozenset(VACCINE),
    }


def test_a_reprint_is_no_story_of_its_own() -> None:
    assert stories(*bundle(*BRIDGE, BRIDGE[0])) == (("a0", "a1", "a2", "a3"),)


def test_articles_of_two_languages_are_not_taken_apart() -> None:
    found = stories(*bundle(*BRIDGE, *VACCINE), languages={"a0": "en", "a1": "en", "a2": "en", "a3": "de", "a4": "de"})
    assert found == (("a0", "a1", "a2", "a3", "a4"),)


def test_a_reprint_makes_no_story_the_larger_one() -> None:
    assert stories(*bundle(VACCINE[0], BRIDGE[0], BRIDGE[1])) == (("a1", "a2"), ("a0",))
    assert stories(*bundle(VACCINE[0], VACCINE[0], VACCINE[0], BRIDGE[0], BRIDGE[1])) == (("a3", "a4"), ("a0", "a1", "a2"))


@given(st.lists(st.sampled_from([*BRIDGE, *VACCINE, "", "Rain."]), min_size=1, max_size=8))
def test_stories_part_the_bundle(texts: list[str]) -> None:
    articles, sentences, vectors = bundle(*texts)
    found = stories(articles, sentences, vectors)
    assert sorted(name for story in found for name in story) == sorted(article.id for article in articles)
    assert all(story for story in found)
    told = [len({texts[int(name[1:])] for name in story} - {""}) for story in found]
    assert told == sorted(told, reverse=True)
