"""Who may import whom.

models imports neither of the others, summarizer imports no service and only the seams of models, and its stages form no circle.
"""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SEAMS = {"summarizer.models.protocols", "summarizer.models.errors", "summarizer.models.profiles"}
ASSEMBLY = {"summarizer/defaults.py"}
"""The places of the library that may ask the registry for real models."""
FITTING = {"models/training/extract.py"}
"""Recipes, which no wheel holds, that fit numbers of the library's own formulas and so have to run it."""


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            module = node.module or ""
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def modules(folder: str) -> list[Path]:
    return [
        path
        for path in sorted((ROOT / folder).rglob("*.py"))
        if not path.is_relative_to(ROOT / "summarizer" / "models") and not path.is_relative_to(ROOT / "summarizer" / "service")
    ]


def names_in(package: str, path: Path) -> set[str]:
    return {name for name in imported(path) if name == package or name.startswith(package + ".")}


@pytest.mark.parametrize("path", modules("models"), ids=str)
def test_models_import_neither_library_nor_service(path: Path) -> None:
    if path.relative_to(ROOT).as_posix() in FITTING:
        return
    others = {
        name for name in names_in("summarizer", path) if name != "summarizer.models" and not name.startswith("summarizer.models.")
    }
    assert others == set()


@pytest.mark.parametrize("path", modules("summarizer"), ids=str)
def test_the_library_imports_no_service_and_only_seams_of_models(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    assert names_in("summarizer.service", path) == set() or place.startswith("summarizer/cli")
    if place in ASSEMBLY or place.startswith("summarizer/cli"):
        return
    beyond = {
        name
        for name in names_in("summarizer.models", path)
        if not any(name == seam or name.startswith(seam + ".") for seam in SEAMS)
    }
    assert beyond <= {"summarizer.models"}


@pytest.mark.parametrize("path", modules("models") + modules("summarizer") + modules("service"), ids=str)
def test_top_level_folders_are_never_imported_by_their_bare_names(path: Path) -> None:
    assert names_in("models", path) | names_in("service", path) == set()


def test_the_stages_of_the_library_form_no_circle() -> None:
    """The packages of ``summarizer``: whatever one needs of another, that other needs nothing of it."""
    stages = {path.parent.name for path in (ROOT / "summarizer").glob("*/__init__.py")} - {"models", "service"}
    needs: dict[str, set[str]] = {}
    for path in modules("summarizer"):
        stage = path.relative_to(ROOT / "summarizer").parts[0]
        needed = {name.split(".")[1] for name in names_in("summarizer", path) if "." in name}
        needs.setdefault(stage, set()).update((needed & stages) - {stage})
    assert needs["fusion"] > {"verification", "wording"}
    assert len(tuple(TopologicalSorter(needs).static_order())) >= len(stages)
