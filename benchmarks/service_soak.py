"""Soak: twice the load that the service can take, for minutes; it must refuse what is too much and not grow.

    python -m benchmarks.service_soak                        # 3 minutes, the fake model
    python -m benchmarks.service_soak --engine real          # 3 minutes, the bundled models; run nothing else meanwhile
    python -m benchmarks.service_soak --engine real --small

Measures the capacity first, then sends twice that rate, whether answers come or not. Records what was seen and exits with 1
when an answer was neither 200 nor 429, the memory grew by 3 % or more after warm-up, or the 95th percentile of admitted requests
is over the deadline.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from benchmarks.results import option, record
from benchmarks.service_process import REAL, ROOT, Process, faults, running

SECONDS, SMALL_SECONDS = 180.0, 20.0
DEADLINE = 10.0
CAPACITY_SECONDS, SMALL_CAPACITY_SECONDS = 10.0, 5.0
CLIENTS = 16
GROWTH = 0.03
WARM_UP = 0.25
"""Share of the run that counts as warm-up, for the memory."""


@dataclass
class Seen:
    """What the clients saw."""

    statuses: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)


class Bundles:
    """Bundles without end, no two alike so that no cache answers."""

    def __init__(self, engine: str) -> None:
        self._stories = [[{"text": "Report {n} begins here. It ends."}] * 4] if engine == "fake" else examples()
        self._number = 0

    def next(self) -> dict[str, Any]:
        """Return the next one."""
        self._number += 1
        story = self._stories[self._number % len(self._stories)]
        articles = [{"text": article["text"].replace("{n}", f"{self._number}.{place}")} for place, article in enumerate(story)]
        articles[0]["text"] += f"\n\nReaders may call desk number {self._number} with questions about this report."
        return {"articles": articles}


def examples() -> list[list[dict[str, str]]]:
    """Return the articles of the example bundles."""
    folders = [folder for folder in sorted((ROOT / "examples").iterdir()) if folder.is_dir()]
    files = [[path for path in sorted(folder.iterdir()) if path.suffix in {".txt", ".md"}] for folder in folders]
    stories = [[{"text": text_of(path)} for path in paths] for paths in files]
    return [story for story in stories if len(story) > 1]


def text_of(path: Path) -> str:
    """Return the text of an article's file."""
    return path.read_text(encoding="utf-8")


async def ask(client: httpx.AsyncClient, bundles: Bundles, seen: Seen) -> None:
    """Send one request and count its answer."""
    started = time.monotonic()
    try:
        answer = await client.post("/v1/summaries", json=bundles.next())
    except httpx.TransportError as error:
        seen.statuses[type(error).__name__] += 1
        return
    seen.statuses[str(answer.status_code)] += 1
    if answer.status_code == 200:
        seen.seconds.append(time.monotonic() - started)


async def capacity(client: httpx.AsyncClient, bundles: Bundles, seconds: float) -> float:
    """Return the summaries a second that ``CLIENTS`` clients get that each wait for the answer."""
    seen, end = Seen(), time.monotonic() + seconds

    async def one() -> None:
        while time.monotonic() < end:
            await ask(client, bundles, seen)

    started = time.monotonic()
    await asyncio.gather(*(one() for _ in range(CLIENTS)))
    return seen.statuses["200"] / (time.monotonic() - started)


async def soak(process: Process, bundles: Bundles, seconds: float, capacity_seconds: float, seen: Seen) -> float:
    """Find the capacity, send twice as much for ``seconds``, and return that rate."""
    limits = httpx.Limits(max_connections=1_000, max_keepalive_connections=200)
    async with httpx.AsyncClient(base_url=process.url, timeout=DEADLINE * 3, limits=limits) as client:
        rate = 2 * await capacity(client, bundles, capacity_seconds)
        started, sent, asked = time.monotonic(), 0, 0.0
        tasks: set[asyncio.Task[None]] = set()
        while (now := time.monotonic() - started) < seconds:
            while sent < now * rate:
                task = asyncio.create_task(ask(client, bundles, seen))
                tasks.add(task)
                task.add_done_callback(tasks.discard)
                sent += 1
            if now >= asked:
                asked = now + 1.0
                seen.memory.append((now, memory(process)))
            await asyncio.sleep(0.01)
        await asyncio.gather(*tasks)
    return rate


def memory(process: Process) -> float:
    """Return the resident memory of the server, in bytes."""
    for line in Path(f"/proc/{process.process.pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return float(line.split()[1]) * 1_024
    raise RuntimeError("the server is gone")


def growth(samples: Sequence[tuple[float, float]], seconds: float) -> float:
    """Return by what share the memory grew from after warm-up to the end, medians of ten samples each."""
    after = [size for moment, size in samples if moment >= seconds * WARM_UP]
    first, last = statistics.median(after[:10]), statistics.median(after[-10:])
    return last / first - 1


def run(engine: str, seconds: float, capacity_seconds: float) -> dict[str, Any]:
    """Soak a service with the fake or the ``real`` models; return what was seen."""
    command = REAL if engine == "real" else faults(batch_ms=20, input_ms=2)
    limits = {"deadline_seconds": DEADLINE, "concurrent_requests": 2 * CLIENTS, "cache_bytes": 2_000_000, "log_level": "error"}
    seen, bundles = Seen(), Bundles(engine)
    with running(command, **limits) as process:
        rate = asyncio.run(soak(process, bundles, seconds, capacity_seconds, seen))
        left = process.metrics()
    broken = [f"{number} × {status}" for status, number in seen.statuses.items() if status not in {"200", "429"}]
    grown = growth(seen.memory, seconds)
    if grown >= GROWTH:
        broken.append(f"memory grew by {grown:.1%}")
    p95 = statistics.quantiles(seen.seconds, n=20, method="inclusive")[-1] if len(seen.seconds) > 1 else 0.0
    if p95 > DEADLINE or not seen.seconds:
        broken.append(f"95th percentile {p95:.2f} s")
    if left["newsfuse_queue_requests"] or left["newsfuse_queue_tokens"]:
        broken.append("something is left in the queue")
    return {
        "engine": engine,
        "seconds": seconds,
        "capacity_per_second": rate / 2,
        "sent_per_second": rate,
        "answers": dict(sorted(seen.statuses.items())),
        "deadline_seconds": DEADLINE,
        "p50_seconds": statistics.median(seen.seconds) if seen.seconds else None,
        "p95_seconds": p95,
        "rss_mib": seen.memory[-1][1] / 2**20,
        "rss_growth": grown,
        "broken": broken,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, record, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", choices=("fake", "real"), default="fake")
    option(parser)
    given = parser.parse_args(arguments)
    seconds, capacity_seconds = (SMALL_SECONDS, SMALL_CAPACITY_SECONDS) if given.small else (SECONDS, CAPACITY_SECONDS)
    report = run(given.engine, seconds, capacity_seconds)
    print(json.dumps(report, indent=2))
    command = f"python -m benchmarks.service_soak --engine {given.engine}"
    record(f"service_soak_{given.engine}", report, command=command, small=given.small)
    return 1 if report["broken"] else 0


if __name__ == "__main__":
    sys.exit(main())
