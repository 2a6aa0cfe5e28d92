"""How the service answers many clients at once: summaries a second and the time that a client waits, at 1, 4, 16 and 64 clients.

    python -m benchmarks.load            # about 3 minutes on two quiet cores
    python -m benchmarks.load --small

One real server, started by its own command. Each client waits for its answer before it asks again; the requests are the example
bundles, each with a sentence of its own so that no cache answers. A level ends when its number of requests has been answered.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Sequence
from typing import Any

import httpx
import numpy as np

from benchmarks.results import option, record
from benchmarks.service_process import REAL, running
from benchmarks.service_soak import Bundles, Seen, ask

REQUESTS = {1: 6, 4: 16, 16: 32, 64: 64}
"""Answered requests by the number of clients."""
PATIENCE = 900.0
"""Seconds that a request may take: at 64 clients each waits for 63 others."""


async def level(url: str, clients: int, requests: int, bundles: Bundles) -> dict[str, Any]:
    """Let so many clients ask until so many requests have been sent."""
    seen, left = Seen(), requests
    limits = httpx.Limits(max_connections=clients + 1)
    async with httpx.AsyncClient(base_url=url, timeout=PATIENCE, limits=limits) as client:

        async def one() -> None:
            nonlocal left
            while left > 0:
                left -= 1
                await ask(client, bundles, seen)

        start = time.monotonic()
        await asyncio.gather(*(one() for _ in range(clients)))
        seconds = time.monotonic() - start
    answered = len(seen.seconds)
    p50, p95, p99 = np.percentile(seen.seconds or [0.0], [50, 95, 99])
    return {
        "clients": clients,
        "requests": requests,
        "answered": answered,
        "statuses": dict(seen.statuses),
        "per_second": answered / seconds,
        "p50": float(p50),
        "p95": float(p95),
        "p99": float(p99),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Run all levels, print each, and record the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    option(parser)
    given = parser.parse_args(arguments)
    levels = {1: 1, 4: 4} if given.small else REQUESTS
    bundles, rows = Bundles("real"), []
    with running(REAL, cache_bytes=0, deadline_seconds=PATIENCE, log_level="error") as process:
        asyncio.run(level(process.url, 2, 2, bundles))
        for clients, requests in levels.items():
            rows.append(asyncio.run(level(process.url, clients, requests, bundles)))
            print(rows[-1], flush=True)
        memory = process.metrics().get("process_resident_memory_bytes", 0.0) / 2**20
    record("load", {"levels": rows, "rss_mib": memory}, command="python -m benchmarks.load", small=given.small)


if __name__ == "__main__":
    main()
