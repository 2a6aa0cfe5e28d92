"""The models that ship inside the package, checked against the sha256 of their files before they are used."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from summarizer.models.errors import ModelNotFound, WeightsRefused

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Part:
    """One bundled model whose files are what they should be.

    Attributes:
        folder: Where its files are.
        sha256: Of its manifest, and so of all of its files.

    """

    folder: Path
    sha256: str


def root() -> Path:
    """Return the folder of the bundled models inside the installed package."""
    return Path(str(files("summarizer.models").joinpath("bundled")))


def has(name: str) -> bool:
    """Whether this installation ships a part of that name."""
    return (root() / name / MANIFEST).is_file()


def part(name: str, folder: Path | None = None) -> Part:
    """Return a bundled model, its files checked: ``encoder``, ``fusion`` or ``support``.

    Args:
        name: The part.
        folder: Where the parts lie; None: inside the package.

    Raises:
        ModelNotFound: This installation has no such part.
        WeightsRefused: A file is missing, changed or not in the manifest.

    """
    place = (folder or root()) / name
    manifest = place / MANIFEST
    if not manifest.is_file():
        raise ModelNotFound(
            f"This installation has no bundled model {name!r}. Install the package from a wheel or from a full checkout."
        )
    listed = manifest.read_bytes()
    try:
        expected: dict[str, str] = json.loads(listed)["files"]
    except (ValueError, KeyError, TypeError) as error:
        raise WeightsRefused(f"The manifest of the bundled model {name!r} is damaged; install the package again.") from error
    if expected != checksums(place):
        raise WeightsRefused(f"The files of the bundled model {name!r} are not those that shipped; install the package again.")
    return Part(place, hashlib.sha256(listed).hexdigest())


def checksums(folder: Path) -> dict[str, str]:
    """Return the sha256 of each file of a folder but its manifest, by name."""
    found: dict[str, str] = {}
    for path in sorted(folder.iterdir()):
        if path.name != MANIFEST and path.is_file():
            with path.open("rb") as stream:
                found[path.name] = hashlib.file_digest(stream, "sha256").hexdigest()
    return found


def seal(folder: Path) -> None:
    """Write the manifest of a folder, after its files were made or changed on purpose."""
    (folder / MANIFEST).write_text(json.dumps({"files": checksums(folder)}, indent=2) + "\n", encoding="utf-8")
