import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.wording.links import LINKS, loose_link

SOURCES = [
    "The ferry ran aground off Port Sennen, and all 140 were taken off by a lifeboat.",
    "It has been online since midnight.",
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("All 140 were taken off by lifeboat.", None),
        ("The ferry ran aground off Port Sennen.", None),
        ("The ferry ran aground from Sennen.", "from sennen"),
        ("All 140 were taken off from lifeboat.", "off from"),
        ("It has been online in midnight.", "in midnight"),
        ("All were saved.", None),
    ],
)
def test_a_preposition_ties_as_in_a_source(text: str, found: str | None) -> None:
    assert loose_link(text, SOURCES) == found


@given(st.lists(st.sampled_from([*sorted(LINKS)[:6], "the", "ferry", "pier"]), max_size=12).map(" ".join))
def test_a_text_is_tied_as_itself(text: str) -> None:
    assert loose_link(text, [text]) is None
