"""Chaos: bad requests, clients that leave and a model that fails half the time; afterwards the service must be as new.

    python -m benchmarks.service_chaos              # 10,000 requests, 8 threads, about 2 minutes
    python -m benchmarks.service_chaos --small

Records what was seen and exits with 1 when a promise was broken: the service answers afterwards, nothing is left in flight
or in a queue, no caller waited past the deadline, every 5xx is explained by the injected failure. Then the model's worker is
killed: ``/livez`` must say 503 and every caller must be answered.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import httpx

from benchmarks.results import option, record
from benchmarks.service_process import Process, eventually, faults, running

REQUESTS, SMALL_REQUESTS = 10_000, 400
THREADS = 8
FAILURE = 0.5
"""Share of the model's batches that fail."""

DEADLINE = 3.0
PLACES = 6
"""Concurrent requests that the service takes; fewer than the threads, so that 429 is seen."""

SLACK = 1.5
"""Seconds that an answer may take beyond the deadline: the machine may be busy with other things."""

EXPLAINED = {"generation-failed", "deadline-exceeded"}
JSON = {"Content-Type": "application/json"}
BAD: tuple[tuple[bytes, dict[str, str]], ...] = (
    (b"", JSON),
    (b"not json", JSON),
    (b"[" * 5_000, JSON),
    (b'{"articles": []}', JSON),
    (b'{"articles": [{"text": NaN}]}', JSON),
    (b'{"articles": [{"text": "\\ud800"}]}', JSON),
    (b'{"articles": [{"text": "\\u0000"}]}', JSON),
    (b"\xff\xfe\x00", JSON),
    (b'{"articles": [{"text": "a"}]}', {"Content-Type": "text/plain"}),
    (b"\x1f\x8b\x08", {**JSON, "Content-Encoding": "gzip"}),
    (b" " * 200_000, JSON),
)


@dataclass
class Seen:
    """What the clients saw."""

    statuses: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    broken: list[str] = field(default_factory=list)

    def add(self, other: Seen) -> None:
        """Take in what another client saw."""
        self.statuses += other.statuses
        self.problems += other.problems
        self.slowest = max(self.slowest, other.slowest)
        self.broken += other.broken


def body(dice: random.Random) -> dict[str, Any]:
    """Return a bundle that no other request has."""
    slow = "These take long. " if dice.random() < 0.05 else ""
    return {"articles": [{"text": f"{slow}Report {dice.random()} begins. It ends."} for _ in range(dice.randint(1, 6))]}


def attack(url: str, number: int, seed: int) -> Seen:
    """Send ``number`` requests of all kinds, one after the other."""
    dice, seen = random.Random(seed), Seen()  # noqa: S311  no secrecy needed
    with httpx.Client(base_url=url) as client:
        for _ in range(number):
            draw, started = dice.random(), time.monotonic()
            try:
                answer = send(client, dice, draw)
            except httpx.TimeoutException:
                seen.statuses["client left"] += 1
                continue
            except httpx.TransportError as error:
                seen.broken.append(f"connection: {type(error).__name__}")
                continue
            seen.slowest = max(seen.slowest, time.monotonic() - started)
            judge(answer, seen)
    return seen


def send(client: httpx.Client, dice: random.Random, draw: float) -> httpx.Response:
    """Send one request; which kind is drawn."""
    patient = DEADLINE + 30
    if draw < 0.25:
        content, headers = dice.choice(BAD)
        return client.post("/v1/summaries", content=content, headers=headers, timeout=patient)
    if draw < 0.45:
        return client.post("/v1/summaries", json=body(dice), timeout=dice.uniform(0.001, 0.2))
    if draw < 0.55:
        text = json.dumps(body(dice)).encode()

        def chunks() -> Iterator[bytes]:
            yield from (text[i : i + 20] for i in range(0, len(text), 20))

        return client.post("/v1/summaries", content=chunks(), headers=JSON, timeout=patient)
    if draw < 0.65:
        return client.post("/v1/summaries", json=body(dice), headers={"Accept": "text/event-stream"}, timeout=patient)
    return client.post("/v1/summaries", json=body(dice), timeout=patient)


def judge(answer: httpx.Response, seen: Seen) -> None:
    """Count an answer, and note what it breaks."""
    seen.statuses[str(answer.status_code)] += 1
    if answer.status_code < 400:
        return
    kind = answer.json()["type"].rpartition(":")[2]
    seen.problems[kind] += 1
    if answer.status_code >= 500 and kind not in EXPLAINED:
        seen.broken.append(f"unexplained {answer.status_code} {kind}")
    if answer.status_code == 429 and not answer.headers.get("retry-after", "").isdecimal():
        seen.broken.append("429 without Retry-After")


def idle(process: Process) -> list[str]:
    """Return what is still in flight or in a queue; waits for it to go for as long as the deadline."""
    gauges = (
        "newsfuse_queue_requests",
        "newsfuse_queue_tokens",
        'newsfuse_model_queue_inputs{model="seq2seq"}',
        'newsfuse_model_queue_tokens{model="seq2seq"}',
    )
    left: list[str] = []

    def nothing() -> bool:
        figures = process.metrics()
        left[:] = [f"{name} is {figures[name]:g}" for name in gauges if figures[name]]
        if figures["newsfuse_http_in_flight"] != 1:  # the question itself
            left.append(f"in flight: {figures['newsfuse_http_in_flight'] - 1:g}")
        return not left

    eventually(nothing, DEADLINE + SLACK)
    return left


def chaos(process: Process, requests: int, threads: int) -> Seen:
    """Attack with all threads at once, then look at what is left."""
    total = Seen()
    with ThreadPoolExecutor(threads) as pool:
        for seen in pool.map(lambda seed: attack(process.url, requests // threads, seed), range(threads)):
            total.add(seen)
    if total.slowest > DEADLINE + SLACK:
        total.broken.append(f"a caller waited {total.slowest:.1f} s; the deadline is {DEADLINE:g} s")
    total.broken += idle(process)
    if process.client.get("/livez").status_code != 200:
        total.broken.append("not alive afterwards")
    after = [process.client.post("/v1/summaries", json=body(random.Random(-n))).status_code for n in range(1, 21)]  # noqa: S311
    if 200 not in after:
        total.broken.append(f"no summary afterwards: {after}")
    return total


def kill(process: Process) -> list[str]:
    """End the model's worker while callers wait; return what was broken."""
    dice = random.Random(0)  # noqa: S311
    bodies = [body(dice) for _ in range(PLACES - 1)]
    bodies.append({"articles": [{"text": "Now kill the worker. At once."}]})
    with ThreadPoolExecutor(PLACES) as pool:
        answers = list(pool.map(lambda one: process.client.post("/v1/summaries", json=one, timeout=DEADLINE + 30), bodies))
    broken = [] if all(answer.status_code in {200, 500, 504} for answer in answers) else ["a caller was not answered"]
    if process.client.get("/livez").status_code != 503:
        broken.append("/livez does not tell that the worker died")
    return broken


def run(requests: int, threads: int, failure: float) -> dict[str, Any]:
    """Attack a service whose model fails ``failure`` of its batches, then kill its worker; return what was seen."""
    limits = {"deadline_seconds": DEADLINE, "concurrent_requests": PLACES, "max_body_bytes": 100_000, "log_level": "error"}
    started = time.monotonic()
    with running(faults(failure=failure, batch_ms=2, input_ms=0.2), **limits) as process:
        seen = chaos(process, requests, threads)
        broken = seen.broken + kill(process)
    return {
        "requests": requests,
        "threads": threads,
        "failure": failure,
        "seconds": time.monotonic() - started,
        "answers": dict(sorted(seen.statuses.items())),
        "problems": dict(sorted(seen.problems.items())),
        "deadline_seconds": DEADLINE,
        "slowest_seconds": seen.slowest,
        "broken": broken[:20],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, record, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    option(parser)
    given = parser.parse_args(arguments)
    report = run(SMALL_REQUESTS if given.small else REQUESTS, THREADS, FAILURE)
    print(json.dumps(report, indent=2))
    record("service_chaos", report, command="python -m benchmarks.service_chaos", small=given.small)
    return 1 if report["broken"] else 0


if __name__ == "__main__":
    sys.exit(main())
