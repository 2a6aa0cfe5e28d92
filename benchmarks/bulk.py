"""Bulk work: killed and taken up, its rate and memory, and what a second worker brings.

    python -m benchmarks.bulk kills --bundles 200 --kills 20              # kill -9 at random moments, then resume
    python -m benchmarks.bulk kills --bundles 200 --kills 20 --engine ray
    python -m benchmarks.bulk rate --bundles 1000                         # some 15 minutes on two cores
    python -m benchmarks.bulk workers --bundles 60                        # 1 worker, then 2
    python -m benchmarks.bulk kills --small                               # and so for the others

Bundles are the clusters of Multi-News, validation, as lines of one file. ``--fusion none`` makes extracts alone; ``--fakes``
works without models, for the kills. Leave the code alone meanwhile: every run that is started again reads it anew.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.results import ROOT, option, record
from summarizer.models.training.corpora import data_folder

LOG = "manifest.jsonl"
SAMPLE_SECONDS = 0.5
SMALL = {"kills": (12, 3), "rate": (12, 0), "workers": (8, 0)}
"""Bundles, and kills, of the small size."""


@dataclass
class Run:
    """A run as seen from outside.

    Attributes:
        seconds: From start to end.
        cpu_seconds: Of all of its processes.
        memory: Resident MiB of all of its processes together, with the number of bundles finished by then.
        code: Exit code.
    """

    seconds: float = 0.0
    cpu_seconds: float = 0.0
    memory: list[tuple[int, float]] = field(default_factory=list)
    code: int = 0


def bundles(folder: Path, count: int) -> Path:
    """Write the first clusters as bundles, a line each, and return the folder."""
    folder.mkdir()
    with (
        lzma.open(data_folder() / "multi-news" / "val.jsonl.xz", "rt", encoding="utf8") as lines,
        (folder / "mn.jsonl").open("w") as out,
    ):
        for line in islice(lines, count):
            out.write(json.dumps({"articles": [{"text": text} for text in json.loads(line)["docs"]]}) + "\n")
    return folder


def command(given: argparse.Namespace, folder: Path, out: Path, workers: int | None) -> list[str]:
    """Return the command of a run."""
    if given.fakes:
        return [sys.executable, "-m", "benchmarks.bulk_fakes", str(folder), str(out), "--workers", str(workers or 2)]
    program = [str(Path(sys.executable).with_name("summarize")), "batch", str(folder), str(out), "--fusion", given.fusion]
    program += ["--engine", given.engine] if given.engine != "local" else []
    return [*program, "--workers", str(workers)] if workers else program


def start(program: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a run in a session of its own, so that all of its processes can be found."""
    return subprocess.Popen(program, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True)


def watched(program: Sequence[str], out: Path) -> Run:
    """Run to the end and look at its memory meanwhile.

    Raises:
        RuntimeError: It did not begin.
    """
    found, began, before = Run(), time.perf_counter(), os.times()
    process, over = start(program), threading.Event()

    def look() -> None:
        while not over.wait(SAMPLE_SECONDS):
            found.memory.append((finished(out), sum(_resident(one) for one in _of_session(process.pid))))

    looking = threading.Thread(target=look)
    looking.start()
    found.code = process.wait()
    over.set()
    looking.join()
    if not out.exists():
        raise RuntimeError(f"{' '.join(program[:2])} ended with {found.code} before it began")
    after = os.times()
    found.seconds = time.perf_counter() - began
    found.cpu_seconds = after.children_user + after.children_system - before.children_user - before.children_system
    return found


def finished(out: Path) -> int:
    """Return how many records a run has written."""
    return (out / LOG).read_bytes().count(b"\n") if (out / LOG).exists() else 0


def outputs(out: Path) -> dict[str, bytes]:
    """Return the files of a run but its log and lock."""
    return {path.name: path.read_bytes() for path in out.iterdir() if path.name not in {LOG, ".lock"}}


def statuses(out: Path) -> Counter[str]:
    """Count the records of a run by what became of the bundles."""
    return Counter(json.loads(line)["status"] for line in (out / LOG).read_text().splitlines())


def kills(given: argparse.Namespace, folder: Path, work: Path) -> dict[str, Any]:
    """Kill a run again and again, at random shares of its way, and compare what it leaves with an undisturbed run.

    A kill falls at a random time within what the undisturbed run took for the bundles that are left. Odd kills hit one worker
    only, which the run survives; even ones the run itself, which is started again.
    """
    whole, out = work / "whole", work / "out"
    undisturbed = watched(command(given, folder, whole, given.workers), whole)
    each = undisturbed.seconds / given.bundles
    chance = random.Random(given.seed)  # noqa: S311  moments, no secret
    marks = sorted(chance.uniform(0, given.bundles) for _ in range(given.kills))
    of_runs = of_workers = 0
    process = start(command(given, folder, out, given.workers))
    for number, mark in enumerate(marks):
        while process.poll() is None and finished(out) < int(mark):
            time.sleep(0.01)
        time.sleep(chance.uniform(0, each))  # anywhere between two records, and while models load
        if process.poll() is not None:
            break
        workers = [one for one in _of_session(process.pid) if one != process.pid and _works(one)]
        if number % 2 and workers:
            os.kill(chance.choice(workers), signal.SIGKILL)
            of_workers += 1
            continue
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        of_runs += 1
        _end_ray(process.pid, given.engine)
        process = start(command(given, folder, out, given.workers))
    code = process.wait()
    names = [json.loads(line)["name"] for line in (out / LOG).read_text().splitlines()]
    left, right = outputs(out), outputs(whole)
    return {
        "bundles": given.bundles,
        "killed_runs": of_runs,
        "killed_workers": of_workers,
        "identical": left == right,
        "missing": len(set(right) - set(left)),
        "extra": len(set(left) - set(right)),
        "recorded_twice": len(names) - len(set(names)),
        "unrecorded": given.bundles - len(set(names)),
        "exit_codes_alike": code == undisturbed.code,
        "statuses": dict(statuses(out)),
    }


def rate(given: argparse.Namespace, folder: Path, work: Path) -> dict[str, Any]:
    """Run once, and tell the rate, the memory as the run goes on, and what failed."""
    out = work / "out"
    run = watched(command(given, folder, out, given.workers), out)
    working = [(count, mib) for count, mib in run.memory if count]
    quarters = [
        max((mib for count, mib in working if part * given.bundles / 4 < count <= (part + 1) * given.bundles / 4), default=0.0)
        for part in range(4)
    ]
    counts = statuses(out)
    return {
        "bundles": given.bundles,
        "fusion": given.fusion,
        "seconds": run.seconds,
        "cpu_seconds_each": run.cpu_seconds / given.bundles,
        "per_minute": 60 * given.bundles / run.seconds,
        "peak_mib": max((mib for _, mib in run.memory), default=0.0),
        "peak_mib_by_quarter": quarters,
        "output_bytes_each": sum(map(len, outputs(out).values())) / max(counts["done"], 1),
        "input_bytes_each": (folder / "mn.jsonl").stat().st_size / given.bundles,
        "articles_each": sum(json.loads(line)["articles"] for line in (out / LOG).read_text().splitlines()) / given.bundles,
        "statuses": dict(counts),
        "exit_code": run.code,
    }


def workers(given: argparse.Namespace, folder: Path, work: Path) -> dict[str, Any]:
    """Run with one worker and with two; the time in which models load is part of both."""
    seconds: dict[int, float] = {}
    for number in (1, 2):
        out = work / f"out{number}"
        seconds[number] = watched(command(given, folder, out, number), out).seconds
    same = outputs(work / "out1") == outputs(work / "out2")
    return {"bundles": given.bundles, "seconds": seconds, "times": seconds[1] / seconds[2], "identical": same}


def _of_session(session: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, *rest = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(rest[2]) == session and state != "Z":
            found.append(int(path.parent.name))
    return found


def _works(process: int) -> bool:
    """Say whether a process is a worker, and not a keeper of the pool or a part of Ray."""
    try:
        line = Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False
    return b"spawn_main" in line or b"ray::_Worker" in line


def _end_ray(session: int, engine: str) -> None:
    """End what a killed run leaves of its own local cluster; workers of this machine end by themselves."""
    if engine == "ray":
        for process in _of_session(session):
            os.kill(process, signal.SIGKILL)


def _resident(process: int) -> float:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except (OSError, IndexError):
        return 0.0


MEASURES = {"kills": kills, "rate": rate, "workers": workers}


def main() -> int:
    """Measure one thing, print its figures and keep them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measure", choices=MEASURES)
    parser.add_argument("--bundles", type=int, default=200)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--workers", type=int, help="as for summarize batch")
    parser.add_argument("--engine", choices=["local", "ray"], default="local")
    parser.add_argument("--fusion", choices=["auto", "none"], default="auto")
    parser.add_argument("--fakes", action="store_true", help="no models: the kills alone")
    parser.add_argument("--seed", type=int, default=1)
    option(parser)
    given = parser.parse_args()
    if given.fakes and (given.measure != "kills" or given.engine == "ray"):
        parser.error("--fakes is for kills of this machine's workers")
    if given.small:
        given.bundles, given.kills = SMALL[given.measure]
    if given.measure == "kills" and not given.workers:
        given.workers = 2
    with tempfile.TemporaryDirectory(prefix="newsfuse-bulk-") as name:
        work = Path(name)
        figures = MEASURES[given.measure](given, bundles(work / "in", given.bundles), work)
    print(json.dumps(figures, indent=1))
    said = " ".join(one for one in sys.argv[1:] if one != "--small")
    suffix = "_ray" if given.engine == "ray" else ""
    record(
        f"bulk_{given.measure}{suffix}", figures, command=f"python -m benchmarks.bulk {said}", small=given.small or given.fakes
    )
    return 0 if figures.get("identical", True) and not figures.get("missing") else 1


if __name__ == "__main__":
    sys.exit(main())
