"""What the documents show is true: their code runs, their tables are the code's."""

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from summarizer import Options

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCKS = [
    pytest.param(code, id=f"{path.name}-{number}")
    for path in DOCUMENTS
    for number, code in enumerate(
        re.findall(r"^```python\n(.*?)^```", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    )
]
COMMANDS = sorted(
    {match for path in DOCUMENTS for match in re.findall(r"^\$ summarize (\S+)", path.read_text(encoding="utf-8"), re.MULTILINE)}
)


@pytest.mark.parametrize("code", BLOCKS)
def test_python_blocks_run(code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_exist(command: str) -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("summarize"), command, "--help"], capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0


def test_the_table_of_options_is_that_of_the_code() -> None:
    table = re.search(r"<!-- options -->(.*?)<!-- /options -->", DOCUMENTS[0].read_text(encoding="utf-8"), re.DOTALL)
    assert table is not None
    rows = re.findall(r"^\| `(\w+)` \| ([^|]*?) *\|", table.group(1), re.MULTILINE)
    shown = {field.name: "" if field.default is None else str(field.default) for field in fields(Options)}
    assert {name: value.strip() for name, value in rows} == {
        name: value.replace("False", "false") for name, value in shown.items()
    }


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target
