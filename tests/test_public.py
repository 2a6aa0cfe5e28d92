"""The public names are those that the package says."""

import summarizer


def test_every_public_name_can_be_imported() -> None:
    for name in summarizer.__all__:
        assert getattr(summarizer, name).__name__ == name


def test_all_names_are_said_once_and_in_order() -> None:
    assert list(summarizer.__all__) == sorted(set(summarizer.__all__), key=lambda name: (name[0].islower(), name))
