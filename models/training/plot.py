"""Plot a run's log: ``python -m summarizer.models.training.plot .training/fusion/log.jsonl``."""

import argparse
import json
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure


def read_log(path: Path) -> list[dict[str, Any]]:
    """Return the entries of a ``log.jsonl``, one for each time that dev scores were taken."""
    with path.open(encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def figure(entries: list[dict[str, Any]]) -> Figure:
    """Return loss, ROUGE-2 and share copied whole of each dev set over the examples seen, one above the other."""
    drawn = Figure(figsize=(8, 10), layout="constrained")
    panels = drawn.subplots(3, 1, sharex=True)
    seen = [entry["seen"] for entry in entries]
    titles = {"loss": "loss (nats a piece)", "rouge2": "ROUGE-2 F1 (%)", "whole": "share copied whole"}
    for panel, (measure, title) in zip(panels, titles.items(), strict=True):
        for name in entries[-1]["dev"]:
            panel.plot(seen, [entry["dev"][name][measure] for entry in entries], marker=".", label=name)
        panel.set_ylabel(title)
        panel.grid(alpha=0.3)
    panels[0].plot(seen, [entry["train_loss"] for entry in entries], color="grey", label="training, smoothed")
    panels[0].legend()
    panels[-1].set_xlabel("examples seen")
    return drawn


def main() -> None:
    """Plot from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("log", type=Path)
    parser.add_argument("--out", type=Path, help="a .png or .svg file; beside the log when not given")
    given = parser.parse_args()
    figure(read_log(given.log)).savefig(given.out or given.log.with_suffix(".png"))


if __name__ == "__main__":
    main()
