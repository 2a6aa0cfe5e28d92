"""Where a model of transformers runs, and in which precision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from summarizer.models.errors import MissingExtra, UnsupportedModel
from summarizer.models.profiles import Profile

try:
    import torch
except ImportError as missing:
    raise MissingExtra("torch", "transformers") from missing

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


def placements(device: str, profile: Profile) -> list[Placement]:
    """Return where copies of a model go: one place, or all GPUs where ``cuda`` is asked for and there are several.

    ``auto`` takes the GPU where there is one. GPUs run in the profile's half precision, bfloat16 unless it says otherwise, where
    they have it; the CPU in float32.

    Raises:
        UnsupportedModel: There is no such device here.

    """
    kind, _, index = device.partition(":")
    if kind not in DEVICES or (index and (kind != "cuda" or not index.isdigit())):
        raise UnsupportedModel(f"There is no device {device!r}; there are {', '.join(DEVICES)} and cuda:N.")
    if kind == "auto":
        kind = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    if kind == "cuda":
        count = torch.cuda.device_count() if torch.cuda.is_available() else 0
        if count == 0 or (index and int(index) >= count):
            raise UnsupportedModel(f"There is no device {device!r} here: torch sees {count} CUDA devices.")
        dtype = _half(profile) if torch.cuda.is_bf16_supported() or profile.half_precision != "bfloat16" else torch.float32
        return [Placement(f"cuda:{number}", dtype) for number in ([int(index)] if index else range(count))]
    if kind == "mps":
        if not torch.backends.mps.is_available():
            raise UnsupportedModel("There is no device 'mps' here.")
        return [Placement("mps", _half(profile) if torch.backends.mps.is_macos_or_newer(14, 0) else torch.float32)]
    return [Placement("cpu", torch.float32)]


def _half(profile: Profile) -> torch.dtype:
    kinds = {"bfloat16": torch.bfloat16, "float16": torch.float16, "float32": torch.float32}
    if profile.half_precision not in kinds:
        raise UnsupportedModel(f"The profile {profile.name!r} asks for {profile.half_precision!r}; there are {', '.join(kinds)}.")
    return kinds[profile.half_precision]
