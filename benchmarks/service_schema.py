"""Schemathesis, with all its checks, against the running service.

    python -m pip install -c constraints.txt -r benchmarks/requirements-service.txt
    python -m benchmarks.service_schema

Runs the service with the fake model, a key and a job store of its own, and lets schemathesis make requests from the OpenAPI
document: valid ones, invalid ones, and sequences along the links. The exit code is schemathesis's.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.service_process import ROOT, faults, running
from summarizer.service import keys


def main(arguments: Sequence[str]) -> int:
    """Run, and return schemathesis's exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--max-examples", type=int, default=100, help="requests for each operation and phase")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    program = shutil.which("schemathesis", path=str(Path(sys.executable).parent))
    if program is None:
        print("schemathesis is not installed: python -m pip install -r benchmarks/requirements-service.txt", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        key, file = keys.make(), Path(folder) / "keys"
        file.write_text(f"schema:{keys.digest(key.encode()).decode()}\n", encoding="utf-8")
        store = {"jobs": True, "jobs_url": f"sqlite:///{folder}/jobs.sqlite", "jobs_poll_seconds": 0.1, "keys_file": file}
        with running(faults(), log_level="error", **store) as process:
            command = [
                program, "run", f"{process.url}/openapi.json", "--checks", "all", "--header", f"Authorization: Bearer {key}",
                "--max-examples", str(chosen.max_examples), "--seed", str(chosen.seed), "--workers", "2",
                "--request-timeout", "120",  # beyond the service's own deadline
                "--suppress-health-check", "too_slow",  # of the machine that makes the requests, not of the service
            ]  # fmt: skip
            environment = {**os.environ, "SCHEMATHESIS_HOOKS": "benchmarks.service_schema_hooks", "PYTHONPATH": str(ROOT)}
            return subprocess.run(command, check=False, cwd=folder, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
