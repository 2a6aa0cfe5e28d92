"""A small typed client of the service, synchronous and asynchronous.

    from summarizer.service.client import Client

    with Client("http://127.0.0.1:8000", key="nf_…") as client:
        summary = client.summarize([{"text": "…"}, {"text": "…"}], max_words=100)
        print(summary["text"])

Answers are the JSON of the service as plain values; errors are ``ServiceProblem``. 429 and 503 are tried again after the time
that ``Retry-After`` names. What is sent, when to try again and how answers are read is decided in ``calls``, ``lines``,
``problem`` and ``retry``, which do no input or output; the two clients only send and wait.
"""

from __future__ import annotations

from summarizer.service.client.asynchronous import AsyncClient
from summarizer.service.client.lines import StreamEvent
from summarizer.service.client.problem import ServiceProblem
from summarizer.service.client.synchronous import Client

__all__ = ["AsyncClient", "Client", "ServiceProblem", "StreamEvent"]
