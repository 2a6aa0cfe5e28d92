"""The tables and figures of README and docs, made from ``benchmarks/results``.

    python -m benchmarks.tables            # writes them between their marks
    python -m benchmarks.tables --check    # says which documents are not what the results say

A document holds ``<!-- table NAME -->`` and ``<!-- /table NAME -->``; what stands between is written here and nowhere else. A
table whose results are not there is empty. Single figures in sentences: ``benchmarks.figures``.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import bulk_tables, figures, quality_tables
from benchmarks.grids import Maker, Results, caption, grid
from benchmarks.results import RESULTS, ROOT, read

DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_MARKED = re.compile(r"(<!-- table ([\w-]+) -->\n)(.*?)(<!-- /table \2 -->)", re.DOTALL)


def speed(results: Results) -> str:
    """The short table of speed."""
    found = results.get("speed")
    if found is None or "warm" not in found.figures:
        return ""
    rows = [[name, *_seconds(row), f"{row['times']:.2f}"] for name, row in found.figures["warm"].items()]
    return (
        grid(["one summary, models loaded", "seconds", "from", "to", "times newsfuse, fused"], rows)
        + f"\nA bundle of {found.figures['articles']} articles and {found.figures['words']} words, all in turns, median of "
        f"{found.figures['warm']['fused']['runs']} runs.\n" + caption(found)
    )


def cold(results: Results) -> str:
    """Whole processes."""
    found = results.get("speed")
    if found is None or "cold" not in found.figures:
        return ""
    rows = [[f"`{name}`", *_seconds(row), f"{row['peak_mib']:.0f}"] for name, row in found.figures["cold"].items()]
    return grid(["whole process", "seconds", "from", "to", "peak MiB"], rows) + caption(found)


def stages(results: Results) -> str:
    """Where a summary's time goes."""
    found = results.get("speed")
    if found is None or "stages" not in found.figures:
        return ""
    rows = [[name, *_seconds(row)] for name, row in found.figures["stages"].items()]
    return grid(["stage", "seconds", "from", "to"], rows) + caption(found)


def bulk(results: Results) -> str:
    """Bulk work."""
    found = results.get("speed")
    if found is None or "bulk" not in found.figures:
        return ""
    rows = [
        [name, f"{row['bundles']}", f"{row['seconds']:.1f}", f"{row['per_minute']:.1f}", f"{row['peak_mib']:.0f}"]
        for name, row in found.figures["bulk"].items()
    ]
    return grid(["`summarize batch`", "bundles", "seconds", "bundles a minute", "peak MiB of the first process"], rows) + caption(
        found
    )


def _seconds(row: Mapping[str, float]) -> list[str]:
    return [f"{row[key]:.2f}" for key in ("median", "low", "high")]


def load(results: Results) -> str:
    """The service under load."""
    if (found := results.get("load")) is None:
        return ""
    rows = [
        [
            str(row["clients"]),
            f"{row['answered']} of {row['requests']}",
            f"{row['per_second']:.2f}",
            *(f"{row[key]:.1f}" for key in ("p50", "p95", "p99")),
        ]
        for row in found.figures["levels"]
    ]
    return grid(["clients", "answered", "summaries a second", "p50, s", "p95, s", "p99, s"], rows) + caption(found)


def verification(results: Results) -> str:
    """Balanced accuracy on judged summaries."""
    if (found := results.get("verification")) is None:
        return ""
    columns = {
        "coverage_chosen": "coverage, chosen",
        "cosine_chosen": "cosine, chosen",
        "scorer_chosen": "scorer, chosen",
        "verdict_chosen": "rules and scorer, chosen",
        "rules_fixed": "rules",
        "verdict_fixed": "**as shipped**",
        "verdict_passes_good": "true ones passed as shipped",
    }
    sets = found.figures["table"]
    shown = [key for key in columns if key in next(iter(sets.values()))]
    rows = [[name, f"{row['summaries']:.0f}", *(f"{100 * row[key]:.1f}" for key in shown)] for name, row in sets.items()]
    return grid(["set", "summaries", *(columns[key] for key in shown)], rows) + caption(found)


def scale(results: Results) -> str:
    """How time and memory grow."""
    if (found := results.get("scale")) is None:
        return ""
    parts = []
    for sweep in ("sentences", "articles"):
        of_sweep = found.figures[sweep]
        names = [name for name, value in of_sweep["exponents"].items() if name != "all" and value is not None]
        rows = []
        for row in of_sweep["rows"]:
            if "failed" in row:
                rows.append([str(row["articles"]), str(row["sentences"]), row["failed"], "", *("" for _ in names)])
                continue
            each = [f"{row['stages'][name]['seconds']:.2f}" for name in names]
            rows.append([str(row["articles"]), str(row["sentences"]), f"{row['seconds']:.2f}", f"{row['peak_mib']:.0f}", *each])
        slopes = [of_sweep["exponents"][name] for name in ("all", *names)]
        shown = ["" if slope is None else f"{slope:.2f}" for slope in slopes]
        rows.append(["exponent", "", shown[0], "", *shown[1:]])
        parts.append(grid(["articles", "sentences", "seconds", "peak MiB", *names], rows))
    return "\n".join(parts) + caption(found)


TABLES: Mapping[str, Maker] = {
    **quality_tables.MAKERS,
    "speed": speed,
    "cold": cold,
    "stages": stages,
    "bulk": bulk,
    "load": load,
    "verification": verification,
    "scale": scale,
    **bulk_tables.MAKERS,
}


def filled(text: str, results: Results) -> str:
    """Return a document with its tables and figures as the results say.

    Raises:
        KeyError: It names a table or figure that there is not.
        ValueError: The format of a figure is none of Python's.
    """
    return figures.filled(_MARKED.sub(lambda found: found[1] + TABLES[found[2]](results) + found[4], text), results)


def sections(text: str) -> dict[str, str]:
    """Return what stands between the marks, by the name of the table."""
    return {name: inside for _, name, inside, _ in _MARKED.findall(text)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write, or check; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--print", action="store_true", help="print all tables instead of writing them")
    given = parser.parse_args(arguments)
    results = read(given.results)
    if given.print:
        print("\n".join(f"{name}\n\n{make(results)}" for name, make in TABLES.items()))
        return 0
    wrong = []
    for path in DOCUMENTS:
        text = path.read_text(encoding="utf-8")
        made = filled(text, results)
        if made != text:
            wrong.append(path.name)
            if not given.check:
                path.write_text(made, encoding="utf-8")
    if wrong and given.check:
        print(f"Not what the results say: {', '.join(wrong)}; run python -m benchmarks.tables", file=sys.stderr)
    return 1 if wrong and given.check else 0


if __name__ == "__main__":
    sys.exit(main())
