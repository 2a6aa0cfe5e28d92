"""What commands print, as the documents show it: ``python -m benchmarks.shown`` runs them and writes it anew.

A block of a document that is marked ``text`` and begins with ``$ summarize`` is what that command prints, in lines of at most 120
characters. Read afterwards what the document says of it. No test compares it, since processors round differently and a model may
choose another word.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

from benchmarks.results import ROOT
from benchmarks.tables import DOCUMENTS

_BLOCK = re.compile(r"(^```text\n\$ summarize ([^\n]+)\n)(.*?)(^```$)", re.DOTALL | re.MULTILINE)
WIDTH = 120


def printed(arguments: str) -> str:
    """Return what ``summarize`` prints.

    Raises:
        subprocess.CalledProcessError: The command failed.
    """
    command = [str(Path(sys.executable).with_name("summarize")), *shlex.split(arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    lines = (textwrap.fill(line, WIDTH, break_on_hyphens=False) for line in done.stdout.rstrip().splitlines())
    return "\n".join(lines) + "\n"


def shown(text: str, run: Callable[[str], str] = printed) -> str:
    """Return a document with what its commands print."""
    return _BLOCK.sub(lambda found: found[1] + run(found[2]) + found[4], text)


def main() -> None:
    """Write."""
    for path in DOCUMENTS:
        text = path.read_text(encoding="utf-8")
        made = shown(text)
        if made != text:
            path.write_text(made, encoding="utf-8")
            print(f"{path.name} shows another output now; read what it says of it")


if __name__ == "__main__":
    main()
