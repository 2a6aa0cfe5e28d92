from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.budget import UNSPACED, Budget, count_words
from summarizer.errors import InvalidOption


@pytest.mark.parametrize("limits", [{}, {"max_words": 0}, {"max_sentences": -1}, {"max_characters": True}, {"max_words": 2.5}])
def test_limits_that_cannot_be_are_refused(limits: dict[str, Any]) -> None:
    with pytest.raises(InvalidOption):
        Budget(**limits)


def test_every_limit_counts() -> None:
    text = "One two three. Four five."
    assert Budget(max_words=5, max_sentences=2, max_characters=25).holds(text, 2)
    assert not Budget(max_words=4).holds(text, 2)
    assert not Budget(max_sentences=1).holds(text, 2)
    assert not Budget(max_characters=24).holds(text, 2)


def test_it_is_described_in_words() -> None:
    assert Budget(max_words=120, max_sentences=1).describe() == "120 words and 1 sentence"


@given(st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1).filter(lambda word: not UNSPACED.search(word))))
def test_words_are_what_stands_between_spaces(words: list[str]) -> None:
    assert count_words(" ".join(words)) == len(words)


def test_each_character_of_a_spaceless_script_is_a_word() -> None:
    assert count_words("两人受伤。") == 4
    assert count_words("两人受伤。 IMF 说 3 人。") == 8
    assert count_words("Zwölf Menschen – müde – gingen.") == 6
