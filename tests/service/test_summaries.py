from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.testclient import TestClient

from summarizer.article import Article
from summarizer.errors import GenerationFailed
from summarizer.service.fakes import FakeSummarizer, wait_until_cancelled

CANARY = "CANARYarticletext"


def test_a_bundle_gives_a_cited_summary(client: TestClient, bundle: dict[str, Any]) -> None:
    answer = client.post("/v1/summaries", json=bundle)
    assert answer.status_code == 200
    summary = answer.json()
    assert summary["text"].startswith("The bridge closes on Monday.")
    citation = summary["sentences"][0]["citations"][0]
    text = bundle["articles"][0]["text"]
    assert citation["article_id"] == "post"
    assert text[citation["start"] : citation["end"]] == "The bridge closes on Monday"


def test_options_are_passed_on(client: TestClient, bundle: dict[str, Any]) -> None:
    answer = client.post("/v1/summaries", json={**bundle, "options": {"max_words": 5}})
    assert answer.json()["words"] == 5


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        (b"", 422, "invalid-request"),
        (b"not json", 422, "invalid-request"),
        (b"[]", 422, "invalid-request"),
        (b'{"articles": []}', 422, "no-articles"),
        (b'{"articles": [{"text": ""}]}', 422, "invalid-request"),
        (b'{"articles": [{"text": "   "}]}', 422, "invalid-article"),
        (b'{"articles": [{"text": 5}]}', 422, "invalid-request"),
        (b'{"articles": [{"text": "A.", "more": 1}]}', 422, "invalid-request"),
        (b'{"articles": [{"text": NaN}]}', 422, "invalid-request"),
        (b'{"articles": [{"text": "A."}], "options": {"share": NaN}}', 422, "invalid-request"),
        (b'{"articles": [{"text": "A."}], "options": {"share": 1e999}}', 422, "invalid-request"),
        (b'{"articles": [{"text": "\\ud800"}]}', 422, "invalid-request"),
        (b'{"articles": [{"text": "\xed\xa0\x80"}]}', 422, "invalid-request"),
        (b'{"articles": [{"text": "A."}], "options": {"max_words": 0}}', 422, "invalid-request"),
        (b'{"articles": [{"text": "A.", "id": "x"}, {"text": "B.", "id": "x"}]}', 422, "invalid-article"),
        (b"[" * 100_000, 422, "invalid-request"),
        (b'{"a":' * 100_000, 422, "invalid-request"),
    ],
)
def test_bad_bodies_get_a_typed_problem(client: TestClient, body: bytes, status: int, kind: str) -> None:
    answer = client.post("/v1/summaries", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"] == f"urn:newsfuse:problem:{kind}"
    assert problem["status"] == status
    assert problem["request_id"] == answer.headers["x-request-id"]


def test_nul_in_a_text_is_no_crash(client: TestClient) -> None:
    answer = client.post("/v1/summaries", json={"articles": [{"text": "One\x00 thing. Another thing."}]})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {"articles": CANARY},
        {"articles": [CANARY]},
        {"articles": [{"text": CANARY, CANARY: CANARY}]},
        {"articles": [{"text": CANARY, "published": CANARY}]},
        {"articles": [{"text": CANARY, "language": CANARY * 9}]},
        {"articles": [{"text": CANARY}], "options": {"fusion": CANARY}},
        {"articles": [{"text": CANARY}], CANARY: 1},
        {"articles": [{"text": CANARY, "id": CANARY}, {"text": CANARY, "id": CANARY}]},
        {"articles": [{"text": f"{CANARY}. Raises."}]},
        {"articles": [{"text": f"{CANARY}. Fails."}]},
    ],
)
def test_errors_and_logs_hold_no_article_text(
    serve: Callable[..., Any], body: dict[str, Any], capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    def before(articles: Sequence[Article], _cancelled: Callable[[], bool]) -> None:
        if "Raises" in articles[0].text:
            raise ValueError(articles[0].text)
        if "Fails" in articles[0].text:
            raise GenerationFailed(articles[0].text)

    with serve(FakeSummarizer(before=before)) as client:
        answer = client.post("/v1/summaries", json=body)
    assert answer.status_code >= 400
    captured = capfd.readouterr()
    assert CANARY not in answer.text
    assert CANARY not in captured.err + captured.out + caplog.text


def test_not_json_says_so_without_the_body(client: TestClient) -> None:
    answer = client.post(
        "/v1/summaries", content=f'{{"articles": {CANARY}'.encode(), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 422
    assert CANARY not in answer.text
    assert "Not JSON" in answer.json()["errors"][0]["detail"]


@pytest.mark.parametrize("error", [GenerationFailed("secret path"), ValueError("secret path")])
def test_a_model_that_fails_is_a_problem_without_details(
    serve: Callable[..., Any], bundle: dict[str, Any], error: Exception
) -> None:
    def before(articles: Sequence[Article], _cancelled: Callable[[], bool]) -> None:
        if articles[0].id == "post":
            raise error

    with serve(FakeSummarizer(before=before)) as client:
        answer = client.post("/v1/summaries", json=bundle)
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert client.post("/v1/summaries", json={"articles": [{"text": "Still answers."}]}).status_code == 200


def test_the_deadline_is_kept_and_the_work_is_stopped(
    serve: Callable[..., Any], bundle: dict[str, Any], eventually: Callable[..., None]
) -> None:
    stopped = threading.Event()

    def before(articles: Sequence[Article], cancelled: Callable[[], bool]) -> None:
        if articles[0].id == "post":
            try:
                wait_until_cancelled(articles, cancelled)
            finally:
                stopped.set()

    with serve(FakeSummarizer(before=before), deadline_seconds=0.2) as client:
        answer = client.post("/v1/summaries", json=bundle)
        assert answer.status_code == 504
        assert answer.json()["title"] == "Deadline exceeded"
        eventually(stopped.is_set)
        eventually(lambda: client.app.state.service.admission.tokens == 0)


def test_identical_requests_are_computed_once(serve: Callable[..., Any], bundle: dict[str, Any]) -> None:
    entered, go = threading.Semaphore(0), threading.Event()

    def before(articles: Sequence[Article], _cancelled: Callable[[], bool]) -> None:
        if articles[0].id == "post":
            entered.release()
            assert go.wait(20)

    fake = FakeSummarizer(before=before)
    with serve(fake) as client, ThreadPoolExecutor(4) as pool:
        warmed = fake.calls
        first = pool.submit(client.post, "/v1/summaries", json=bundle)
        assert entered.acquire(timeout=20)
        others = [pool.submit(client.post, "/v1/summaries", json=bundle) for _ in range(3)]
        while client.app.state.service.admission.requests < 4:
            pass
        go.set()
        answers = [future.result() for future in (first, *others)]
        again = client.post("/v1/summaries", json=bundle)
    assert {answer.content for answer in answers} == {again.content}
    assert again.headers["x-cache"] == "hit"
    assert fake.calls == warmed + 1


def test_the_etag_names_the_answer(client: TestClient, bundle: dict[str, Any]) -> None:
    answer = client.post("/v1/summaries", json=bundle)
    where, etag = answer.headers["content-location"], answer.headers["etag"]
    assert client.get(where).json() == answer.json()
    assert client.get(where, headers={"If-None-Match": etag}).status_code == 304
    assert client.get(where, headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.get("/v1/summaries/" + "0" * 64).status_code == 404
    other = client.post("/v1/summaries", json={**bundle, "options": {"max_words": 6}})
    assert other.headers["etag"] != etag


def events(text: str) -> list[tuple[str, Any]]:
    found = []
    for block in text.strip().split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


def test_a_stream_has_stages_sentences_and_the_same_summary(client: TestClient, bundle: dict[str, Any]) -> None:
    streamed = client.post("/v1/summaries", json=bundle, headers={"Accept": "text/event-stream"})
    assert streamed.headers["content-type"].startswith("text/event-stream")
    found = events(streamed.text)
    names = [name for name, _ in found]
    assert names == ["stage", "stage", "sentence", "sentence", "summary"]
    whole = client.post("/v1/summaries", json=bundle).json()
    assert found[-1][1] == whole
    assert [data["sentence"] for name, data in found if name == "sentence"] == whole["sentences"]
    kept = client.post("/v1/summaries", json=bundle, headers={"Accept": "text/event-stream"})
    assert events(kept.text) == [("summary", whole)]


def test_a_failure_while_streaming_is_an_event(serve: Callable[..., Any], bundle: dict[str, Any]) -> None:
    def before(articles: Sequence[Article], _cancelled: Callable[[], bool]) -> None:
        if articles[0].id == "post":
            raise ValueError(articles[0].text)

    with serve(FakeSummarizer(before=before)) as client:
        found = events(client.post("/v1/summaries", json=bundle, headers={"Accept": "text/event-stream"}).text)
    assert found[-1][0] == "problem"
    assert found[-1][1]["status"] == 500
    assert "bridge" not in json.dumps(found)


def test_a_stream_that_takes_too_long_ends_with_a_problem(serve: Callable[..., Any], bundle: dict[str, Any]) -> None:
    def before(articles: Sequence[Article], cancelled: Callable[[], bool]) -> None:
        if articles[0].id == "post":
            wait_until_cancelled(articles, cancelled)

    with serve(FakeSummarizer(before=before), deadline_seconds=0.2) as client:
        found = events(client.post("/v1/summaries", json=bundle, headers={"Accept": "text/event-stream"}).text)
    assert (found[-1][0], found[-1][1]["status"]) == ("problem", 504)


def test_what_is_new_since_an_earlier_summary(client: TestClient, bundle: dict[str, Any]) -> None:
    earlier = client.post("/v1/summaries", json=bundle).json()
    for since in (earlier, {"sentences": [{"text": "It fell.", "citations": []}], "articles": [{"id": "post"}]}):
        assert client.post("/v1/summaries", json={**bundle, "since": since}).status_code == 200


@pytest.mark.parametrize(
    ("since", "pointer"),
    [
        ({}, "/since/sentences"),
        ({"sentences": [], "sentance": 1}, "/since/sentance"),
        ({"sentences": [{"text": "A.", "citations": [], "cites": 1}]}, "/since/sentences/0/cites"),
        ({"sentences": [{"text": "A.", "citations": [{"article_id": "a", "start": 0}]}]}, "/since/sentences/0/citations/0/end"),
        ({"sentences": [], "articles": [{"name": "a"}]}, "/since/articles/0/id"),
        (
            {"sentences": [{"text": "A.", "citations": [{"article_id": "a", "start": "0", "end": 1.0}]}]},
            "/since/sentences/0/citations/0/start",
        ),
        ({"sentences": [], "A sentence.": 1}, "/since"),
    ],
)
def test_what_no_summary_holds_is_no_earlier_one(
    client: TestClient, bundle: dict[str, Any], since: dict[str, Any], pointer: str
) -> None:
    answer = client.post("/v1/summaries", json={**bundle, "since": since})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == pointer


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"options": {"maxWords": 9}}, "/options/maxWords"),
        ({"options": {"max-words": 9}}, "/options/max-words"),
        ({"options": {"length": 9}}, "/options/length"),
        ({"body": 1}, "/body"),
        ({"options": {"The bridge": 9}}, "/options"),
        ({"options": {"x" * 41: 9}}, "/options"),
        ({"": 9}, ""),
    ],
)
def test_an_unknown_field_is_named_where_it_looks_like_one(
    client: TestClient, bundle: dict[str, Any], more: dict[str, Any], pointer: str
) -> None:
    answer = client.post("/v1/summaries", json={**bundle, **more})
    assert answer.status_code == 422
    assert [place["pointer"] for place in answer.json()["errors"]] == [pointer]
