from typing import Any

import pytest

from summarizer.errors import InvalidOption
from summarizer.options import Fusion, OnMixed, Options, Style


def test_plain_values_become_the_words_of_the_design() -> None:
    options = Options.from_mapping({"fusion": "none", "style": "bullets", "on_mixed": "split", "max_words": 50})
    assert (options.fusion, options.style, options.on_mixed, options.max_words) == (Fusion.NONE, Style.BULLETS, OnMixed.SPLIT, 50)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"max_words": 0}, "max_words"),
        ({"max_words": True}, "max_words"),
        ({"max_words": 12.5}, "max_words"),
        ({"max_words": 10**9}, "max_words"),
        ({"max_sentences": -1}, "max_sentences"),
        ({"max_characters": "9"}, "max_characters"),
        ({"max_verbatim_words": 1}, "max_verbatim_words"),
        ({"share": 0}, "share"),
        ({"share": float("nan")}, "share"),
        ({"share": 1.5}, "share"),
        ({"share": True}, "share"),
        ({"fusion": "perhaps"}, "fusion"),
        ({"style": 3}, "style"),
        ({"headline": "yes"}, "headline"),
        ({"focus": " "}, "focus"),
        ({"focus": "x" * 1001}, "focus"),
        ({"focus": "a \ud800 bridge"}, "focus"),
    ],
)
def test_values_outside_their_range_are_refused_by_name(values: dict[str, Any], named: str) -> None:
    with pytest.raises(InvalidOption, match=named):
        Options.from_mapping(values)


def test_an_unknown_option_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InvalidOption, match="max_words"):
        Options.from_mapping({"length": 3})
