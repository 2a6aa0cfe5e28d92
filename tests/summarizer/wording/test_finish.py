from __future__ import annotations

import pytest

from summarizer.wording.finish import finish


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("", ""),
        ("iPhone sales fell", "iPhone sales fell."),
        ("20 people came", "20 people came."),
        ("he called it “a day”", "He called it “a day.”"),
        ("he came (late)", "He came (late)."),
        ("he came,", "He came."),
        ("why?", "Why?"),
    ],
)
def test_a_sentence_gets_a_capital_and_an_end_mark(text: str, printed: str) -> None:
    assert finish(text) == printed
