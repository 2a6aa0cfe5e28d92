from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from summarizer.article import Article
from summarizer.service import keys
from summarizer.service.app import create_app
from summarizer.service.fakes import FakeSummarizer, wait_until_cancelled
from summarizer.service.settings import Settings

JSON_LINES = {"Content-Type": "application/x-ndjson"}


def bundle(name: str, **options: Any) -> dict[str, Any]:
    return {"articles": [{"id": name, "text": f"Story {name} begins. It goes on."}], "options": options}


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def store(folder: Path, **more: Any) -> dict[str, Any]:
    return {"jobs": True, "jobs_url": f"sqlite:///{folder / 'jobs.sqlite'}", "jobs_poll_seconds": 0.02, **more}


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """A PostgreSQL server of Debian's package, for this module only."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    user: list[str] = []
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if os.geteuid() == 0:
        try:
            entry = pwd.getpwnam("postgres")
        except KeyError:
            pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
        os.chown(folder, entry.pw_uid, entry.pw_gid)
        user = ["setpriv", f"--reuid={entry.pw_uid}", f"--regid={entry.pw_gid}", "--clear-groups"]
    binaries, data = programs[-1], folder / "data"

    def call(program: str, *arguments: str) -> None:
        subprocess.run([*user, str(binaries / program), *arguments], check=True, capture_output=True, cwd=folder)

    call("initdb", "-D", str(data), "-U", "tests", "--auth=trust", "--no-sync")
    server = f"-k {folder} -c listen_addresses='' -c fsync=off"
    call("pg_ctl", "-D", str(data), "-o", server, "-l", str(folder / "log"), "-w", "start")
    try:
        call("createdb", "-h", str(folder), "-U", "tests", "jobs")
        yield f"postgresql://tests@/jobs?host={folder}"
    finally:
        call("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder)


def finished(client: Any, where: str) -> bool:
    return bool(client.get(where).json()["state"] == "done")


def test_a_batch_is_worked_off(serve: Callable[..., Any], eventually: Callable[..., None], tmp_path: Path) -> None:
    with serve(**store(tmp_path)) as client:
        body = {"bundles": [bundle("a"), {"articles": bundle("b")["articles"] * 2}, bundle("c")]}
        answer = client.post("/v1/batches", json=body)
        assert answer.status_code == 202
        where = answer.headers["location"]
        assert (answer.json()["total"], where.endswith(answer.json()["id"])) == (3, True)
        eventually(lambda: finished(client, where))
        progress = client.get(where).json()
        assert (progress["done"], progress["failed"]) == (2, 1)
        assert progress["expires"] > progress["finished"]
        found = lines(client.get(f"{where}/results").text)
        assert [(line["index"], line["state"]) for line in found] == [(0, "done"), (1, "failed"), (2, "done")]
        assert found[0]["summary"] == client.post("/v1/summaries", json=bundle("a")).json()
        assert found[1]["problem"]["status"] == 422
        assert client.delete(where).status_code == 204
        assert client.get(where).status_code == 404
        assert client.get(f"{where}/results").status_code == 404


def test_json_lines_are_read(serve: Callable[..., Any], eventually: Callable[..., None], tmp_path: Path) -> None:
    with serve(**store(tmp_path)) as client:
        body = "\n".join(json.dumps(bundle(name)) for name in "ab") + "\n\n"
        answer = client.post("/v1/batches", content=body.encode(), headers=JSON_LINES)
        assert (answer.status_code, answer.json()["total"]) == (202, 2)
        eventually(lambda: finished(client, answer.headers["location"]))


@pytest.mark.parametrize(
    ("body", "kind", "pointer"),
    [
        (b'{"bundles": []}', "application/json", "/bundles"),
        (b'{"bundles": [{"articles": 1}]}', "application/json", "/bundles/0/articles"),
        (b'{"articles": 1}', "application/x-ndjson", "/0/articles"),
        (b'{"articles": []}\nnot json', "application/jsonl", ""),
        (b"\n\n", "application/jsonl", ""),
        (b"", "application/json", ""),
    ],
)
def test_a_batch_that_does_not_fit_begins_nothing(client_with_jobs: TestClient, body: bytes, kind: str, pointer: str) -> None:
    answer = client_with_jobs.post("/v1/batches", content=body, headers={"Content-Type": kind})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == pointer


@pytest.fixture(scope="module")
def client_with_jobs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = Settings(**store(tmp_path_factory.mktemp("jobs")), jobs_max_bundles=3)
    app = create_app(settings, summarizer=FakeSummarizer())
    with TestClient(app) as client:
        assert app.state.service.health.wait(60)
        yield client


def test_a_line_that_is_no_json_is_named(client_with_jobs: TestClient) -> None:
    body = b'{"articles": []}\n\nnot json'
    answer = client_with_jobs.post("/v1/batches", content=body, headers=JSON_LINES)
    assert "bundle in line 3: " in answer.json()["errors"][0]["detail"]


def test_too_many_bundles_are_refused(client_with_jobs: TestClient) -> None:
    answer = client_with_jobs.post("/v1/batches", json={"bundles": [bundle("a")] * 4})
    assert (answer.status_code, answer.json()["type"]) == (413, "urn:newsfuse:problem:too-large")


@pytest.mark.parametrize("name", ["0" * 32, "x", "%00", "A" * 32])
def test_unknown_batches(client_with_jobs: TestClient, name: str) -> None:
    for method, tail in (("GET", ""), ("GET", "/results"), ("DELETE", "")):
        assert client_with_jobs.request(method, f"/v1/batches/{name}{tail}").status_code in {404, 422}


def test_a_batch_belongs_to_the_key_that_handed_it_in(
    serve: Callable[..., Any], eventually: Callable[..., None], tmp_path: Path
) -> None:
    path = tmp_path / "keys"
    path.write_text("".join(f"{name}:{keys.digest(name.encode()).decode()}\n" for name in "ab"), encoding="utf-8")
    with serve(**store(tmp_path, keys_file=path)) as client:
        mine, other = {"X-API-Key": "a"}, {"X-API-Key": "b"}
        where = client.post("/v1/batches", json={"bundles": [bundle("a")]}, headers=mine).headers["location"]
        for method, tail in (("GET", ""), ("GET", "/results"), ("DELETE", "")):
            assert client.request(method, where + tail, headers=other).status_code == 404
        eventually(lambda: client.get(where, headers=mine).json()["state"] == "done")


def test_deleting_stops_what_runs(serve: Callable[..., Any], eventually: Callable[..., None], tmp_path: Path) -> None:
    entered, stopped = threading.Event(), threading.Event()

    def before(articles: Sequence[Article], cancelled: Callable[[], bool]) -> None:
        if articles[0].id == "slow":
            entered.set()
            try:
                wait_until_cancelled(articles, cancelled)
            finally:
                stopped.set()

    with serve(FakeSummarizer(before=before), **store(tmp_path, jobs_workers=1)) as client:
        where = client.post("/v1/batches", json={"bundles": [bundle("slow"), bundle("never")]}).headers["location"]
        assert entered.wait(30)
        assert client.get(where).json()["state"] == "running"
        assert client.delete(where).status_code == 204
        assert stopped.wait(30)
        assert client.get(where).status_code == 404


def test_limits_of_a_batch(serve: Callable[..., Any], eventually: Callable[..., None], tmp_path: Path) -> None:
    def before(articles: Sequence[Article], cancelled: Callable[[], bool]) -> None:
        if articles[0].id == "slow":
            wait_until_cancelled(articles, cancelled)

    limits = {"jobs_max_body_bytes": 1_000, "jobs_deadline_seconds": 0.05}
    with serve(FakeSummarizer(before=before), **store(tmp_path, **limits)) as client:
        assert client.post("/v1/batches", content=b" " * 1_001, headers=JSON_LINES).status_code == 413
        where = client.post("/v1/batches", json={"bundles": [bundle("slow")]}).headers["location"]
        eventually(lambda: finished(client, where))
        (line,) = lines(client.get(f"{where}/results").text)
        assert (line["state"], line["problem"]["status"]) == ("failed", 504)


def test_old_batches_are_forgotten(serve: Callable[..., Any], eventually: Callable[..., None], tmp_path: Path) -> None:
    with serve(**store(tmp_path, jobs_keep_hours=0.00001)) as client:
        where = client.post("/v1/batches", json={"bundles": [bundle("a")]}).headers["location"]
        jobs = client.app.state.service.jobs
        eventually(lambda: jobs.sweep() or client.get(where).status_code == 404)
        eventually(lambda: client.get(where).status_code == 404)


def check_kill(running: Callable[..., Any], eventually: Callable[..., None], settings: dict[str, Any]) -> None:
    """Kill a server in the middle of a batch, start another: all is finished, and nothing that was done is done again."""
    body = {"bundles": [{"articles": [{"text": f"Story {place} begins. It goes on."}]} for place in range(12)]}
    with running({"batch_ms": 60}, **settings) as server:
        where = server.client.post("/v1/batches", json=body).headers["location"]
        eventually(lambda: server.client.get(where).json()["done"] >= 3)
        server.process.send_signal(signal.SIGKILL)
        server.process.wait(20)
    with running({"batch_ms": 1}, **settings) as server:
        before = lines(server.client.get(f"{where}/results").text)
        assert sum(line["state"] == "done" for line in before) < 12 or finished(server.client, where)
        eventually(lambda: finished(server.client, where))
        after = lines(server.client.get(f"{where}/results").text)
        progress = server.client.get(where).json()
        assert (progress["total"], progress["done"], progress["failed"]) == (12, 12, 0)
        assert [line["index"] for line in after] == list(range(12))
        assert [line["summary"]["text"] for line in after] == [f"Story {place} begins." for place in range(12)]
        again = server.metrics()['newsfuse_batch_bundles_total{outcome="done"}']
        assert again <= 12 - 3, "what was done before the kill was done again"


def test_a_batch_survives_kill_9_on_sqlite(running: Callable[..., Any], eventually: Callable[..., None], tmp_path: Path) -> None:
    check_kill(running, eventually, store(tmp_path, jobs_poll_seconds=0.05))


def test_a_batch_survives_kill_9_on_postgresql(
    running: Callable[..., Any], eventually: Callable[..., None], tmp_path: Path, postgres: str
) -> None:
    check_kill(running, eventually, store(tmp_path, jobs_url=postgres, jobs_poll_seconds=0.05))


def test_sigterm_lets_the_bundle_in_work_finish(
    running: Callable[..., Any], eventually: Callable[..., None], tmp_path: Path
) -> None:
    settings = store(tmp_path, jobs_workers=1)
    body = {"bundles": [{"articles": [{"text": f"These {place} take long. They do."}]} for place in range(3)]}
    with running({"slow_ms": 400}, **settings) as server:
        where = server.client.post("/v1/batches", json=body).headers["location"]
        eventually(lambda: server.client.get(where).json()["state"] == "running")
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(30) == 0
    with running(**settings) as server:
        eventually(lambda: finished(server.client, where))
        assert server.client.get(where).json()["done"] == 3
