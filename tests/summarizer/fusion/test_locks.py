from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.fusion.locks import Refused, lock, quotations

SOURCES = (
    "Mayor Aoife Brennan said on Tuesday that nearly 400 workers were told “the old bridge is not safe.”",
    "The harbour authority paid $2.5 million to McTavish & Sons.",
)


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("Mayor Aoife Brennan spoke.", "Mayor Aoife Brennan spoke."),
        ("Mayor Aoife Brenan spoke.", "Mayor Aoife Brennan spoke."),
        ("The authority paid Mctavish.", "The authority paid McTavish."),
        ("Workers were told “the old bridge is not safe.”", "Workers were told “the old bridge is not safe.”"),
        ("Workers were told “the old bridge is not safe.", "Workers were told “the old bridge is not safe.”"),
        ("Workers were told “old bridge is not safe.”", "Workers were told “the old bridge is not safe.”"),
    ],
)
def test_mends(written: str, held: str) -> None:
    assert lock(written, SOURCES).text == held


def test_says_what_it_mended() -> None:
    assert lock("Mayor Aoife Brenan spoke.", SOURCES).note == "a name was spelled as the sources spell it"
    assert lock("Mayor Aoife Brennan spoke.", SOURCES).note is None


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("Mayor Conor Walsh spoke.", "name"),
        ("The authority paid $3 million.", "number"),
        ("Workers were told “the new bridge is lovely.”", "quotes"),
        ("Workers were told “safe.”", "cuts a quotation"),
        ("The old bridge is not safe.", "without its marks"),
        ("Brennan said 400 workers were told.", "nearly"),
    ],
)
def test_refuses(written: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        lock(written, SOURCES)


def test_finds_quotations() -> None:
    text = 'He said “one” and "two" and “three'
    assert [text[start:end] for start, end in quotations(text)] == ["one", "two", "three"]


@given(st.sampled_from(SOURCES))
def test_a_source_passes_as_it_is(source: str) -> None:
    assert lock(source, SOURCES).text == source


@given(st.text(max_size=80))
def test_any_text_is_held_or_refused_with_a_reason(text: str) -> None:
    try:
        reason = lock(text, SOURCES).note
    except Refused as refusal:
        reason = str(refusal)
    assert reason != ""


def test_an_emoji_with_its_selector_stands_in_nobodys_way() -> None:
    source = "The mayor thanked all 12 \u2764\ufe0f helpers."
    assert lock(source, [source]).text == source
