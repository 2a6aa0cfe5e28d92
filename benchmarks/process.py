"""Whole processes, timed from start to end."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

_LAUNCHER = """
import os, sys, time
start = time.perf_counter()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(child, 0)
sys.stderr.write(f"\\0{time.perf_counter() - start} {usage.ru_maxrss / 1024} {os.waitstatus_to_exitcode(status)}")
"""
"""Starts the command from a process of a few megabytes: Linux counts the memory of the process that starts another as its own."""


def run_process(arguments: Sequence[str], text: str = "") -> tuple[float, float]:
    """Run a command with a text as its input; return its seconds and the peak memory in MiB of that process alone.

    Raises:
        RuntimeError: It failed; the message ends with what it said.
    """
    done = subprocess.run(
        [sys.executable, "-S", "-c", _LAUNCHER, *arguments],
        check=False,
        input=text.encode(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    said, _, figures = done.stderr.decode(errors="replace").rpartition("\0")
    if done.returncode or not figures:
        raise RuntimeError(f"{arguments[0]} did not start: {said[-2_000:]}")
    seconds, memory, code = figures.split()
    if code != "0":
        raise RuntimeError(f"{arguments[0]} answered {code}: {said[-2_000:]}")
    return float(seconds), float(memory)
