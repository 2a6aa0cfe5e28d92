from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi import FastAPI
from lxml import html
from starlette.testclient import TestClient

from summarizer.service.routes import page
from summarizer.service.schemas import SummaryRequest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "index.html").write_text("<p>hello", encoding="utf-8")
    (tmp_path / "page" / "page.js").write_text("1", encoding="utf-8")
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    return tmp_path / "page"


def test_the_page_and_its_files_stand_under_a_strict_policy(folder: Path) -> None:
    app = FastAPI()
    page.mount(app, folder)
    client = TestClient(app)
    for path, text in (("/", "<p>hello"), ("/page/page.js", "1")):
        answer = client.get(path)
        assert (answer.status_code, answer.text) == (200, text)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
    for path in ("/page/../secret", "/page/%2e%2e/secret", "/page/none"):
        assert client.get(path).status_code == 404


def test_the_page_holds_nothing_inline_and_nothing_of_others() -> None:
    document = html.parse(page.FOLDER / "index.html")
    assert document.xpath("//style | //@style | //@*[starts-with(name(), 'on')] | //script[not(@src)]") == []
    referred = document.xpath("//script/@src | //link/@href | //img/@src")
    assert referred
    for address in referred:
        assert (page.FOLDER / str(address).removeprefix("/page/")).is_file(), address
    for path in page.FOLDER.rglob("*.*"):
        assert "://" not in path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", ""), path


def test_every_example_that_is_offered_is_one_that_the_service_takes() -> None:
    offered = json.loads((page.FOLDER / "examples" / "index.json").read_text(encoding="utf-8"))
    assert {path.stem for path in (page.FOLDER / "examples").iterdir()} == {one["name"] for one in offered} | {"index"}
    for one in offered:
        bundle = json.loads((page.FOLDER / "examples" / f"{one['name']}.json").read_text(encoding="utf-8"))
        assert len(SummaryRequest.model_validate(bundle).bundle()) > 1


def test_without_a_page_there_is_none(tmp_path: Path) -> None:
    app = FastAPI()
    page.mount(app, tmp_path)
    assert TestClient(app).get("/").status_code == 404


def test_models_are_listed(client: TestClient) -> None:
    listed = client.get("/v1/models").json()["models"]
    assert listed[0]["name"] == "bundled"
    assert {"name", "strategy", "languages", "ready", "in_use"} <= set(listed[0])
