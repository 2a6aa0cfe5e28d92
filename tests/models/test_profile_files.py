from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.models.catalogue import CATALOGUE
from summarizer.models.errors import ModelNotFound, UnsupportedModel
from summarizer.models.profile_files import read_profile, write_profile
from summarizer.models.profiles import BUNDLED, JOINT, GlobalAttention, Lock, Profile, Strategy
from summarizer.models.protocols import Decoding

PROFILES = st.builds(
    Profile,
    name=st.text(),
    max_input_tokens=st.integers(1, 10**6),
    source=st.text(),
    revision=st.none() | st.text(min_size=1),
    strategy=st.sampled_from(Strategy),
    separator=st.text(),
    prefix=st.text(),
    begin=st.none() | st.lists(st.text()).map(tuple),
    cased=st.booleans(),
    lock=st.sampled_from(Lock),
    global_attention=st.sampled_from(GlobalAttention),
    languages=st.lists(st.text()).map(tuple),
    decoding=st.builds(Decoding, beams=st.integers(4, 9), candidates=st.integers(1, 4), length_penalty=st.floats(0, 5)),
    note=st.text(),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PROFILES)
def test_a_profile_survives_its_file(tmp_path: Path, profile: Profile) -> None:
    path = tmp_path / "profile.toml"
    write_profile(profile, path)
    assert read_profile(path) == profile


@pytest.mark.parametrize("profile", [BUNDLED, *CATALOGUE], ids=lambda profile: profile.name)
def test_ready_made_profiles_survive_their_files(tmp_path: Path, profile: Profile) -> None:
    write_profile(profile, tmp_path / "p.toml")
    assert read_profile(tmp_path / "p.toml") == profile
    assert profile.decoding.candidates <= profile.decoding.beams


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("max_input_tokens = 3", "lacks name"),
        ('name = "x"', "lacks max_input_tokens"),
        ('name = "x"\nmax_input_tokens = "3"', "max_input_tokens is a int"),
        ('name = "x"\nmax_input_tokens = 3\nspeed = 1', "no 'speed'"),
        ('name = "x"\nmax_input_tokens = 3\nstrategy = "all"', "'all'"),
        ('name = "x"\nmax_input_tokens = 3\nbegin = "<s>"', "begin is a list"),
        ('name = "x"\nmax_input_tokens = 3\n[decoding]\nbeams = 1\ncandidates = 2', "candidates between"),
        ('name = "x"\nmax_input_tokens = 3\n[decoding]\ncancelled = 1', "no 'cancelled'"),
        ("name = ", "cannot be read"),
    ],
)
def test_a_wrong_profile_says_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "profile.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnsupportedModel, match=said):
        read_profile(path)


def test_a_missing_profile_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFound):
        read_profile(tmp_path / "none.toml")


@given(st.lists(st.text(), min_size=1))
def test_no_part_can_pass_for_a_joint(parts: list[str]) -> None:
    assert BUNDLED.compose(parts).count(JOINT) == len(parts) - 1
    assert BUNDLED.compose(parts, headline=True).startswith(JOINT)
