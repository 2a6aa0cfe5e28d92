"""What the documents show is true: their code runs, their tables are the code's."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from pydantic import BaseModel

from benchmarks import results, tables
from summarizer import Options
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
MEASURED = tuple(ROOT / name for name in ("README.md", "docs/evaluation.md", "docs/api.md", "docs/models.md"))
"""Documents in which no figure may stand that no results file has."""
DECIMAL = re.compile(r"(?<![\w.-])\d+\.\d+")
VERSIONS = {"3.11"}


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


@pytest.mark.parametrize("path", tables.DOCUMENTS, ids=lambda path: path.name)
def test_the_tables_are_what_the_results_say(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert tables.filled(text, results.read()) == text, "run python -m benchmarks.tables"
    assert tables.sections(text)


@pytest.mark.parametrize("path", MEASURED, ids=lambda path: path.name)
def test_every_decimal_of_a_table_is_in_a_results_file(path: Path) -> None:
    known = [value for result in results.read().values() for value in numbers(result.figures)]
    for name, section in tables.sections(path.read_text(encoding="utf-8")).items():
        for shown in DECIMAL.findall(re.sub(r"`[^`]*`|cores of [^,]*,", "", section)):
            half = 0.5 * 10.0 ** -len(shown.partition(".")[2]) + 1e-9
            assert any(min(abs(value - float(shown)), abs(100 * value - float(shown))) <= half for value in known), (name, shown)


@pytest.mark.parametrize("path", MEASURED, ids=lambda path: path.name)
def test_no_decimal_stands_outside_a_table(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for inside in tables.sections(text).values():
        text = text.replace(inside, "") if inside else text
    prose = re.sub(r"^```.*?^```|`[^`\n]*`|\]\([^)]*\)", "", text, flags=re.DOTALL | re.MULTILINE)
    assert set(DECIMAL.findall(prose)) - VERSIONS == set()


def numbers(value: object) -> Iterator[float]:
    if isinstance(value, dict):
        for one in value.values():
            yield from numbers(one)
    elif isinstance(value, list):
        for one in value:
            yield from numbers(one)
    elif isinstance(value, int | float):
        yield abs(float(value))


def test_the_table_of_options_is_that_of_the_code() -> None:
    table = re.search(r"<!-- options -->(.*?)<!-- /options -->", DOCUMENTS[0].read_text(encoding="utf-8"), re.DOTALL)
    assert table is not None
    rows = re.findall(r"^\| `(\w+)` \| ([^|]*?) *\|", table.group(1), re.MULTILINE)
    shown = {field.name: "" if field.default is None else str(field.default) for field in fields(Options)}
    assert {name: value.strip() for name, value in rows} == {
        name: value.replace("False", "false") for name, value in shown.items()
    }


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
