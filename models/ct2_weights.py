"""The weights inside a CTranslate2 ``model.bin``, as float32 arrays, and as the state of a transformers BART.

The package ships its fusion model once, in CTranslate2 int8. This reader lets transformers run the very same weights.
Layout of the file: ``ModelSpec._serialize`` in ctranslate2/specs/model_spec.py, binary version 6. Integers are little endian;
int8 rows carry a scale s with weight = value / s, s = 127 / max |row|.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizer.models.errors import WeightsRefused
from summarizer.models.protocols import FloatArray

BINARY_VERSION = 6
_TYPES: tuple[str, ...] = ("<f4", "<i1", "<i2", "<i4", "<f2", "bfloat16")
_SCALE = "_scale"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a ``model.bin`` holds.

    Attributes:
        spec: Name of the model specification, such as ``TransformerSpec``.
        revision: Of the specification.
        variables: By name, aliases resolved, as they lie in the file.

    """

    spec: str
    revision: int
    variables: dict[str, NDArray[Any]]

    def weight(self, name: str) -> FloatArray:
        """Return a variable as float32, with its quantization undone.

        Raises ``WeightsRefused`` where there is no such variable.
        """
        if name not in self.variables:
            raise WeightsRefused(f"The checkpoint has no variable {name}.")
        value = self.variables[name].astype(np.float32)
        scale = self.variables.get(name + _SCALE)
        if scale is not None:
            value = value / (scale.reshape(-1, *[1] * (value.ndim - 1)) if scale.ndim else scale)
        return np.asarray(value, dtype=np.float32)


class _Reader:
    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def take(self, size: int) -> bytes:
        piece = self._content[self._at : self._at + size]
        if len(piece) != size:
            raise WeightsRefused("The checkpoint ends too early.")
        self._at += size
        return piece

    def number(self, code: str) -> int:
        return int(struct.unpack("<" + code, self.take(struct.calcsize(code)))[0])

    def string(self) -> str:
        return self.take(self.number("H")).rstrip(b"\0").decode("utf-8")

    def finished(self) -> bool:
        return self._at == len(self._content)


def read_checkpoint(path: Path) -> Checkpoint:
    """Read a ``model.bin``.

    Raises ``WeightsRefused`` where it is damaged, or written in another version of the format.
    """
    reader = _Reader(path.read_bytes())
    version = reader.number("I")
    if version != BINARY_VERSION:
        raise WeightsRefused(f"{path.name} has binary version {version}; this reader knows {BINARY_VERSION}.")
    spec = reader.string()
    revision = reader.number("I")
    variables = dict(_variable(reader) for _ in range(reader.number("I")))
    for _ in range(reader.number("I")):
        alias, name = reader.string(), reader.string()
        for suffix in ("", _SCALE):
            if name + suffix in variables:
                variables[alias + suffix] = variables[name + suffix]
    if not reader.finished():
        raise WeightsRefused(f"{path.name} holds more than its variables.")
    return Checkpoint(spec, revision, variables)


def _variable(reader: _Reader) -> tuple[str, NDArray[Any]]:
    name = reader.string()
    shape = [reader.number("I") for _ in range(reader.number("B"))]
    kind = reader.number("B")
    if kind >= len(_TYPES):
        raise WeightsRefused(f"The checkpoint's variable {name} has an unknown type.")
    content = reader.take(reader.number("I"))
    if _TYPES[kind] == "bfloat16":
        wide = np.frombuffer(content, dtype="<u2").astype(np.uint32) << 16
        values: NDArray[Any] = wide.view(np.float32)
    else:
        values = np.frombuffer(content, dtype=_TYPES[kind])
    if values.size != int(np.prod(shape)):
        raise WeightsRefused(f"The checkpoint's variable {name} has not the size of its shape.")
    return name, values.reshape(shape)


def bart_state(checkpoint: Checkpoint) -> dict[str, FloatArray]:
    """Return the state dict of ``BartForConditionalGeneration`` for a post-norm BART.

    BART's position table has two unused rows in front that CTranslate2 leaves out; they come back as zeros.

    Raises ``WeightsRefused`` where the checkpoint is not of that architecture.
    """
    if checkpoint.spec != "TransformerSpec" or "encoder/layernorm_embedding/gamma" not in checkpoint.variables:
        raise WeightsRefused(f"The checkpoint is no BART; it is a {checkpoint.spec}.")
    weight = checkpoint.weight
    state: dict[str, FloatArray] = {}
    shared = weight("encoder/embeddings_0/weight")
    for name in ("shared", "encoder.embed_tokens", "decoder.embed_tokens"):
        state[f"model.{name}.weight"] = shared
    state["lm_head.weight"] = weight("decoder/projection/weight")
    state["final_logits_bias"] = _bias(checkpoint, "decoder/projection", len(shared))[None, :]
    for side in ("encoder", "decoder"):
        positions = weight(f"{side}/position_encodings/encodings")
        state[f"model.{side}.embed_positions.weight"] = np.concatenate([np.zeros_like(positions[:2]), positions])
        _norm(state, weight, f"model.{side}.layernorm_embedding", f"{side}/layernorm_embedding")
        layer = 0
        while f"{side}/layer_{layer}/ffn/linear_0/weight" in checkpoint.variables:
            _layer(state, checkpoint, side, layer)
            layer += 1
    return state


def _layer(state: dict[str, FloatArray], checkpoint: Checkpoint, side: str, layer: int) -> None:
    ours, theirs = f"{side}/layer_{layer}", f"model.{side}.layers.{layer}"
    weight = checkpoint.weight
    for number, name in ((0, "fc1"), (1, "fc2")):
        _linear(state, checkpoint, [f"{theirs}.{name}"], f"{ours}/ffn/linear_{number}")
    _norm(state, weight, f"{theirs}.final_layer_norm", f"{ours}/ffn/layer_norm")
    own = f"{theirs}.self_attn"
    _linear(state, checkpoint, [f"{own}.{one}_proj" for one in "qkv"], f"{ours}/self_attention/linear_0")
    _linear(state, checkpoint, [f"{own}.out_proj"], f"{ours}/self_attention/linear_1")
    _norm(state, weight, f"{theirs}.self_attn_layer_norm", f"{ours}/self_attention/layer_norm")
    if side == "decoder":
        cross = f"{theirs}.encoder_attn"
        _linear(state, checkpoint, [f"{cross}.q_proj"], f"{ours}/attention/linear_0")
        _linear(state, checkpoint, [f"{cross}.k_proj", f"{cross}.v_proj"], f"{ours}/attention/linear_1")
        _linear(state, checkpoint, [f"{cross}.out_proj"], f"{ours}/attention/linear_2")
        _norm(state, weight, f"{theirs}.encoder_attn_layer_norm", f"{ours}/attention/layer_norm")


def _linear(state: dict[str, FloatArray], checkpoint: Checkpoint, names: list[str], ours: str) -> None:
    """Split a linear layer that CTranslate2 fused, row-wise and in order."""
    whole = checkpoint.weight(f"{ours}/weight")
    bias = _bias(checkpoint, ours, len(whole))
    for name, rows, shifts in zip(names, np.split(whole, len(names)), np.split(bias, len(names)), strict=True):
        state[f"{name}.weight"] = rows
        state[f"{name}.bias"] = shifts


def _bias(checkpoint: Checkpoint, ours: str, rows: int) -> FloatArray:
    name = f"{ours}/bias"
    return checkpoint.weight(name) if name in checkpoint.variables else np.zeros(rows, dtype=np.float32)


def _norm(state: dict[str, FloatArray], weight: Callable[[str], FloatArray], theirs: str, ours: str) -> None:
    state[f"{theirs}.weight"] = weight(f"{ours}/gamma")
    state[f"{theirs}.bias"] = weight(f"{ours}/beta")
