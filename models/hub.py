"""From the name of a model to a local folder that may be loaded: local files first, safetensors only, no foreign code."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.models.errors import MissingExtra, ModelNotFound, ModelUnavailable, UnsupportedModel, WeightsRefused

WANTED = ("*.json", "*.safetensors", "*.model", "*.txt")
"""What is fetched of a hub repository: configuration, tokenizer and safetensors. Pickle weights and code never are."""

_PICKLES = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.h5", "*.msgpack")


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A folder in the layout of transformers.

    Attributes:
        path: Where it is.
        config: Its config.json.
        weight_bytes: Size of its weights on disk.

    """

    path: Path
    config: dict[str, Any]
    weight_bytes: int


def open_folder(source: str, revision: str | None = None) -> ModelFolder:
    """Return the local folder of a model, fetched from the hub where it is not here yet.

    Args:
        source: A folder, or a hub id such as ``facebook/bart-large-cnn``.
        revision: Commit, tag or branch on the hub; None: the newest.

    Raises:
        ModelNotFound: Neither a folder nor on the hub.
        ModelUnavailable: It cannot be fetched from here: no network, offline mode, or no access.
        WeightsRefused: It has no safetensors, or wants to run code of its own.
        UnsupportedModel: The folder holds no model of transformers.
        MissingExtra: huggingface_hub is not installed.

    """
    path = Path(source).expanduser()
    if path.is_dir():
        return _checked(path, source)
    if source.startswith((".", "/", "~")) or source.count("/") != 1:
        raise ModelNotFound(
            f"There is no model {source!r}: it is no ready-made name (see: summarize models), no folder and no hub id "
            "(owner/name)."
        )
    return _from_hub(source, revision)


def is_cached(source: str, revision: str | None = None) -> bool:
    """Whether a hub model is complete in the local cache. False where huggingface_hub is not installed."""
    try:
        from huggingface_hub import snapshot_download  # noqa: PLC0415
        from huggingface_hub.errors import LocalEntryNotFoundError  # noqa: PLC0415
    except ImportError:
        return False
    try:
        path = snapshot_download(source, revision=revision, allow_patterns=list(WANTED), local_files_only=True)
        _checked(Path(path), source)
    except (LocalEntryNotFoundError, UnsupportedModel, WeightsRefused):
        return False
    return True


def _from_hub(source: str, revision: str | None) -> ModelFolder:
    try:
        from huggingface_hub import snapshot_download  # noqa: PLC0415
        from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtra("huggingface_hub", "transformers") from error
    try:
        return _checked(
            Path(snapshot_download(source, revision=revision, allow_patterns=list(WANTED), local_files_only=True)), source
        )
    except HFValidationError as error:
        raise ModelNotFound(f"There is no model {source!r}: no hub id is written so (owner/name).") from error
    except (LocalEntryNotFoundError, UnsupportedModel, WeightsRefused) as here:
        if _offline():
            if isinstance(here, WeightsRefused):
                raise
            raise ModelUnavailable(
                f"{source} is not in the local cache and offline mode is on (HF_HUB_OFFLINE). Unset it once to fetch the "
                "model, or copy its folder here and give its path."
            ) from here
    return _checked(_fetch(source, revision), source)


def _fetch(source: str, revision: str | None) -> Path:
    from huggingface_hub import snapshot_download  # noqa: PLC0415
    from huggingface_hub.errors import (  # noqa: PLC0415
        GatedRepoError,
        RepositoryNotFoundError,
        RevisionNotFoundError,
    )

    try:
        return Path(snapshot_download(source, revision=revision, allow_patterns=list(WANTED)))
    except GatedRepoError as error:
        raise ModelUnavailable(
            f"{source} is gated: accept its terms on https://huggingface.co/{source} and log in with: hf auth login."
        ) from error
    except RevisionNotFoundError as error:
        raise ModelNotFound(f"{source} has no revision {revision!r} on the hub.") from error
    except RepositoryNotFoundError as error:
        raise ModelNotFound(
            f"The hub has no model {source!r}, or it is private: check the spelling, or log in with: hf auth login."
        ) from error
    except Exception as error:  # its HTTP library, and so the errors of the network, change with its version
        raise ModelUnavailable(
            f"{source} cannot be fetched: the hub does not answer ({type(error).__name__}). Check the network, or copy the "
            "model's folder here and give its path."
        ) from error


def _offline() -> bool:
    return any(
        os.environ.get(name, "").strip().upper() in {"1", "ON", "YES", "TRUE"}
        for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
    )


def _checked(path: Path, source: str) -> ModelFolder:
    config = read_json(path / "config.json")
    if config is None or "model_type" not in config:
        raise UnsupportedModel(f"{source} has no config.json of a transformers model.")
    if "auto_map" in config:
        raise WeightsRefused(f"{source} wants to run code of its own (auto_map in its config.json), which is never done here.")
    weights = _weights(path, source)
    return ModelFolder(path, config, sum(file.stat().st_size for file in weights))


def _weights(path: Path, source: str) -> list[Path]:
    index = read_json(path / "model.safetensors.index.json")
    if index is not None:
        shards = index.get("weight_map")
        if not isinstance(shards, dict) or not all(isinstance(shard, str) for shard in shards.values()):
            raise UnsupportedModel(f"model.safetensors.index.json of {source} has no map of its weight files.")
        names = sorted(set(shards.values()))
    else:
        names = ["model.safetensors"] if (path / "model.safetensors").is_file() else []
    if names and all((path / name).is_file() for name in names):
        return [path / name for name in names]
    if names:
        raise WeightsRefused(f"{source} lacks {sum(not (path / name).is_file() for name in names)} of its weight files.")
    pickled = any(any(path.glob(pattern)) for pattern in _PICKLES)
    found = "only pickle weights, which can run code when they are read" if pickled else "no model.safetensors"
    raise WeightsRefused(
        f"{source} has {found}. Take a revision with safetensors (many repositories have one in a pull request, as in "
        "refs/pr/1), or convert the weights on a machine that you trust with them: "
        "https://huggingface.co/spaces/safetensors/convert."
    )


def read_json(path: Path) -> dict[str, Any] | None:
    """Return a JSON object from a file; None where there is no such file; ``UnsupportedModel`` where it is something else."""
    if not path.is_file():
        return None
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise UnsupportedModel(f"{path.name} in {path.parent} is no JSON.") from error
    if not isinstance(value, dict):
        raise UnsupportedModel(f"{path.name} in {path.parent} holds no object.")
    return value
