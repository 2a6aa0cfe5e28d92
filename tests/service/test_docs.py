from __future__ import annotations

import re

from starlette.testclient import TestClient


def test_the_reference_needs_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.status_code == 200
    assert "unsafe" not in page.headers["content-security-policy"]
    assert not re.search(r"<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=", page.text), "the policy forbids what stands inside the page"
    files = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert {"/docs/swagger/swagger-ui-bundle.js", "/docs/swagger/swagger-ui.css", "/openapi.json"} <= set(files)
    for file in files:
        answer = client.get(file)
        assert (file[0], file[1] != "/", answer.status_code) == ("/", True, 200)
    assert 'url: "/openapi.json"' in client.get("/docs/own/start.js").text


def test_nothing_beside_its_files_is_served(client: TestClient) -> None:
    for path in ("/docs/own/../app.py", "/docs/own/%2e%2e/app.py", "/docs/swagger/%2e%2e/core.py", "/docs/none"):
        assert client.get(path).status_code == 404
