"""Answers that come line by line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Protocol, TypeVar

from summarizer.service.client.problem import Json, ServiceProblem

Item_co = TypeVar("Item_co", covariant=True)


class Reader(Protocol[Item_co]):
    """Takes one line after the other."""

    def __call__(self, line: str) -> Item_co | None:
        """Take a line; return what it completes, if anything."""
        ...


@dataclass(frozen=True, slots=True)
class StreamEvent:
    """One event of a streamed summary.

    Attributes:
        name: ``stage``, ``sentence`` or ``summary``.
        data: As the service sent it.

    """

    name: str
    data: Json


class EventReader:
    """Puts the lines of an event stream together."""

    def __init__(self) -> None:
        self._name = ""
        self._data: list[str] = []

    def __call__(self, line: str) -> StreamEvent | None:
        """Take one line; return an event when it is complete.

        Raises:
            ServiceProblem: The event is a problem.

        """
        if line.startswith("event:"):
            self._name = line[6:].strip()
        elif line.startswith("data:"):
            self._data.append(line[5:].removeprefix(" "))
        elif not line and self._data:
            data = json.loads("\n".join(self._data))
            name, self._name, self._data = self._name, "", []
            if name == "problem":
                raise ServiceProblem(int(data["status"]), data)
            return StreamEvent(name, data)
        return None


def record(line: str) -> Json | None:
    """Read one line of JSON Lines; None where it is empty."""
    if not line:
        return None
    value: Json = json.loads(line)
    return value
