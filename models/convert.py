"""From a model of transformers to a folder of CTranslate2 that runs two to four times as fast on a CPU."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from summarizer.models import hub, locks, profile_files, registry, samples
from summarizer.models.ctranslate2_backend import CTranslate2Seq2Seq
from summarizer.models.errors import ModelError, UnsupportedModel
from summarizer.models.profiles import BUNDLED, Profile
from summarizer.models.protocols import Seq2Seq

CONVERTIBLE = ("bart", "mbart", "mt5", "pegasus", "t5")
"""Architectures whose conversion is tested here. LED, LongT5 and PRIMERA have no counterpart in CTranslate2."""

QUANTIZATIONS = ("int8", "int8_float16", "int8_bfloat16", "float16", "bfloat16", "float32")

_OLD_KEYS: dict[str, dict[str, Any]] = {
    # The converter asks for keys that transformers no longer saves; each architecture has one value for them.
    "bart": {"normalize_before": False, "normalize_embedding": True},
    "mbart": {"normalize_before": True, "normalize_embedding": True},
    "pegasus": {"normalize_before": True, "normalize_embedding": False},
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two models write the same, over sample inputs.

    Attributes:
        identical: Share of inputs with the same text, 0..1.
        similarity: Mean share of characters in common, 0..1 (``difflib``'s ratio).

    """

    identical: float
    similarity: float


@dataclass(frozen=True, slots=True)
class Converted:
    """A converted model.

    Attributes:
        folder: Where it is; load it by this path.
        bytes_before: Size of the weights it was made from.
        bytes_after: Size of its weights.
        agreement: Its greedy texts against those of transformers, on made-up news.

    """

    folder: Path
    bytes_before: int
    bytes_after: int
    agreement: Agreement


def convert(name: str, out: Path, *, quantization: str = "int8", profile: Profile | None = None) -> Converted:
    """Convert a model and compare what both write.

    Args:
        name: Ready-made profile, hub id or folder.
        out: Folder to write; must not exist.
        quantization: One of ``QUANTIZATIONS``.
        profile: How to talk to the model; None: as the registry finds it. It is stored beside the weights.

    Raises:
        UnsupportedModel: CTranslate2 does not run this architecture, or the options are wrong.
        ModelNotFound, ModelUnavailable, WeightsRefused, OutOfMemory, MissingExtra: As their names say.

    """
    if quantization not in QUANTIZATIONS:
        raise UnsupportedModel(f"There is no quantization {quantization!r}; there are {', '.join(QUANTIZATIONS)}.")
    if out.exists():
        raise UnsupportedModel(f"{out} exists already; give a folder that does not.")
    if name == BUNDLED.name:
        raise UnsupportedModel("The bundled model is converted already.")
    chosen = profile or registry.find_profile(name)
    source = registry.open_source(name, chosen)
    kind = str(source.config["model_type"])
    if kind not in CONVERTIBLE:
        raise UnsupportedModel(
            f"{chosen.name} is a {kind}, which CTranslate2 does not run; it runs {', '.join(CONVERTIBLE)}. "
            "Use the model as it is, with the transformers backend."
        )
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / "made"
        written = _write(source, kind, made, chosen, quantization)
        agreement = compare(
            CTranslate2Seq2Seq(made, written),
            registry.load_seq2seq(name, backend="transformers", device="cpu", profile=chosen),
            chosen,
        )
        out.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(made, out)
    return Converted(out, source.weight_bytes, (out / "model.bin").stat().st_size, agreement)


def _write(source: hub.ModelFolder, kind: str, made: Path, profile: Profile, quantization: str) -> Profile:
    from summarizer.models.transformers_backend import load_tokenizer  # noqa: PLC0415, I001  says which extra is missing
    from ctranslate2.converters import TransformersConverter  # noqa: PLC0415

    patched = made.with_name("source")
    patched.mkdir()
    for path in source.path.iterdir():
        if path.is_file() and path.name != "config.json":
            (patched / path.name).symlink_to(path.resolve())
    (patched / "config.json").write_text(json.dumps({**_OLD_KEYS.get(kind, {}), **source.config}), encoding="utf-8")
    try:
        TransformersConverter(str(patched)).convert(str(made), quantization=quantization)
        tokenizer = load_tokenizer(source, profile)
    except (ValueError, RuntimeError, OSError, AttributeError, KeyError, TypeError) as error:
        raise UnsupportedModel(f"CTranslate2 cannot convert {profile.name}: {error}") from error
    tokenizer.save(str(made / "tokenizer.json"))
    model = CTranslate2Seq2Seq(made, profile)
    vocabulary = json.loads((made / "shared_vocabulary.json").read_text(encoding="utf-8"))
    free = locks.free_tokens(tokenizer, profile.lock, model.tokens.control)
    text = locks.vocabulary_map(vocabulary, free, model.tokens.control)
    (made / locks.VOCABULARY_MAP).write_text(text, encoding="utf-8")
    written = replace(profile, forced_first=_forced_first(source, model, profile))
    profile_files.write_profile(written, made / profile_files.FILE_NAME)
    return written


def _forced_first(source: hub.ModelFolder, model: CTranslate2Seq2Seq, profile: Profile) -> str:
    """Token that transformers forces every output to begin with; CTranslate2 has to be told."""
    own = {**source.config, **(hub.read_json(source.path / "generation_config.json") or {})}.get("forced_bos_token_id")
    return model.tokens.name(own) if isinstance(own, int) else profile.forced_first


def compare(one: Seq2Seq, other: Seq2Seq, profile: Profile) -> Agreement:
    """Let two models write on the same made-up news, greedily and without the lock.

    Raises ``ModelError`` where either fails.
    """
    options = replace(
        profile.decoding, beams=1, candidates=1, lock=False, max_tokens=min(profile.decoding.max_tokens, 64), min_tokens=0
    )
    fitting = samples.fitting(one, profile)
    if not fitting:
        raise ModelError(f"{profile.name} reads {profile.max_input_tokens} tokens, too few for any of the sample texts.")
    pairs = [
        (mine[0], yours[0]) for mine, yours in zip(one.generate(fitting, options), other.generate(fitting, options), strict=True)
    ]
    similar = [SequenceMatcher(None, mine, yours, autojunk=False).ratio() for mine, yours in pairs]
    return Agreement(sum(mine == yours for mine, yours in pairs) / len(pairs), sum(similar) / len(similar))
