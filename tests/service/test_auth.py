from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from summarizer.errors import InvalidOption, UnreadableInput
from summarizer.service import keys
from summarizer.service.app import create_app
from summarizer.service.auth import OPEN, is_open
from summarizer.service.fakes import FakeSummarizer
from summarizer.service.keys import KeyFile
from summarizer.service.settings import Settings


@pytest.fixture
def key_file(tmp_path: Path) -> tuple[Path, str]:
    key = keys.make()
    path = tmp_path / "keys"
    path.write_text(f"# ours\ndesk:{keys.digest(key.encode()).decode()}\n", encoding="utf-8")
    return path, key


def routes(app: Any) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    def walk(entries: list[BaseRoute], prefix: str = "") -> None:
        for route in entries:
            path = prefix + getattr(route, "path", "")
            inner = getattr(route, "routes", None) or getattr(getattr(route, "original_router", None), "routes", None)
            if inner:
                walk(inner, path if not isinstance(route, APIRoute) else prefix)
                continue
            found.extend((method, path) for method in sorted(getattr(route, "methods", None) or {"GET"}))

    walk(app.routes)
    return found


def test_every_route_but_the_open_ones_wants_a_key(serve: Callable[..., Any], key_file: tuple[Path, str]) -> None:
    path, key = key_file
    with serve(keys_file=path) as client:
        walked = routes(client.app)
        assert {"/v1/summaries", "/metrics", "/livez"} <= {address for _, address in walked}
        for method, address in walked:
            concrete = address.replace("{digest}", "0" * 64).replace("{batch_id}", "0" * 32)
            answer = client.request(method, concrete)
            if address in OPEN:
                assert answer.status_code != 401, address
            elif not is_open(address + "/"):
                assert answer.status_code == 401, (method, address)
                assert answer.headers["www-authenticate"] == "Bearer"
                assert client.request(method, concrete, headers={"X-API-Key": key}).status_code != 401


def test_addresses_that_do_not_exist_want_a_key_too(serve: Callable[..., Any], key_file: tuple[Path, str]) -> None:
    with serve(keys_file=key_file[0]) as client:
        assert client.get("/nothing").status_code == 401


@pytest.mark.parametrize("path", ["/page/../metrics", "/pages", "/livez/", "/docs/x", "/docs/own/../x", "//livez"])
def test_nothing_is_open_by_likeness(path: str) -> None:
    assert not is_open(path)


def test_both_headers_are_read(serve: Callable[..., Any], key_file: tuple[Path, str]) -> None:
    path, key = key_file
    with serve(keys_file=path) as client:
        assert client.get("/metrics", headers={"Authorization": f"Bearer {key}"}).status_code == 200
        assert client.get("/metrics", headers={"Authorization": f"bearer {key}"}).status_code == 200
        assert client.get("/metrics", headers={"X-API-Key": key}).status_code == 200
        for header in (
            {"X-API-Key": key + "x"},
            {"X-API-Key": b"\xff\xfe"},
            {"Authorization": f"Basic {key}"},
            {"X-API-Key": ""},
        ):
            assert client.get("/metrics", headers=header).status_code == 401


def test_keys_change_without_a_restart(serve: Callable[..., Any], key_file: tuple[Path, str]) -> None:
    path, old = key_file
    new = keys.make()
    with serve(keys_file=path) as client:
        path.write_text(f"desk:{keys.digest(new.encode()).decode()}\nother:{keys.digest(b'x').decode()}\n", encoding="utf-8")
        assert client.get("/metrics", headers={"X-API-Key": new}).status_code == 200
        assert client.get("/metrics", headers={"X-API-Key": old}).status_code == 401
        path.write_text("half a li", encoding="utf-8")
        assert client.get("/metrics", headers={"X-API-Key": new}).status_code == 200
        os.unlink(path)  # noqa: PTH108
        assert client.get("/metrics", headers={"X-API-Key": new}).status_code == 200


def test_the_file_holds_no_key(key_file: tuple[Path, str]) -> None:
    path, key = key_file
    assert key not in path.read_text(encoding="utf-8")
    assert KeyFile(path).owner(key.encode()) == "desk"
    assert KeyFile(path).owner(path.read_text(encoding="utf-8").split(":")[1].strip().encode()) is None


@pytest.mark.parametrize("text", ["name", "name:abc", "na me:" + "0" * 64, "name:" + "A" * 64])
def test_a_file_that_cannot_be_read_stops_the_start(tmp_path: Path, text: str) -> None:
    path = tmp_path / "keys"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableInput):
        KeyFile(path)
    with pytest.raises(UnreadableInput):
        KeyFile(tmp_path / "none")


def test_the_command_makes_a_key_that_works(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert keys.main(["desk"]) == 0
    printed = [line.split(": ", 1)[1].strip() for line in capsys.readouterr().out.splitlines()]
    path = tmp_path / "keys"
    path.write_text(printed[1], encoding="utf-8")
    assert KeyFile(path).owner(printed[0].encode()) == "desk"
    assert keys.main(["a b"]) == 2
    assert keys.main([]) == 2


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "news.example"])  # noqa: S104
def test_an_open_address_without_keys_is_refused(host: str, key_file: tuple[Path, str]) -> None:
    with pytest.raises(InvalidOption, match="without API keys"):
        create_app(Settings(host=host, jobs=False), summarizer=FakeSummarizer())
    create_app(Settings(host=host, jobs=False, allow_anonymous=True), summarizer=FakeSummarizer())
    create_app(Settings(host=host, jobs=False, keys_file=key_file[0]), summarizer=FakeSummarizer())


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.8.8.8"])
def test_loopback_needs_no_keys(host: str) -> None:
    create_app(Settings(host=host, jobs=False), summarizer=FakeSummarizer())
