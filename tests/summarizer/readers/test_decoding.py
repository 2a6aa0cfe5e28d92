from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import InputError, UnreadableInput
from summarizer.readers.decoding import decode

GERMAN = (
    "Für die Staumauer habe keine Gefahr bestanden, sagte die Ingenieurin. Die Schüler müssen größtenteils zu Hause bleiben.\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"])
def test_encodings_are_found(encoding: str) -> None:
    assert decode((GERMAN * 5).encode(encoding), "a.txt") == GERMAN * 5


def test_what_the_file_declares_is_believed() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Мост упал во вторник.</body></html>'
    assert decode(page.encode("cp1251"), "a.html") == page


def test_mojibake_is_mended_and_quotation_marks_stay() -> None:
    assert decode("The mayor said “no” in the cafÃ©.".encode(), "a.txt") == "The mayor said “no” in the café."


def test_composed_line_breaks_and_invisible_characters() -> None:
    assert decode("Cafe\u0301\r\nclo\u200bsed\u202e".encode(), "a.txt") == "Café\nclosed"


def test_a_broken_file_names_itself() -> None:
    with pytest.raises(UnreadableInput, match=r"a\.txt is not all UTF-16"):
        decode(b"\xff\xfea\x00b", "a.txt")


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_a_typed_error(data: bytes) -> None:
    with suppress(InputError):
        decode(data, "a.txt").encode("utf-8")
