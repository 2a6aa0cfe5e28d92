"""API keys, hashed at rest in a file that may change while the service runs.

The file has a line ``name:sha256`` for each key; ``#`` begins a comment. ``python -m summarizer.service.keys NAME`` makes a
key, prints it once, and the line to add. Keys hold 256 random bits, so that a plain SHA-256 cannot be searched; a slow hash
is for passwords.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import sys
import threading
from pathlib import Path

from summarizer.errors import UnreadableInput

KEY_PREFIX = "nf_"
_LINE = re.compile(r"(?P<name>[A-Za-z0-9._-]{1,64}):(?P<digest>[0-9a-f]{64})")


def make() -> str:
    """Return a new key."""
    return KEY_PREFIX + secrets.token_urlsafe(32)


def digest(key: bytes) -> bytes:
    """Return what the file keeps of a key, as lower-case hexadecimal digits."""
    return hashlib.sha256(key).hexdigest().encode("ascii")


class KeyFile:
    """The keys of a file, read again when it changes: keys are added and withdrawn without a restart."""

    def __init__(self, path: Path) -> None:
        """Read the file.

        Raises:
            UnreadableInput: It cannot be read, or a line is not of the form ``name:sha256``.

        """
        self._path = path
        self._lock = threading.Lock()
        self._stamp: tuple[int, int, int] | None = None
        self._keys: tuple[tuple[str, bytes], ...] = ()
        self._load()

    def owner(self, key: bytes) -> str | None:
        """Return the name of a key, or None when it is none of ours.

        Every stored hash is compared, each in constant time, so that the time tells nothing.
        """
        self._reload()
        presented, found = digest(key), None
        for name, stored in self._keys:
            if hmac.compare_digest(presented, stored):
                found = name
        return found

    def _reload(self) -> None:
        """Read the file again if it changed; a file that is gone or half written leaves the keys as they were."""
        try:
            changed = self._changed()
        except OSError:
            return
        if changed:
            try:
                self._load()
            except UnreadableInput:
                return

    def _changed(self) -> bool:
        return self._stamp != self._stamp_of()

    def _stamp_of(self) -> tuple[int, int, int]:
        status = self._path.stat()
        return status.st_mtime_ns, status.st_size, status.st_ino

    def _load(self) -> None:
        with self._lock:
            try:
                stamp = self._stamp_of()
                lines = self._path.read_text(encoding="utf-8").splitlines()
            except (OSError, UnicodeDecodeError):
                raise UnreadableInput(f"The key file {self._path} cannot be read.") from None
            keys = []
            for number, raw in enumerate(lines, start=1):
                line = raw.split("#", 1)[0].strip()
                if not line:
                    continue
                match = _LINE.fullmatch(line)
                if match is None:
                    raise UnreadableInput(f"Line {number} of the key file {self._path} is not of the form name:sha256.")
                keys.append((match["name"], match["digest"].encode("ascii")))
            self._keys, self._stamp = tuple(keys), stamp


def main(arguments: list[str]) -> int:
    """Make a key for the name given; return the exit code."""
    if len(arguments) != 1 or not _LINE.fullmatch(f"{arguments[0]}:{'0' * 64}"):
        sys.stderr.write("usage: python -m summarizer.service.keys NAME   (letters, digits, dot, dash, underscore)\n")
        return 2
    key = make()
    sys.stdout.write(f"key, shown this once:      {key}\n")
    sys.stdout.write(f"line for the key file:     {arguments[0]}:{digest(key.encode()).decode()}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
