"""Vectors of letters: copies are near, other sentences are not, in any script."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.wording.lexical import letters

CHINESE = ("诺维尔市一座仓库周一晚上发生火灾。", "诺维尔市一座仓库周一晚上发生大火灾。", "市长周二视察了附近的学校。")
ARABIC = (
    "أعلنت الشرطة أن حريقا اندلع في مستودع.",
    "أعلنت الشرطة أن حريقا كبيرا اندلع في مستودع.",
    "زار رئيس البلدية المدرسة يوم الثلاثاء.",
)


@pytest.mark.parametrize("told", [CHINESE, ARABIC], ids=["zh", "ar"])
def test_a_near_copy_is_nearer_than_another_sentence(told: tuple[str, ...]) -> None:
    rows = letters(told, 384)
    assert rows[0] @ rows[1] > 0.75
    assert rows[0] @ rows[2] < 0.4


@given(st.lists(st.text(max_size=40), max_size=4))
def test_rows_are_of_unit_length_for_any_text(told: list[str]) -> None:
    rows = letters(told, 16)
    assert rows.shape == (len(told), 16)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)
