from hypothesis import given
from hypothesis import strategies as st

from summarizer.wording.tokens import fold, tokenize


@given(st.text(min_size=1))
def test_tokens_stand_where_they_say_and_none_is_compared_as_nothing(text: str) -> None:
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text
        assert token.key


def test_case_accents_and_kinds_of_marks_make_no_difference() -> None:
    assert fold("Ångström’s") == fold("ANGSTROM'S")
    assert fold("\u0301") == "\u0301"
