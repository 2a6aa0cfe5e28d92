import errno
import io
import os
import sys
from pathlib import Path

import pytest

from summarizer.errors import InvalidArticle, NoArticles, TooLarge, UnreadableInput, UnsupportedFormat
from summarizer.readers import files, read, read_stdin

TEXT = "The bridge fell on Tuesday. Police are looking for the missing."


def write(folder: Path, contents: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def test_a_folder_is_one_bundle_in_the_order_of_names(tmp_path: Path) -> None:
    write(
        tmp_path, {"b.txt": TEXT, "a.md": f"# Title\n\n{TEXT}", "c.json": '{"text": "One."}', ".hidden": "x", "empty.txt": " \n"}
    )
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "sub").mkdir()
    reading = read([tmp_path])
    assert [article.id for article in reading.articles] == ["a.md", "b.txt", "c.json"]
    reasons = {skipped.path.name: skipped.reason for skipped in reading.skipped}
    assert set(reasons) == {".hidden", "photo.jpg", "report.pdf", "empty.txt", "sub"}
    assert "pdftotext" in reasons["report.pdf"]
    assert reasons["empty.txt"] == "empty.txt is empty."


def test_several_files_of_one_name_stay_apart(tmp_path: Path) -> None:
    one, two = (write(tmp_path / name, {"story.txt": TEXT}) for name in ("one", "two"))
    assert [a.id for a in read([one, two / "story.txt"]).articles] == ["story.txt", "story.txt#2"]


def test_articles_of_one_file_have_their_own_id_or_a_number(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "b.json": '{"articles": [{"text": "One."}, {"id": "x", "text": "Two."}]}',
            "c.jsonl": '{"text": "A."}\n\n{"text": "B."}\n',
        },
    )
    assert [a.id for a in read([tmp_path / "b.json", tmp_path / "c.jsonl"]).articles] == [
        "b.json#1",
        "x",
        "c.jsonl#1",
        "c.jsonl#2",
    ]


@pytest.mark.parametrize(
    ("name", "content", "error", "says"),
    [
        ("a.pdf", b"%PDF-1.7 ...", UnsupportedFormat, "a.pdf is a PDF; export its text first"),
        ("a.txt", b"%PDF-1.7 ...", UnsupportedFormat, "a PDF"),
        ("a.docx", b"PK\x03\x04", UnsupportedFormat, "office document"),
        ("a.bin", bytes(range(256)), UnsupportedFormat, "binary"),
        ("a.txt", b"One.\0Two.", UnsupportedFormat, "binary"),
        ("a.txt", b"", InvalidArticle, "a.txt is empty"),
        ("a.txt", b" \n\t", InvalidArticle, "a.txt is empty"),
        ("a.txt", "\u200b\u202e".encode(), InvalidArticle, "a.txt holds no text"),
        ("a.txt", b"---\npublished: someday\n---\nText.", UnreadableInput, "2026-11-23T09:30Z"),
        ("a.json", b"{nope", UnreadableInput, "a.json is not JSON"),
        ("a.json", b'{"articles": [{"text": NaN}]}', UnreadableInput, "NaN"),
        ("a.json", b"[" * 200_000, UnreadableInput, "nested too deeply"),
        (
            "a.json",
            b'[{"text": "One."}, {"text": 5}]',
            InvalidArticle,
            "a.json: articles[1].text must be a string, not a number.",
        ),
        ("a.json", b'{"articles": []}', NoArticles, "articles is empty"),
        ("a.jsonl", b'{"text": "One."}\n{"text": null}', InvalidArticle, "a.jsonl: line 2.text must be a string, not null"),
        (
            "a.jsonl",
            b'{"text": "One."}\n{"text": ',
            UnreadableInput,
            "Line 2 of a.jsonl is not JSON: Expecting value at column",
        ),
        ("a.html", b"<html><body><script>x()</script></body></html>", UnreadableInput, "no article text"),
        ("a.rss", b"<note>no feed</note>", UnreadableInput, "no RSS or Atom"),
    ],
)
def test_a_named_file_that_cannot_be_used_is_an_error(
    tmp_path: Path, name: str, content: bytes, error: type[Exception], says: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(error) as caught:
        read([tmp_path / name])
    assert type(caught.value) is error
    assert says in str(caught.value)


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(NoArticles):
        read([])
    with pytest.raises(NoArticles, match="holds no files"):
        read([tmp_path])
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    with pytest.raises(NoArticles, match="pdftotext"):
        read([tmp_path])
    with pytest.raises(UnreadableInput, match="No such file"):
        read([tmp_path / "missing.txt"])
    with pytest.raises(UnreadableInput, match="Cannot read"):
        read(["x" * 5_000])


def test_what_a_folder_does_not_let_one_look_at_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.txt": TEXT})

    def closed(path: Path) -> bool:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "is_dir", closed)
    with pytest.raises(UnreadableInput, match=r"Cannot read .*a\.txt: Permission denied\."):
        read([tmp_path / "a.txt"])


def test_standard_input_that_is_closed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(UnreadableInput, match="Standard input is closed"):
        read(["-"])


def test_links_that_lead_nowhere_or_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "self").symlink_to(tmp_path, target_is_directory=True)
    with pytest.raises(UnreadableInput):
        read([tmp_path / "a.txt"])
    reading = read([write(tmp_path, {"c.txt": TEXT})])
    assert [a.id for a in reading.articles] == ["c.txt"]
    assert {s.path.name for s in reading.skipped} == {"a.txt", "b.txt", "self"}


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnsupportedFormat, match="neither"):
        read([tmp_path / "pipe"])


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.txt": TEXT, "b.txt": TEXT})
    monkeypatch.setattr(files, "LARGEST_FILE", 20)
    with pytest.raises(TooLarge, match=r"a\.txt"):
        read([tmp_path / "a.txt"])
    monkeypatch.setattr(files, "MOST_FILES", 1)
    with pytest.raises(TooLarge, match="2 files"):
        read([tmp_path])


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (TEXT.encode(), ["stdin"]),
        (b'{"articles": [{"id": "x", "text": "One."}]}', ["x"]),
        (b'{"text": "One."}\n{"text": "Two."}\n', ["stdin#1", "stdin#2"]),
        (b"<!doctype html><html><body><article><p>The bridge fell on Tuesday.</p></article></body></html>", ["stdin"]),
        (b'<rss version="2.0"><channel><item><guid>g</guid><description>One.</description></item></channel></rss>', ["g"]),
    ],
)
def test_standard_input_is_read_by_how_it_starts(data: bytes, ids: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert [article.id for article in read_stdin(data)] == ids
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [article.id for article in read(["-"]).articles] == ids


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names of files are Unicode there")
def test_names_that_are_no_text_or_not_one_line_cost_no_article(tmp_path: Path) -> None:
    for name in (b"caf\xe9.txt", b"two\nlines.txt", b"\x1b[31mred.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("A bridge fell.")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/x\xe9.png")).write_bytes(b"\x89PNG")
    reading = read([tmp_path])
    assert [article.id for article in reading.articles] == ["[31mred.txt", "caf?.txt", "two lines.txt"]
    assert [skipped.reason for skipped in reading.skipped] == ["x?.png is an image."]
