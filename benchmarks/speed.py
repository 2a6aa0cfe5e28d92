"""How fast it is beside others on one machine, in one run: times of pairs that take turns, with medians and spread.

    python -m benchmarks.speed                        # about 6 minutes on two quiet cores
    python -m benchmarks.speed --parts warm --small

``cold``: a whole process, from its start to its end. ``warm``: one summary of a bundle of the size that newsrooms send, models
loaded, against sumy, against the same pipeline with our weights in transformers (float32), and against one call of a model of the
size of distilbart-cnn-12-6 (random weights, 1,024 tokens in, 100 out, 4 beams), the usual way to use a summarizer. ``stages``:
where a summary's time goes. ``bulk``: ``summarize batch``. Needs ``make peers``. Run nothing else on the machine meanwhile.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.distilbart import distilbart
from benchmarks.peer_process import FOLDER, PYTHON, SYSTEMS, peers
from benchmarks.process import run_process
from benchmarks.results import ROOT, option, record
from summarizer import Article, Summarizer
from summarizer.defaults import load_engine
from summarizer.events import Event, StageStarted
from summarizer.models import registry
from summarizer.preparation.prepare import prepare
from summarizer.readers import read

EXAMPLE = Path("examples/harbour-bridge")
MAX_WORDS = 120
PARTS = "cold,warm,stages,bulk"
Figures = dict[str, Any]


def spread(values: Sequence[float]) -> Figures:
    """Return median, least and most."""
    return {"median": statistics.median(values), "low": min(values), "high": max(values), "runs": len(values)}


def in_turns(works: Mapping[str, Callable[[], float]], repeat: int) -> Figures:
    """Let the works take turns and return the spread of the seconds that each gives; a first turn warms up and is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(repeat + 1):
        for name, work in works.items():
            found = work()
            if turn:
                seconds[name].append(found)
    return {name: spread(values) for name, values in seconds.items()}


def clocked(work: Callable[[], object]) -> Callable[[], float]:
    """Return the work as one that gives its seconds."""

    def run() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return run


def articles() -> tuple[Article, ...]:
    """Return the bundle that everything is timed on."""
    return read([ROOT / EXAMPLE]).articles


def sentences() -> list[str]:
    """Return its sentences, as the peers get them."""
    return [sentence.text for sentence in prepare(articles()).all_sentences()]


def cold(repeat: int) -> Figures:
    """Whole processes: the command line, sumy in a Python of its own, and a bare import of transformers' model class."""
    memory: dict[str, float] = {}

    def process(name: str, arguments: Sequence[str], text: str = "") -> Callable[[], float]:
        def run() -> float:
            seconds, memory[name] = run_process(arguments, text)
            return seconds

        return run

    request = json.dumps({"system": "sumy-lexrank", "sentences": sentences(), "max_words": MAX_WORDS}) + "\n"
    works = {
        "summarize run": process("summarize run", [str(Path(sys.executable).with_name("summarize")), "run", str(ROOT / EXAMPLE)]),
        "sumy-lexrank": process("sumy-lexrank", [str(PYTHON), "-P", str(FOLDER / "peer_worker.py")], request),
        "import torch, transformers": process(
            "import torch, transformers", [sys.executable, "-c", "import torch, transformers; transformers.AutoModelForSeq2SeqLM"]
        ),
    }
    found = in_turns(works, repeat)
    return {name: {**times, "peak_mib": memory[name]} for name, times in found.items()}


def warm(repeat: int) -> Figures:
    """One summary with everything loaded."""
    bundle, texts = articles(), sentences()
    engine = load_engine()
    summarizer = Summarizer(engine=engine)
    plain = Summarizer(engine=replace(engine, seq2seq=registry.load_seq2seq(backend="transformers", device="cpu")))
    with peers() as asked:

        def peer(system: str) -> Callable[[], float]:
            return lambda: asked.choose(system, texts, MAX_WORDS)[1]

        found = in_turns(
            {
                "fused": clocked(lambda: summarizer.summarize(bundle, max_words=MAX_WORDS)),
                "extract": clocked(lambda: summarizer.summarize(bundle, max_words=MAX_WORDS, fusion="none")),
                "fused, weights in transformers": clocked(lambda: plain.summarize(bundle, max_words=MAX_WORDS)),
                "distilbart-sized, one call": clocked(distilbart()),
                **{system: peer(system) for system in SYSTEMS if system != "bert-extractive"},
            },
            repeat,
        )
    ours = found["fused"]["median"]
    return {name: {**times, "times": times["median"] / ours} for name, times in found.items()}


def stages(repeat: int) -> Figures:
    """Seconds of each stage of a warm summary."""
    summarizer, bundle = Summarizer(), articles()
    summarizer.summarize(bundle, max_words=MAX_WORDS)
    seconds: dict[str, list[float]] = {}
    for _ in range(repeat):
        marks: list[tuple[str, float]] = []

        def note(event: Event, marks: list[tuple[str, float]] = marks) -> None:
            if isinstance(event, StageStarted):
                marks.append((event.stage.value, time.perf_counter()))

        summarizer.summarize(bundle, max_words=MAX_WORDS, observer=note)
        marks.append(("end", time.perf_counter()))
        of_run: dict[str, float] = {}
        for (name, start), (_, end) in pairwise(marks):
            of_run[name] = of_run.get(name, 0.0) + end - start
        for name, value in of_run.items():
            seconds.setdefault(name, []).append(value)
    return {name: spread(values) for name, values in seconds.items()}


def bulk(bundles: int) -> Figures:
    """Bundles a minute of ``summarize batch``, start included; each bundle has a sentence of its own."""
    found: Figures = {}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in"
        source.mkdir()
        lines = []
        for number in range(bundles):
            texts = [f"{article.text}\n\nReport number {number} was filed by the {article.id} desk." for article in articles()]
            lines.append(json.dumps({"articles": [{"id": str(place), "text": text} for place, text in enumerate(texts)]}))
        (source / "bundles.jsonl").write_text("\n".join(lines), encoding="utf-8")
        for workers in (1, 2):
            command = [
                str(Path(sys.executable).with_name("summarize")),
                "batch",
                str(source),
                str(Path(folder) / f"out{workers}"),
            ]
            seconds, memory = run_process([*command, "--workers", str(workers)])
            found[f"{workers} workers" if workers > 1 else "1 worker"] = {
                "bundles": bundles,
                "seconds": seconds,
                "per_minute": 60 * bundles / seconds,
                "peak_mib": memory,
            }
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the parts, print each, and record the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", default=PARTS)
    parser.add_argument("--repeat", type=int, default=5)
    option(parser)
    given = parser.parse_args(arguments)
    repeat = 1 if given.small else given.repeat
    parts: dict[str, Callable[[], Figures]] = {
        "cold": lambda: cold(repeat),
        "warm": lambda: warm(repeat),
        "stages": lambda: stages(2 * repeat),
        "bulk": lambda: bulk(2 if given.small else 16),
    }
    bundle = articles()
    figures: Figures = {"articles": len(bundle), "words": sum(len(article.text.split()) for article in bundle)}
    for name in given.parts.split(","):
        figures[name] = parts[name]()
        print(name, json.dumps(figures[name], indent=1), flush=True)
    chosen = "" if given.parts == PARTS else f" --parts {given.parts}"
    record("speed", figures, command=f"python -m benchmarks.speed{chosen}", small=given.small)


if __name__ == "__main__":
    main()
