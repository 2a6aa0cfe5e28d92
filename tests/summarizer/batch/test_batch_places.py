import json
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import Options
from summarizer.batch import Alone, Job, Status, discover, open_store, run_batch
from summarizer.batch.discover import LONGEST_NAME, safe_name
from summarizer.batch.objects import SEGMENT_LINES
from summarizer.errors import CannotWrite, MissingExtra, UnreadableInput
from tests.summarizer.crews import fake

FERRY = "The ferry Alma ran aground on Monday. All 140 passengers were taken off by lifeboat. Nobody was hurt."
JOB = Job(options=Options(max_words=30))
LINE = json.dumps({"articles": [{"text": FERRY}]}) + "\n"


@pytest.fixture
def bucket() -> Iterator[str]:
    """An object store in memory, with bundles of each kind."""
    files = fsspec.filesystem("memory")
    files.pipe_file("/news/in/ferry/a.txt", FERRY.encode())
    files.pipe_file("/news/in/ferry/b.txt", FERRY.encode())
    files.pipe_file("/news/in/ferry/deep/c.txt", FERRY.encode())
    files.pipe_file("/news/in/one.json", LINE.encode())
    files.pipe_file("/news/in/pile.jsonl", (LINE * 3 + "{oops\n").encode())
    yield "memory://news"
    files.rm("/news", recursive=True)


def test_bundles_of_an_object_store_are_summarized_to_it_as_to_a_folder(bucket: str, tmp_path: Path) -> None:
    fsspec.filesystem("memory").get("/news/in", str(tmp_path / "in"), recursive=True)
    sources = discover(f"{bucket}/in")
    local = discover(str(tmp_path / "in"))
    assert [source.name for source in sources] == [source.name for source in local]
    report = run_batch(sources, open_store(f"{bucket}/out"), JOB, Alone(fake))
    assert report.counts == {Status.DONE: 6, Status.REFUSED: 1}
    run_batch(local, open_store(str(tmp_path / "out")), JOB, Alone(fake))
    for path in (tmp_path / "out").glob("*.json"):
        assert fsspec.filesystem("memory").cat_file(f"/news/out/{path.name}") == path.read_bytes()
    assert run_batch(sources, open_store(f"{bucket}/out"), JOB, Alone(fake)).counts == {Status.SKIPPED: 7}


def test_an_output_or_segment_that_is_gone_is_made_again(bucket: str) -> None:
    sources = discover(f"{bucket}/in")
    run_batch(sources, open_store(f"{bucket}/out"), JOB, Alone(fake))
    files = fsspec.filesystem("memory")
    files.rm("/news/out/one.json.json")
    assert run_batch(sources, open_store(f"{bucket}/out"), JOB, Alone(fake)).counts == {Status.SKIPPED: 6, Status.DONE: 1}
    files.rm("/news/out/manifest-000001.jsonl")
    assert Status.SKIPPED not in run_batch(sources, open_store(f"{bucket}/out"), JOB, Alone(fake)).counts


def test_the_log_of_an_object_store_goes_on_over_segments(bucket: str) -> None:
    lines = [f"line {number}" for number in range(2 * SEGMENT_LINES + 3)]
    for part in (lines[:10], lines[10 : SEGMENT_LINES + 1], lines[SEGMENT_LINES + 1 :]):
        store = open_store(f"{bucket}/log")
        with store.exclusive():
            list(store.log())
            for line in part:
                store.append(line)
    store = open_store(f"{bucket}/log")
    with store.exclusive():
        assert list(store.log()) == lines
    assert len(fsspec.filesystem("memory").ls("/news/log")) == 3


def test_a_store_that_fails_is_said(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Forbidden")

    monkeypatch.setattr(type(fsspec.filesystem("memory")), "pipe_file", refuse)
    with pytest.raises(CannotWrite, match="permission denied"):
        run_batch(discover(f"{bucket}/in"), open_store(f"{bucket}/out"), JOB, Alone(fake))


def test_addresses_that_cannot_be_read_are_said(bucket: str) -> None:
    with pytest.raises(UnreadableInput, match="not a folder"):
        discover(f"{bucket}/nothing")
    with pytest.raises(UnreadableInput, match="cannot be opened"):
        discover("carrier-pigeon://bucket/in")
    with pytest.raises(MissingExtra, match=r"newsfuse\[objects\]"):
        discover("oci://bucket/in")  # known to fsspec, its package no part of any extra


def test_bundles_whose_outputs_would_meet_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "pile.jsonl").write_text(LINE)
    (tmp_path / "pile.ndjson").write_text(LINE)
    (tmp_path / "PILE-000001").write_text(FERRY)
    (tmp_path / "a").write_text(FERRY)
    (tmp_path / "a.ninjs").write_text("{}")
    names = [source.name for source in discover(str(tmp_path))]
    assert len({name.casefold() for name in names}) == 5
    assert {"a", "PILE-000001"} < set(names)
    assert "a.ninjs" not in names


def test_a_line_is_read_from_where_it_stands(tmp_path: Path) -> None:
    texts = ["é first story. It has two sentences.", "A second story. It has two as well."]
    lines = ["", *(json.dumps({"articles": [{"text": text}]}, ensure_ascii=False) for text in texts)]
    (tmp_path / "x.jsonl").write_text("\ufeff" + "\n".join(lines), encoding="utf-8")
    assert [source.load().articles[0].text for source in discover(str(tmp_path))] == texts
    (tmp_path / "x.jsonl").write_bytes(LINE.encode() + b'{"articles": [{"text": "\xff"}]}\n')
    with pytest.raises(UnreadableInput, match=r"Line 2 of x.jsonl is not UTF-8"):
        discover(str(tmp_path))[1].load()


@given(st.text(min_size=1, max_size=200) | st.text("abc/.", min_size=90, max_size=200))
def test_no_name_leaves_its_folder(name: str) -> None:
    safe = safe_name(name)
    assert Path("/out", safe).resolve().parent == Path("/out")
    assert len(safe) <= LONGEST_NAME
    assert safe == safe_name(safe)
