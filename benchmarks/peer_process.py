"""The process that runs the other summarizers (``benchmarks/peer_worker.py``), seen from here."""

from __future__ import annotations

import base64
import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from summarizer.models.protocols import FloatArray

FOLDER = Path(__file__).parent
PYTHON = FOLDER / ".venv" / "bin" / "python"
SYSTEMS = ("sumy-lexrank", "sumy-textrank", "sumy-lsa", "sumy-kl", "pytextrank", "bert-extractive")


class PeerFailed(RuntimeError):
    """A peer has no answer for one bundle; the message is its own."""


class Peers:
    """Asks the process, one request at a time."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def choose(
        self, system: str, sentences: Sequence[str], max_words: int, vectors: FloatArray | None = None
    ) -> tuple[list[int], float]:
        """Return the sentences that a system takes, in reading order, and its seconds.

        Raises:
            PeerFailed: It raised an error.
            RuntimeError: The process ended.
        """
        request: dict[str, Any] = {"system": system, "sentences": list(sentences), "max_words": max_words}
        if vectors is not None:
            request["vectors"] = base64.b64encode(vectors.astype(np.float32).tobytes()).decode()
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the process has no pipes")
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the process of the peers ended")
        answer = json.loads(line)
        if "error" in answer:
            raise PeerFailed(answer["error"])
        return answer["chosen"], answer["seconds"]


@contextmanager
def peers(*, threads: int | None = None) -> Iterator[Peers]:
    """Start the process; end it afterwards.

    Raises:
        SystemExit: Its environment is not there.
    """
    if not PYTHON.exists():
        raise SystemExit("The peers are not installed: make peers")
    environment = {**os.environ, "HF_HUB_OFFLINE": "1"}
    if threads is not None:
        environment["OMP_NUM_THREADS"] = str(threads)
    # -P: the folder of the script has modules of our names.
    command = [str(PYTHON), "-P", str(FOLDER / "peer_worker.py")]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            yield Peers(process)
        finally:
            if process.stdin is not None:
                process.stdin.close()
            process.wait(60)
