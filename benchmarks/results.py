"""Figures as they are kept: one small JSON file a benchmark in ``benchmarks/results``, from which every table is made.

A file tells the command, the date, the kind of machine and the commit. It holds no host name, no path and no text of a data set.
Runs at a small size go to ``benchmarks/out/small``, which is not part of the repository, so that they never pass for results.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from summarizer.models.threads import available_cpus

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results"
SMALL = ROOT / "benchmarks" / "out" / "small"
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Machine:
    """The kind of machine that figures were measured on.

    Attributes:
        cores: That the process could use.
        memory_gib: Of the machine.
        cpu: Model name, as the processor gives it.
    """

    cores: int
    memory_gib: int
    cpu: str

    @classmethod
    def this(cls) -> Machine:
        """Return what this machine is."""
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        return cls(available_cpus(), round(memory / 2**30), _cpu())


@dataclass(frozen=True, slots=True)
class Result:
    """One benchmark's figures.

    Attributes:
        name: Of the benchmark and its file.
        command: That repeats it.
        date: ISO date of the run.
        commit: That was measured; ends in ``+`` where tracked Python files were changed.
        machine: As ``Machine`` has it.
        figures: What was measured, rounded to four digits behind the point.
    """

    name: str
    command: str
    date: str
    commit: str
    machine: Mapping[str, Any]
    figures: Mapping[str, Any]


def option(parser: argparse.ArgumentParser) -> None:
    """Add ``--small`` to a benchmark's options."""
    parser.add_argument(
        "--small", action="store_true", help="a size that proves in a minute that it runs; kept apart from results"
    )


def record(name: str, figures: Mapping[str, Any], *, command: str, small: bool) -> Path:
    """Write a benchmark's figures and return the file."""
    folder = SMALL if small else RESULTS
    folder.mkdir(parents=True, exist_ok=True)
    result = Result(
        name=name,
        command=f"{command} --small" if small else command,
        date=datetime.now(UTC).date().isoformat(),
        commit=_commit(),
        machine=asdict(Machine.this()),
        figures=_rounded(figures),
    )
    path = folder / f"{name}.json"
    path.write_text(json.dumps(asdict(result), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def read(folder: Path = RESULTS) -> dict[str, Result]:
    """Return the results of a folder by name.

    Raises:
        ValueError: A file of it was not written by ``record``.
    """
    found = {}
    for path in sorted(folder.glob("*.json")):
        try:
            found[path.stem] = Result(**json.loads(path.read_text(encoding="utf-8")))
        except TypeError:
            raise ValueError(f"{path.name} was not written by benchmarks.results.record; delete it or measure again") from None
    return found


def _rounded(value: Any) -> Any:  # noqa: ANN401  JSON
    if isinstance(value, Mapping):
        return {str(key): _rounded(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(one) for one in value]
    return round(float(value), _DIGITS) if isinstance(value, float) else value


def _commit() -> str:
    def git(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no", "--", "*.py", "*.bin", "*.npz")
    return (git("rev-parse", "--short", "HEAD") or "unknown") + ("+" if changed else "")


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
