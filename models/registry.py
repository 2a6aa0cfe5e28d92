"""Names of models to models that are loaded: the one door through which weights come in."""

from __future__ import annotations

from pathlib import Path

from summarizer.models import bundled
from summarizer.models.errors import ModelNotFound, UnsupportedModel
from summarizer.models.profiles import BUNDLED, Profile
from summarizer.models.protocols import SentenceEncoder, Seq2Seq, SupportScorer

BACKENDS = ("auto", "ctranslate2", "transformers")


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
        device: ``auto``, ``cpu``, ``cuda`` or ``mps``. The bundled model is quickest on the CPU and stays there with ``auto``.
        backend: ``auto``, ``ctranslate2`` or ``transformers``.
        profile: How to talk to the model; None: as ``find_profile`` says.
        threads: Threads of one call on the CPU; None: what the process may use.

    Raises:
        ModelNotFound, ModelUnavailable, WeightsRefused, UnsupportedModel, OutOfMemory, MissingExtra: As their names say.

    """
    if backend not in BACKENDS:
        raise UnsupportedModel(f"There is no backend {backend!r}; there are {', '.join(BACKENDS)}.")
    chosen = profile or find_profile(name)
    folder = bundled.part("fusion").folder if name == "bundled" else Path(name)
    from summarizer.models.ctranslate2_backend import CTranslate2Seq2Seq  # noqa: PLC0415

    return CTranslate2Seq2Seq(folder, chosen, device="cpu" if device == "auto" else device, threads=threads)


def find_profile(name: str) -> Profile:
    """Return the profile of a model by its name.

    Raises ``ModelNotFound`` where there is none.
    """
    if name == BUNDLED.name:
        return BUNDLED
    raise ModelNotFound(f"There is no model {name!r}.")
