import gc
import json
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from summarizer import Options
from summarizer.batch import Alone, Crew, FolderStore, Job, Processes, Record, Source, Status, arrivals, discover, run_batch
from summarizer.batch.crews import AHEAD
from summarizer.batch.store import LOCK, LOG, PARTIAL
from summarizer.batch.work import Task
from summarizer.errors import CannotWrite, MissingExtra
from tests.summarizer.crews import DEADLY, fake, missing, mortal, stuck

FERRY = "The ferry Alma ran aground on Monday. All 140 passengers were taken off by lifeboat. Nobody was hurt."
COMMAND = [sys.executable, "-c", "import summarizer.cli as cli; cli.main()", "batch", "--max-words", "30", "--fusion", "none"]
COMMAND += ["--format", "json", "--format", "markdown"]
JOB = Job(options=Options(max_words=30), formats=("json", "markdown"))


@pytest.fixture
def bundles(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "ferry").mkdir(parents=True)
    (folder / "ferry" / "a.txt").write_text(FERRY)
    (folder / "one.json").write_text(json.dumps({"articles": [{"text": FERRY}]}))
    (folder / "pile.jsonl").write_text("".join(json.dumps({"articles": [{"text": FERRY}]}) + "\n" for _ in range(2)) + "{oops\n")
    (folder / "short.txt").write_text("Too short.")
    return folder


def run(folder: Path, out: Path, crew: Crew | None = None, *, retry_failed: bool = False, job: Job = JOB) -> dict[Status, int]:
    store = FolderStore(out)
    return dict(run_batch(discover(str(folder)), store, job, crew or Alone(fake), retry_failed=retry_failed).counts)


def outputs(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir() if path.name not in {LOG, LOCK}}


def records(out: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (out / LOG).read_text().splitlines()]


def test_every_bundle_gets_its_files_and_a_record(bundles: Path, tmp_path: Path) -> None:
    report = run_batch(discover(str(bundles)), FolderStore(tmp_path / "out"), JOB, Alone(fake))
    assert report.counts == {Status.DONE: 4, Status.REFUSED: 2}
    assert report.failed
    found = records(tmp_path / "out")
    assert len(found) == 6
    for record in found:
        assert isinstance(record["outputs"], list)
        assert all((tmp_path / "out" / name).is_file() for name in record["outputs"])
        assert len(record["outputs"]) == (2 if record["status"] == "done" else 0)
        assert "Too short" not in str(record["message"])


def test_a_second_run_does_nothing_and_changes_no_byte(bundles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(bundles, out)
    before = outputs(out), records(out)
    assert run(bundles, out) == {Status.SKIPPED: 6}
    assert (outputs(out), records(out)) == before


def test_a_bundle_that_changed_is_other_work_and_so_are_other_options(bundles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(bundles, out)
    (bundles / "ferry" / "a.txt").write_text(FERRY + " The rudder had failed.")
    assert run(bundles, out) == {Status.DONE: 1, Status.SKIPPED: 5}
    assert run(bundles, out, job=Job(options=Options(max_words=20)))[Status.DONE] == 4


def _killed_at(step: int, work: Callable[[], object]) -> bool:
    """Do the work in a copy of this process that is killed at the given step towards the disk; say whether it was."""
    child = os.fork()
    if child == 0:
        # What other tests left of their models would be collected here, and wait for threads that a copy does not have.
        gc.disable()
        steps = 0

        def count(frame: object, event: str, argument: object) -> None:
            nonlocal steps
            del frame
            if event == "c_call" and argument in {open, os.open, os.write, os.fsync, os.replace}:
                if steps == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                steps += 1

        try:
            sys.setprofile(count)
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_run_killed_at_any_step_is_taken_up(bundles: Path, tmp_path: Path) -> None:
    (bundles / "one.json").unlink()
    (bundles / "pile.jsonl").unlink()
    run(bundles, tmp_path / "whole")
    whole = outputs(tmp_path / "whole")
    sources, step, killed = discover(str(bundles)), 0, True
    while killed:
        out = tmp_path / f"out{step}"
        killed = _killed_at(step, partial(run_batch, sources, FolderStore(out), JOB, Alone(fake)))
        run(bundles, out)
        assert outputs(out) == whole
        names = [record["name"] for record in records(out)]
        assert sorted(map(str, names)) == sorted(source.name for source in sources)
        step += 1
    assert step > 20


def test_the_command_killed_as_it_goes_is_taken_up(bundles: Path, tmp_path: Path) -> None:
    (bundles / "more.jsonl").write_text((json.dumps({"articles": [{"text": FERRY}]}) + "\n") * 20)
    out, whole = tmp_path / "out", tmp_path / "whole"
    with subprocess.Popen(
        [*COMMAND, bundles, out, "--workers", "2"], stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        while not ((out / LOG).exists() and (out / LOG).read_bytes().count(b"\n") >= 2):
            with suppress(subprocess.TimeoutExpired):
                pytest.fail(f"ended before it could be killed, with {process.wait(0.01)}")
        process.kill()
    _wait_for_orphans(process.pid)
    assert len(records(out)) < 26
    for place in (out, whole):
        done = subprocess.run([*COMMAND, bundles, place, "--workers", "1"], capture_output=True, text=True, check=False)
        assert done.returncode == 1, "two bundles are refused"
        assert "is not JSON" in done.stderr
    assert outputs(out) == outputs(whole)
    assert len(outputs(out)) == 48
    assert sorted(str(record["name"]) for record in records(out)) == sorted(source.name for source in discover(str(bundles)))


def _wait_for_orphans(session: int) -> None:
    """Return once no process of a session is left, as workers that outlive their parent would hold memory for ever."""
    while any(_session(path) == session for path in Path("/proc").glob("[0-9]*/stat")):
        os.sched_yield()


def _session(stat: Path) -> int:
    try:
        state, _, _, session = stat.read_text().rpartition(")")[2].split()[:4]
    except (OSError, ValueError):
        return 0
    return 0 if state == "Z" else int(session)


def test_workers_write_what_one_process_writes_and_hold_few_bundles_at_a_time(bundles: Path, tmp_path: Path) -> None:
    (bundles / "more.jsonl").write_text((json.dumps({"articles": [{"text": FERRY}]}) + "\n") * 20)
    drawn, finished = 0, 0

    class Drawn(tuple[Source, ...]):
        def __iter__(self) -> Iterator[Source]:
            nonlocal drawn
            for source in super().__iter__():
                drawn += 1
                yield source

    def note(record: Record, skipped: bool) -> None:
        nonlocal finished
        assert not skipped
        assert drawn - finished <= 2 * AHEAD
        finished += 1

    run_batch(Drawn(discover(str(bundles))), FolderStore(tmp_path / "two"), JOB, Processes(fake, 2), on_record=note)
    run(bundles, tmp_path / "one")
    assert finished == 26
    assert outputs(tmp_path / "two") == outputs(tmp_path / "one")


def test_a_worker_that_dies_costs_nothing_and_a_bundle_that_kills_each_is_recorded(bundles: Path, tmp_path: Path) -> None:
    (bundles / "poison.txt").write_text(f"{FERRY} {DEADLY}")
    once, each = tmp_path / "once", tmp_path / "each"
    assert run(bundles, once, Processes(mortal(tmp_path / "lives", 1), 1)) == {Status.DONE: 5, Status.REFUSED: 2}
    crew = Processes(mortal(tmp_path / "lives", 99), 1)
    assert run(bundles, each, crew) == {Status.DONE: 4, Status.REFUSED: 2, Status.FAILED: 1}
    (lost,) = (record for record in records(each) if record["status"] == "failed")
    assert (lost["name"], lost["error"], lost["outputs"]) == ("poison.txt", "worker-died", [])
    assert run(bundles, each) == {Status.SKIPPED: 7}
    assert run(bundles, each, retry_failed=True) == {Status.SKIPPED: 6, Status.DONE: 1}
    assert outputs(each) == outputs(once)


def test_work_that_is_broken_off_is_not_waited_for(bundles: Path) -> None:
    (bundles / "stuck.txt").write_text(f"{FERRY} {DEADLY}")
    results = Processes(stuck, 1).results((Task(source) for source in discover(str(bundles))[-2:]), JOB)
    with closing(results):
        assert next(results).name != "stuck.txt"
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("crew", [Alone(missing), Processes(missing, 1)])
def test_models_that_cannot_be_loaded_end_the_run_and_fail_no_bundle(crew: Crew, bundles: Path, tmp_path: Path) -> None:
    with pytest.raises(MissingExtra, match=r"newsfuse\[transformers\]"):
        run(bundles, tmp_path / "out", crew)
    assert not (tmp_path / "out" / LOG).exists()


def test_a_watched_folder_gives_what_arrives_once_it_is_whole(bundles: Path) -> None:
    late = bundles / "late.txt"

    def grow() -> None:
        looks.append(None)
        if len(looks) == 2:
            late.write_text("The ferry")
        elif len(looks) == 3:
            late.write_text(FERRY)
        elif len(looks) == 6:
            (bundles / "ferry" / "b.txt").write_text(FERRY)

    looks: list[None] = []
    rounds = arrivals(str(bundles), grow)
    assert len(next(rounds)) == 6
    assert [source.name for source in next(rounds)] == ["late.txt"]
    assert len(looks) == 4, "looks 2 and 3 found it changed, look 4 as it was"
    assert [source.name for source in next(rounds)] == ["ferry"]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """A disk of 128 kB, or of the options asked for."""
    mounted: list[Path] = []

    def mount(options: str) -> Path:
        place = tmp_path / "disk"
        place.mkdir(exist_ok=True)
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], capture_output=True, check=False)
        if done.returncode:
            pytest.skip("mounting a small disk needs rights that this process has not")
        mounted.append(place)
        return place

    yield mount
    for place in mounted:
        subprocess.run(["umount", place], check=False)


def test_a_full_disk_is_said_and_leaves_nothing_half_written(bundles: Path, tmp_path: Path, disk: Callable[[str], Path]) -> None:
    run(bundles, tmp_path / "whole")
    whole = outputs(tmp_path / "whole")
    out = disk("size=32k")
    with pytest.raises(CannotWrite, match="the disk is full"):
        run(bundles, out)
    left = outputs(out)
    assert set(left.items()) < set(whole.items())
    assert all(record["status"] != "done" or str(record["name"]) + ".json" in left for record in records(out))
    subprocess.run(["mount", "-o", "remount,size=1m", out], check=True)
    run(bundles, out)
    assert outputs(out) == whole


def test_a_read_only_disk_is_said(bundles: Path, disk: Callable[[str], Path]) -> None:
    out = disk("ro")
    for place in (out, out / "inside"):
        with pytest.raises(CannotWrite, match="it is read-only"):
            run(bundles, place)


def test_a_disk_that_fills_anywhere_leaves_whole_files_only(
    bundles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(bundles, tmp_path / "whole")
    whole = outputs(tmp_path / "whole")
    write = os.write
    for room in range(1_000, 12_000, 1_100):
        left = room

        def full(handle: int, data: bytes) -> int:
            nonlocal left
            part = min(len(data), left)
            left -= part
            if not part:
                raise OSError(28, "No space left on device")
            return write(handle, bytes(data[:part]))

        monkeypatch.setattr(os, "write", full)
        out = tmp_path / str(room)
        with pytest.raises(CannotWrite, match="the disk is full"):
            run(bundles, out)
        monkeypatch.setattr(os, "write", write)
        assert set(outputs(out).items()) <= set(whole.items())
        assert not list(out.glob(f".*{PARTIAL}"))
        if (out / LOG).exists():
            assert (out / LOG).read_bytes()[-1:] in {b"", b"\n"}
        run(bundles, out)
        assert outputs(out) == whole


def test_two_runs_cannot_write_to_one_folder(bundles: Path, tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "out")
    with store.exclusive(), pytest.raises(CannotWrite, match="Another run"):
        run(bundles, tmp_path / "out")
    run(bundles, tmp_path / "out")


def test_a_folder_that_cannot_be_made_is_said(bundles: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotWrite, match="Cannot write"):
        run(bundles, tmp_path / "file" / "out")


def test_files_left_out_of_a_bundle_are_named_in_its_record(tmp_path: Path) -> None:
    folder, out = tmp_path / "in" / "ferry", tmp_path / "out"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(FERRY)
    (folder / "b.pdf").write_bytes(b"%PDF-1.4")
    (folder / ".DS_Store").write_bytes(b"x")
    for _ in range(2):  # the second run reads the record of the first
        report = run_batch(discover(str(folder.parent)), FolderStore(out), JOB, Alone(fake))
        assert report.left_out.total() == 1
    (record,) = records(out)
    assert record["left_out"] == ["b.pdf is a PDF; export its text first, for instance with pdftotext."]


@pytest.mark.skipif(os.name != "posix", reason="links and rights as POSIX has them")
def test_links_that_lead_nowhere_and_closed_doors_cost_no_other_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "in"
    for name in ("bridge", "closed"):
        (folder / name).mkdir(parents=True)
        (folder / name / "a.txt").write_text(FERRY)
    (folder / "closed.jsonl").write_text("{}")
    (folder / "up").symlink_to("..")
    (folder / "self").symlink_to("self")
    (folder / "gone").symlink_to("nowhere")
    (folder / "bridge" / "again").symlink_to("../bridge")
    (folder / "beside").symlink_to("bridge")
    shut(monkeypatch, "closed")
    assert [source.name for source in discover(str(folder))] == ["beside", "bridge", "closed", "closed.jsonl", "gone", "self"]
    report = run_batch(discover(str(folder)), FolderStore(tmp_path / "out"), JOB, Alone(fake))
    assert report.counts == {Status.DONE: 2, Status.REFUSED: 4}
    assert {record.message.partition(" ")[0] for record in report.unhappy.values() if record.message} == {"Cannot"}


def shut(monkeypatch: pytest.MonkeyPatch, stem: str) -> None:
    """Refuse to list or open what has this name, as a folder without rights does to all but root."""
    listed, opened = Path.iterdir, Path.open

    def iterdir(self: Path) -> Iterator[Path]:
        if self.name == stem:
            raise PermissionError(13, "Permission denied")
        return listed(self)

    def open_(self: Path, *args: Any, **kwargs: Any) -> Any:
        if self.stem == stem:
            raise PermissionError(13, "Permission denied")
        return opened(self, *args, **kwargs)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    monkeypatch.setattr(Path, "open", open_)
