"""The tables of quality beside other systems; ``benchmarks.tables`` writes them."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.grids import Maker, Results, caption, grid
from benchmarks.results import Result

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

TOO_SLOW = "not run, because it is too slow for bundles of several hundred sentences"


def quality(results: Results) -> str:
    """The short table: ROUGE-2 of all sets, and what no article says."""
    if (found := results.get("quality")) is None:
        return ""
    sets = [name for name in TITLES if name in found.figures]
    head = ["system", *(f"{TITLES[name].partition(',')[0]} R-2 {_short(name)}" for name in sets), "unsupported", "rewritten, %"]
    rows = []
    for system, title in SYSTEMS.items():
        of_sets = [found.figures[name]["systems"].get(system) for name in sets]
        cells = [
            "–" if one is None else f"{one[f'rouge2_{VARIANT[name]}']['mean']:.1f}"
            for one, name in zip(of_sets, sets, strict=True)
        ]
        rows.append(
            [title, *cells, f"{_over_all(found, system, 'unsupported'):.2f}", f"{_over_all(found, system, 'rewritten'):.0f}"]
        )
    sizes = "; ".join(f"{found.figures[name]['bundles']} bundles of {TITLES[name]}" for name in sets)
    slow = "; ".join(f"{SYSTEMS[one]} on {TITLES[name]}" for name in sets for one in found.figures[name]["left_out"])
    said = f"\n{sizes}. Unsupported: names and numbers, a summary, that no article has." + (
        f" {slow}: {TOO_SLOW}." if slow else ""
    )
    return grid(head, rows) + said + "\n" + caption(found)


def glance(results: Results) -> str:
    """The table that comes first: ours, the first sentences of the articles, and the best of the others; the best one is bold."""
    quality, speed = results.get("quality"), results.get("speed")
    if quality is None or speed is None or not {"warm", "cold"} <= speed.figures.keys():
        return ""
    others = [system for system in SYSTEMS if system not in {"lead", "extract", "fused"}]
    rows = []
    for name in (name for name in TITLES if name in quality.figures):
        figures = quality.figures[name]
        worth = {system: row[f"rouge2_{VARIANT[name]}"]["mean"] for system, row in figures["systems"].items()}
        best = max((system for system in others if system in worth), key=worth.__getitem__)
        cells = [f"{worth[system]:.1f}" for system in ("fused", "lead", best)]
        most = max(cells, key=float)
        cells = [f"**{cell}**" if cell == most else cell for cell in cells]
        cells[-1] += f" ({SYSTEMS[best]})"
        rows.append([f"ROUGE-2, {TITLES[name].partition(',')[0]}, {figures['max_words']} words", *cells])
    invented = {system: _over_all(quality, system, "unsupported") for system in ("fused", "lead", *others)}
    cells = [f"{value:.2f}" for value in (invented["fused"], invented["lead"], min(invented[system] for system in others))]
    rows.append(["names and numbers that no article has, a summary", *cells])
    warm, cold = speed.figures["warm"], speed.figures["cold"]["summarize run"]
    quick = min((system for system in others if system in warm), key=lambda system: warm[system]["median"])
    seconds = [f"{warm['fused']['median']:.2f}", "–", f"**{warm[quick]['median']:.2f}** ({SYSTEMS[quick]})"]
    rows.append([f"seconds for {speed.figures['articles']} articles of {speed.figures['words']:,} words", *seconds])
    bulk = results.get("bulk_rate")
    usual = warm["distilbart-sized, one call"]["median"]
    said = [
        f"One call of a model of distilbart's size, which reads their first 1,024 tokens, takes {usual:.1f} s.",
        f"With the start of the program a summary takes {cold['median']:.1f} s and {cold['peak_mib']:.0f} MiB;",
        f"in bulk it is {bulk.figures['per_minute']:.0f} small bundles a minute;" if bulk else "",
        f"{speed.machine['cores']} cores, no GPU.",
    ]
    head = ["", "newsfuse", "first sentences of the articles", "best of the other summarizers"]
    return grid(head, rows) + f"\n{' '.join(filter(None, said))}\n"


def _over_all(found: Result, system: str, measure: str) -> float:
    """Return the mean of a measure over the bundles of all sets for which a system has figures."""
    done = [one for name, one in found.figures.items() if name in TITLES and system in one["systems"]]
    total = sum(one["bundles"] for one in done)
    return float(sum(one["systems"][system][measure]["mean"] * one["bundles"] for one in done) / total)


def _short(name: str) -> str:
    return "recall" if VARIANT[name] == "recall" else "F1"


def quality_of(name: str) -> Maker:
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
        failed = "".join(f" {SYSTEMS[system]}: {TOO_SLOW}." for system in figures["left_out"])
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
    if (checked := results.get("verification")) is not None:
        ours = checked.figures["table"]["bump"]["verdict_chosen"]
        others = sorted(checked.figures.get("bump_published", {}).items(), key=lambda one: -one[1])
        better = [f"{name} {100 * value:.1f}" for name, value in others if value > ours]
        if better:
            lines.append(f"- Verification on bump, threshold chosen: rules and scorer {100 * ours:.1f}; {', '.join(better)}.")
    if (fast := results.get("speed")) is not None and "warm" in fast.figures:
        warm = fast.figures["warm"]
        lines += [
            f"- Speed: {SYSTEMS.get(name, name)} takes {row['median']:.2f} s for the bundle, newsfuse, fused, "
            f"{warm['fused']['median']:.2f} s."
            for name, row in warm.items()
            if row["median"] < warm["fused"]["median"] and name != "extract"
        ]
    return "\n".join(lines) + "\n" if lines else ""


def _loss(system: str, value: Mapping[str, float]) -> str:
    most, mean, least = (round(-value[key], 2) + 0.0 for key in ("low", "mean", "high"))
    return f"{system} by {mean:.2f} [{least:.2f}, {most:.2f}]{'' if value['high'] < 0 else ' (may be chance)'}"


MAKERS: Mapping[str, Maker] = {
    "glance": glance,
    "quality": quality,
    **{f"quality-{name.replace('_', '-')}": quality_of(name) for name in TITLES},
    "losses": losses,
}
