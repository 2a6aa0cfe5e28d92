from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from summarizer.service.client import AsyncClient, Client, ServiceProblem

ARTICLES = [{"id": "a", "text": "The bridge closes. Ferries run."}]


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds that a client slept, which it does not here."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr("summarizer.service.client.synchronous.time.sleep", slept.append)
    monkeypatch.setattr("summarizer.service.client.asynchronous.asyncio.sleep", sleep)
    return slept


def busy(times: int, status: int = 429, retry_after: str = "3") -> Callable[[httpx.Request], httpx.Response]:
    left = [times]

    def answer(request: httpx.Request) -> httpx.Response:
        if left[0]:
            left[0] -= 1
            problem = {"type": "urn:newsfuse:problem:too-many-requests", "title": "Too many requests", "status": status}
            return httpx.Response(status, json=problem, headers={"Retry-After": retry_after} if retry_after else {})
        if "event-stream" in request.headers["accept"]:
            return httpx.Response(
                200, text='event: stage\ndata: {"stage": "rank"}\n\n: working\n\nevent: summary\ndata: {"text": "T."}\n\n'
            )
        return httpx.Response(200, json={"text": "T.", "sent": json.loads(request.content)})

    return answer


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_service_is_asked_again_when_it_says(waits: list[float], status: int) -> None:
    with Client(transport=httpx.MockTransport(busy(2, status))) as client:
        answer = client.summarize(ARTICLES, max_words=30)
    assert answer["sent"] == {"articles": ARTICLES, "options": {"max_words": 30}}
    assert waits == [3.0, 3.0]


def test_without_retry_after_it_waits_longer_each_time(waits: list[float]) -> None:
    with Client(transport=httpx.MockTransport(busy(3, retry_after=""))) as client:
        client.summarize(ARTICLES)
    assert waits == [1.0, 2.0, 4.0]


def test_it_gives_up_in_the_end_and_when_the_wait_is_too_long(waits: list[float]) -> None:
    with Client(transport=httpx.MockTransport(busy(9)), retries=2) as client, pytest.raises(ServiceProblem) as caught:
        client.summarize(ARTICLES)
    assert (caught.value.status, caught.value.kind, waits) == (429, "too-many-requests", [3.0, 3.0])
    with Client(transport=httpx.MockTransport(busy(9, retry_after="600"))) as client, pytest.raises(ServiceProblem):
        client.summarize(ARTICLES)
    assert len(waits) == 2


def test_other_errors_are_not_tried_again(waits: list[float]) -> None:
    answer = httpx.Response(502, text="<html>proxy</html>")
    with Client(transport=httpx.MockTransport(lambda _: answer)) as client, pytest.raises(ServiceProblem) as caught:
        client.summarize(ARTICLES)
    assert (caught.value.status, waits) == (502, [])


def test_a_stream_is_tried_again_too(waits: list[float]) -> None:
    with Client(transport=httpx.MockTransport(busy(1))) as client:
        events = list(client.stream(ARTICLES))
    assert [(event.name, event.data) for event in events] == [("stage", {"stage": "rank"}), ("summary", {"text": "T."})]
    assert waits == [3.0]


def test_a_problem_in_a_stream_is_raised() -> None:
    text = 'event: problem\ndata: {"type": "urn:newsfuse:problem:cannot-fit", "status": 422, "title": "X"}\n\n'
    with (
        Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, text=text))) as client,
        pytest.raises(ServiceProblem) as e,
    ):
        list(client.stream(ARTICLES))
    assert (e.value.status, e.value.kind) == (422, "cannot-fit")


def test_both_clients_against_the_real_service(
    running: Callable[..., Any], eventually: Callable[..., None], tmp_path: Any
) -> None:
    jobs = {"jobs": True, "jobs_url": f"sqlite:///{tmp_path / 'jobs.sqlite'}", "jobs_poll_seconds": 0.05}
    with running(**jobs) as server:
        url = f"http://127.0.0.1:{server.port}"
        with Client(url) as client:
            summary = client.summarize(ARTICLES)
            assert summary["text"] == "The bridge closes."
            assert list(client.stream(ARTICLES, max_words=9))[-1].data["text"] == summary["text"]
            assert client.verify("The bridge closes.", ARTICLES)["supported"] is True
            with pytest.raises(ServiceProblem) as caught:
                client.summarize([], max_words=0)
            assert caught.value.errors == [
                {"pointer": "/options/max_words", "detail": "Input should be greater than or equal to 1"}
            ]
            batch = client.start_batch([{"articles": ARTICLES}])
            eventually(lambda: client.batch(batch["id"])["state"] == "done")
            assert [line["summary"]["text"] for line in client.results(batch["id"])] == [summary["text"]]
            client.delete_batch(batch["id"])

        async def ask() -> None:
            async with AsyncClient(url) as other:
                assert await other.summarize(ARTICLES) == summary
                assert [event async for event in other.stream(ARTICLES)][-1].data == summary
                assert (await other.verify("The bridge closes.", ARTICLES))["supported"] is True
                started = await other.start_batch([{"articles": ARTICLES}])
                assert (await other.batch(started["id"]))["total"] == 1
                assert [line["index"] async for line in other.results(started["id"])] == [0]
                await other.delete_batch(started["id"])
                with pytest.raises(ServiceProblem):
                    await other.batch(started["id"])

        asyncio.run(ask())


def test_the_asynchronous_client_waits_alike(waits: list[float]) -> None:
    async def ask() -> None:
        async with AsyncClient(transport=httpx.MockTransport(busy(1))) as client:
            assert (await client.summarize(ARTICLES))["text"] == "T."
        async with AsyncClient(transport=httpx.MockTransport(busy(1))) as client:
            assert [event.name async for event in client.stream(ARTICLES)] == ["stage", "summary"]

    asyncio.run(ask())
    assert waits == [3.0, 3.0]
