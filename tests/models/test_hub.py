import importlib
import json
import shutil
from pathlib import Path
from typing import Any

import huggingface_hub
import pytest
from huggingface_hub.errors import GatedRepoError, HfHubHTTPError, RepositoryNotFoundError, RevisionNotFoundError

from summarizer.models.errors import ModelNotFound, ModelUnavailable, UnsupportedModel, WeightsRefused
from summarizer.models.hub import is_cached, open_folder


@pytest.fixture
def folder(cache: Path, tmp_path: Path) -> Path:
    snapshot = next((cache / "models--tiny--bart" / "snapshots").iterdir())
    return Path(shutil.copytree(snapshot, tmp_path / "model"))


def test_a_cached_model_and_a_folder_are_opened_without_network(hub: Path, folder: Path) -> None:
    cached = open_folder("tiny/bart")
    assert cached.config["model_type"] == "bart"
    assert open_folder(str(folder)).weight_bytes == cached.weight_bytes > 10_000
    assert is_cached("tiny/bart")
    assert not is_cached("tiny/nothing")


def test_pickle_weights_are_refused_with_a_way_out(folder: Path) -> None:
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(WeightsRefused, match=r"only pickle weights.*refs/pr/1"):
        open_folder(str(folder))


def test_missing_shards_are_refused(folder: Path) -> None:
    index = {"weight_map": {"a": "model-00001.safetensors", "b": "model-00002.safetensors"}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index), encoding="utf-8")
    (folder / "model.safetensors").rename(folder / "model-00001.safetensors")
    with pytest.raises(WeightsRefused, match="lacks 1 of its weight files"):
        open_folder(str(folder))


def test_code_of_its_own_is_refused(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps({**config, "auto_map": {"AutoModel": "x.Y"}}), encoding="utf-8")
    with pytest.raises(WeightsRefused, match="code of its own"):
        open_folder(str(folder))


@pytest.mark.parametrize("content", ["", "[]", "{}", "\ud7ff{"])
def test_a_folder_without_a_config_is_refused(folder: Path, content: str) -> None:
    (folder / "config.json").write_text(content, encoding="utf-8")
    with pytest.raises(UnsupportedModel):
        open_folder(str(folder))


@pytest.mark.parametrize("name", ["nonsense", "./nowhere", "/no/where/at/all", "a/b/c"])
def test_what_is_neither_name_nor_folder_nor_id_is_not_found(name: str) -> None:
    with pytest.raises(ModelNotFound, match="summarize models"):
        open_folder(name)


@pytest.mark.parametrize("name", ["a b/c", "-a/b", "a/b--c", "a/" + "x" * 200])
def test_what_no_hub_id_is_written_like_is_not_found(hub: Path, name: str) -> None:
    with pytest.raises(ModelNotFound, match="no hub id"):
        open_folder(name)


@pytest.mark.parametrize("index", [{}, {"weight_map": ["a"]}, {"weight_map": {"a": 1}}])
def test_an_index_of_another_kind_is_refused(folder: Path, index: dict[str, Any]) -> None:
    (folder / "model.safetensors.index.json").write_text(json.dumps(index), encoding="utf-8")
    with pytest.raises(UnsupportedModel, match="map of its weight files"):
        open_folder(str(folder))


def test_offline_says_so(hub: Path) -> None:
    with pytest.raises(ModelUnavailable, match="HF_HUB_OFFLINE"):
        open_folder("tiny/nothing")


def answered(kind: type[HfHubHTTPError], status: int) -> Exception:
    """An error as huggingface_hub raises it, whichever HTTP library its version uses."""
    library: Any = importlib.import_module(HfHubHTTPError.__mro__[1].__module__.partition(".")[0])
    return kind("no", response=library.Response(status, request=library.Request("GET", "https://huggingface.co/tiny/nothing")))


@pytest.mark.parametrize(
    ("raised", "expected", "advice"),
    [
        (answered(GatedRepoError, 403), ModelUnavailable, "accept its terms"),
        (answered(RepositoryNotFoundError, 404), ModelNotFound, "check the spelling"),
        (answered(RevisionNotFoundError, 404), ModelNotFound, "no revision"),
        (ConnectionError("no route"), ModelUnavailable, "Check the network"),
    ],
    ids=["gated", "unknown", "revision", "network"],
)
def test_what_the_hub_answers_becomes_advice(
    hub: Path, monkeypatch: pytest.MonkeyPatch, raised: Exception, expected: type[Exception], advice: str
) -> None:
    kept = huggingface_hub.snapshot_download

    def download(source: str, *, local_files_only: bool = False, **arguments: object) -> str:
        if local_files_only:
            return str(kept(source, local_files_only=True, revision=None))
        raise raised

    monkeypatch.delenv("HF_HUB_OFFLINE")
    monkeypatch.delenv("TRANSFORMERS_OFFLINE", raising=False)
    monkeypatch.setattr(huggingface_hub, "snapshot_download", download)
    with pytest.raises(expected, match=advice):
        open_folder("tiny/nothing")
