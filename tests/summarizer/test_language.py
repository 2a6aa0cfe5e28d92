import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language import UNKNOWN, detect, speaks


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council voted on Thursday to close two libraries and a pool.", "en"),
        ("Der Wasserverband hatte am Montagabend zwei der vier Schleusen geöffnet.", "de"),
        ("Le conseil a voté jeudi la fermeture de deux bibliothèques.", "fr"),
        ("قال رئيس البلدية إن الجسر سيبقى مغلقا لمدة أسبوعين على الأقل.", "ar"),
        ("市长周四表示，这座桥将至少关闭两个星期，居民需要绕行。", "zh"),
        ("2026 12 400", UNKNOWN),
    ],
)
def test_languages_are_told(text: str, language: str) -> None:
    assert detect(text) == language


def test_what_the_bundled_models_speak() -> None:
    assert speaks("en")
    assert speaks("en-GB")
    assert speaks(UNKNOWN)
    assert not speaks("de")


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    assert detect(text).isalpha()
