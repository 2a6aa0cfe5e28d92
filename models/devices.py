"""Where a model runs and, in transformers, in which precision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summarizer.models.errors import MissingExtra, UnsupportedModel
from summarizer.models.profiles import Profile

if TYPE_CHECKING:
    import torch

DEVICES = ("auto", "cpu", "cuda", "mps")
_BYTES = {"float16": 2, "bfloat16": 2, "float32": 4, "float64": 8}


@dataclass(frozen=True, slots=True)
class Placement:
    """A device and a precision.

    Attributes:
        device: ``cpu``, ``mps`` or ``cuda:N``.
        dtype: Of the weights.

    """

    device: str
    dtype: torch.dtype

    @property
    def on_cpu(self) -> bool:
        """Whether it is the main memory that fills."""
        return self.device == "cpu"

    def growth(self, config: dict[str, Any]) -> int:
        """How many times the weights on disk grow when they are loaded, from the type that the model's config names."""
        stored = _BYTES.get(str(config.get("dtype") or config.get("torch_dtype") or "float32"), 4)
        return max(1, self.dtype.itemsize // stored)


def split(device: str) -> tuple[str, int | None]:
    """Return the kind of a device and, where one of several GPUs is named, its number: ``("cuda", 1)`` for ``cuda:1``.

    Raises:
        UnsupportedModel: There is no such device anywhere.

    """
    kind, colon, number = device.partition(":")
    if kind not in DEVICES or (colon and (kind != "cuda" or not number.isdecimal())):
        raise UnsupportedModel(f"There is no device {device!r}; there are {', '.join(DEVICES)} and cuda:N.")
    return kind, int(number) if colon else None


def placements(device: str, profile: Profile) -> list[Placement]:
    """Return where copies of a model go: one place, or all GPUs where ``cuda`` is asked for and there are several.

    ``auto`` takes the GPU where there is one. GPUs run in the profile's half precision, bfloat16 unless it says otherwise, where
    they have it; the CPU in float32.

    Raises:
        UnsupportedModel: There is no such device here.
        MissingExtra: torch is not installed.

    """
    try:
        import torch  # noqa: PLC0415  an extra
    except ImportError as error:
        raise MissingExtra("torch", "transformers") from error
    kind, index = split(device)
    if kind == "auto":
        kind = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    if kind == "cuda":
        count = torch.cuda.device_count() if torch.cuda.is_available() else 0
        if count == 0 or (index is not None and index >= count):
            raise UnsupportedModel(f"There is no device {device!r} here: torch sees {count} CUDA devices.")
        dtype = _half(profile) if torch.cuda.is_bf16_supported() or profile.half_precision != "bfloat16" else torch.float32
        return [Placement(f"cuda:{number}", dtype) for number in (range(count) if index is None else [index])]
    if kind == "mps":
        if not torch.backends.mps.is_available():
            raise UnsupportedModel("There is no device 'mps' here.")
        return [Placement("mps", _half(profile) if torch.backends.mps.is_macos_or_newer(14, 0) else torch.float32)]
    return [Placement("cpu", torch.float32)]


def _half(profile: Profile) -> torch.dtype:
    import torch  # noqa: PLC0415  an extra

    kinds = {"bfloat16": torch.bfloat16, "float16": torch.float16, "float32": torch.float32}
    if profile.half_precision not in kinds:
        raise UnsupportedModel(f"The profile {profile.name!r} asks for {profile.half_precision!r}; there are {', '.join(kinds)}.")
    return kinds[profile.half_precision]
