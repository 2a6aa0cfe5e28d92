"""The folder that a batch writes to: each file whole and durable, or not there at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from summarizer.batch.discover import safe_name
from summarizer.errors import CannotWrite

PARTIAL = ".part"
"""Ends the name of a file that is being written; a killed run may leave one, the next run removes it."""
LOCK = ".lock"
LOG = "manifest.jsonl"


class Store(Protocol):
    """Where outputs and records go."""

    def exclusive(self) -> AbstractContextManager[None]:
        """Hold the store for one run.

        Raises:
            CannotWrite: It cannot be made or written to, or another run holds it.
        """

    def write(self, name: str, text: str) -> None:
        """Write an output, whole and durable or not at all.

        Raises:
            CannotWrite: The store is full, read-only or failing.
        """

    def has(self, name: str) -> bool:
        """Say whether an output is there."""

    def append(self, line: str) -> None:
        """Add a line to the log and make it durable.

        Raises:
            CannotWrite: The store is full, read-only or failing.
        """

    def log(self) -> Iterator[str]:
        """Give the lines of the log, oldest first; of what a kill left behind, whole lines only.

        Raises:
            CannotWrite: The log cannot be read.
        """


class FolderStore:
    """A folder of this machine, or of a network drive.

    Args:
        folder: Made by the first run where it does not exist.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Make the folder, hold it, and remove what a killed run left half-written."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = os.open(self.folder / LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o666)
        except OSError as error:
            raise cannot_write(self.folder, error) from None
        try:
            _hold(lock, self.folder)
            try:
                for left in self.folder.glob(f".*{PARTIAL}"):
                    left.unlink()
            except OSError as error:
                raise cannot_write(self.folder, error) from None
            yield
        finally:
            os.close(lock)

    def write(self, name: str, text: str) -> None:
        """Write a file: temporary file, flush, fsync, rename, fsync of the folder."""
        target = self.folder / safe_name(name)
        partial = self.folder / f".{target.name}{PARTIAL}"
        try:
            try:
                with partial.open("wb", buffering=0) as file:
                    _write_all(file.fileno(), text.encode())
                    os.fsync(file.fileno())
                partial.replace(target)
            except OSError:
                partial.unlink(missing_ok=True)
                raise
            _sync_folder(self.folder)
        except OSError as error:
            raise cannot_write(target, error) from None

    def has(self, name: str) -> bool:
        """Say whether an output is there."""
        return (self.folder / safe_name(name)).is_file()

    def append(self, line: str) -> None:
        """Add a line to the log; where that fails, a part of a line is taken back."""
        target = self.folder / LOG
        try:
            new = not target.exists()
            # Unbuffered: a buffer that could not be flushed would be flushed again when the file is closed.
            with target.open("ab", buffering=0) as file:
                before = file.seek(0, os.SEEK_END)
                try:
                    _write_all(file.fileno(), line.encode() + b"\n")
                    os.fsync(file.fileno())
                except OSError:
                    file.truncate(before)
                    raise
            if new:
                _sync_folder(self.folder)
        except OSError as error:
            raise cannot_write(target, error) from None

    def log(self) -> Iterator[str]:
        """Give the lines of the log; half a line at its end, which a kill can leave, is cut off."""
        path = self.folder / LOG
        if not path.exists():
            return
        whole = 0
        try:
            with path.open("rb") as file:
                for line in file:
                    if not line.endswith(b"\n"):
                        break
                    whole += len(line)
                    yield line.decode("utf-8", "replace")
            if whole < path.stat().st_size:
                os.truncate(path, whole)
        except OSError as error:
            raise cannot_write(path, error) from None


def cannot_write(place: Path | str, error: OSError) -> CannotWrite:
    """Return the error that says what is wrong with a store."""
    hint = {errno.ENOSPC: "the disk is full", errno.EROFS: "it is read-only", errno.EACCES: "permission denied"}
    reason = hint.get(error.errno or 0, error.strerror or type(error).__name__)
    return CannotWrite(f"Cannot write {place}: {reason}. What was finished before is kept; run the command again to go on.")


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _hold(lock: int, folder: Path) -> None:
    """Lock the folder for this process; the system lets go of it when the process ends, however it ends."""
    try:
        import fcntl  # noqa: PLC0415  not on Windows
    except ImportError:
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise CannotWrite(f"Another run is writing to {folder}; wait for its end or give another folder.") from None
    except OSError:  # a drive that has no locks
        return


def _sync_folder(folder: Path) -> None:
    """Make a rename in a folder durable, where the system offers that."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
