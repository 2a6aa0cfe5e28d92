"""Work timed by the quickest of several runs, since noise only ever adds."""

from __future__ import annotations

import time
from collections.abc import Callable


def fastest(work: Callable[[], object], repeat: int, clock: Callable[[], float] = time.perf_counter) -> float:
    """Return the seconds of the quickest of several runs; ``time.process_time`` as the clock counts those of the CPU."""
    times = []
    for _ in range(repeat):
        start = clock()
        work()
        times.append(clock() - start)
    return min(times)
