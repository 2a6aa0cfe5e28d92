"""Schemathesis, with all its checks, against the running service.

    python -m pip install -c constraints.txt -r benchmarks/requirements-service.txt
    python -m benchmarks.service_schema          # about 3 minutes
    python -m benchmarks.service_schema --small

Runs the service with the fake model, a key and a job store of its own, and lets schemathesis make requests from the OpenAPI
document: valid ones, invalid ones, and sequences along the links. Records how many there were and what failed; the exit code is
schemathesis's.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.results import option, record
from benchmarks.service_process import ROOT, START_SECONDS, faults, running
from summarizer.service import keys

EXAMPLES, SMALL_EXAMPLES = 100, 2
"""Requests for each operation and phase."""


def probe(examples: int, seed: int) -> dict[str, Any]:
    """Let schemathesis probe a service with ``examples`` requests for each operation and phase; return its report's figures.

    Raises:
        FileNotFoundError: schemathesis is not installed.
        RuntimeError: It did not come to its end.

    """
    program = shutil.which("schemathesis", path=str(Path(sys.executable).parent))
    if program is None:
        raise FileNotFoundError("schemathesis is not installed: python -m pip install -r benchmarks/requirements-service.txt")
    with tempfile.TemporaryDirectory() as folder:
        key, file, report = keys.make(), Path(folder) / "keys", Path(folder) / "report.json"
        file.write_text(f"schema:{keys.digest(key.encode()).decode()}\n", encoding="utf-8")
        store = {"jobs": True, "jobs_url": f"sqlite:///{folder}/jobs.sqlite", "jobs_poll_seconds": 0.1, "keys_file": file}
        with running(faults(), log_level="error", **store) as process:
            # Made at the first question, which a busy machine answers too late for schemathesis.
            process.client.get("/openapi.json", timeout=START_SECONDS).raise_for_status()
            command = [
                program, "run", f"{process.url}/openapi.json", "--checks", "all", "--header", f"Authorization: Bearer {key}",
                "--max-examples", str(examples), "--seed", str(seed),
                "--workers", "1",  # with two, Hypothesis meets "AST constructor recursion depth mismatch" in Python 3.11 at times
                "--report-json-path", str(report),
                "--request-timeout", "120",  # beyond the service's own deadline
                "--suppress-health-check", "too_slow",  # of the machine that makes the requests, not of the service
            ]  # fmt: skip
            environment = {**os.environ, "SCHEMATHESIS_HOOKS": "benchmarks.service_schema_hooks", "PYTHONPATH": str(ROOT)}
            code = subprocess.run(command, check=False, cwd=folder, env=environment).returncode
        told = json.loads(report.read_text(encoding="utf-8"))
    if not told["complete"] or told["operations"] is None:
        raise RuntimeError(f"schemathesis did not come to its end: {told['stop_reason']}")
    return {
        "schemathesis": told["schemathesis_version"],
        "max_examples": examples,
        "seed": seed,
        "seconds": told["running_time"],
        "operations": told["operations"]["tested"],
        "phases": {name: phase["status"] for name, phase in told["phases"].items()},
        "requests": told["test_cases"]["generated"],
        "failures": told["test_cases"]["unique_failures"],
        "errors": len(told["errors"]),
        "exit_code": code,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, record, and return schemathesis's exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    option(parser)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    report = probe(SMALL_EXAMPLES if given.small else EXAMPLES, given.seed)
    record("service_schema", report, command=f"python -m benchmarks.service_schema --seed {given.seed}", small=given.small)
    code: int = report["exit_code"]
    return code


if __name__ == "__main__":
    sys.exit(main())
