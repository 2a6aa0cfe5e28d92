from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.readers.moments import moment

NOON = datetime(2026, 10, 13, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["2026-10-13T12:00:00Z", "2026-10-13 12:00+00:00", "20261013T120000Z", "Tue, 13 Oct 2026 12:00:00 GMT"]
)
def test_moments(text: str) -> None:
    assert moment(text) == NOON


def test_a_day_alone_is_midnight() -> None:
    assert moment("2026-10-13") == datetime(2026, 10, 13) == moment("13 October 2026")


@pytest.mark.parametrize("text", ["", "today", "Tuesday", "13 October", "October 2026", "2026-13-45", "12:00 GMT", "9" * 50])
def test_what_names_no_day_is_none(text: str) -> None:
    assert moment(text) is None


@given(st.text(alphabet="0123456789-:TZ+ October,"))
def test_any_text_has_an_answer(text: str) -> None:
    moment(text)
