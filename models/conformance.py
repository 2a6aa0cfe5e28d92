"""Does a model keep what the pipeline relies on? A suite that any model can be put through, and its report."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, Protocol, runtime_checkable

from summarizer.models import registry, samples
from summarizer.models.errors import Cancelled, InputTooLong, ModelError
from summarizer.models.profiles import Profile
from summarizer.models.protocols import Decoding
from summarizer.models.tokens import Tokens

_STEPS = 24
_SAME = 0.8
"""Share of inputs whose text may not change with the batch; rounding may tip the others."""


@runtime_checkable
class Inspectable(Protocol):
    """A ``Seq2Seq`` that shows its tokens, as both backends do."""

    @property
    def locks(self) -> bool:
        """Whether ``Decoding.lock`` is held."""
        ...

    @property
    def free(self) -> tuple[int, ...]:
        """Ids that may always be written under the lock."""
        ...

    @property
    def tokens(self) -> Tokens:
        """The tokenizer with its profile."""
        ...

    def generate(self, inputs: Sequence[str], options: Decoding) -> list[list[str]]:
        """Write texts."""
        ...

    def generate_ids(self, inputs: Sequence[str], options: Decoding) -> list[list[list[int]]]:
        """Write tokens."""
        ...

    def count_tokens(self, inputs: Sequence[str]) -> list[int]:
        """Count tokens."""
        ...


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: What.
        passed: Whether it held; None: it does not apply to this model.
        detail: What was seen, in one sentence.

    """

    name: str
    passed: bool | None
    detail: str


@dataclass(frozen=True, slots=True)
class Report:
    """How a model did.

    Attributes:
        model: Its name or path.
        checks: One after the other.
        support: Share of the written content words that their input has, 0..1: a measure, not a check.
        facts: Share of the written numbers and capitalized words that their input has, 0..1; 1 where there are none.

    """

    model: str
    checks: tuple[Check, ...]
    support: float
    facts: float

    @property
    def passed(self) -> bool:
        """Whether no check failed."""
        return all(check.passed is not False for check in self.checks)


def check(name: str, *, backend: str = "auto", device: str = "auto", profile: Profile | None = None) -> Report:
    """Put a model through the suite: a ready-made name, a hub id or a folder.

    A model that does not load makes a report with that one check failed.
    """
    try:
        chosen = profile or registry.find_profile(name)
        model = registry.load_seq2seq(name, backend=backend, device=device, profile=chosen)
    except ModelError as error:
        return Report(name, (Check("loads", False, str(error)),), 0.0, 0.0)
    if not isinstance(model, Inspectable):
        return Report(name, (Check("loads", False, "several devices answer for it; check it on one, such as cuda:0."),), 0.0, 0.0)
    return examine(name, model, chosen)


def examine(name: str, model: Inspectable, profile: Profile) -> Report:
    """Put a loaded model through the suite."""
    texts = samples.fitting(model, profile)
    if not texts:
        return Report(name, (Check("loads", False, "no sample text fits the input that its profile allows."),), 0.0, 0.0)
    suite: list[tuple[str, Callable[[Inspectable, Profile, Sequence[str]], tuple[bool | None, str]]]] = [
        ("deterministic", _deterministic),
        ("batched as single", _batched),
        ("obeys length", _length),
        ("no control tokens from text", _control),
        ("too long input refused", _too_long),
        ("stops when cancelled", _cancelled),
        ("lock held", _lock),
        ("any text taken", _any_text),
    ]
    checks = [Check("loads", True, f"reads {profile.max_input_tokens} tokens, {profile.strategy.value}.")]
    for title, run in suite:
        try:
            passed, detail = run(model, profile, texts)
        except ModelError as error:
            passed, detail = False, f"raised {type(error).__name__}: {error}"
        checks.append(Check(title, passed, detail))
    try:
        support, facts = _support(model, profile, texts)
    except ModelError:  # the checks have said so
        support, facts = 0.0, 0.0
    return Report(name, tuple(checks), support, facts)


def _greedy(profile: Profile, **changes: Any) -> Decoding:  # noqa: ANN401  those of Decoding's attributes
    base = replace(profile.decoding, beams=1, candidates=1, lock=False, max_tokens=_STEPS, min_tokens=0)
    return replace(base, **changes)


def _deterministic(model: Inspectable, profile: Profile, texts: Sequence[str]) -> tuple[bool, str]:
    options = _greedy(profile, beams=2, candidates=2)
    same = model.generate_ids(texts, options) == model.generate_ids(texts, options)
    return same, f"two runs over {len(texts)} inputs with 2 beams {'agree' if same else 'differ'}."


def _batched(model: Inspectable, profile: Profile, texts: Sequence[str]) -> tuple[bool, str]:
    options = _greedy(profile)
    together = model.generate_ids(texts, options)
    alone = [model.generate_ids([text], options)[0] for text in texts]
    share = sum(one == other for one, other in zip(together, alone, strict=True)) / len(texts)
    return share >= _SAME, f"{share:.0%} of the inputs give the same text alone and together."


def _length(model: Inspectable, profile: Profile, texts: Sequence[str]) -> tuple[bool, str]:
    longest = max(len(ids) for of_one in model.generate_ids(texts, _greedy(profile, max_tokens=8)) for ids in of_one)
    return longest <= 8, f"asked for at most 8 tokens, the longest text has {longest}."


def _control(model: Inspectable, profile: Profile, texts: Sequence[str]) -> tuple[bool, str]:
    tokens = model.tokens
    frame = [number for number in tokens.encode(["a"])[0] if number in tokens.control]
    smuggled = [
        name
        for number in sorted(tokens.control)
        if (name := tokens.name(number))
        and [one for one in tokens.encode([f"a {name} b{name}c"])[0] if one in tokens.control] != frame
    ]
    return not smuggled, f"{len(smuggled)} of {len(tokens.control)} control tokens can be written into an input as text."


def _too_long(model: Inspectable, profile: Profile, texts: Sequence[str]) -> tuple[bool, str]:
    text = "The council met again. " * profile.max_input_tokens
    try:
        model.generate([text], _greedy(profile, max_tokens=2))
    except InputTooLong:
        return True, "an input beyond the limit raises an error, nothing is cut silently."
    return False, "an input beyond the limit was taken and cut."


def _cancelled(model: Inspectable, profile: Profile, texts: Sequence[str]) -> tuple[bool, str]:
    calls = count()
    try:
        model.generate(texts[:1], _greedy(profile, min_tokens=_STEPS, cancelled=lambda: next(calls) >= 3))
    except Cancelled:
        return True, "it stopped between two steps."
    return False, "it went on to the end."


def _lock(model: Inspectable, profile: Profile, texts: Sequence[str]) -> tuple[bool | None, str]:
    if not model.locks:
        return None, "no vocabulary map beside the model: what it writes is held to its sources afterwards only."
    free = set(model.free)
    written = model.generate_ids(texts[:1], _greedy(profile, lock=True))[0][0]
    foreign = set(written) - free - set(model.tokens.encode(texts[:1])[0])
    return not foreign, f"{len(foreign)} of {len(written)} tokens are neither free nor in the input."


def _any_text(model: Inspectable, profile: Profile, texts: Sequence[str]) -> tuple[bool, str]:
    strange = ["", " ", "a", "\u0000\u200b", "🙂🙃", "日本語の文。", "x" * 60, "İ ß ﬁ", '"((((', "\ufffd"]
    written = model.generate([profile.compose([text]) for text in strange], _greedy(profile, max_tokens=4))
    return len(written) == len(strange), f"{len(strange)} strange texts went through."


def _support(model: Inspectable, profile: Profile, texts: Sequence[str]) -> tuple[float, float]:
    written = model.generate(texts, replace(profile.decoding, candidates=1, max_tokens=64, min_tokens=0))
    pairs = [(text, of_one[0]) for text, of_one in zip(texts, written, strict=True)]
    content = [(word, text) for text, out in pairs for word in re.findall(r"\w{4,}", out.lower())]
    facts = [(word, text) for text, out in pairs for word in re.findall(r"\b(?:\d[\d.,]*\d|\d|[A-Z]\w+)", out)]
    return _share([word in text.lower() for word, text in content]), _share([word in text for word, text in facts])


def _share(held: Sequence[bool]) -> float:
    return sum(held) / len(held) if held else 1.0
