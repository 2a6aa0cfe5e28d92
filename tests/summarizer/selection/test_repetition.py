"""How much sentences say again of each other."""

from __future__ import annotations

import numpy as np
import pytest

from summarizer.selection.repetition import figures, repeated

APART = np.eye(2, dtype=np.float32)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Voltara will shed 1,900 jobs.", {"1900"}),
        ("Rovers beat Kestrel 3–2 after extra time.", {"3-2"}),
        ("Profit fell 23 percent to 412 million euros.", {"23", "412"}),
        ("They met at 10:30 on 14 October 2026, two hours late.", set()),
        ("The 747X1 landed.", set()),
    ],
)
def test_figures_by_which_a_fact_is_known(text: str, found: set[str]) -> None:
    assert figures(text) == found


def test_a_shared_figure_tells_of_one_fact_in_other_words() -> None:
    one = "Battery maker Voltara said its fourth-quarter profit fell 23 percent to 412 million euros, hurt by lower prices."
    other = "A costly recall dragged the net profit of the Halven-based company Voltara down by 23 percent to 412 million euros."
    apart = "The shares of the Halven-based company Voltara closed 9 percent lower at 48 euros in early trading in Caldera."
    told = repeated(APART, [one, other])
    assert told[0, 1] == told[1, 0] == 1.0
    assert repeated(APART, [one, apart])[0, 1] < 0.5


def test_a_figure_alone_makes_no_repetition() -> None:
    assert repeated(APART, ["The bridge cost 1,900 crowns a metre.", "Some 1,900 visitors came."])[0, 1] == 0.0


def test_vectors_that_are_near_tell_the_same() -> None:
    assert repeated(np.ones((2, 1), dtype=np.float32), ["The barge sank.", "A ship went down."])[0, 1] == 1.0
