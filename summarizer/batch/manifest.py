"""What became of each bundle, a line each, written after its output."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

from summarizer.batch.store import Store


class Status(StrEnum):
    """What became of a bundle.

    ``refused``: its input cannot be used, and never will be; ``failed``: something went wrong that may go right another time.
    """

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One bundle's line.

    Attributes:
        name: Of the bundle.
        key: Hash of its content, the settings and the models.
        status: What became of it.
        outputs: Names of the files written.
        error: Kind of the error, as in ``not-enough-text``; None where there was none.
        message: What was wrong; holds no article text.
        articles: How many it had.
        left_out: Why files of its folder are not part of it, each by name; hidden ones aside.
        words: Of the summary.
    """

    name: str
    key: str
    status: Status
    outputs: tuple[str, ...] = ()
    error: str | None = None
    message: str | None = None
    articles: int = 0
    left_out: tuple[str, ...] = ()
    words: int = 0


class Manifest:
    """The records of a store, the last one of each bundle standing.

    Raises:
        CannotWrite: The store's log cannot be read.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last = {record.name: record for record in _records(store)}

    def standing(self, name: str, *, retry_failed: bool) -> Record | None:
        """Return the record that makes work needless where the key is still the same; None where there is none.

        A record stands while its outputs are there.
        """
        record = self._last.get(name)
        if record is None or (record.status is Status.FAILED and retry_failed):
            return None
        return record if all(self._store.has(output) for output in record.outputs) else None

    def add(self, record: Record) -> None:
        """Write a record.

        Raises:
            CannotWrite: It could not be made durable.
        """
        self._store.append(json.dumps(asdict(record), ensure_ascii=False, sort_keys=True))
        self._last[record.name] = record


def _records(store: Store) -> Iterator[Record]:
    for line in store.log():
        try:
            values = json.loads(line)
            yield Record(
                **{
                    **values,
                    "status": Status(values["status"]),
                    "outputs": tuple(values["outputs"]),
                    "left_out": tuple(values.get("left_out", ())),
                }
            )
        except (ValueError, TypeError, KeyError):
            continue  # a damaged line: its bundle is worked on again
