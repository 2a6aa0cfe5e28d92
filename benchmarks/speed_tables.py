"""The tables of time and memory: one summary, whole processes, the service, size; ``benchmarks.tables`` writes them."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.grids import Maker, Results, caption, grid


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


def scale(results: Results) -> str:
    """How time and memory grow."""
    if (found := results.get("scale")) is None:
        return ""
    parts = []
    for sweep in ("sentences", "articles"):
        of_sweep = found.figures[sweep]
        names = [name for name in of_sweep["exponents"] if name != "all"]
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


def models(results: Results) -> str:
    """The bundled model as shipped against the same weights in transformers."""
    found = results.get("models")
    if found is None or "backends" not in found.figures:
        return ""
    figures = found.figures["backends"]
    rows = []
    for name, title in (("greedy", "greedy"), ("as_shipped", "as shipped: locked, beams")):
        for batch in (1, 8):
            start = f"{name}_batch{batch}"
            speeds = [f"{figures[f'{start}_{backend}_tokens_per_second']:.0f}" for backend in ("ctranslate2", "transformers")]
            rows.append([f"tokens a second, {title}, batches of {batch}", *speeds, f"{figures[f'{start}_ratio']:.2f}"])
    sizes = [figures["ctranslate2_file_mb"], figures["transformers_float32_mb"]]
    peaks = [figures["ctranslate2_peak_mib"], figures["transformers_peak_mib"]]
    rows.append(["weights, MB", *(f"{size:.1f}" for size in sizes), f"{sizes[0] / sizes[1]:.2f}"])
    rows.append(["peak of a process that writes, MiB", *(f"{peak:.0f}" for peak in peaks), f"{peaks[0] / peaks[1]:.2f}"])
    if (rouge := found.figures.get("rouge")) is not None:
        for kind in ("rouge1", "rouge2"):
            scores = [f"{rouge[f'{backend}_{kind}_recall']:.2f}" for backend in ("ctranslate2", "transformers")]
            rows.append([f"DUC 2003, ROUGE-{kind[-1]} recall", *scores, "–"])
    return grid(["the bundled model", "CTranslate2, int8", "transformers, float32", "ratio"], rows) + caption(found)


def ranking(results: Results) -> str:
    """Ranking and grouping of many sentences."""
    found = results.get("models")
    if found is None or "ranking" not in found.figures:
        return ""
    figures = found.figures["ranking"]
    sizes = sorted(int(key.removeprefix("seconds_")) for key in figures if key.startswith("seconds_"))
    theirs = {size: f"{figures[key]:.2f}" for size in sizes if (key := f"sumy_seconds_{size}") in figures}
    rows = [[f"{size:,}", f"{figures[f'seconds_{size}']:.2f}", theirs.get(size, "–")] for size in sizes]
    return grid(["sentences", "ranked and grouped, s", "sumy LexRank, s"], rows) + caption(found)


def throughput(results: Results) -> str:
    """The service with batches beside the same service without, and beside plain transformers."""
    if (found := results.get("service_throughput")) is None:
        return ""
    names = {
        "batched": "newsfuse",
        "single": "the same, batches of one",
        "transformers": "weights in transformers, one at a time",
    }
    times = {"batched": 1.0, **found.figures["times"]}
    figures = found.figures
    rows = [
        [names.get(arm, arm), f"{value:.2f}", f"{figures['cpu_seconds_each'][arm]:.2f}", f"{times[arm]:.2f}"]
        for arm, value in figures["per_second"].items()
    ]
    head = [
        f"{figures['clients']} clients at once",
        "summaries a second",
        "CPU seconds a summary",
        "newsfuse is so many times as fast",
    ]
    missed = f"\nAimed at and missed: {'; '.join(figures['missed'])}.\n" if figures["missed"] else ""
    return grid(head, rows) + missed + caption(found)


MAKERS: Mapping[str, Maker] = {
    "speed": speed,
    "cold": cold,
    "stages": stages,
    "bulk": bulk,
    "load": load,
    "throughput": throughput,
    "models": models,
    "ranking": ranking,
    "scale": scale,
}
