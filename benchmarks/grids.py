"""What every table of the documents is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from benchmarks.results import Result

Results = Mapping[str, Result]
Maker = Callable[[Results], str]
"""Makes a table of all results; an empty text where those that it shows are not there."""


def grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def caption(result: Result) -> str:
    """Return where figures come from."""
    machine = result.machine
    return (
        f"\n`{result.command}`, {result.date}, commit `{result.commit}`, {machine['cores']} cores of {machine['cpu']}, "
        f"{machine['memory_gib']} GiB.\n"
    )
