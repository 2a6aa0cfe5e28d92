from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.fusion.recase import Recaser
from summarizer.wording.tokens import fold, tokenize
from summarizer.wording.usage import Usage

HARBOUR = (
    "The Harbour Authority re-opened the bridge on Tuesday, the mayor’s so-called “safest day.”",
    "In the U.S., about 20% of the $5.2 million went — so the Harbour Authority says — to Müller & Sons.",
    "Mayor Aoife Brennan said the U.S. would not pay, and the drivers’ union agreed with her.",
)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("the u . s . would not pay , mayor aoife brennan said .", "The U.S. would not pay, Mayor Aoife Brennan said."),
        ("about 20 % of the $ 5 . 2 million went to muller & sons", "About 20% of the $5.2 million went to Müller & Sons."),
        ("the bridge was re - opened on tuesday", "The bridge was re-opened on Tuesday."),
        ('the mayor \' s so - called " safest day . "', "The mayor’s so-called “safest day.”"),
        ("the drivers ' union agreed", "The drivers’ union agreed."),
        ("drivers agreed with the mayor", "Drivers agreed with the mayor."),
        ("i agreed on friday", "I agreed on Friday."),
        ("it paid 3 . 5 million ( in all )", "It paid 3.5 million (in all)."),
    ],
)
def test_gives_back_what_the_sources_have(written: str, printed: str) -> None:
    assert Recaser(HARBOUR).recase(written) == printed


def test_a_common_first_word_is_lower_inside_and_a_name_is_not() -> None:
    recaser = Recaser(["Officials closed the pier.", "Brennan opened the market."])
    assert (
        recaser.recase("the pier that officials closed and brennan opened")
        == "The pier that officials closed and Brennan opened."
    )


def test_a_word_of_a_longer_name_is_lower_without_it() -> None:
    recaser = Recaser(["The Supreme Court ruled on Friday."])
    assert recaser.recase("on friday the court ruled") == "On Friday the court ruled."
    assert recaser.recase("on friday the supreme court ruled") == "On Friday the Supreme Court ruled."


def test_neighbours_decide_between_two_forms() -> None:
    recaser = Recaser(["He told us that the US army left.", "She asked us about the US fleet."])
    assert recaser.recase("they told us about the us fleet") == "They told us about the US fleet."


def test_context_tells_how_a_name_is_written() -> None:
    assert (
        Recaser(["Ferries stop."], context=Usage(["The boats of McTavish are ferries."])).recase("mctavish ferries stop")
        == "McTavish ferries stop."
    )


def test_cased_output_keeps_its_capitals() -> None:
    assert Recaser(HARBOUR).recase("the Harbour  Authority paid") == "The Harbour Authority paid."


def test_straight_marks_stay_straight_where_the_sources_use_them() -> None:
    assert Recaser(['He said "no more" to the crew.']).recase('" no more , " he said') == '"No more," he said.'


def letters(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())


NEWS_WORDS = st.sampled_from(
    "the a of Brennan U.S. €20 5.2 % , . - ’s “ ” ( ) Müller pier harbour Harbour re-opened said — on Tuesday isn’t G20 ß".split()
)
SENTENCES = st.lists(NEWS_WORDS, min_size=1, max_size=20).map(" ".join)


@given(st.lists(SENTENCES, min_size=1, max_size=4), SENTENCES)
def test_letters_stay_the_same_and_in_order(sources: list[str], text: str) -> None:
    written = " ".join(token.key for token in tokenize(text))
    assert letters(Recaser(sources).recase(written)) == letters(written)


@given(st.lists(st.text(max_size=40), max_size=3), st.text(max_size=60))
def test_any_text_keeps_its_letters(sources: list[str], text: str) -> None:
    assert letters(Recaser(sources).recase(text)) == letters(text)


@given(st.lists(SENTENCES, min_size=1, max_size=4), st.data())
def test_a_run_of_a_source_comes_back_as_the_source_has_it(sources: list[str], data: st.DataObject) -> None:
    source = "Yesterday evening " + data.draw(st.sampled_from(sources))
    words = [token for token in tokenize(source) if token.is_word]
    start, end = data.draw(st.sampled_from([(0, i) for i in range(1, len(words) + 1)]))
    piece = source[words[start].start : words[end - 1].end]
    written = " ".join(token.key for token in tokenize(piece))
    printed = Recaser([source]).recase(written)
    straight = str.maketrans("“”’", '""\'')
    folded = re.sub(r"\s+", " ", piece).translate(straight).rstrip(".,")
    if not any(mark in piece for mark in "“”\"'’"):
        assert printed.translate(straight).startswith(folded)


@given(st.text(max_size=200))
def test_tokens_cover_all_but_space(text: str) -> None:
    tokens = tokenize(text)
    assert "".join(token.text for token in tokens) == re.sub(r"\s+", "", text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))
