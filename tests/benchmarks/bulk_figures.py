"""Figures that no run gave, for tests of the tables of bulk work."""

from typing import Any

from benchmarks.results import Result

MACHINE = {"cores": 2, "memory_gib": 8, "cpu": "A CPU"}
KILLS = {
    "bundles": 200,
    "killed_runs": 12,
    "killed_workers": 8,
    "identical": True,
    "missing": 0,
    "recorded_twice": 0,
    "unrecorded": 0,
}
RATE = {
    "bundles": 1_000,
    "statuses": {"done": 998, "refused": 2},
    "per_minute": 55.5,
    "cpu_seconds_each": 1.8,
    "articles_each": 4.0,
    "input_bytes_each": 10_000.0,
    "output_bytes_each": 20_000.0,
    "peak_mib": 900.0,
    "peak_mib_by_quarter": [880.0, 890.0, 900.0, 899.0],
}
WORKERS = {"bundles": 60, "seconds": {"1": 90.0, "2": 50.0}, "times": 1.8}
PILE = {
    "set": "neus/val",
    "articles": 900,
    "clusters": 300,
    "stories": 250,
    "precision": 0.9,
    "recall": 0.8,
    "f1": 0.85,
    "cpu_seconds": 20.0,
    "peak_mib": 400.0,
}
FIGURES: dict[str, dict[str, Any]] = {
    "bulk_kills": KILLS,
    "bulk_rate": RATE,
    "bulk_workers": WORKERS,
    "piles_neus_val": PILE,
}
BULK = {
    name: Result(name, f"python -m benchmarks.{name}", "2026-01-02", "abc1234", MACHINE, figures)
    for name, figures in FIGURES.items()
}
