"""What the documents show is true: their code runs, their tables are the code's."""

import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from pydantic import BaseModel

from benchmarks import figures, results, tables
from summarizer import Options, Summary
from summarizer.models.profile_files import read_profile
from summarizer.service.schemas import BatchRequest, StoriesRequest, SummaryRequest, VerificationRequest

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCKS = [
    pytest.param(code, id=f"{path.name}-{number}")
    for path in DOCUMENTS
    for number, code in enumerate(
        re.findall(r"^```python\n(.*?)^```", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    )
]
COMMAND = re.compile(r"^\$ summarize (models (?:check|convert)|\S+)(.*)", re.MULTILINE)
COMMANDS: dict[str, set[str]] = {}
for path in DOCUMENTS:
    for name, rest in COMMAND.findall(path.read_text(encoding="utf-8")):
        COMMANDS.setdefault(name, set()).update(re.findall(r"--[a-z-]+", rest))
REQUESTS = [
    pytest.param(address, body, id=f"{path.name}{address}")
    for path in DOCUMENTS
    for address, body in re.findall(r"<!-- POST (\S+) -->\n```json\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
]
SCHEMAS: dict[str, type[BaseModel]] = {
    "/v1/summaries": SummaryRequest,
    "/v1/verifications": VerificationRequest,
    "/v1/stories": StoriesRequest,
    "/v1/batches": BatchRequest,
}
COUNT = r"(?:[\d.,]+|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|a hundred)"
FIGURE = re.compile(
    rf"(?<![\w.-])\d+\.\d+(?!\.?\d)|[\d.]+ ?%|\b{COUNT} times\b|\b{COUNT} (?:in|of) (?:\d+|three|four|five|ten|a hundred)\b"
    r"|\ba (?:third|quarter|fifth|tenth)\b"
)
"""What a measured figure looks like in a sentence."""
SETTLED = {
    "README.md": {"3.11"},
    "evaluation.md": {"95 %"},
    "bulk.md": {"0.04", "70 %"},
    "page.md": {"65 %"},
    "service.md": {"a quarter"},
}
"""Figures of a document that nobody measures: versions, settings, assumptions, what an interval is."""


@pytest.mark.parametrize("code", BLOCKS)
def test_python_blocks_run(code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_exist_with_the_options_shown(command: str) -> None:
    summarize = Path(sys.executable).with_name("summarize")
    done = subprocess.run(
        [summarize, *command.split(), "--help"],
        env={**os.environ, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert {option for option in COMMANDS[command] if option not in done.stdout} == set()


@pytest.mark.parametrize(("address", "body"), REQUESTS)
def test_requests_are_what_the_service_takes(address: str, body: str) -> None:
    SCHEMAS[address].model_validate_json(body)


def test_every_request_body_of_the_api_is_shown() -> None:
    assert {request.values[0] for request in REQUESTS} == SCHEMAS.keys()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_profiles_are_read(path: Path, tmp_path: Path) -> None:
    for block in re.findall(r"^```toml\n(name.*?)```", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE):
        (tmp_path / "profile.toml").write_text(block, encoding="utf-8")
        assert read_profile(tmp_path / "profile.toml").name == "our-model"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_tables_and_figures_are_what_the_results_say(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert tables.filled(text, results.read()) == text, "run python -m benchmarks.tables"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_no_measured_figure_stands_where_the_program_does_not_write_it(path: Path) -> None:
    found = set(FIGURE.findall(by_hand(path.read_text(encoding="utf-8"))))
    assert found - SETTLED.get(path.name, set()) == set(), "mark it with <!-- figure … -->, see benchmarks/figures.py"


@pytest.mark.parametrize(
    "written", ["it finds 38 % of them", "86 of 100 times", "ten times as quick", "nine in ten are refused", "takes 0.46 s"]
)
def test_a_measured_figure_is_told_from_other_numbers(written: str) -> None:
    assert FIGURE.search(by_hand(written))
    assert not FIGURE.search(by_hand(f"<!-- figure speed/words as .2f -->{written}<!-- /figure -->"))
    assert not FIGURE.search(by_hand("Python 3 or newer; 200 lines each, sometimes `--share 0.5`, a port 8000"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_no_line_begins_with_the_mark_of_a_figure(path: Path) -> None:
    """Markdown takes such a line for HTML and ends the paragraph there."""
    assert re.findall(r"^[\s>*-]*<!--\s+/?figure.*", path.read_text(encoding="utf-8"), re.MULTILINE) == []


def by_hand(text: str) -> str:
    """Return what people wrote of a document: its prose without code, links, and what stands between the marks of a program."""
    for inside in tables.sections(text).values():
        text = text.replace(inside, "") if inside else text
    text = figures.MARKED.sub("", text)
    return re.sub(r"^```.*?^```|<!--.*?-->|`[^`\n]*`|\]\([^)]*\)", "", text, flags=re.DOTALL | re.MULTILINE)


def test_the_table_of_options_is_that_of_the_code() -> None:
    table = re.search(r"<!-- options -->(.*?)<!-- /options -->", DOCUMENTS[0].read_text(encoding="utf-8"), re.DOTALL)
    assert table is not None
    rows = re.findall(r"^\| `(\w+)` \| ([^|]*?) *\|", table.group(1), re.MULTILINE)
    shown = {field.name: "" if field.default is None else str(field.default) for field in fields(Options)}
    assert {name: value.strip() for name, value in rows} == {
        name: value.replace("False", "false") for name, value in shown.items()
    }


def test_the_table_of_the_answer_names_every_part_of_it() -> None:
    table = re.search(r"^\| of `Summary`.*?\n\n", (ROOT / "docs/api.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert table is not None
    named = {name for row in table.group().strip().splitlines()[2:] for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert named == {field.name for field in fields(Summary)}


def test_the_modules_that_the_architecture_names_exist() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w/]+(?:\.py|/))`", text)
    places = [ROOT, *(ROOT / name for name in ("summarizer", "models", "service", "tests", "benchmarks"))]
    assert len(named) > 30
    assert [name for name in named if name != "results/" and not any((place / name).exists() for place in places)] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target
