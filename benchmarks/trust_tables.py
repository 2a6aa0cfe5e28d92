"""The tables of verification, fusion, disagreements and mixed bundles; ``benchmarks.tables`` writes them."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.grids import Maker, Results, caption, grid

SETS = {
    "neus_leads_val": "NeuS, leads",
    "neus_val": "NeuS, whole articles",
    "multi_news_val": "Multi-News",
    "duc2003": "DUC 2003",
    "multiling2011": "MultiLing 2011",
}
ALIKE = "**two alike events**"


def verification(results: Results) -> str:
    """Balanced accuracy on judged summaries, and speed."""
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
    said = ""
    if (speed := found.figures.get("speed")) is not None:
        said = (
            f"\nSpeed: {speed['scorer_pairs_a_second']:.0f} pairs of a sentence and its evidence a second for the scorer, "
            f"{speed['check_pairs_a_second']:.0f} with the rules, on the {speed['pairs']:,.0f} pairs of bump and DeFacto, of "
            f"{speed['words_a_pair']:.0f} words each in the mean.\n"
        )
    return grid(["set", "summaries", *(columns[key] for key in shown)], rows) + said + caption(found)


def fused(results: Results) -> str:
    """What fusion does to the extract."""
    rows, captions = [], ""
    for name, title in SETS.items():
        if (found := results.get(f"fused-{name.replace('_', '-')}")) is None:
            continue
        figures = found.figures
        scores = [f"{figures[system][kind]:.2f}" for kind in ("rouge1_f1", "rouge2_f1") for system in ("extract", "fused")]
        sizes = [f"{figures[system]['words']:.1f}" for system in ("extract", "fused")]
        shares = [f"{figures[kind] / figures['sentences']:.0%}" for kind in ("fused_sentences", "changed")]
        foreign = [str(figures[kind]) for kind in ("foreign_names", "foreign_numbers")]
        rows.append([title, str(figures["bundles"]), *scores, *sizes, *shares, *foreign])
        captions += caption(found)
    if not rows:
        return ""
    head = [
        "set",
        "bundles",
        "R-1 F1, extract",
        "fused",
        "R-2 F1, extract",
        "fused",
        "words, extract",
        "fused",
        "sentences fused",
        "not as in a source",
        "foreign names",
        "foreign numbers",
    ]
    return grid(head, rows) + captions


def disagreements(results: Results) -> str:
    """How many changed numbers are noticed."""
    if (found := results.get("disagreements")) is None:
        return ""
    rows = [
        [
            SETS[name],
            *(str(row[key]) for key in ("clusters", "planted", "found")),
            f"{row['recall']:.0%}",
            str(row["as_it_stands"]),
        ]
        for name, row in found.figures.items()
    ]
    return grid(["set", "bundles", "changes planted", "found", "share", "found where none was planted"], rows) + caption(found)


def coherence(results: Results) -> str:
    """How bundles of two stories are told from single ones."""
    if (found := results.get("coherence")) is None:
        return ""
    sets, alike = found.figures["sets"], found.figures["alike"]
    shapes = list(dict.fromkeys(shape for row in (*(row["mixtures"] for row in sets.values()), alike) for shape in row))
    rows = [
        [
            SETS[name],
            f"{row['single']:.1%}",
            f"{row['pair']:.1%}",
            *(f"{row['mixtures'][shape]['mixed']:.0%}" if shape in row["mixtures"] else "–" for shape in shapes),
        ]
        for name, row in sets.items()
    ]
    rows.append([ALIKE, "–", "–", *(f"{alike[shape]['mixed']:.0%}" if shape in alike else "–" for shape in shapes)])
    return grid(["set", "single stories", "of two articles", *shapes], rows) + caption(found)


MAKERS: Mapping[str, Maker] = {
    "verification": verification,
    "fused": fused,
    "disagreements": disagreements,
    "coherence": coherence,
}
