import codecs
import json
from pathlib import Path

import pytest

from summarizer.cli.run import earlier
from summarizer.errors import InputError, UnreadableInput

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
