"""Single figures in the prose of the documents, read from ``benchmarks/results``; ``benchmarks.tables`` writes them.

A document holds ``<!-- figure FILE/KEY/KEY as FORMAT -->`` and ``<!-- /figure -->``; what stands between is written by the
program. ``FILE`` is a results file without its ending, the keys lead to a number below its ``figures`` (a list's by its
place), and ``FORMAT`` is Python's: ``.0%`` gives ``38 %``, ``.2f`` gives ``0.46``, ``,.0f`` gives ``1,386``. ``A over B`` gives
their ratio, ``1 less A`` what is missing to one. Where a file is not there the figure is ``not measured``.

A line must not begin with a mark: Markdown takes such a line for HTML and ends the paragraph there.
"""

from __future__ import annotations

import re
from typing import Any

from benchmarks.grids import Results

MARKED = re.compile(r"(<!--\s+figure\s+([^>]+?)\s+as\s+(\S+)\s+-->)(.*?)(<!--\s+/figure\s+-->)", re.DOTALL)
MISSING = "not measured"


def filled(text: str, results: Results) -> str:
    """Return a document with the figures between its marks as the results say.

    Raises:
        KeyError: A results file has no such number.
        ValueError: The format is none of Python's for numbers.
    """

    def write(found: re.Match[str]) -> str:
        value = _worth(" ".join(found[2].split()), results)
        return found[1] + (MISSING if value is None else _shown(value, found[3])) + found[5]

    return MARKED.sub(write, text)


def _worth(asked: str, results: Results) -> float | None:
    if " over " in asked:
        whole, part = (_number(one, results) for one in asked.split(" over "))
        return None if whole is None or part is None else whole / part
    if asked.startswith("1 less "):
        part = _number(asked.removeprefix("1 less "), results)
        return None if part is None else 1 - part
    return _number(asked, results)


def _number(path: str, results: Results) -> float | None:
    file, *keys = path.split("/")
    if file not in results:
        return None
    value: Any = results[file].figures
    for key in keys:
        try:
            value = value[int(key)] if isinstance(value, list) else value[key]
        except (IndexError, KeyError, TypeError, ValueError):
            raise KeyError(f"{file}.json has no {'/'.join(keys)}") from None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise KeyError(f"{'/'.join(keys)} of {file}.json is no number")
    return float(value)


def _shown(value: float, form: str) -> str:
    shown = format(value, form)
    return f"{shown[:-1]} %" if shown.endswith("%") else shown
