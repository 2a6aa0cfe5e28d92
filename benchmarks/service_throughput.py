"""Throughput: 16 concurrent clients on the example bundles, against batches of one and against plain transformers.

    python -m benchmarks.service_throughput              # about 4 minutes; run nothing else meanwhile
    python -m benchmarks.service_throughput --small

The three services run one after the other on the same machine and in the same environment, each for the same time, on the same
requests: the articles of the examples, in each request with one sentence of its own so that nothing comes from a cache. Records
the summaries a second, the CPU seconds of a summary and the sizes of the batches as ``/metrics`` tells them, and exits with 1
when a target is missed or concurrent answers differ from single ones.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from benchmarks.results import option, record
from benchmarks.service_arms import ARMS
from benchmarks.service_process import Process, running
from benchmarks.service_soak import Bundles
from summarizer.service.settings import Settings

CLIENTS, SMALL_CLIENTS = 16, 4
SECONDS, SMALL_SECONDS = 40.0, 4.0
THREADS: int = Settings.model_fields["threads"].default
PATIENCE = 3_600.0
"""Seconds that a request may take: sixteen wait for one another in the slowest arm."""
TARGETS = {"single": 2.5, "transformers": 4.0}


def measure(process: Process, seconds: float, clients: int = CLIENTS) -> float:
    """Return the summaries a second that so many clients get, each waiting for its answer before it asks again."""
    bundles, lock, done = Bundles("real"), threading.Lock(), [0.0]
    begun = time.monotonic()
    end = begun + seconds

    def client() -> None:
        with httpx.Client(base_url=process.url, timeout=PATIENCE) as http:
            while time.monotonic() < end:
                with lock:
                    body = bundles.next()
                started = time.monotonic()
                answer = http.post("/v1/summaries", json=body)
                answer.raise_for_status()
                # A request that ends after the time counts for the part of it that lies within.
                share = min(1.0, max(0.0, end - started) / max(time.monotonic() - started, 1e-9))
                with lock:
                    done[0] += share

    with ThreadPoolExecutor(clients) as pool:
        for future in [pool.submit(client) for _ in range(clients)]:
            future.result()
    return done[0] / seconds


def same_alone(process: Process, number: int) -> bool:
    """Say whether requests get the same answers together as one after the other."""
    bundles = Bundles("real")
    bodies = [bundles.next() for _ in range(number)]

    def ask(body: dict[str, Any]) -> bytes:
        return httpx.post(f"{process.url}/v1/summaries", json=body, timeout=PATIENCE).raise_for_status().content

    alone = [ask(body) for body in bodies]
    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(ask, bodies)) == alone


def batches(process: Process) -> dict[str, float]:
    """Return the mean inputs of a batch, by model."""
    figures = process.metrics()

    def by_model(part: str) -> dict[str, float]:
        start = f'newsfuse_batch_inputs_{part}{{model="'
        return {name.removeprefix(start).removesuffix('"}'): value for name, value in figures.items() if name.startswith(start)}

    counts = by_model("count")
    return {model: round(total / counts[model], 1) for model, total in by_model("sum").items() if counts[model]}


def run(arms: Sequence[str], seconds: float, clients: int, threads: int) -> dict[str, Any]:
    """Measure the arms one after the other; return what was seen."""
    report: dict[str, Any] = {
        "clients": clients,
        "threads": threads,
        "seconds": seconds,
        "per_second": {},
        "cpu_seconds_each": {},
        "batches": {},
    }
    for arm in arms:
        settings = {
            "cache_bytes": 0,
            "deadline_seconds": PATIENCE,
            "log_level": "error",
            "threads": 1 if arm == "transformers" else threads,
        }
        with running(("-m", "benchmarks.service_arms", "--arm", arm), **settings) as process:
            measure(process, min(5.0, seconds), clients)
            before = process.metrics()
            report["per_second"][arm] = measure(process, seconds, clients)
            report["cpu_seconds_each"][arm] = cpu_seconds_each(before, process.metrics())
            report["batches"][arm] = batches(process)
            print(f"{arm}: {report['per_second'][arm]:.3f} a second", file=sys.stderr, flush=True)
            if arm == "batched":
                report["same_alone"] = same_alone(process, clients // 2)
    best = report["per_second"].get("batched", 0.0)
    report["times"] = {arm: best / value for arm, value in report["per_second"].items() if arm != "batched" and value}
    missed = [f"{arm}: {times:.2f} of {TARGETS[arm]}" for arm, times in report["times"].items() if times < TARGETS[arm]]
    if not report.get("same_alone", True):
        missed.append("answers differ in company")
    report["missed"] = missed
    return report


def cpu_seconds_each(before: dict[str, float], after: dict[str, float]) -> float:
    """Return the CPU seconds that the server took for each summary between two readings of its metrics."""
    cpu, number = "process_cpu_seconds_total", 'newsfuse_http_requests_total{method="POST",route="/v1/summaries",status="200"}'
    return (after[cpu] - before[cpu]) / max(1.0, after[number] - before[number])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, record, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    option(parser)
    parser.add_argument("--threads", type=int, default=THREADS, help="summaries in work at once")
    parser.add_argument("--arms", default=",".join(ARMS))
    given = parser.parse_args(arguments)
    seconds, clients = (SMALL_SECONDS, SMALL_CLIENTS) if given.small else (SECONDS, CLIENTS)
    report = run(given.arms.split(","), seconds, clients, given.threads)
    print(json.dumps(report, indent=2))
    # What was chosen otherwise is a trial and no result.
    trial = given.small or given.threads != THREADS or given.arms != ",".join(ARMS)
    record("service_throughput", report, command="python -m benchmarks.service_throughput", small=trial)
    return 1 if report["missed"] else 0


if __name__ == "__main__":
    sys.exit(main())
