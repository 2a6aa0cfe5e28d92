"""The tables of ``docs/bulk.md``, made from results; ``benchmarks.tables`` writes them."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.grids import Maker, Results, caption, grid

ARTICLES_A_DAY = 1_000_000
CORE_HOUR_USD = 0.04
BUSY = 0.7
"""Share of the time in which a machine of a cluster works: the rest goes on stragglers, starts and uneven arrival."""


def cost(results: Results) -> str:
    """What a day of world news costs, from the cost of a bundle."""
    if (found := results.get("bulk_rate")) is None:
        return ""
    figures = found.figures
    bundles = ARTICLES_A_DAY / figures["articles_each"]
    core_hours = bundles * figures["cpu_seconds_each"] / 3_600
    rows = [
        ["CPU seconds a bundle, measured", f"{figures['cpu_seconds_each']:.2f}"],
        ["articles a bundle, measured", f"{figures['articles_each']:.2f}"],
        ["bundles a day", f"{bundles:,.0f}"],
        ["bundles a second", f"{bundles / 86_400:.1f}"],
        ["core hours a day", f"{core_hours:,.0f}"],
        [f"cores, busy {BUSY:.0%} of the time", f"{core_hours / 24 / BUSY:.0f}"],
        ["USD a day", f"{core_hours / BUSY * CORE_HOUR_USD:,.0f}"],
        ["GB read a day", f"{bundles * figures['input_bytes_each'] / 1e9:.1f}"],
        ["GB written a day", f"{bundles * figures['output_bytes_each'] / 1e9:.1f}"],
    ]
    return grid(["", "a million articles"], rows) + caption(found)


def kills(results: Results) -> str:
    """Runs that were killed and taken up."""
    rows = []
    found = [results[name] for name in ("bulk_kills", "bulk_kills_ray") if name in results]
    for one in found:
        figures = one.figures
        keys = ("bundles", "killed_runs", "killed_workers", "missing", "recorded_twice", "unrecorded")
        engine = "Ray" if one.name.endswith("ray") else "this machine"
        rows.append([engine, *(str(figures[key]) for key in keys), "yes" if figures["identical"] else "**no**"])
    head = ["where", "bundles", "runs killed", "workers killed", "missing", "recorded twice", "not recorded", "bytes identical"]
    return grid(head, rows) + "".join(caption(one) for one in found) if found else ""


def rate(results: Results) -> str:
    """A long run."""
    if (found := results.get("bulk_rate")) is None:
        return ""
    figures = found.figures
    became = ", ".join(f"{count} {status}" for status, count in sorted(figures["statuses"].items()))
    rows = [
        ["bundles", str(figures["bundles"])],
        ["what became of them", became],
        ["bundles a minute", f"{figures['per_minute']:.1f}"],
        ["CPU seconds a bundle", f"{figures['cpu_seconds_each']:.2f}"],
        ["peak MiB of all processes", f"{figures['peak_mib']:.0f}"],
        ["peak MiB in each quarter of the run", ", ".join(f"{mib:.0f}" for mib in figures["peak_mib_by_quarter"])],
    ]
    return grid(["`summarize batch`", ""], rows) + caption(found)


def workers(results: Results) -> str:
    """One worker and two."""
    if (found := results.get("bulk_workers")) is None:
        return ""
    figures = found.figures
    rows = [[number, f"{seconds:.1f}"] for number, seconds in figures["seconds"].items()]
    text = f"\n{figures['bundles']} bundles; two workers are {figures['times']:.2f} times as fast as one.\n"
    return grid(["workers", "seconds"], rows) + text + caption(found)


def piles(results: Results) -> str:
    """How well piles are sorted, and at what cost."""
    found = [one for name, one in sorted(results.items()) if name.startswith("piles")]
    rows = [
        [
            one.figures["set"],
            *(str(one.figures[key]) for key in ("articles", "clusters", "stories")),
            *(f"{one.figures[key]:.3f}" for key in ("precision", "recall", "f1")),
            *(f"{one.figures[key]:.0f}" for key in ("cpu_seconds", "peak_mib")),
            f"{one.figures['with_summaries_cpu_seconds']:.0f}" if "with_summaries_cpu_seconds" in one.figures else "not measured",
        ]
        for one in found
    ]
    head = [
        "pile of",
        "articles",
        "true stories",
        "stories found",
        "precision",
        "recall",
        "B-cubed F1",
        "CPU seconds",
        "peak MiB",
        "CPU seconds with summaries",
    ]
    return grid(head, rows) + "".join(caption(one) for one in found) if found else ""


MAKERS: Mapping[str, Maker] = {"bulk-cost": cost, "bulk-kills": kills, "bulk-rate": rate, "bulk-workers": workers, "piles": piles}
