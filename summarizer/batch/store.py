"""The folder that a batch writes to: each file whole and durable, or not there at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from summarizer.batch.discover import safe_name
from summarizer.errors import CannotWrite

PARTIAL = ".part"
"""Ends the name of a file that is being written; a killed run may leave one, the next run removes it."""


class Store:
    """A folder of outputs.

    Args:
        folder: Made where it does not exist.

    Raises:
        CannotWrite: It cannot be made, or is read-only.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for left in folder.glob(f".*{PARTIAL}"):
                left.unlink()
        except OSError as error:
            raise _cannot(folder, error) from None
        if not os.access(folder, os.W_OK):
            raise CannotWrite(f"Cannot write to {folder}: it is read-only.")

    def write(self, name: str, text: str) -> Path:
        """Write a file: temporary file, flush, fsync, rename, fsync of the folder.

        Raises:
            CannotWrite: The disk is full, read-only or failing; nothing is left behind.
        """
        target = self.folder / safe_name(name)
        partial = self.folder / f".{target.name}{PARTIAL}"
        try:
            with partial.open("w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(target)
            sync_folder(self.folder)
        except OSError as error:
            partial.unlink(missing_ok=True)
            raise _cannot(target, error) from None
        return target

    def append(self, name: str, line: str) -> None:
        """Add one line to a file and make it durable.

        Raises:
            CannotWrite: The disk is full, read-only or failing; a part of a line is taken back.
        """
        target = self.folder / name
        try:
            with target.open("ab") as file:
                before = file.tell()
                try:
                    file.write(line.encode() + b"\n")
                    file.flush()
                    os.fsync(file.fileno())
                except OSError:
                    file.truncate(before)
                    raise
        except OSError as error:
            raise _cannot(target, error) from None

    def has(self, name: str) -> bool:
        """Say whether an output is there."""
        return (self.folder / safe_name(name)).is_file()


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder durable, where the system offers that."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _cannot(path: Path, error: OSError) -> CannotWrite:
    hint = {errno.ENOSPC: "the disk is full", errno.EROFS: "it is read-only", errno.EACCES: "permission denied"}
    reason = hint.get(error.errno or 0, error.strerror or type(error).__name__)
    return CannotWrite(f"Cannot write {path}: {reason}. What was finished before is kept; run the command again to go on.")
