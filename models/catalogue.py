"""Ready-made profiles of published models.

Lengths, beams and penalties are those of the ``config.json`` and ``generation_config.json`` that the hub shows for a model, or
for copies of it; where a model is only pretrained and chooses none, they are ours. ``summarize models check`` shows how a
model does with them.

Revisions: several of these repositories have only pickle weights on their main branch. There the revision is the commit, or
where only its short hash is known the pull request, in which the hub's own conversion bot added the same weights as
safetensors. A profile without a revision is not pinned and takes the newest.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.models.profiles import GlobalAttention, Profile
from summarizer.models.protocols import Decoding

_CNN = Decoding(beams=4, max_tokens=142, min_tokens=56, length_penalty=2.0, no_repeat_ngram=3)
_FLAN = Decoding(beams=4, max_tokens=200, min_tokens=30, length_penalty=2.0, no_repeat_ngram=3)
_FREE = Decoding(beams=4, max_tokens=160, no_repeat_ngram=3)
"""For models whose configuration chooses nothing."""
_UNTUNED = "Pretrained only: fine-tune it before use, or its output means nothing."


def _bart(source: str) -> Profile:
    return Profile(name=_short(source), source=source, max_input_tokens=1024, forced_first="<s>", decoding=_CNN)


def _pegasus(source: str, max_tokens: int, separator: str = " ", revision: str | None = None) -> Profile:
    return Profile(
        name=_short(source),
        source=source,
        revision=revision,
        max_input_tokens=1024,
        separator=separator,
        decoding=Decoding(beams=8, max_tokens=max_tokens, min_tokens=32, length_penalty=0.8),
    )


def _t5(
    source: str, *, prefix: str = "", note: str = "", languages: tuple[str, ...] = ("en",), decoding: Decoding = _FREE
) -> Profile:
    return Profile(
        name=_short(source),
        source=source,
        max_input_tokens=512,
        prefix=prefix,
        languages=languages,
        decoding=decoding,
        note=note,
    )


def _led(source: str, revision: str | None = None) -> Profile:
    """Longformer's attention (Beltagy et al. 2020, section 7): the first token attends to all, as its authors do to summarize."""
    return Profile(
        name=_short(source),
        source=source,
        revision=revision,
        max_input_tokens=16384,
        global_attention=GlobalAttention.FIRST,
        decoding=Decoding(beams=4, max_tokens=256, no_repeat_ngram=3),
        note=_UNTUNED,
    )


def _many_documents(source: str, revision: str | None = None, note: str = "") -> Profile:
    """PRIMERA's format (Xiao et al., ACL 2022, section 3): ``<doc-sep>`` behind every document, attending to all."""
    return Profile(
        name=_short(source),
        source=source,
        revision=revision,
        max_input_tokens=4096,
        separator="<doc-sep>",
        begin=("<s>",),
        end=("<doc-sep>", "</s>"),
        global_attention=GlobalAttention.SEPARATORS,
        decoding=Decoding(beams=5, max_tokens=512, no_repeat_ngram=3),
        note=note,
    )


def _mbart(source: str, revision: str) -> Profile:
    return Profile(
        name=_short(source),
        source=source,
        revision=revision,
        max_input_tokens=1024,
        language="en_XX",
        target_language="en_XX",
        languages=("ar", "cs", "de", "en", "es", "fr", "it", "ja", "nl", "ru", "tr", "zh"),
        decoding=_FREE,
        note=_UNTUNED + " For other languages than English give a profile with their codes.",
    )


def _short(source: str) -> str:
    return source.rpartition("/")[2]


def _all() -> Iterator[Profile]:
    yield _bart("facebook/bart-large-cnn")
    yield _bart("sshleifer/distilbart-cnn-12-6")
    yield _pegasus("google/pegasus-multi_news", 256, separator=" ||||| ", revision="refs/pr/1")
    yield _pegasus("google/pegasus-cnn_dailymail", 128)
    for size in ("small", "base", "large"):
        yield _t5(f"google/flan-t5-{size}", prefix="summarize: ", decoding=_FLAN)
    for size in ("small", "base", "large"):
        yield _t5(f"google/t5-v1_1-{size}", note=_UNTUNED)
    yield _led("allenai/led-base-16384", "refs/pr/2")
    yield _led("allenai/led-large-16384")
    yield _many_documents("allenai/PRIMERA", "3e2dbd99e3c78813c2773c99934fad49c335a673", _UNTUNED)
    yield _many_documents("allenai/PRIMERA-multinews", "refs/pr/6")
    yield _many_documents("ratishsp/Centrum", note=_UNTUNED)
    yield _many_documents("ratishsp/Centrum-multinews", "refs/pr/1")
    for size in ("small", "base"):
        yield _t5(f"google/mt5-{size}", note=_UNTUNED, languages=("mul",))
    yield _mbart("facebook/mbart-large-cc25", "ba7033f594714d7de69e14e839771fb65809c093")
    yield _mbart("facebook/mbart-large-50", "refs/pr/7")


CATALOGUE: tuple[Profile, ...] = tuple(_all())
