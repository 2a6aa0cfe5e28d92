"""The tables of ``docs/service.md``, made from results; ``benchmarks.tables`` writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.grids import Maker, Results, caption, grid


def chaos(results: Results) -> str:
    """Bad requests, clients that leave and a model that fails."""
    if (found := results.get("service_chaos")) is None:
        return ""
    figures = found.figures
    rows = [
        ["requests", f"{figures['requests']:,} by {figures['threads']} threads"],
        ["share of the model's batches that fail", f"{figures['failure']:.0%}"],
        ["answers", _counted(figures["answers"])],
        ["problems", _counted(figures["problems"])],
        ["longest wait", f"{figures['slowest_seconds']:.2f} s of {figures['deadline_seconds']:g} s"],
        ["promises broken", _listed(figures["broken"])],
    ]
    return grid(["chaos", ""], rows) + caption(found)


def soak(results: Results) -> str:
    """Twice the load that the service can take."""
    found = [one for name, one in sorted(results.items()) if name.startswith("service_soak")]
    if not found:
        return ""
    rows: list[tuple[str, Sequence[str]]] = [
        ("seconds", [f"{one.figures['seconds']:.0f}" for one in found]),
        ("summaries a second that it can take", [f"{one.figures['capacity_per_second']:.1f}" for one in found]),
        ("requests sent a second", [f"{one.figures['sent_per_second']:.1f}" for one in found]),
        ("answers", [_counted(one.figures["answers"]) for one in found]),
        ("p50, p95 of those answered with 200", [_times(one.figures) for one in found]),
        ("resident MiB at the end", [f"{one.figures['rss_mib']:.0f}" for one in found]),
        ("growth after warm-up", [f"{one.figures['rss_growth']:+.2%}" for one in found]),
        ("promises broken", [_listed(one.figures["broken"]) for one in found]),
    ]
    head = ["soak", *(f"{one.figures['engine']} models" for one in found)]
    return grid(head, [[name, *values] for name, values in rows]) + "".join(caption(one) for one in found)


def schema(results: Results) -> str:
    """What schemathesis found."""
    if (found := results.get("service_schema")) is None:
        return ""
    figures = found.figures
    rows = [
        ["operations", str(figures["operations"])],
        ["phases", ", ".join(f"{name}: {status}" for name, status in figures["phases"].items())],
        ["requests", f"{figures['requests']:,}"],
        ["failures", str(figures["failures"])],
        ["errors", str(figures["errors"])],
    ]
    return grid([f"schemathesis {figures['schemathesis']}, all checks", ""], rows) + caption(found)


def cpu(results: Results) -> str:
    """Where the CPU goes."""
    if (found := results.get("service_cpu")) is None:
        return ""
    figures = found.figures
    ways = ("one a call", "as asked", "all in one")
    rows = [[name, *(f"{part[way]:.3f}" for way in ways)] for name, part in figures["cpu_seconds"].items()]
    rows.append(["all else", *[f"{figures['all_else']:.3f}"] * 2, ""])
    rows.append(["together", *(f"{figures['total'][way]:.3f}" for way in ways[:2]), ""])
    head = ["CPU seconds a request", "one item a call", "a call as the request makes it", "all requests in one call"]
    bound = f"\nBatches can make the service at most {figures['bound']:.2f} times as fast as batches of one.\n"
    return grid(head, rows) + bound + caption(found)


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} × {name}" for name, count in sorted(counts.items(), key=lambda item: -item[1]))


def _times(figures: Mapping[str, Any]) -> str:
    half = figures["p50_seconds"]
    return f"{'–' if half is None else f'{half:.2f}'}, {figures['p95_seconds']:.2f} s of {figures['deadline_seconds']:g} s"


def _listed(broken: Sequence[str]) -> str:
    return "; ".join(broken) or "none"


MAKERS: Mapping[str, Maker] = {"service-chaos": chaos, "service-soak": soak, "service-schema": schema, "service-cpu": cpu}
