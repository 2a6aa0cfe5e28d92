import os
import stat
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarizer.cli.app import app
from summarizer.cli.console import progress, put
from summarizer.errors import CannotWrite

PUT = "from pathlib import Path; from summarizer.cli.console import put; put({text}, None)"


def test_the_version_is_told() -> None:
    answer = CliRunner().invoke(app, ["--version"])
    assert (answer.exit_code, answer.output) == (0, f"newsfuse {version('newsfuse')}\n")


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_a_new_file_has_the_rights_of_any_new_file_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    new, usual, old = tmp_path / "new.txt", tmp_path / "usual.txt", tmp_path / "old.txt"
    usual.touch()
    old.touch()
    old.chmod(0o640)
    for path in (new, old):
        put("A bridge fell.\n", path)
    assert stat.S_IMODE(new.stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert {path.name for path in tmp_path.iterdir()} == {"new.txt", "usual.txt", "old.txt"}


@pytest.mark.skipif(os.name != "posix", reason="pipes and links as POSIX has them")
def test_a_link_stays_a_link_and_a_device_a_device(tmp_path: Path) -> None:
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    link.symlink_to(target)
    put("A bridge fell.\n", link)
    assert link.is_symlink()
    assert target.read_text() == "A bridge fell.\n"
    put("A bridge fell.\n", Path(os.devnull))
    assert not Path(os.devnull).is_file()


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    for out in (tmp_path, tmp_path / "nowhere" / "a.txt"):
        with pytest.raises(CannotWrite, match="Cannot write"):
            put("A bridge fell.\n", out)
    assert list(tmp_path.iterdir()) == []


def test_a_closed_standard_output_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    with progress(), pytest.raises(CannotWrite, match="it is closed"):
        put("A bridge fell.\n", None)


def test_a_pipe_gets_utf_8_in_every_locale() -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-c", PUT.format(text="'Caf\\u00e9\\n'")], env=environment, capture_output=True, timeout=60, check=True
    )
    assert done.stdout.decode("utf-8").strip() == "Café"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_is_one_line_and_exit_code_one() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [Path(sys.executable).with_name("summarize"), "models"], stdout=full, stderr=subprocess.PIPE, timeout=60, check=False
        )
    assert (done.returncode, done.stderr) == (1, b"summarize: Cannot write standard output: No space left on device.\n")


@pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX has them")
def test_a_reader_that_leaves_is_no_failure() -> None:
    code = "import typer; from summarizer.cli.console import put\ntyper.run(lambda: put('Many words. ' * 100_000, None))"
    running = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout is not None
    assert running.stdout.read(4) == b"Many"
    running.stdout.close()
    assert running.stderr is not None
    said = running.stderr.read()
    running.stderr.close()
    assert (running.wait(timeout=60), said) == (0, b"")
