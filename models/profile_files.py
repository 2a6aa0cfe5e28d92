"""Profiles as TOML files, for models that the registry does not know.

    name = "our-model"
    max_input_tokens = 1024
    strategy = "whole"
    separator = "<doc-sep>"

    [decoding]
    beams = 4
    max_tokens = 200

The keys are the attributes of ``Profile`` and, in the table, of ``Decoding``; what is left out has its default.
"""

from __future__ import annotations

import dataclasses
import json
import tomllib
from enum import Enum
from pathlib import Path
from typing import Any

from summarizer.models.errors import ModelNotFound, UnsupportedModel
from summarizer.models.profiles import GlobalAttention, Lock, Profile, Strategy
from summarizer.models.protocols import Decoding

FILE_NAME = "profile.toml"
"""Name of the profile beside a model's weights."""

_ENUMS: dict[str, type[Enum]] = {"strategy": Strategy, "lock": Lock, "global_attention": GlobalAttention}
_TUPLES = {"begin", "end", "languages"}
_DEFAULTS = Profile(name="", max_input_tokens=1)


def read_profile(path: Path) -> Profile:
    """Read a profile.

    Raises:
        ModelNotFound: There is no such file.
        UnsupportedModel: It is no TOML, or has a key or value that no profile has; the message says which.

    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelNotFound(f"There is no profile {path}.") from error
    except (ValueError, OSError) as error:
        raise UnsupportedModel(f"The profile {path} cannot be read: {error}") from error
    try:
        return _profile(given)
    except (ValueError, TypeError) as error:
        raise UnsupportedModel(f"The profile {path} is wrong: {error}") from error


def _profile(given: dict[str, Any]) -> Profile:
    for name in ("name", "max_input_tokens"):
        if name not in given:
            raise ValueError(f"it lacks {name}")
    decoding = given.pop("decoding", {})
    if not isinstance(decoding, dict):
        raise TypeError("decoding is a table")
    values: dict[str, Any] = {name: _value(name, value, getattr(_DEFAULTS, name, None), Profile) for name, value in given.items()}
    chosen: dict[str, Any] = {
        name: _value(name, value, getattr(_DEFAULTS.decoding, name, None), Decoding) for name, value in decoding.items()
    }
    profile = Profile(**values, decoding=Decoding(**chosen))
    if (
        profile.max_input_tokens < 1
        or profile.decoding.beams < 1
        or not 1 <= profile.decoding.candidates <= profile.decoding.beams
    ):
        raise ValueError("max_input_tokens and beams are at least 1, candidates between 1 and beams")
    return profile


def _value(name: str, value: object, default: object, kind: type) -> object:
    known = {field.name for field in dataclasses.fields(kind)} - {"cancelled", "decoding"}
    if name not in known:
        raise ValueError(f"there is no {name!r}; there are {', '.join(sorted(known))}")
    if kind is Profile and name in _ENUMS:  # Decoding has a lock of its own, which is a truth value
        return _ENUMS[name](value)
    if name in _TUPLES:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise TypeError(f"{name} is a list of strings")
        return tuple(value)
    wanted: type = str if default is None else type(default)
    if wanted is float and type(value) is int:
        return float(value)
    if type(value) is not wanted:
        raise TypeError(f"{name} is a {wanted.__name__}, not {value!r}")
    return value


def write_profile(profile: Profile, path: Path) -> None:
    """Write a profile so that ``read_profile`` gives it back."""
    lines = _lines(profile, _DEFAULTS, always={"name", "max_input_tokens"})
    lines += ["", "[decoding]", *_lines(profile.decoding, _DEFAULTS.decoding, always=set())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _lines(values: Profile | Decoding, defaults: Profile | Decoding, always: set[str]) -> list[str]:
    lines: list[str] = []
    for field in dataclasses.fields(values):
        value = getattr(values, field.name)
        if field.name in {"decoding", "cancelled"} or (value == getattr(defaults, field.name) and field.name not in always):
            continue
        plain = value.value if isinstance(value, Enum) else list(value) if isinstance(value, tuple) else value
        lines.append(f"{field.name} = {_toml(plain)}")
    return lines


def _toml(value: object) -> str:
    """A string, number, truth value or list of strings; JSON writes these as TOML does, but for one control character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
