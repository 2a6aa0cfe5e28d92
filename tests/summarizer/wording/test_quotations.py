import itertools

from hypothesis import given
from hypothesis import strategies as st

from summarizer.wording.quotations import quotations, said_outside


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in quotations(text)]


def test_kinds_of_marks() -> None:
    assert quoted('He said “no” and "yes", „nein“ and «non».') == ["“no”", '"yes"', "„nein“", "«non»"]


def test_a_second_opening_mark_belongs_to_the_quotation() -> None:
    assert quoted("It wrote: “Ready. “If you drop it, fine.” Then it left.") == ["“Ready. “If you drop it, fine.”"]


def test_speech_that_runs_on_is_open_to_the_end_but_a_stray_mark_is_not() -> None:
    assert quoted("“We went on. And on.") == ["“We went on. And on."]
    assert quoted("The board is 6' 2\" long. He “left.") == []


def test_straight_marks_that_do_not_tell_make_no_quotation() -> None:
    assert quoted('He said " no " and left.') == []


def test_words_outside() -> None:
    text = "“No,” she said. “Never.”"
    spans = quotations(text)
    assert said_outside(text, 0, 15, spans)
    assert not said_outside(text, 16, len(text), spans)


@given(st.text(alphabet="a \"“”„«»'0.("))
def test_quotations_are_ordered_and_inside(text: str) -> None:
    spans = quotations(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
