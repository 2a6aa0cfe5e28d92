"""Pictures of the results: ``python -m benchmarks.plots`` writes SVG files to ``docs/plots`` from ``benchmarks/results``."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")
from matplotlib import pyplot as plt

from benchmarks.quality_tables import SYSTEMS, TITLES, VARIANT
from benchmarks.results import RESULTS, ROOT, Result, read

PLOTS = ROOT / "docs" / "plots"
OURS, THEIRS = "#0b5fa5", "#8a8a8a"


def quality(result: Result) -> Any:  # noqa: ANN401  a figure of matplotlib's
    """ROUGE-2 with its interval, a panel a set."""
    sets = [name for name in TITLES if name in result.figures]
    figure, panels = plt.subplots(
        1, len(sets), figsize=(3.2 * len(sets) + 2, 3.4), sharey=True, squeeze=False, layout="constrained"
    )
    for panel, name in zip(panels[0], sets, strict=True):
        for place, system in enumerate(reversed(SYSTEMS)):
            if system not in result.figures[name]["systems"]:
                continue
            value = result.figures[name]["systems"][system][f"rouge2_{VARIANT[name]}"]
            errors = [[value["mean"] - value["low"]], [value["high"] - value["mean"]]]
            colour = OURS if system in {"extract", "fused"} else THEIRS
            panel.errorbar(value["mean"], place, xerr=errors, fmt="o", color=colour, capsize=3)
        panel.set_title(f"{TITLES[name]}\n{result.figures[name]['bundles']} bundles", fontsize=9)
        panel.set_xlabel(f"ROUGE-2 {'recall' if VARIANT[name] == 'recall' else 'F1'}, %")
        panel.grid(axis="x", alpha=0.3)
    panels[0][0].set_yticks(range(len(SYSTEMS)), [title.replace("*", "") for title in reversed(SYSTEMS.values())])
    return figure


def speed(result: Result) -> Any:  # noqa: ANN401
    """Seconds of one summary, with least and most."""
    rows = sorted(result.figures["warm"].items(), key=lambda row: -row[1]["median"])
    figure, panel = plt.subplots(figsize=(7, 3.2), layout="constrained")
    for place, (name, row) in enumerate(rows):
        errors = [[row["median"] - row["low"]], [row["high"] - row["median"]]]
        panel.barh(place, row["median"], xerr=errors, color=OURS if name in {"extract", "fused"} else THEIRS, capsize=3)
    panel.set_yticks(range(len(rows)), [name for name, _ in rows])
    panel.set_xlabel("seconds, models loaded (median, least, most)")
    panel.grid(axis="x", alpha=0.3)
    return figure


def scale(result: Result) -> Any:  # noqa: ANN401
    """Seconds of each stage over the size of the bundle."""
    figure, panels = plt.subplots(1, 2, figsize=(10, 4), sharey=True, layout="constrained")
    for panel, sweep in zip(panels, ("sentences", "articles"), strict=True):
        rows = [row for row in result.figures[sweep]["rows"] if "failed" not in row]
        sizes = [row[sweep] for row in rows]
        panel.loglog(sizes, [row["seconds"] for row in rows], color="black", marker="o", label="all")
        for name in rows[-1]["stages"] if rows else ():
            values = [max(row["stages"].get(name, {"seconds": 0.0})["seconds"], 1e-4) for row in rows]
            panel.loglog(sizes, values, marker=".", label=name)
        panel.set_xlabel(sweep)
        panel.grid(alpha=0.3)
    panels[0].set_ylabel("seconds")
    panels[1].legend(fontsize=8)
    return figure


PICTURES: dict[str, tuple[str, Callable[[Result], Any]]] = {
    "quality": ("quality", quality),
    "speed": ("speed", speed),
    "scale": ("scale", scale),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw what there are results for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--out", type=Path, default=PLOTS)
    given = parser.parse_args(arguments)
    # Text stays text, and two runs give the same bytes.
    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "newsfuse", "font.size": 9})
    results = read(given.results)
    given.out.mkdir(parents=True, exist_ok=True)
    for name, (source, draw) in PICTURES.items():
        if source not in results or (source == "speed" and "warm" not in results[source].figures):
            continue
        figure = draw(results[source])
        figure.savefig(given.out / f"{name}.svg", metadata={"Date": None})
        plt.close(figure)


if __name__ == "__main__":
    main()
