from dataclasses import replace

import pytest

from benchmarks.bulk_tables import MAKERS
from benchmarks.tables import DOCUMENTS, sections
from tests.benchmarks.bulk_figures import BULK


@pytest.mark.parametrize("name", MAKERS)
def test_a_table_is_empty_without_results_and_whole_with_them(name: str) -> None:
    assert MAKERS[name]({}) == ""
    first, *rows = [line.count("|") for line in MAKERS[name](BULK).split("\n") if line.startswith("|")]
    assert set(rows) == {first}


def test_a_day_is_reckoned_from_what_a_bundle_costs() -> None:
    made = MAKERS["bulk-cost"](BULK)
    assert "| bundles a day | 250,000 |" in made
    assert "| core hours a day | 125 |" in made, "250,000 bundles of 1.8 seconds"
    assert "| USD a day | 7 |" in made, "125 hours over 0.7 at 0.04"


def test_outputs_that_differ_are_not_passed_over() -> None:
    bad = replace(BULK["bulk_kills"], figures={**BULK["bulk_kills"].figures, "identical": False})
    assert "**no**" in MAKERS["bulk-kills"]({"bulk_kills": bad})


def test_the_page_has_every_table() -> None:
    (page,) = (path for path in DOCUMENTS if path.name == "bulk.md")
    assert set(sections(page.read_text(encoding="utf-8"))) == set(MAKERS)
