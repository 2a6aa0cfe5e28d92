"""A real server process for the runs that load, kill or probe one."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from tenacity import RetryError, Retrying, retry_if_result, stop_after_delay, wait_exponential

ROOT = Path(__file__).parents[1]
START_SECONDS = 300.0
"""How long a start may take: importing torch on a machine that does other things takes minutes."""

ENVIRONMENT = {"OMP_WAIT_POLICY": "PASSIVE", "OPENBLAS_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
"""What ``summarize serve`` sets for itself: servers that are started in another way, to be compared with it, get the same."""

FAKE = ("-m", "benchmarks.service_target")
REAL = ("-c", "from summarizer.cli import main; main()", "serve")


def eventually(condition: Callable[[], object], seconds: float = START_SECONDS) -> bool:
    """Ask for a condition of another process, or of a thread that tells nobody, until it holds; say whether it did in time."""
    asking = Retrying(
        retry=retry_if_result(lambda held: not held), stop=stop_after_delay(seconds), wait=wait_exponential(0.002, max=0.05)
    )
    try:
        asking(condition)
    except RetryError:
        return False
    return True


def free_port() -> int:
    """Return a port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Process:
    """One server process and a client to it.

    Args:
        arguments: What Python runs, such as ``FAKE`` or ``REAL`` with their options; the port is added.
        settings: Of the service, by their names.
        log: File that takes what it prints.

    """

    def __init__(self, arguments: Sequence[str], settings: dict[str, Any], log: Path) -> None:
        self.port = free_port()
        self.log = log
        environment = {
            **ENVIRONMENT,
            **os.environ,
            **{f"NEWSFUSE_{name.upper()}": str(value) for name, value in settings.items()},
        }
        command = [sys.executable, *arguments, "--port", str(self.port)]
        with log.open("ab") as sink:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=sink, stdout=sink)
        self.url = f"http://127.0.0.1:{self.port}"
        self.client = httpx.Client(base_url=self.url, timeout=30)

    def ready(self) -> bool:
        """Say whether it takes requests.

        Raises:
            RuntimeError: It ended instead.

        """
        if self.process.poll() is not None:
            raise RuntimeError(self.log.read_text(encoding="utf-8"))
        try:
            return self.client.get("/readyz").status_code == 200
        except httpx.TransportError:
            return False

    def wait(self) -> None:
        """Wait until it takes requests.

        Raises:
            RuntimeError: It does not.

        """
        if not eventually(self.ready):
            raise RuntimeError("not ready in time\n" + self.log.read_text(encoding="utf-8")[-2_000:])

    def metrics(self) -> dict[str, float]:
        """Return the figures of ``/metrics``."""
        lines = self.client.get("/metrics").text.splitlines()
        return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines if line and line[0] != "#")}

    def end(self) -> None:
        """Kill it if it still runs."""
        self.client.close()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(20)


def faults(**chosen: float) -> tuple[str, ...]:
    """Return the arguments of the fake service with these faults."""
    given = [(f"--{name.replace('_', '-')}", str(value)) for name, value in chosen.items()]
    return (*FAKE, *(part for pair in given for part in pair))


@contextmanager
def running(arguments: Sequence[str], **settings: Any) -> Iterator[Process]:  # noqa: ANN401  settings of several types
    """Run a server until it is ready; kill it in the end if it still runs."""
    with tempfile.TemporaryDirectory() as folder:
        process = Process(arguments, {"jobs": False, **settings}, Path(folder) / "server.log")
        try:
            process.wait()
            yield process
        finally:
            process.end()
