import pytest

from benchmarks.figures import filled
from benchmarks.results import Result

FOUND = {
    "found": Result(
        "found",
        "python -m benchmarks.found",
        "2026-01-02",
        "abc1234",
        {},
        {"hits": 19, "of": 50, "share": 0.384, "large, one": [1386.4, "x"], "identical": True},
    )
}


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("found/share as .0%", "38 %"),
        ("found/hits over found/of as .1%", "38.0 %"),
        ("1 less found/share as .2f", "0.62"),
        ("found/large, one/0 as ,.0f", "1,386"),
        ("found/large,\n  one/0\nas .1f", "1386.4"),
        ("elsewhere/share as .0%", "not measured"),
        ("found/hits over elsewhere/of as .1%", "not measured"),
    ],
)
def test_a_figure_is_read_from_its_file(asked: str, shown: str) -> None:
    text = "before <!-- figure {} -->{}<!-- /figure -->, after 12 %"
    assert filled(text.format(asked, "old\ntext"), FOUND) == text.format(asked, shown)


@pytest.mark.parametrize("keys", ["other", "hits/deeper", "large, one/7", "large, one/1", "identical"])
def test_a_figure_that_its_file_does_not_have_is_named(keys: str) -> None:
    with pytest.raises(KeyError, match=r"found\.json"):
        filled(f"<!-- figure found/{keys} as .2f --><!-- /figure -->", FOUND)


def test_a_figure_that_differs_from_its_file_is_seen() -> None:
    text = "<!-- figure found/share as .0% -->38 %<!-- /figure -->"
    assert filled(text, FOUND) == text
    assert filled(text.replace("38", "39"), FOUND) == text
