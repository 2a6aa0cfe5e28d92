"""The tables and figures of README and docs, made from ``benchmarks/results``.

    python -m benchmarks.tables            # writes them between their marks
    python -m benchmarks.tables --check    # says which documents are not what the results say

A document holds ``<!-- table NAME -->`` and ``<!-- /table NAME -->``; what stands between is written here and nowhere else. A
table whose results are not there is empty. Single figures in sentences: ``benchmarks.figures``.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import bulk_tables, figures, quality_tables, service_tables, speed_tables, trust_tables
from benchmarks.grids import Maker, Results
from benchmarks.results import RESULTS, ROOT, read

DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_MARKED = re.compile(r"(<!-- table ([\w-]+) -->\n)(.*?)(<!-- /table \2 -->)", re.DOTALL)


TABLES: Mapping[str, Maker] = {
    **quality_tables.MAKERS,
    **speed_tables.MAKERS,
    **trust_tables.MAKERS,
    **bulk_tables.MAKERS,
    **service_tables.MAKERS,
}


def filled(text: str, results: Results) -> str:
    """Return a document with its tables and figures as the results say.

    Raises:
        KeyError: It names a table or figure that there is not.
        ValueError: The format of a figure is none of Python's.
    """
    return figures.filled(_MARKED.sub(lambda found: found[1] + TABLES[found[2]](results) + found[4], text), results)


def sections(text: str) -> dict[str, str]:
    """Return what stands between the marks, by the name of the table."""
    return {name: inside for _, name, inside, _ in _MARKED.findall(text)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write, or check; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--print", action="store_true", help="print all tables instead of writing them")
    given = parser.parse_args(arguments)
    results = read(given.results)
    if given.print:
        print("\n".join(f"{name}\n\n{make(results)}" for name, make in TABLES.items()))
        return 0
    wrong = []
    for path in DOCUMENTS:
        text = path.read_text(encoding="utf-8")
        made = filled(text, results)
        if made != text:
            wrong.append(path.name)
            if not given.check:
                path.write_text(made, encoding="utf-8")
    if wrong and given.check:
        print(f"Not what the results say: {', '.join(wrong)}; run python -m benchmarks.tables", file=sys.stderr)
    return 1 if wrong and given.check else 0


if __name__ == "__main__":
    sys.exit(main())
