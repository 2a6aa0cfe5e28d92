"""How time and memory grow with the size of a bundle: sentences at ten articles, and articles at twelve sentences each.

    python -m benchmarks.scale            # about 6 minutes on two quiet cores
    python -m benchmarks.scale --small

The bundles are made of the sentences of ``examples/`` with other names and numbers, so that no two are alike and anyone can
repeat the run. Each size has a process of its own, which is ended after ``--patience`` seconds and then counts as not done; the
stage that it had come to is told. The search for disagreements, a part of ``select`` for the caller, is timed apart from it.
Memory is the highest resident size during a stage (Linux only). The exponent is the slope of log seconds over log size, by least
squares over the larger half of the sizes: 1 is linear, 2 is quadratic.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np

from benchmarks.results import ROOT, option, record
from summarizer import Article, Summarizer, story
from summarizer.disagreements import Disagreement, find_disagreements
from summarizer.events import Event, StageStarted
from summarizer.preparation.prepare import prepare
from summarizer.readers import read

SENTENCES = (100, 300, 1_000, 3_000, 10_000, 20_000)
ARTICLES = (2, 5, 20, 50, 200, 500)
OF_AN_ARTICLE = 12
PATIENCE = 300.0
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}")
_FIGURE = re.compile(r"\d+")
Figures = dict[str, Any]


def stories(articles: int, sentences: int) -> list[Article]:
    """Return so many articles of so many sentences in all, drawn from the examples with other names and numbers."""
    chance = random.Random(articles * 100_003 + sentences)  # noqa: S311  draws, no secret
    source = [sentence.text for folder in _examples() for sentence in prepare(read([folder]).articles).all_sentences()]
    names = sorted({name for text in source for name in _NAME.findall(text)})
    return [
        Article(
            id=f"a{number}",
            text="\n\n".join(_other(chance.choice(source), names, chance) for _ in range(sentences // articles)),
        )
        for number in range(articles)
    ]


def _examples() -> Iterator[Path]:
    for folder in sorted((ROOT / "examples").iterdir()):
        if folder.is_dir() and len(list(folder.glob("*.txt"))) > 1:
            yield folder


def _other(text: str, names: Sequence[str], chance: random.Random) -> str:
    renamed = _NAME.sub(lambda _: chance.choice(names), text)
    return _FIGURE.sub(lambda found: str(chance.randrange(10 ** (len(found[0]) - 1), 10 ** len(found[0]))), renamed)


def one(articles: int, sentences: int) -> Figures:
    """Summarize one bundle; return seconds and peak memory of the whole and of each stage."""
    summarizer = Summarizer()
    bundle = stories(articles, sentences)
    summarizer.summarize(bundle[:2])  # loads the models, which is not timed
    marks: list[tuple[str, float, float]] = []

    def mark(name: str) -> None:
        marks.append((name, time.perf_counter(), _peak_mib()))
        print(name, flush=True)

    def note(event: Event) -> None:
        if isinstance(event, StageStarted):
            mark(event.stage.value)

    def search(*arguments: Any) -> tuple[Disagreement, ...]:  # noqa: ANN401  those of the search
        mark("disagreements")
        found = find_disagreements(*arguments)
        mark("select")
        return found

    _peak_mib()
    with mock.patch.object(story, "find_disagreements", search):
        summary = summarizer.summarize(bundle, on_mixed="keep", observer=note)
    mark("end")
    found: dict[str, dict[str, float]] = {}
    for (name, start, _), (_, end, peak) in pairwise(marks):
        entry = found.setdefault(name, {"seconds": 0.0, "peak_mib": 0.0})
        entry["seconds"] += end - start
        entry["peak_mib"] = max(entry["peak_mib"], peak)
    return {
        "articles": articles,
        "sentences": sum(report.fate.value != "furniture" for report in summary.trail),
        "seconds": sum(stage["seconds"] for stage in found.values()),
        "peak_mib": max(stage["peak_mib"] for stage in found.values()),
        "stages": found,
    }


def _peak_mib() -> float:
    """Return the highest resident size since the last call, in MiB, and start over."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


def measured(articles: int, sentences: int, patience: float) -> Figures:
    """Do ``one`` in a process of its own; where it does not end in time, or fails, say so."""
    command = [sys.executable, "-m", "benchmarks.scale", "--one", f"{articles},{sentences}"]
    asked = {"articles": articles, "sentences": sentences}
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=patience, check=False)
    except subprocess.TimeoutExpired as late:
        begun = [line for line in (late.stdout or b"").decode().splitlines() if line]
        return {**asked, "failed": f"not done in {patience:.0f} seconds: in {begun[-1] if begun else 'loading'}"}
    if done.returncode:
        return {**asked, "failed": (done.stderr.strip().splitlines() or ["no message"])[-1][:200]}
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float | None:
    """Return the slope of log values over log sizes in the larger half; None below two points, or where a value is 0."""
    half = sorted(zip(sizes, values, strict=True))[len(sizes) // 2 :]
    if len(half) < 2 or any(value <= 0 for _, value in half):
        return None
    x, y = np.log(np.array(half)).T
    return float(np.polyfit(x, y, 1)[0])


def growth(rows: Sequence[Figures], size: str) -> Figures:
    """Return the exponents of the whole and of each stage."""
    done = [row for row in rows if "failed" not in row]
    sizes = [row[size] for row in done]
    names = [name for name in done[-1]["stages"] if all(name in row["stages"] for row in done)] if done else []
    return {
        "all": exponent(sizes, [row["seconds"] for row in done]),
        **{name: exponent(sizes, [row["stages"][name]["seconds"] for row in done]) for name in names},
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Run all sizes, print each, and record the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--patience", type=float, default=PATIENCE, help="seconds that one size may take")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    option(parser)
    given = parser.parse_args(arguments)
    if given.one:
        articles, sentences = map(int, given.one.split(","))
        print(json.dumps(one(articles, sentences)))
        return
    sweeps = {
        "sentences": [(10, sentences) for sentences in SENTENCES],
        "articles": [(articles, articles * OF_AN_ARTICLE) for articles in ARTICLES],
    }
    figures: Figures = {"patience": given.patience}
    for name, sizes in sweeps.items():
        rows = []
        for articles, sentences in sizes[: 2 if given.small else None]:
            rows.append(measured(articles, sentences, given.patience))
            print(name, json.dumps({key: value for key, value in rows[-1].items() if key != "stages"}), flush=True)
        figures[name] = {"rows": rows, "exponents": growth(rows, name)}
    command = "python -m benchmarks.scale" + ("" if given.patience == PATIENCE else f" --patience {given.patience:.0f}")
    record("scale", figures, command=command, small=given.small)


if __name__ == "__main__":
    main()
