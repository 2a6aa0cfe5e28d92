import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import Options, Summarizer
from summarizer.batch import Status, Store, discover, run_batch
from summarizer.batch.discover import safe_name
from summarizer.batch.manifest import NAME
from summarizer.batch.work import Job
from summarizer.engine import Engine
from summarizer.errors import CannotWrite, UnreadableInput
from summarizer.models.fakes import FAKE_PROFILE, FakeEncoder, FakeSeq2Seq

FERRY = "The ferry Alma ran aground on Monday. All 140 passengers were taken off by lifeboat. Nobody was hurt."
JOB = Job(options=Options(max_words=30), formats=("json", "markdown"))


@pytest.fixture
def summarizer() -> Summarizer:
    return Summarizer(engine=Engine(encoder=FakeEncoder(), seq2seq=FakeSeq2Seq(), profile=FAKE_PROFILE, name="fake"))


@pytest.fixture
def bundles(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "ferry").mkdir(parents=True)
    (folder / "ferry" / "a.txt").write_text(FERRY)
    (folder / "one.json").write_text(json.dumps({"articles": [{"text": FERRY}]}))
    (folder / "pile.jsonl").write_text("".join(json.dumps({"articles": [{"text": FERRY}]}) + "\n" for _ in range(2)) + "{oops\n")
    (folder / "short.txt").write_text("Too short.")
    return folder


def test_every_bundle_gets_its_files_and_a_record(bundles: Path, tmp_path: Path, summarizer: Summarizer) -> None:
    report = run_batch(discover(bundles), Store(tmp_path / "out"), JOB, summarizer=summarizer)
    assert report.counts == {Status.DONE: 4, Status.REFUSED: 2}
    assert report.failed
    records = [json.loads(line) for line in (tmp_path / "out" / NAME).read_text().splitlines()]
    assert len(records) == 6
    for record in records:
        assert all((tmp_path / "out" / name).is_file() for name in record["outputs"])
        assert len(record["outputs"]) == (2 if record["status"] == "done" else 0)
        assert "Too short" not in (record["message"] or "")


def test_a_second_run_does_nothing_and_changes_no_byte(bundles: Path, tmp_path: Path, summarizer: Summarizer) -> None:
    store = Store(tmp_path / "out")
    run_batch(discover(bundles), store, JOB, summarizer=summarizer)
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    report = run_batch(discover(bundles), store, JOB, summarizer=summarizer)
    assert report.counts == {Status.SKIPPED: 6}
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


def test_a_run_that_was_killed_is_taken_up(bundles: Path, tmp_path: Path, summarizer: Summarizer) -> None:
    out = tmp_path / "out"
    run_batch(discover(bundles), Store(out), JOB, summarizer=summarizer)
    whole = {path.name: path.read_bytes() for path in out.iterdir() if path.name != NAME}
    lines = (out / NAME).read_bytes().splitlines(keepends=True)
    (out / NAME).write_bytes(b"".join(lines[:2]) + lines[2][:20])
    (out / "ferry.json").unlink()
    (out / ".one.json.json.part").write_text("half")
    run_batch(discover(bundles), Store(out), JOB, summarizer=summarizer)
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.name != NAME} == whole
    names = [json.loads(line)["name"] for line in (out / NAME).read_text().splitlines()]
    assert set(names) == {source.name for source in discover(bundles)}


def test_other_options_are_other_work(bundles: Path, tmp_path: Path, summarizer: Summarizer) -> None:
    store = Store(tmp_path / "out")
    run_batch(discover(bundles), store, JOB, summarizer=summarizer)
    report = run_batch(discover(bundles), store, Job(options=Options(max_words=20)), summarizer=summarizer)
    assert report.counts[Status.DONE] == 4


def test_an_output_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(CannotWrite, match="Cannot write"):
        Store(blocked / "out")
    with pytest.raises(UnreadableInput):
        discover(tmp_path / "none")


@given(st.text(min_size=1, max_size=200))
def test_no_name_leaves_its_folder(name: str) -> None:
    safe = safe_name(name)
    assert Path("/out", safe).resolve().parent == Path("/out")
    assert safe == safe_name(safe)
