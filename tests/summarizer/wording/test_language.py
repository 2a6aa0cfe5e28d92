import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.wording.language import UNKNOWN, _plainly_english, declared, detect, speaks


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


@pytest.mark.parametrize(
    ("given", "tag"),
    [("en", "en"), ("en-GB", "en"), (" pt_BR ", "pt"), ("DE", "de"), ("und", "und"), ("English", None), ("", None), (None, None)],
)
def test_a_declared_language_is_a_tag_or_nothing(given: str | None, tag: str | None) -> None:
    assert declared(given) == tag


def test_english_is_known_without_the_model_and_other_languages_are_not() -> None:
    english = (
        "The council voted on Thursday to close two libraries and a pool, and the mayor said that the money would be used for "
        "the repair of the bridge."
    )
    assert _plainly_english(english)
    assert not _plainly_english("The council voted.")
    german = "Der Rat stimmte für die Schließung von zwei Bibliotheken, was die Opposition in der Nacht kritisierte. "
    assert not _plainly_english(german * 3 + "The")
    assert detect(german) == "de"


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    assert detect(text).isalpha()
