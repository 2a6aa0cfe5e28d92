"""Names of models to models that are loaded: the one door through which weights come in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.models import bundled, devices, hub, profile_files
from summarizer.models.catalogue import CATALOGUE
from summarizer.models.errors import UnsupportedModel
from summarizer.models.inferred import infer_profile
from summarizer.models.profiles import BUNDLED, Profile
from summarizer.models.protocols import FluencyScorer, SentenceEncoder, Seq2Seq, SupportScorer

if TYPE_CHECKING:
    from summarizer.models.transformers_backend import Loaded

BACKENDS = ("auto", "ctranslate2", "transformers")
"""Devices of CTranslate2; ``auto`` is the CPU."""


def load_encoder(*, threads: int | None = None) -> SentenceEncoder:
    """Load the bundled sentence encoder.

    Raises ``ModelNotFound`` or ``WeightsRefused`` where the installation is damaged.
    """
    from summarizer.models.encoder import CTranslate2Encoder  # noqa: PLC0415  loads native code; only when a model is wanted

    return CTranslate2Encoder(bundled.part("encoder").folder, threads=threads)


def load_support_scorer(*, threads: int | None = None) -> SupportScorer | None:
    """Load the bundled support scorer; None where this installation ships none.

    Raises ``WeightsRefused`` where the installation is damaged.
    """
    if not bundled.has("support"):
        return None
    from summarizer.models.support import CTranslate2SupportScorer  # noqa: PLC0415

    return CTranslate2SupportScorer(bundled.part("support").folder, threads=threads)


def load_fluency_scorer() -> FluencyScorer | None:
    """Load the bundled scorer of joints; None where this installation ships none.

    Raises ``WeightsRefused`` where the installation is damaged.
    """
    if not bundled.has("joints"):
        return None
    from summarizer.models.joints import JointScorer  # noqa: PLC0415

    return JointScorer(bundled.part("joints").folder)


def load_seq2seq(
    name: str = "bundled",
    *,
    device: str = "auto",
    backend: str = "auto",
    profile: Profile | None = None,
    threads: int | None = None,
) -> Seq2Seq:
    """Load a sequence-to-sequence model.

    Args:
        name: ``bundled``, the name of a ready-made profile, a hub id, or a folder.
        device: ``auto``, ``cpu``, ``cuda``, ``cuda:N`` or ``mps``. With ``auto`` the bundled model stays on the CPU, where it is
            quickest.
        backend: ``auto``, ``ctranslate2`` or ``transformers``.
        profile: How to talk to the model; None: as ``find_profile`` says.
        threads: Threads of one call on the CPU; None: what the process may use.

    Raises:
        ModelNotFound, ModelUnavailable, WeightsRefused, UnsupportedModel, OutOfMemory, MissingExtra: As their names say.

    """
    if backend not in BACKENDS:
        raise UnsupportedModel(f"There is no backend {backend!r}; there are {', '.join(BACKENDS)}.")
    chosen = profile or find_profile(name)
    if backend == "transformers":
        return _in_transformers(name, chosen, device, threads)
    folder = bundled.part("fusion").folder if name == BUNDLED.name else Path(name).expanduser()
    if (folder / "model.bin").is_file():
        from summarizer.models.ctranslate2_backend import CTranslate2Seq2Seq  # noqa: PLC0415

        kind, number = _native(device)
        return CTranslate2Seq2Seq(folder, chosen, device=kind, device_index=number, threads=threads)
    if backend == "ctranslate2":
        raise UnsupportedModel(f"{name} is not converted; do that with: summarize models convert {chosen.source or name}")
    return _in_transformers(name, chosen, device, threads)


def open_source(name: str, profile: Profile) -> hub.ModelFolder:
    """Return the folder with a model's weights for transformers: the named folder where it holds them, else the profile's source.

    A folder whose profile names what it was made from holds either weights of its own, which then count, or a conversion.

    Raises:
        ModelNotFound, ModelUnavailable, WeightsRefused, UnsupportedModel, MissingExtra: As their names say.

    """
    config = hub.read_json(Path(name).expanduser() / "config.json")
    if config is not None and "model_type" in config:
        return hub.open_folder(name)
    return hub.open_folder(profile.source or name, profile.revision)


def _native(device: str) -> tuple[str, int]:
    """Return CTranslate2's device and its number: the CPU unless a GPU is asked for, since small models are quickest there."""
    kind, number = devices.split(device)
    if kind == "mps":
        raise UnsupportedModel("CTranslate2 has no device 'mps'; take the CPU or the transformers backend.")
    return "cpu" if kind == "auto" else kind, number or 0


def _in_transformers(name: str, profile: Profile, device: str, threads: int | None) -> Seq2Seq:
    from summarizer.models.transformers_backend import TransformersSeq2Seq, load_exported, load_folder  # noqa: PLC0415
    from summarizer.models.workers import Workers  # noqa: PLC0415

    load: Callable[[devices.Placement], Loaded]
    if name == BUNDLED.name:
        load = partial(load_exported, bundled.part("fusion").folder, profile)
    else:
        load = partial(load_folder, open_source(name, profile), profile)
    places = devices.placements(device, profile)
    return Workers.of([TransformersSeq2Seq(load(place), profile, threads=threads) for place in places])


def find_profile(name: str) -> Profile:
    """Return the profile of a model: the folder's own ``profile.toml``, a ready-made one, or one inferred from the configuration.

    For a hub id that has no ready-made profile, the model is fetched.

    Args:
        name: ``bundled``, the name or hub id of a ready-made profile, another hub id, or a folder.

    Raises:
        ModelNotFound, ModelUnavailable, WeightsRefused, UnsupportedModel, MissingExtra: As their names say.

    """
    if name == BUNDLED.name:
        return BUNDLED
    own = Path(name).expanduser() / profile_files.FILE_NAME
    if own.is_file():
        return profile_files.read_profile(own)
    for known in CATALOGUE:
        if name in {known.name, known.source}:
            return known
    return infer_profile(name, hub.open_folder(name).path)


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What a user sees of a model that can be named.

    Attributes:
        name: What to call it by.
        source: Hub id; empty for the bundled one.
        strategy: ``grouped`` or ``whole``.
        max_input_tokens: Longest input.
        languages: BCP 47 primary tags; ``mul`` for many.
        ready: Whether it is on this machine.
        note: What to know before choosing it.

    """

    name: str
    source: str
    strategy: str
    max_input_tokens: int
    languages: tuple[str, ...]
    ready: bool
    note: str


def list_models() -> tuple[ModelInfo, ...]:
    """Return the models that have a ready-made profile, the bundled one first. Nothing is loaded or fetched."""
    return tuple(
        ModelInfo(
            profile.name,
            profile.source,
            profile.strategy.value,
            profile.max_input_tokens,
            profile.languages,
            bundled.has("fusion") if profile is BUNDLED else hub.is_cached(profile.source, profile.revision),
            profile.note,
        )
        for profile in (BUNDLED, *CATALOGUE)
    )
