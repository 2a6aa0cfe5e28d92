"""Whole processes, timed from start to end."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence


def run_process(arguments: Sequence[str], text: str = "") -> tuple[float, float]:
    """Run a command with a text as its input; return its seconds and the peak memory in MiB of that process alone.

    Raises:
        RuntimeError: It failed; the message ends with what it said.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said:
        given.write(text.encode())
        given.seek(0)
        start = time.perf_counter()
        child = subprocess.Popen(arguments, stdin=given, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            raise RuntimeError(f"{arguments[0]} answered {child.returncode}: {said.read().decode(errors='replace')[-2_000:]}")
    return seconds, usage.ru_maxrss / 1024
