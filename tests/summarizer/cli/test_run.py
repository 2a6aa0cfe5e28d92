import codecs
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarizer.cli.app import app
from summarizer.cli.run import earlier
from summarizer.errors import InputError, UnreadableInput
from tests.summarizer.crews import fake

SUMMARY = {"sentences": [{"text": "Café Alma burned down.", "citations": []}]}


@pytest.mark.parametrize(("mark", "encoding"), [(b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le")])
def test_an_earlier_summary_is_read_in_any_encoding_of_unicode(mark: bytes, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "earlier.json"
    path.write_bytes(mark + json.dumps(SUMMARY, ensure_ascii=False).encode(encoding))
    assert earlier(path) == SUMMARY


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'{"sentences": [', "is not JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"sentences": NaN}', "NaN"),
        (b"[]", "is not a summary"),
        (b'{"articles": []}', "is not a summary"),
        (b"\xff\xfe\x00", "is not all UTF-16"),
    ],
)
def test_what_is_no_summary_is_said(content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "earlier.json"
    path.write_bytes(content)
    with pytest.raises(InputError, match=says):
        earlier(path)


def test_a_summary_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere.json", Path("x" * 5_000)):
        with pytest.raises(UnreadableInput, match="Cannot read"):
            earlier(path)


@pytest.mark.parametrize("format_name", ["text", "markdown", "json", "ninjs"])
def test_every_format_is_written_to_a_file(format_name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.defaults.load_engine", lambda *arguments, **options: fake().engine)
    source, out = tmp_path / "ferry.txt", tmp_path / "summary"
    source.write_text("The ferry Alma ran aground on Monday. All 140 passengers were taken off by lifeboat.")
    answer = CliRunner().invoke(app, ["run", str(source), "--format", format_name, "--out", str(out)])
    assert (answer.exit_code, answer.output) == (0, "")
    written = out.read_text(encoding="utf-8")
    assert "140 passengers" in written
    if format_name in {"json", "ninjs"}:
        assert {"json": "sentences", "ninjs": "bodies"}[format_name] in json.loads(written)
    assert ("## Sources" in written) is (format_name == "markdown")
    assert {path.name for path in tmp_path.iterdir()} == {"ferry.txt", "summary"}
