"""How many threads this process may really use.

Numeric libraries take the host's core count, which in a container with a CPU quota is far too many: the threads then wait
for each other. The count here is the smaller of the affinity mask and the cgroup's CPU quota.
"""

from __future__ import annotations

import os
from math import ceil
from pathlib import Path

CGROUP = Path("/sys/fs/cgroup")


def available_cpus(cgroup: Path = CGROUP) -> int:
    """Return the number of CPUs this process may use, at least 1.

    Args:
        cgroup: Where the cgroup file system is mounted; both versions 1 and 2 are read.

    """
    try:
        allowed = len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        allowed = os.cpu_count() or 1
    quota = _quota(cgroup)
    return max(1, allowed if quota is None else min(allowed, ceil(quota)))


def _quota(cgroup: Path) -> float | None:
    """CPUs that the cgroup grants, or None where it sets no limit."""
    v2 = _words(cgroup / "cpu.max")
    if len(v2) == 2:
        return _ratio(v2[0], v2[1])
    quota = _words(cgroup / "cpu" / "cpu.cfs_quota_us")
    period = _words(cgroup / "cpu" / "cpu.cfs_period_us")
    if quota and period:
        return _ratio(quota[0], period[0])
    return None


def _words(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="ascii").split()
    except (OSError, UnicodeDecodeError):
        return []


def _ratio(quota: str, period: str) -> float | None:
    if not quota.isdigit() or not period.isdigit() or int(period) == 0:  # "max" and "-1" mean no limit
        return None
    return int(quota) / int(period)
