"""How much memory there is, so that a model that cannot fit is refused before it is read."""

from __future__ import annotations

from pathlib import Path

from summarizer.models.errors import OutOfMemory
from summarizer.models.threads import CGROUP

MEMINFO = Path("/proc/meminfo")
_WORKING_SHARE = 1.2
"""Weights, and a fifth more for activations and the tokenizer."""


def available_bytes(meminfo: Path = MEMINFO, cgroup: Path = CGROUP) -> int | None:
    """Return the memory that this process can still take, in bytes; None where the system does not tell.

    The smaller of what the machine has free and what the cgroup leaves.
    """
    free = _machine(meminfo)
    left = _group(cgroup)
    known = [amount for amount in (free, left) if amount is not None]
    return min(known) if known else None


def _machine(meminfo: Path) -> int | None:
    try:
        lines = meminfo.read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    for line in lines:
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return None


def _group(cgroup: Path) -> int | None:
    for limit, used in (
        (cgroup / "memory.max", cgroup / "memory.current"),
        (cgroup / "memory" / "memory.limit_in_bytes", cgroup / "memory" / "memory.usage_in_bytes"),
    ):
        try:
            most, now = limit.read_text(encoding="ascii").strip(), used.read_text(encoding="ascii").strip()
        except OSError:
            continue
        if most.isdigit() and now.isdigit():
            return max(0, int(most) - int(now))
    return None


def refuse_too_large(name: str, weight_bytes: int, available: int | None) -> None:
    """Raise ``OutOfMemory`` where weights of that many bytes will not fit; do nothing where the memory is unknown."""
    needed = int(weight_bytes * _WORKING_SHARE)
    if available is not None and needed > available:
        raise OutOfMemory(
            f"{name} needs about {needed / 1e9:.1f} GB of memory and {available / 1e9:.1f} GB are free. "
            "Take a smaller model, or convert it to int8 on a larger machine with: summarize models convert."
        )
