"""A summary as server-sent events: stages and sentences as they come, then the whole.

Events: ``stage`` (``{"stage": …}``), ``sentence`` (``{"number": …, "sentence": {…}}``), then either ``summary`` (the same JSON as
without streaming) or ``problem`` (RFC 9457). Comment lines keep the connection open while a stage lasts.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

from fastapi.sse import format_sse_event
from pydantic import TypeAdapter

from summarizer.errors import NewsfuseError
from summarizer.events import Event, SentenceReady, StageStarted
from summarizer.service import problems
from summarizer.service.errors import DeadlineExceeded
from summarizer.service.logs import log, where
from summarizer.service.scope import Scope
from summarizer.summary import Summary, SummarySentence

MEDIA_TYPE = "text/event-stream"
KEEP_ALIVE_SECONDS = 10.0
_SENTENCE = TypeAdapter(SummarySentence)


class Channel:
    """Carries events from the thread that works to the event loop."""

    def __init__(self) -> None:
        """Open it on the running loop."""
        self._loop = asyncio.get_running_loop()
        self._events: asyncio.Queue[Event] = asyncio.Queue()

    def __call__(self, event: Event) -> None:
        """Put an event in, from any thread."""
        self._loop.call_soon_threadsafe(self._events.put_nowait, event)

    async def until(self, task: asyncio.Task[Summary], scope: Scope) -> AsyncIterator[Event | None]:
        """Yield events until the task is done and nothing is left; None when it was quiet for a while."""
        while True:
            getter = asyncio.ensure_future(self._events.get())
            try:
                patience = min(KEEP_ALIVE_SECONDS, scope.remaining)
                await asyncio.wait({getter, task}, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
                if getter.done():
                    yield getter.result()
                elif task.done():
                    break
                elif scope.remaining == 0:
                    raise DeadlineExceeded("The request was not finished in time.")
                else:
                    yield None
            finally:
                getter.cancel()
        while not self._events.empty():
            yield self._events.get_nowait()


async def events(
    task: asyncio.Task[Summary], channel: Channel, scope: Scope, request_id: str, finish: Callable[[Summary], bytes]
) -> AsyncIterator[bytes]:
    """Yield the stream of one summary; the work stops when the reader does.

    Args:
        task: Makes the summary.
        channel: Where its events arrive.
        scope: Of the work.
        request_id: For the problem, if there is one.
        finish: Turns the summary into the body that is sent, and keeps it.

    """
    try:
        async for event in channel.until(task, scope):
            if event is None:
                yield format_sse_event(comment="working")
            else:
                yield _encode(*_named(event))
        yield whole(finish(await task))
    except NewsfuseError as error:
        yield _problem(error, request_id)
    except Exception as error:  # noqa: BLE001  the edge of a stream: the status is sent already, so the problem goes into it
        log.error("stream failed", **where(error))
        yield _problem(error, request_id)
    finally:
        scope.cancel()
        task.cancel()


def whole(body: bytes) -> bytes:
    """Return the last event of a stream, with the summary as JSON in it."""
    return format_sse_event(event="summary", data_str=body.decode("utf-8"))


def _named(event: Event) -> tuple[str, dict[str, Any]]:
    match event:
        case StageStarted(stage):
            return "stage", {"stage": stage.value}
        case SentenceReady(number, sentence):
            return "sentence", {"number": number, "sentence": _SENTENCE.dump_python(sentence, mode="json")}


def _problem(error: BaseException, request_id: str) -> bytes:
    return _encode("problem", problems.describe(error, request_id).model_dump(exclude_none=True))


def _encode(name: str, data: object) -> bytes:
    return format_sse_event(event=name, data_str=json.dumps(data, ensure_ascii=False))
