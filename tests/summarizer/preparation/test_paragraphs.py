import itertools

from hypothesis import given
from hypothesis import strategies as st

from summarizer.preparation.paragraphs import paragraphs


def texts(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


def test_blank_lines_and_single_breaks_part_paragraphs() -> None:
    long = "The council met on Monday and talked for hours about the bridge, its piers, its cost and those who had warned of it."
    assert texts(f"{long}\n{long}\r\n\r\n  {long}\u2028{long}") == [long] * 4


def test_lines_that_a_mail_program_wrapped_are_one_paragraph() -> None:
    wrapped = (
        "The council of Kelmouth voted on Thursday to close two\nlibraries and a swimming pool. The vote came after six\n"
        "hours of debate, and two members of the coalition\nvoted against it.\n\nAbout 400 people protested."
    )
    assert texts(wrapped) == [wrapped.split("\n\n", maxsplit=1)[0], "About 400 people protested."]


def test_a_line_that_goes_on_in_lower_case_belongs_to_the_one_before() -> None:
    assert len(texts("The mayor said on Tuesday that the harbour\nwould stay closed.")) == 1


def test_list_items_and_headings_stay_apart() -> None:
    assert texts("The terms are these:\n- Peace.\n- Bread.") == ["The terms are these:", "- Peace.", "- Bread."]
    assert texts("A Heading\nThe council met.") == ["A Heading", "The council met."]


@given(st.text(alphabet=st.sampled_from("ab .\n\r\u2028-\u00a0")))
def test_paragraphs_hold_all_that_is_not_blank_in_order(text: str) -> None:
    spans = paragraphs(text)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
