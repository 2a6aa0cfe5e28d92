"""The floors of quality: measures that may not fall, pinned with the checksum of the data they were measured on.

    python -m benchmarks.gate            # the fast subset
    python -m benchmarks.gate --full     # everything
    python -m benchmarks.gate --full --update

``--update`` raises floors to what is measured now, less a margin for chance in the last digits; it never lowers one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from benchmarks.clusters import path_of, sha256_of
from benchmarks.quality import measure

FLOORS = Path(__file__).with_name("floors.json")
_MARGIN = 0.05


@dataclass(frozen=True, slots=True)
class Floor:
    """One measure that may not fall.

    Attributes:
        name: The set.
        system: As in ``benchmarks.quality``.
        measure: As in ``benchmarks.quality.MEASURES``.
        limit: Bundles, the first ones; None: all.
        max_words: Length asked for.
        floor: Percent.
        sha256: Of the set's file.

    """

    name: str
    system: str
    measure: str
    limit: int | None
    max_words: int
    floor: float
    sha256: str

    @property
    def fast(self) -> bool:
        """Whether it belongs to the subset that the tests run."""
        return self.limit is not None and self.limit <= 20


Measured = Callable[[Floor], float]


def measured(floor: Floor) -> float:
    """Measure what the floor is about."""
    return measure(floor.name, floor.system, limit=floor.limit, max_words=floor.max_words).means()[floor.measure].mean


def read(path: Path = FLOORS) -> tuple[Floor, ...]:
    """Read the floors."""
    return tuple(Floor(**entry) for entry in json.loads(path.read_text(encoding="utf-8")))


def write(floors: Iterable[Floor], path: Path = FLOORS) -> None:
    """Write the floors."""
    path.write_text(json.dumps([asdict(floor) for floor in floors], indent=1) + "\n", encoding="utf-8")


def failures(floors: Iterable[Floor], value_of: Measured = measured, sha_of: Callable[[str], str] | None = None) -> list[str]:
    """Return what is wrong, one line each: data that is not the pinned data, measures below their floor."""
    checksum = sha_of or (lambda name: sha256_of(path_of(name)))
    found = []
    for floor in floors:
        if checksum(floor.name) != floor.sha256:
            found.append(f"{floor.name}: not the data that the floor was measured on")
            continue
        value = value_of(floor)
        if value < floor.floor:
            found.append(f"{floor.name}, {floor.system}: {floor.measure} {value:.2f} is below {floor.floor:.2f}")
    return found


def raised(floors: Iterable[Floor], value_of: Measured = measured) -> tuple[Floor, ...]:
    """Return the floors at what is measured now where that is higher."""
    return tuple(replace(floor, floor=max(floor.floor, round(value_of(floor) - _MARGIN, 2))) for floor in floors)


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the floors, or raise them; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="all floors, not the fast ones alone")
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured; none is lowered")
    asked = parser.parse_args(arguments)
    floors = read()
    chosen = [floor for floor in floors if asked.full or floor.fast]
    if asked.update:
        better = dict(zip(chosen, raised(chosen), strict=True))
        write(better.get(floor, floor) for floor in floors)
        return 0
    wrong = failures(chosen)
    print("\n".join(wrong) or f"{len(chosen)} floors hold.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
