"""Where bundles are read from: folders of this machine, or of an object store (``s3://``, ``gs://``) through fsspec."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from summarizer.errors import MissingExtra, UnreadableInput
from summarizer.readers import cannot_read


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or folder inside a folder.

    Attributes:
        name: Its own name.
        path: Its path, or its address.
        folder: Whether it is a folder.
        stamp: Changes when the content does: size and time, or the store's own mark.
    """

    name: str
    path: str
    folder: bool
    stamp: str


def is_address(path: str) -> bool:
    """Say whether a path is the address of an object store."""
    return "://" in path


def entries(folder: str) -> tuple[Entry, ...]:
    """Return what a folder holds, in the order of names, hidden files left out.

    Raises:
        UnreadableInput: It is no folder, or may not be read.
        MissingExtra: The package that speaks to the store is not installed.
    """
    try:
        found = _remote(folder) if is_address(folder) else _local(folder)
    except OSError as error:
        raise cannot_read(folder, error) from None
    return tuple(sorted((one for one in found if not one.name.startswith(".")), key=lambda one: one.name))


@contextmanager
def opened(path: str) -> Iterator[IO[bytes]]:
    """Open a file for reading.

    Raises:
        UnreadableInput: It cannot be read.
    """
    try:
        if is_address(path):
            fs, inside = file_system(path)
            with fs.open(inside, "rb") as file:
                yield file
        else:
            with Path(path).open("rb") as file:
                yield file
    except OSError as error:
        raise cannot_read(path, error) from None


@contextmanager
def brought(path: str) -> Iterator[Path]:
    """Give a file or folder as one of this machine: itself, or a copy that is removed at the end; folders within are not copied.

    Raises:
        UnreadableInput: It cannot be read.
    """
    if not is_address(path):
        yield Path(path)
        return
    fs, inside = file_system(path)
    with tempfile.TemporaryDirectory(prefix="newsfuse-") as folder:
        target = Path(folder, inside.rstrip("/").rsplit("/", 1)[-1])
        try:
            if fs.isdir(inside):
                target.mkdir()
                for entry in entries(path):
                    if not entry.folder:
                        fs.get_file(file_system(entry.path)[1], str(target / Path(entry.name).name))
            else:
                fs.get_file(inside, str(target))
        except OSError as error:
            raise cannot_read(path, error) from None
        yield target


def file_system(address: str) -> tuple[Any, str]:
    """Return the fsspec file system of an address and the path inside it.

    Raises:
        MissingExtra: fsspec, or the package that speaks to this kind of store, is not installed.
        UnreadableInput: There is no such kind of store, or it refuses the credentials.
    """
    try:
        import fsspec  # noqa: PLC0415  an extra: needed for object stores alone
    except ImportError:
        raise MissingExtra("fsspec", "objects") from None
    try:
        found, inside = fsspec.core.url_to_fs(address)
    except ImportError:
        raise MissingExtra(f"What fsspec needs for {address.partition('://')[0]}://", "objects") from None
    except (ValueError, OSError) as error:
        raise UnreadableInput(f"{address} cannot be opened: {type(error).__name__}.") from None
    return found, str(inside)


def _local(folder: str) -> list[Entry]:
    place = Path(folder)
    if not place.is_dir():
        raise UnreadableInput(f"{folder} is not a folder.")
    found = []
    for path in place.iterdir():
        try:
            known = path.stat()
        except (
            OSError
        ):  # a link to nowhere or in a circle, a file behind a closed door: one bundle's trouble, told when it is read
            found.append(Entry(path.name, str(path), False, ""))
            continue
        found.append(Entry(path.name, str(path), path.is_dir(), f"{known.st_size} {known.st_mtime_ns}"))
    return found


def _remote(folder: str) -> list[Entry]:
    fs, inside = file_system(folder)
    fs.invalidate_cache()
    if not fs.isdir(inside):
        raise UnreadableInput(f"{folder} is not a folder, or is empty.")
    scheme = folder.partition("://")[0]
    found = []
    for known in fs.ls(inside, detail=True):
        path = known["name"].rstrip("/")
        if path.strip("/") != inside.strip("/"):  # some stores list a folder's own marker
            mark = known.get("ETag") or known.get("etag") or known.get("mtime") or known.get("created") or ""
            name = path.rsplit("/", 1)[-1]
            found.append(Entry(name, f"{scheme}://{path}", known["type"] == "directory", f"{known.get('size')} {mark}"))
    return found
