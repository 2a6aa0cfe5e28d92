"""A profile for a model that nobody wrote one for: from its configuration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from summarizer.models.errors import UnsupportedModel
from summarizer.models.hub import read_json
from summarizer.models.profiles import GlobalAttention, Profile
from summarizer.models.protocols import Decoding

_LENGTH_KEYS = ("max_encoder_position_embeddings", "max_position_embeddings", "n_positions")
_RELATIVE = 512
"""Input of models with relative positions, which name no limit: what T5 was trained on."""
_LONGEST = 1_000_000
"""A tokenizer without a limit names one of about 10^30."""
_OFFSET = {"roberta", "xlm-roberta", "camembert"}
"""Encoders whose first positions stand for padding, so that two fewer can be read."""


def infer_profile(name: str, folder: Path) -> Profile:
    """Return a profile inferred from ``config.json``, ``generation_config.json`` and ``tokenizer_config.json`` of a folder.

    All of the extract goes in at once, article after article; the decoding is the checkpoint's own.

    Raises ``UnsupportedModel`` where the model is no sequence-to-sequence model, or a value is of no kind that it may have.
    """
    config = read_json(folder / "config.json") or {}
    if not config.get("is_encoder_decoder", config.get("model_type") in {"t5", "mt5", "longt5", "umt5"}):
        raise UnsupportedModel(
            f"{name} ({config.get('model_type', 'unknown type')}) is no sequence-to-sequence model; "
            "take an encoder-decoder such as BART, PEGASUS, T5 or LED."
        )
    tasks = config.get("task_specific_params")
    task = tasks.get("summarization") or {} if isinstance(tasks, dict) else {}
    own = {**config, **task, **(read_json(folder / "generation_config.json") or {})}
    kind = str(config.get("model_type"))
    language = "en_XX" if kind == "mbart" else ""
    try:
        decoding = _decoding(own)
    except (TypeError, ValueError) as error:
        raise UnsupportedModel(f"The configuration of {name} asks for a decoding that there is not: {error}.") from error
    return Profile(
        name=name,
        source=name,
        max_input_tokens=_limit(config, read_json(folder / "tokenizer_config.json") or {}),
        prefix=str(task.get("prefix") or ""),
        language=language,
        target_language=language,
        global_attention=GlobalAttention.FIRST if kind == "led" else GlobalAttention.NONE,
        decoding=decoding,
        note="Inferred from its configuration; give a profile where it needs a prefix, a separator or another language.",
    )


def _limit(config: dict[str, Any], tokenizer: dict[str, Any]) -> int:
    """Return the most tokens that go in: the encoder's positions, or else what the tokenizer says, or else ``_RELATIVE``."""
    encoder = config["encoder"] if isinstance(config.get("encoder"), dict) else config
    positions = next((int(encoder[key]) for key in _LENGTH_KEYS if isinstance(encoder.get(key), int)), None)
    if positions is not None:
        return positions - 2 if encoder.get("model_type") in _OFFSET else positions
    told = tokenizer.get("model_max_length")
    return int(told) if isinstance(told, int | float) and 0 < told < _LONGEST else _RELATIVE


def _decoding(own: dict[str, Any]) -> Decoding:
    most = int(own.get("max_new_tokens") or own.get("max_length") or 0)
    most = most if most > 20 else 160  # 20 is what transformers writes where nobody chose
    return Decoding(
        beams=int(own.get("num_beams") or 1),
        max_tokens=most,
        min_tokens=min(int(own.get("min_length") or 0), 60, most),
        length_penalty=float(own.get("length_penalty") or 1.0),
        no_repeat_ngram=int(own.get("no_repeat_ngram_size") or 0),
    )
