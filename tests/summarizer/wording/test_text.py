from hypothesis import given
from hypothesis import strategies as st

from summarizer.wording.text import comparable, is_spaceless, one_line, visible


def test_what_nobody_sees_is_left_out() -> None:
    assert one_line("\ufeffThe\u200b may\u00ador\u202e  said\r\n\tno\u0000.") == "The mayor said no."


def test_joiners_stay_where_they_shape_words() -> None:
    assert visible("می\u200cخواهم") == "می\u200cخواهم"
    assert visible("ma\u200cyor") == "mayor"


def test_lines_compare_without_case_spacing_and_kinds_of_quotes() -> None:
    assert comparable("  “Editor’s  Picks” ") == comparable("EDITOR'S PICKS")


def test_scripts_without_spaces() -> None:
    assert is_spaceless("今天下雨了")
    assert is_spaceless("สวัสดีครับ")
    assert not is_spaceless("It rained in 東京 today")
    assert not is_spaceless("مطر اليوم")


@given(st.text())
def test_one_line_is_one_line_and_stays_so(text: str) -> None:
    line = one_line(text)
    assert "\n" not in line
    assert "  " not in line
    assert one_line(line) == line
    assert comparable(line) == comparable(text)
