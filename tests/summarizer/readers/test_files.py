import json
import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import InputError, NoArticles, TooLarge, UnreadableInput, UnsupportedFormat
from summarizer.readers import read, read_bytes, read_file

TEXT = "The ferry ran aground on Monday. All passengers were taken off by lifeboat."


def test_a_folder_is_one_bundle_and_says_what_it_left_out(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(TEXT)
    (tmp_path / ".hidden.txt").write_text(TEXT)
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7 rest")
    reading = read([tmp_path])
    assert [article.id for article in reading.articles] == ["b.txt", "a.txt"]
    assert [Path(skipped.path).name for skipped in reading.skipped] == ["scan.pdf"]
    assert "a PDF" in reading.skipped[0].reason


def test_files_of_the_same_name_get_ids_of_their_own(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "story.txt").write_text(TEXT)
    assert [article.id for article in read([tmp_path]).articles] == ["story.txt", "story.txt~2"]


def test_front_matter_gives_title_source_and_time(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(f"---\ntitle: Ferry aground\nsource: Coastwire\npublished: 2026-03-09T14:00:00Z\n---\n{TEXT}\n")
    (article,) = read_file(path)
    assert (article.title, article.source, article.text) == ("Ferry aground", "Coastwire", TEXT)
    assert article.published is not None
    assert article.published.isoformat() == "2026-03-09T14:00:00+00:00"


def test_markdown_becomes_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "ferry.md"
    path.write_text(
        "# Ferry aground\n\nThe **ferry** ran [aground](http://x.example/y) on *Monday*.\n\n## Later\n\nAll were saved.\n"
    )
    (article,) = read_file(path)
    assert article.title == "Ferry aground"
    assert article.text == "The ferry ran aground on Monday.\n\nLater\n\nAll were saved."


def test_a_page_gives_its_main_text_title_and_date(tmp_path: Path) -> None:
    body = "".join(f"<p>{TEXT} Paragraph {number} goes on about the rescue at some length.</p>" for number in range(6))
    path = tmp_path / "ferry.html"
    path.write_text(
        "<!doctype html><html lang='en'><head><title>Ferry aground</title>"
        "<meta property='article:published_time' content='2026-03-09'></head>"
        f"<body><nav><a href='/'>Home</a></nav><article><h1>Ferry aground</h1>{body}</article>"
        "<footer>All rights reserved</footer></body></html>"
    )
    (article,) = read_file(path)
    assert article.title == "Ferry aground"
    assert article.published is not None
    assert TEXT in article.text
    assert "All rights reserved" not in article.text


def test_feeds_give_their_entries(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(
        "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        "<title>Coastwire</title><language>en-gb</language>"
        "<item><title>Ferry</title><guid>x1</guid><link>https://coast.example/1</link>"
        "<pubDate>Mon, 09 Mar 2026 14:00:00 GMT</pubDate>"
        f"<content:encoded><![CDATA[<p>{TEXT}</p><p>More &amp; more.</p>]]></content:encoded></item></channel></rss>"
    )
    (article,) = read_file(path)
    assert article.text == f"{TEXT}\n\nMore & more."
    assert (article.id, article.source, article.language) == ("x1", "Coastwire", "en")
    assert article.published is not None
    assert article.published.day == 9


def test_a_feed_without_texts_is_refused() -> None:
    with pytest.raises(NoArticles):
        read_bytes(b"<rss version='2.0'><channel><title>x</title></channel></rss>", "f.xml")


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"%PDF-1.4", UnsupportedFormat),
        (b"\x89PNG\r\n", UnsupportedFormat),
        (b"PK\x03\x04stuff", UnsupportedFormat),
        (bytes(range(256)) * 8, UnsupportedFormat),
        (b"text\x00with nul", UnsupportedFormat),
        (b"", UnreadableInput),
        (b" \n ", UnreadableInput),
        (b"---\ntitle: x\n---\n", UnreadableInput),
        (b"<?xml version='1.0'?><menu><entry/></menu>", UnsupportedFormat),
    ],
)
def test_what_is_no_article_is_refused_by_name(data: bytes, error: type[InputError]) -> None:
    name = "thing.xml" if data.startswith(b"<?xml") else "thing.txt"
    with pytest.raises(error, match="thing"):
        read_bytes(data, name)


def test_missing_files_and_pipes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="No such file"):
        read([tmp_path / "none.txt"])
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableInput, match="neither"):
        read([pipe])


def test_an_empty_folder_has_no_articles(tmp_path: Path) -> None:
    with pytest.raises(NoArticles):
        read([tmp_path])


def test_a_folder_that_links_to_itself_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "loop").symlink_to(tmp_path)
    assert len(read([tmp_path]).articles) == 1


def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("summarizer.readers.files.LARGEST_FILE", 100)
    path = tmp_path / "long.txt"
    path.write_text("word " * 100)
    with pytest.raises(TooLarge):
        read([path])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told_apart(encoding: str) -> None:
    text = "Der Bürgermeister von Zürich sagte, die Brücke werde fünf Tage geschlossen. Größere Schäden gäbe es nicht."
    (article,) = read_bytes(text.encode(encoding), "bruecke.txt")
    assert article.text == text


def test_mojibake_is_mended_and_what_cannot_be_seen_goes() -> None:
    (article,) = read_bytes("The cafÃ© was\u200b shut\u202e on Monday.\r\nIt opened again.".encode(), "x.txt")
    assert article.text == "The café was shut on Monday.\nIt opened again."


def test_json_with_a_bundle_names_articles_by_file_and_place(tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    path.write_text(json.dumps({"articles": [{"text": TEXT}, {"text": TEXT, "id": "own"}]}))
    assert [article.id for article in read([path]).articles] == ["story.json#1", "own"]


@given(st.binary(max_size=300))
def test_any_bytes_give_articles_or_a_typed_error(data: bytes) -> None:
    for name in ("x.txt", "x.json", "x.jsonl", "x.md", "x"):
        with suppress(InputError):
            assert all(article.text.strip() for article in read_bytes(data, name))
