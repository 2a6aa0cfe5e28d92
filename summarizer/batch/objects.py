"""An object store (``s3://``, ``gs://``, …) that a batch writes to, through fsspec.

An object is put in one request and is seen whole or not at all; that is the store's promise and all the atomicity there is.
Nothing can be added to an object, so that the log is cut into segments, of which the last is put again with each record. No lock
keeps two runs apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from summarizer.batch.discover import safe_name
from summarizer.batch.places import file_system
from summarizer.batch.store import cannot_write
from summarizer.errors import CannotWrite

SEGMENT_LINES = 200
"""Lines of a segment: some 60 kB, put again with each record until it is full."""
_SEGMENT = "manifest-{:06}.jsonl"


class ObjectStore:
    """A prefix of an object store.

    Args:
        address: As in ``s3://bucket/summaries``.

    Raises:
        MissingExtra: The package that speaks to the store is not installed.
        UnreadableInput: There is no such kind of store.
    """

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")
        found, inside = file_system(self._address)
        self._fs: Any = found
        self._root = inside.rstrip("/")
        self._names: set[str] = set()
        self._segment, self._lines = 1, list[str]()

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """List what is there; nothing holds others off."""
        try:
            self._fs.makedirs(self._root, exist_ok=True)  # a folder has to be made on stores that have such
            self._fs.invalidate_cache()
            self._names = {path.rsplit("/", 1)[-1] for path in self._fs.ls(self._root, detail=False)}
        except OSError as error:
            raise cannot_write(self._address, error) from None
        yield

    def write(self, name: str, text: str) -> None:
        """Put an object."""
        own = safe_name(name)
        self._put(own, text)
        self._names.add(own)

    def has(self, name: str) -> bool:
        """Say whether an object was there when the run began, or was put since."""
        return safe_name(name) in self._names

    def append(self, line: str) -> None:
        """Put the last segment with one line more."""
        if len(self._lines) >= SEGMENT_LINES:
            self._segment, self._lines = self._segment + 1, []
        self._put(_SEGMENT.format(self._segment), "".join(f"{one}\n" for one in (*self._lines, line)))
        self._lines.append(line)

    def log(self) -> Iterator[str]:
        """Give the lines of all segments; the next line goes behind the last."""
        while (name := _SEGMENT.format(self._segment)) in self._names:
            try:
                self._lines = self._fs.cat_file(f"{self._root}/{name}").decode().splitlines()
            except OSError as error:
                raise cannot_write(f"{self._address}/{name}", error) from None
            yield from self._lines
            if _SEGMENT.format(self._segment + 1) not in self._names:
                return
            self._segment, self._lines = self._segment + 1, []

    def _put(self, name: str, text: str) -> None:
        try:
            self._fs.pipe_file(f"{self._root}/{name}", text.encode())
        except OSError as error:
            raise cannot_write(f"{self._address}/{name}", error) from None
        except Exception as error:  # noqa: BLE001  each store's package has errors of its own, many outside OSError
            raise CannotWrite(f"Cannot write {self._address}/{name}: {type(error).__name__}.") from None
