import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.wording.quotes import overlaps, quoted


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "no" and left.', ['"no"']),
        ("“One,” she said. “Two.”", ["“One,”", "“Two.”"]),
        ("‘It’s ours,’ they said of the farmers’ land.", ["‘It’s ours,’"]),
        ("It’s the farmers’ land.", []),
        ("“It goes on", ["“It goes on"]),
        ("and it ended,” she said.", ["and it ended,”"]),
        ("“It goes on\nNext line.", ["“It goes on"]),
        ("«Oui», he said.", ["«Oui»"]),
        ("„Nein“, he said.", ["„Nein“"]),
        ("", []),
    ],
)
def test_finds_what_is_quoted(text: str, inside: list[str]) -> None:
    assert [text[start:end] for start, end in quoted(text)] == inside


@given(st.text(alphabet="ab ’‘“”\"«»\n's", max_size=60))
def test_quotations_lie_inside_the_text_and_apart_from_each_other(text: str) -> None:
    spans = quoted(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
    assert all(overlaps(spans, start, end) for start, end in spans)
