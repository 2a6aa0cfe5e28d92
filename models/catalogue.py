"""Ready-made profiles of published models.

Lengths, beams and penalties follow the models' papers and published configurations, written down without the hub at hand;
``summarize models check`` shows how a model does with them. No revision is pinned, so a profile takes the newest; a profile
file can pin one.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.models.profiles import GlobalAttention, Profile
from summarizer.models.protocols import Decoding

_CNN = Decoding(beams=4, max_tokens=142, min_tokens=56, length_penalty=2.0, no_repeat_ngram=3)
_UNTUNED = "Pretrained only: fine-tune it before use, or its output means nothing."


def _bart(source: str) -> Profile:
    return Profile(name=_short(source), source=source, max_input_tokens=1024, forced_first="<s>", decoding=_CNN)


def _pegasus(source: str, decoding: Decoding, separator: str = " ") -> Profile:
    return Profile(name=_short(source), source=source, max_input_tokens=1024, separator=separator, decoding=decoding)


def _t5(source: str, *, prefix: str = "", note: str = "", languages: tuple[str, ...] = ("en",)) -> Profile:
    return Profile(
        name=_short(source),
        source=source,
        max_input_tokens=512,
        prefix=prefix,
        languages=languages,
        decoding=Decoding(beams=4, max_tokens=160, no_repeat_ngram=3),
        note=note,
    )


def _led(source: str) -> Profile:
    return Profile(
        name=_short(source),
        source=source,
        max_input_tokens=16384,
        global_attention=GlobalAttention.FIRST,
        decoding=Decoding(beams=4, max_tokens=256, no_repeat_ngram=3),
        note=_UNTUNED,
    )


def _many_documents(source: str, max_tokens: int, note: str = "") -> Profile:
    """PRIMERA's format (Xiao et al., ACL 2022, section 3): ``<doc-sep>`` behind every document, attending to all."""
    return Profile(
        name=_short(source),
        source=source,
        max_input_tokens=4096,
        separator="<doc-sep>",
        begin=("<s>",),
        end=("<doc-sep>", "</s>"),
        global_attention=GlobalAttention.SEPARATORS,
        decoding=Decoding(beams=5, max_tokens=max_tokens),
        note=note,
    )


def _mbart(source: str) -> Profile:
    return Profile(
        name=_short(source),
        source=source,
        max_input_tokens=1024,
        language="en_XX",
        target_language="en_XX",
        languages=("ar", "cs", "de", "en", "es", "fr", "it", "ja", "nl", "ru", "tr", "zh"),
        decoding=Decoding(beams=4, max_tokens=160, no_repeat_ngram=3),
        note=_UNTUNED + " For other languages than English give a profile with their codes.",
    )


def _short(source: str) -> str:
    return source.rpartition("/")[2]


def _all() -> Iterator[Profile]:
    yield _bart("facebook/bart-large-cnn")
    yield _bart("sshleifer/distilbart-cnn-12-6")
    yield _pegasus("google/pegasus-multi_news", Decoding(beams=8, max_tokens=256, length_penalty=0.8), separator=" ||||| ")
    yield _pegasus("google/pegasus-cnn_dailymail", Decoding(beams=8, max_tokens=128, min_tokens=32, length_penalty=0.8))
    for size in ("small", "base", "large"):
        yield _t5(f"google/flan-t5-{size}", prefix="summarize: ")
    for size in ("small", "base", "large"):
        yield _t5(f"google/t5-v1_1-{size}", note=_UNTUNED)
    for size in ("base", "large"):
        yield _led(f"allenai/led-{size}-16384")
    yield _many_documents("allenai/PRIMERA", 512, _UNTUNED)
    yield _many_documents("allenai/PRIMERA-multinews", 512)
    yield _many_documents("ratishsp/Centrum", 512)
    for size in ("small", "base"):
        yield _t5(f"google/mt5-{size}", note=_UNTUNED, languages=("mul",))
    yield _mbart("facebook/mbart-large-cc25")
    yield _mbart("facebook/mbart-large-50")


CATALOGUE: tuple[Profile, ...] = tuple(_all())
