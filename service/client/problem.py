"""What the service says when it refuses or fails."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

Json = dict[str, Any]


class ServiceProblem(Exception):
    """The service answered with an error.

    Attributes:
        status: The HTTP status.
        kind: Stable name of the error, such as ``no-articles``.
        title: The kind of error in words.
        detail: What is wrong and what to do, where the service says so.
        errors: Places of the request that do not fit, each with ``pointer`` and ``detail``.
        request_id: Finds the request in the service's log.

    """

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        self.status = status
        self.kind = str(problem.get("type", "")).rpartition(":")[2]
        self.title = str(problem.get("title", "Unexpected answer"))
        self.detail: str | None = problem.get("detail")
        self.errors: list[Json] = list(problem.get("errors", ()))
        self.request_id: str | None = problem.get("request_id")
        super().__init__(f"{status} {self.title}" + (f": {self.detail}" if self.detail else ""))


def checked(response: httpx.Response) -> httpx.Response:
    """Return an answer that is no error; its body has been read.

    Raises:
        ServiceProblem: It is one.

    """
    if not response.is_error:
        return response
    try:
        problem = response.json()
    except ValueError:
        problem = {}
    raise ServiceProblem(response.status_code, problem if isinstance(problem, dict) else {})


def decoded(response: httpx.Response) -> Json:
    """Return the JSON of an answer.

    Raises:
        ServiceProblem: It is an error.

    """
    value: Json = checked(response).json()
    return value
