"""The built wheel, installed away from the checkout, beside modules of the user's own that are called like our folders."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", out, ROOT],
        check=True,
        capture_output=True,
    )
    (built,) = out.glob("*.whl")
    return built


def test_the_wheel_claims_one_name_and_is_small(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"summarizer"}
    assert wheel.stat().st_size < 95_000_000
    for needed in (
        "summarizer/models/registry.py",
        "summarizer/service/app.py",
        "summarizer/models/bundled/fusion/model.bin",
        "summarizer/models/bundled/encoder/manifest.json",
        "summarizer/py.typed",
    ):
        assert needed in names
    assert not [name for name in names if "/training/" in name]


def test_an_installed_copy_works_beside_a_users_own_models_and_service(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    work = tmp_path / "work"
    work.mkdir()
    for name in ("models", "service"):
        (work / f"{name}.py").write_text("raise RuntimeError('a module of the user was imported')\n")
    code = (
        f"import sys; sys.path.insert(1, {str(site)!r})\n"
        "import summarizer; assert summarizer.__file__.startswith(sys.path[1]), summarizer.__file__\n"
        "import summarizer.service.app\n"
        "from summarizer import Article, Summarizer\n"
        "text = 'The ferry ran aground on Monday. All 140 passengers were saved by lifeboats.'\n"
        "print(Summarizer().summarize([Article(text=text)]).text)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=work, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "ferry" in done.stdout
