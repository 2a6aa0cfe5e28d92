from collections.abc import Mapping
from typing import Any

import pytest

from benchmarks import bulk_tables, tables
from benchmarks.quality_tables import KINDS, SYSTEMS, TITLES, losses
from benchmarks.results import Result
from benchmarks.tables import TABLES, filled, sections
from tests.benchmarks.bulk_figures import BULK


def interval(mean: float, half: float = 1.0) -> dict[str, float]:
    return {"mean": mean, "low": mean - half, "high": mean + half}


def result(name: str, figures: Mapping[str, Any]) -> Result:
    machine = {"cores": 2, "memory_gib": 8, "cpu": "A CPU"}
    return Result(name, f"python -m benchmarks.{name}", "2026-01-02", "abc1234", machine, figures)


def quality(ahead: Mapping[str, float]) -> dict[str, Any]:
    keys = [f"{kind}_{form}" for kind in KINDS for form in ("recall", "f1")]
    others = ("unsupported_names", "unsupported_numbers", "unsupported", "redundancy", "rewritten", "words")
    systems = {system: {key: interval(10.0 + place) for key in (*keys, *others)} for place, system in enumerate(SYSTEMS)}
    lead = {"fused": {system: {key: interval(value, 0.4) for key in keys} for system, value in ahead.items()}}
    whole = {"bundles": 7, "max_words": 100, "left_out": [], "failed": {"pytextrank": 1}, "systems": systems, "ahead": lead}
    some = {system: row for system, row in systems.items() if system != "sumy-lsa"}
    return {**dict.fromkeys(TITLES, whole), "neus_val": {**whole, "systems": some, "left_out": ["sumy-lsa"]}}


TIMES = {"median": 1.25, "low": 1.0, "high": 2.0, "runs": 5, "times": 0.5, "peak_mib": 300.0}
SPEED = {
    "articles": 5,
    "words": 900,
    "warm": {
        "fused": {**TIMES, "median": 2.5},
        "extract": TIMES,
        "sumy-kl": TIMES,
        "pytextrank": {**TIMES, "median": 9.0},
        "distilbart-sized, one call": {**TIMES, "median": 30.0},
    },
    "cold": {"summarize run": TIMES},
    "stages": {"clean": TIMES},
    "bulk": {"1 worker": {"bundles": 16, "seconds": 33.3, "per_minute": 28.8, "peak_mib": 400.0}},
}
LOAD = {"levels": [{"clients": 1, "requests": 4, "answered": 4, "per_second": 0.51, "p50": 1.5, "p95": 2.5, "p99": 2.6}]}
VERIFICATION = {"table": {"bump": {"summaries": 150.0, "rules_fixed": 0.61, "verdict_fixed": 0.64, "verdict_passes_good": 0.9}}}
ROW = {
    "articles": 2,
    "sentences": 24,
    "seconds": 1.5,
    "peak_mib": 310.0,
    "stages": {"rank": {"seconds": 0.25, "peak_mib": 310.0}},
}
SWEEP = {
    "rows": [ROW, {"articles": 9, "sentences": 99, "failed": "not done in 5 seconds"}],
    "exponents": {"all": 1.5, "rank": None},
}
ALL = {
    "quality": result("quality", quality({"lead": -0.75, "sumy-kl": -0.25, "pytextrank": 2.0})),
    "speed": result("speed", SPEED),
    "load": result("load", LOAD),
    "verification": result("verification", VERIFICATION),
    "scale": result("scale", {"sentences": SWEEP, "articles": SWEEP}),
    **BULK,
}


@pytest.mark.parametrize("name", sorted(TABLES.keys() - bulk_tables.MAKERS.keys()))
def test_every_table_is_empty_without_results_and_whole_with_them(name: str) -> None:
    assert TABLES[name]({}) == ""
    made = TABLES[name](ALL)
    assert made.endswith("\n")
    if name not in {"losses", "glance"}:
        first, *rows = [line.count("|") for line in made.split("\n") if line.startswith("|")]
        assert set(rows) == {first}
        assert "python -m benchmarks." in made
        assert "2026-01-02" in made


def test_figures_stand_in_their_tables() -> None:
    assert "10.0 [9.0, 11.0]" in TABLES["quality-duc2003"](ALL)
    assert "pytextrank gave nothing for 1." in TABLES["quality-duc2003"](ALL)
    assert "| fused | 2.50 | 1.00 | 2.00 | 0.50 |" in TABLES["speed"](ALL)
    assert "not done in 5 seconds" in TABLES["scale"](ALL)
    assert "| bump | 150 | 61.0 | 64.0 | 90.0 |" in TABLES["verification"](ALL)


def test_the_first_table_names_the_best_of_the_others_and_marks_who_is_ahead() -> None:
    made = TABLES["glance"](ALL)
    assert "| ROUGE-2, DUC 2003, 100 words | **18.0** | 10.0 | 16.0 (bert-extractive-summarizer, our encoder) |" in made
    assert "| seconds for 5 articles of 900 words | 2.50 | – | **1.25** (sumy KL) |" in made
    assert "takes 30.0 s. With the start of the program a summary takes 1.2 s and 300 MiB;" in made


def test_a_system_that_was_left_out_is_said_to_be_and_not_counted() -> None:
    assert "| sumy LSA |" not in TABLES["quality-neus-val"](ALL)
    assert "sumy LSA: not run, because it is too slow" in TABLES["quality-neus-val"](ALL)
    assert "| sumy LSA | 13.0 | 13.0 | – | 13.0 | 13.00 | 13 |" in TABLES["quality"](ALL)


def test_losses_are_named_with_what_may_be_chance() -> None:
    said = losses(ALL)
    assert "- DUC 2003, ROUGE-2 recall: lead by 0.75 [0.35, 1.15]; sumy KL by 0.25 [-0.15, 0.65] (may be chance).\n" in said
    assert "pytextrank by" not in said
    assert "- Speed: sumy-kl takes 1.25 s" in said
    assert "pytextrank takes" not in said


def test_only_what_stands_between_the_marks_is_written() -> None:
    text = "before\n<!-- table bulk -->\nold\n<!-- /table bulk -->\nafter 1.5\n"
    made = filled(text, ALL)
    assert made.startswith("before\n<!-- table bulk -->\n| ")
    assert made.endswith("<!-- /table bulk -->\nafter 1.5\n")
    assert "old" not in made
    assert filled(made, ALL) == made
    assert filled(made, {}) == "before\n<!-- table bulk -->\n<!-- /table bulk -->\nafter 1.5\n"
    assert sections(made)["bulk"] == tables.bulk(ALL)
