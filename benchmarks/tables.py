"""The tables of README and docs, made from ``benchmarks/results``.

    python -m benchmarks.tables            # writes them between their marks
    python -m benchmarks.tables --check    # says which are not what the results say

A document holds ``<!-- table NAME -->`` and ``<!-- /table NAME -->``; what stands between is written here and nowhere else. A
table whose results are not there is empty.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import bulk_tables
from benchmarks.results import RESULTS, ROOT, Result, read

DOCUMENTS = (ROOT / "README.md", ROOT / "docs" / "evaluation.md", ROOT / "docs" / "bulk.md")
TITLES = {
    "duc2003": "DUC 2003",
    "multiling2011": "MultiLing 2011",
    "neus_val": "NeuS, validation",
    "multi_news_val": "Multi-News, validation",
}
VARIANT = {"duc2003": "recall", "multiling2011": "recall", "neus_val": "f1", "multi_news_val": "f1"}
"""Recall where all references have the length asked for, as published figures on these sets are; else F1."""
KINDS = {"rouge1": "ROUGE-1", "rouge2": "ROUGE-2", "rougeL": "ROUGE-L"}
SYSTEMS = {
    "lead": "lead",
    "sumy-lexrank": "sumy LexRank",
    "sumy-textrank": "sumy TextRank",
    "sumy-lsa": "sumy LSA",
    "sumy-kl": "sumy KL",
    "pytextrank": "pytextrank",
    "bert-extractive": "bert-extractive-summarizer, our encoder",
    "extract": "**newsfuse, extract**",
    "fused": "**newsfuse, fused**",
}
_MARKED = re.compile(r"(<!-- table ([\w-]+) -->\n)(.*?)(<!-- /table \2 -->)", re.DOTALL)

Results = Mapping[str, Result]


def grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def caption(result: Result) -> str:
    """Return where figures come from."""
    machine = result.machine
    return (
        f"\n`{result.command}`, {result.date}, commit `{result.commit}`, {machine['cores']} cores of {machine['cpu']}, "
        f"{machine['memory_gib']} GiB.\n"
    )


def quality(results: Results) -> str:
    """The short table: ROUGE-2 of all sets, and what no article says."""
    if (found := results.get("quality")) is None:
        return ""
    sets = [name for name in TITLES if name in found.figures]
    head = ["system", *(f"{TITLES[name].partition(',')[0]} R-2 {_short(name)}" for name in sets), "unsupported", "rewritten, %"]
    rows = []
    for system, title in SYSTEMS.items():
        of_sets = [found.figures[name]["systems"].get(system) for name in sets]
        done = [(one, found.figures[name]["bundles"]) for one, name in zip(of_sets, sets, strict=True) if one is not None]
        total = sum(bundles for _, bundles in done)

        def over_all(measure: str, done: list[Any] = done, total: int = total) -> float:
            return float(sum(one[measure]["mean"] * bundles for one, bundles in done) / total)

        cells = [
            "–" if one is None else f"{one[f'rouge2_{VARIANT[name]}']['mean']:.1f}"
            for one, name in zip(of_sets, sets, strict=True)
        ]
        rows.append([title, *cells, f"{over_all('unsupported'):.2f}", f"{over_all('rewritten'):.0f}"])
    sizes = "; ".join(f"{found.figures[name]['bundles']} bundles of {TITLES[name]}" for name in sets)
    return grid(head, rows) + f"\n{sizes}. Unsupported: names and numbers, a summary, that no article has.\n" + caption(found)


def _short(name: str) -> str:
    return "recall" if VARIANT[name] == "recall" else "F1"


def quality_of(name: str) -> Callable[[Results], str]:
    """Return what makes the long table of one set."""

    def make(results: Results) -> str:
        found = results.get("quality")
        if found is None or name not in found.figures:
            return ""
        figures = found.figures[name]
        head = [
            "system",
            *(f"{title} {_short(name)}" for title in KINDS.values()),
            "unsupported names",
            "unsupported numbers",
            "told twice, %",
            "rewritten, %",
            "words",
        ]
        rows = []
        for system, title in SYSTEMS.items():
            if system not in figures["systems"]:
                continue
            row = figures["systems"][system]
            scores = [_with_interval(row[f"{kind}_{VARIANT[name]}"]) for kind in KINDS]
            others = [f"{row[key]['mean']:.2f}" for key in ("unsupported_names", "unsupported_numbers")]
            shares = [f"{row[key]['mean']:.1f}" for key in ("redundancy", "rewritten", "words")]
            rows.append([title, *scores, *others, *shares])
        size = f"{figures['bundles']} bundles, summaries of at most {figures['max_words']} words, 95 % intervals in brackets."
        failed = "".join(f" {SYSTEMS[system]} was left out: too slow." for system in figures["left_out"])
        failed += "".join(f" {SYSTEMS[system]} gave nothing for {count}." for system, count in figures["failed"].items())
        return grid(head, rows) + f"\n{size}{failed}\n" + caption(found)

    return make


def _with_interval(value: Mapping[str, float]) -> str:
    return f"{value['mean']:.1f} [{value['low']:.1f}, {value['high']:.1f}]"


def losses(results: Results) -> str:
    """Where others do better, in words: a line for each set and measure."""
    lines = []
    if (found := results.get("quality")) is not None:
        for name in (name for name in TITLES if name in found.figures):
            for kind, title in KINDS.items():
                ahead = found.figures[name]["ahead"]["fused"]
                better = [
                    (SYSTEMS[system], value)
                    for system, of_system in ahead.items()
                    if (value := of_system[f"{kind}_{VARIANT[name]}"])["mean"] < 0
                ]
                said = [_loss(system, value) for system, value in sorted(better, key=lambda one: one[1]["mean"])]
                if said:
                    lines.append(f"- {TITLES[name]}, {title} {_short(name)}: {'; '.join(said)}.")
    if (fast := results.get("speed")) is not None and "warm" in fast.figures:
        warm = fast.figures["warm"]
        lines += [
            f"- Speed: {name} takes {row['median']:.2f} s for the bundle, newsfuse, fused, {warm['fused']['median']:.2f} s."
            for name, row in warm.items()
            if row["median"] < warm["fused"]["median"] and name != "extract"
        ]
    return "\n".join(lines) + "\n" if lines else ""


def _loss(system: str, value: Mapping[str, float]) -> str:
    most, mean, least = (round(-value[key], 2) + 0.0 for key in ("low", "mean", "high"))
    return f"{system} by {mean:.2f} [{least:.2f}, {most:.2f}]{'' if value['high'] < 0 else ' (may be chance)'}"


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


TABLES: Mapping[str, Callable[[Results], str]] = {
    "quality": quality,
    **{f"quality-{name.replace('_', '-')}": quality_of(name) for name in TITLES},
    "losses": losses,
    "speed": speed,
    "cold": cold,
    "stages": stages,
    "bulk": bulk,
    "load": load,
    "verification": verification,
    "scale": scale,
    **{name: partial(make, grid=grid, caption=caption) for name, make in bulk_tables.MAKERS.items()},
}


def filled(text: str, results: Results) -> str:
    """Return a document with its tables as the results say.

    Raises:
        KeyError: It names a table that there is not.
    """
    return _MARKED.sub(lambda found: found[1] + TABLES[found[2]](results) + found[4], text)


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
