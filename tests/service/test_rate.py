from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import InvalidOption, MissingExtra
from summarizer.service import keys
from summarizer.service.app import create_app
from summarizer.service.fakes import FakeSummarizer
from summarizer.service.settings import Settings


@pytest.fixture
def redis(eventually: Callable[..., None], tmp_path: Path) -> Iterator[str]:
    """A Redis server of Debian's package, for one test."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("Redis is not installed (Debian: apt-get install redis-server)")
    socket = tmp_path / "redis.sock"
    command = [program, "--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(tmp_path)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        eventually(socket.exists)
        yield f"redis+unix://{socket}"
    finally:
        server.kill()
        server.wait()


def test_a_key_over_its_rate_is_told_when_to_come_back(serve: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "keys"
    path.write_text("".join(f"{name}:{keys.digest(name.encode()).decode()}\n" for name in ("a", "b")), encoding="utf-8")
    with serve(keys_file=path, rate="2/hour") as client:
        answers = [client.get("/metrics", headers={"X-API-Key": "a"}) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert 1 <= int(answers[2].headers["retry-after"]) <= 3_600
        assert client.get("/metrics", headers={"X-API-Key": "b"}).status_code == 200
        assert client.get("/livez").status_code == 200


@pytest.mark.parametrize(("rate", "storage"), [("often", "memory://"), ("1/hour", "nonsense://")])
def test_what_is_no_rate_stops_the_start(rate: str, storage: str) -> None:
    with pytest.raises(InvalidOption):
        create_app(Settings(jobs=False, rate=rate, rate_storage=storage), summarizer=FakeSummarizer())


def test_replicas_share_rates_through_redis(serve: Callable[..., Any], redis: str) -> None:
    settings = {"rate": "2/hour", "rate_storage": redis}
    with serve(**settings) as one, serve(**settings) as other:
        answers = [client.get("/metrics") for client in (one, other, one, other)]
        assert [answer.status_code for answer in answers] == [200, 200, 429, 429]
        assert 1 <= int(answers[2].headers["retry-after"]) <= 3_600


def test_requests_are_let_in_while_redis_is_away(serve: Callable[..., Any], tmp_path: Path) -> None:
    with serve(rate="1/hour", rate_storage=f"redis+unix://{tmp_path / 'none'}") as client:
        assert [client.get("/metrics").status_code for _ in range(2)] == [200, 200]


def test_without_the_client_of_redis_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "redis.asyncio", None)
    with pytest.raises(MissingExtra, match=r"newsfuse\[redis\]"):
        create_app(Settings(jobs=False, rate="1/hour", rate_storage="redis://127.0.0.1"), summarizer=FakeSummarizer())
