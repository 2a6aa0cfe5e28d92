import re
import shutil
from pathlib import Path

import pytest

from summarizer.models import bundled, registry
from summarizer.models.catalogue import CATALOGUE
from summarizer.models.ctranslate2_backend import CTranslate2Seq2Seq
from summarizer.models.encoder import CTranslate2Encoder
from summarizer.models.errors import ModelNotFound, ModelUnavailable, UnsupportedModel
from summarizer.models.profile_files import write_profile
from summarizer.models.profiles import BUNDLED, GlobalAttention, Profile, Strategy


def test_the_bundled_models_load_by_default() -> None:
    assert isinstance(registry.load_seq2seq(threads=1), CTranslate2Seq2Seq)
    assert isinstance(registry.load_encoder(threads=1), CTranslate2Encoder)
    assert (registry.load_support_scorer(threads=1) is None) is not bundled.has("support")


def test_ready_made_profiles_go_by_name_and_by_hub_id() -> None:
    assert registry.find_profile("bundled") is BUNDLED
    for profile in CATALOGUE:
        assert registry.find_profile(profile.name) is profile
        assert registry.find_profile(profile.source) is profile
    assert len({profile.name for profile in CATALOGUE}) == len(CATALOGUE)


def test_a_folder_brings_its_own_profile(tmp_path: Path) -> None:
    profile = Profile(name="ours", max_input_tokens=77, strategy=Strategy.GROUPED)
    write_profile(profile, tmp_path / "profile.toml")
    assert registry.find_profile(str(tmp_path)) == profile


@pytest.mark.parametrize(
    ("family", "limit", "attention", "language"),
    [
        ("bart", 256, GlobalAttention.NONE, ""),
        ("pegasus", 256, GlobalAttention.NONE, ""),
        ("t5", 512, GlobalAttention.NONE, ""),
        ("mt5", 512, GlobalAttention.NONE, ""),
        ("mbart", 256, GlobalAttention.NONE, "en_XX"),
        ("led", 512, GlobalAttention.FIRST, ""),
    ],
)
def test_other_profiles_are_inferred_from_the_architecture(
    family: str, limit: int, attention: GlobalAttention, language: str, hub: Path
) -> None:
    profile = registry.find_profile(f"tiny/{family}")
    assert profile.max_input_tokens == limit
    assert profile.strategy is Strategy.WHOLE
    assert profile.global_attention is attention
    assert (profile.language, profile.target_language) == (language, language)


def test_a_folders_own_profile_goes_before_a_ready_made_one_of_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = CATALOGUE[0]
    profile = Profile(name="ours", max_input_tokens=77)
    (tmp_path / known.name).mkdir()
    write_profile(profile, tmp_path / known.name / "profile.toml")
    monkeypatch.chdir(tmp_path)
    assert registry.find_profile(known.name) == profile
    assert registry.find_profile(known.source) is known


def test_a_folder_with_weights_is_loaded_itself_whatever_its_profile_was_made_from(hub: Path, tmp_path: Path) -> None:
    bart = next((hub / "models--tiny--bart" / "snapshots").iterdir())
    folder = Path(shutil.copytree(bart, tmp_path / "tuned"))
    profile = Profile(name="tuned", source="tiny/t5", max_input_tokens=77)
    write_profile(profile, folder / "profile.toml")
    assert registry.open_source(str(folder), profile).path == folder
    assert registry.open_source("tuned", profile).config["model_type"] == "t5"


def test_a_model_that_writes_no_text_from_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "gpt2"}', encoding="utf-8")
    (tmp_path / "model.safetensors").write_bytes(b"")
    with pytest.raises(UnsupportedModel, match="gpt2"):
        registry.find_profile(str(tmp_path))


def test_what_cannot_be_had_says_why(hub: Path) -> None:
    with pytest.raises(ModelNotFound):
        registry.find_profile("nonsense")
    with pytest.raises(ModelUnavailable):
        registry.load_seq2seq("bart-large-cnn")
    with pytest.raises(UnsupportedModel, match="summarize models convert"):
        registry.load_seq2seq("tiny/bart", backend="ctranslate2")
    with pytest.raises(UnsupportedModel, match="no backend"):
        registry.load_seq2seq(backend="vllm")
    for device in ("mps", "toaster"):
        with pytest.raises(UnsupportedModel, match=f"no device '{device}'"):
            registry.load_seq2seq(device=device)


def test_the_list_says_what_is_here(hub: Path) -> None:
    models = registry.list_models()
    assert [info.name for info in models] == ["bundled", *(profile.name for profile in CATALOGUE)]
    assert models[0].ready
    assert not any(info.ready for info in models[1:])


def test_a_revision_is_a_commit_or_a_conversion_of_the_hub() -> None:
    pinned = [profile for profile in CATALOGUE if profile.revision is not None]
    assert len(pinned) >= 7
    assert all(re.fullmatch(r"[0-9a-f]{40}|refs/pr/\d+", str(profile.revision)) for profile in pinned)
