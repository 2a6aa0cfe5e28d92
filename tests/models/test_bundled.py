import json
from pathlib import Path

import pytest

from summarizer.models import bundled
from summarizer.models.errors import ModelNotFound, WeightsRefused


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    (tmp_path / "toy").mkdir()
    (tmp_path / "toy" / "model.bin").write_bytes(b"weights")
    (tmp_path / "toy" / "config.json").write_text("{}", encoding="utf-8")
    bundled.seal(tmp_path / "toy")
    return tmp_path


def test_a_sealed_part_is_given(parts: Path) -> None:
    part = bundled.part("toy", parts)
    assert part.folder == parts / "toy"
    assert len(part.sha256) == 64


def test_a_changed_missing_or_added_file_is_refused(parts: Path) -> None:
    weights = parts / "toy" / "model.bin"
    weights.write_bytes(b"Weights")
    with pytest.raises(WeightsRefused, match="not those that shipped"):
        bundled.part("toy", parts)
    weights.unlink()
    with pytest.raises(WeightsRefused):
        bundled.part("toy", parts)
    weights.write_bytes(b"weights")
    bundled.part("toy", parts)
    (parts / "toy" / "vmap.txt").write_text("x", encoding="utf-8")
    with pytest.raises(WeightsRefused):
        bundled.part("toy", parts)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"files": 3}'])
def test_a_damaged_manifest_is_refused(parts: Path, content: str) -> None:
    (parts / "toy" / bundled.MANIFEST).write_text(content, encoding="utf-8")
    with pytest.raises(WeightsRefused):
        bundled.part("toy", parts)


def test_a_part_that_is_not_there_is_not_found(parts: Path) -> None:
    with pytest.raises(ModelNotFound, match="Install the package"):
        bundled.part("other", parts)


@pytest.mark.parametrize("name", ["encoder", "fusion"])
def test_what_ships_is_what_its_manifest_says(name: str) -> None:
    part = bundled.part(name)
    listed = json.loads((part.folder / bundled.MANIFEST).read_text(encoding="utf-8"))["files"]
    assert {"model.bin", "tokenizer.json", "config.json"} <= set(listed)
