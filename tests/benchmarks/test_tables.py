from collections.abc import Mapping
from typing import Any

import pytest

from benchmarks import bulk_tables, service_tables
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
VERIFICATION = {
    "table": {
        "bump": {
            "summaries": 150.0,
            "rules_fixed": 0.61,
            "verdict_chosen": 0.6,
            "verdict_fixed": 0.64,
            "verdict_passes_good": 0.9,
        }
    },
    "bump_published": {"Worse": 0.5, "Better": 0.65},
    "speed": {"pairs": 1234.0, "words_a_pair": 80.2, "scorer_pairs_a_second": 310.4, "check_pairs_a_second": 250.0},
}
FUSED = {
    "bundles": 7,
    **{system: {"rouge1_f1": 35.0, "rouge2_f1": 14.0, "words": 62.0} for system in ("extract", "fused")},
    "sentences": 50,
    "fused_sentences": 10,
    "changed": 12,
    "foreign_names": 0,
    "foreign_numbers": 1,
}
DISAGREEMENTS = {"neus_val": {"clusters": 9, "planted": 20, "found": 5, "recall": 0.25, "as_it_stands": 2}}
MIXED = {"draws": 10, "mixed": 0.8, "exactly": 0.7}
COHERENCE = {
    "sets": {"neus_val": {"single": 0.03, "pair": 0.008, "mixtures": {"1+1": MIXED, "5+3": MIXED}}},
    "alike": {"1+1": {**MIXED, "mixed": 0.22}},
}
BACKENDS = ("ctranslate2", "transformers")
MODELS = {
    "backends": {
        **{
            f"{way}_batch{n}_{one}_tokens_per_second": 9.0 for way in ("greedy", "as_shipped") for n in (1, 8) for one in BACKENDS
        },
        **{f"{way}_batch{n}_ratio": 1.0 for way in ("greedy", "as_shipped") for n in (1, 8)},
        **{f"{one}_peak_mib": 100.0 for one in BACKENDS},
        "ctranslate2_file_mb": 28.8,
        "transformers_float32_mb": 108.8,
    },
    "ranking": {"seconds_1700": 0.2, "seconds_10000": 1.8, "sumy_seconds_1700": 17.0},
}
THROUGHPUT = {
    "clients": 16,
    "per_second": {"batched": 4.0, "transformers": 1.0},
    "cpu_seconds_each": {"batched": 0.5, "transformers": 1.9},
    "times": {"transformers": 4.0},
    "missed": ["transformers: 4.00 of 5.0"],
}
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
    "fused-neus-val": result("fused-neus-val", FUSED),
    "disagreements": result("disagreements", DISAGREEMENTS),
    "coherence": result("coherence", COHERENCE),
    "models": result("models", MODELS),
    "service_throughput": result("service_throughput", THROUGHPUT),
    "scale": result("scale", {"sentences": SWEEP, "articles": SWEEP}),
    **BULK,
}


@pytest.mark.parametrize("name", sorted(TABLES.keys() - bulk_tables.MAKERS.keys() - service_tables.MAKERS.keys()))
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
    assert "| 2 | 24 | 1.50 | 310 | 0.25 |" in TABLES["scale"](ALL)
    assert "| bump | 150 | 60.0 | 61.0 | 64.0 | 90.0 |" in TABLES["verification"](ALL)
    assert "Speed: 310 pairs" in TABLES["verification"](ALL)
    assert "| 20% | 24% | 0 | 1 |" in TABLES["fused"](ALL)
    assert "| NeuS, whole articles | 9 | 20 | 5 | 25% | 2 |" in TABLES["disagreements"](ALL)
    assert "| **two alike events** | – | – | 22% | – |" in TABLES["coherence"](ALL)
    assert "| 1,700 | 0.20 | 17.00 |" in TABLES["ranking"](ALL)
    assert "| newsfuse | 4.00 | 0.50 | 1.00 |" in TABLES["throughput"](ALL)
    assert "missed: transformers: 4.00 of 5.0." in TABLES["throughput"](ALL)


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
    assert "- Speed: sumy KL takes 1.25 s" in said
    assert "pytextrank takes" not in said
    assert "- Verification on bump, threshold chosen: rules and scorer 60.0; Better 65.0.\n" in said


def test_only_what_stands_between_the_marks_is_written() -> None:
    text = "before\n<!-- table bulk -->\nold\n<!-- /table bulk -->\nafter 1.5\n"
    made = filled(text, ALL)
    assert made.startswith("before\n<!-- table bulk -->\n| ")
    assert made.endswith("<!-- /table bulk -->\nafter 1.5\n")
    assert "old" not in made
    assert filled(made, ALL) == made
    assert filled(made, {}) == "before\n<!-- table bulk -->\n<!-- /table bulk -->\nafter 1.5\n"
    assert sections(made)["bulk"] == TABLES["bulk"](ALL)
