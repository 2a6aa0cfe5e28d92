"""Many articles of one story in, one short summary out, every sentence traced to its sources."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.article import Article
    from summarizer.options import Options
    from summarizer.pipeline import Summarizer
    from summarizer.sentence import Citation
    from summarizer.summary import Method, Summary, SummarySentence
    from summarizer.verification import Verification, verify

__all__ = ["Article", "Citation", "Method", "Options", "Summarizer", "Summary", "SummarySentence", "Verification", "verify"]

_HOMES = {
    "Article": "article",
    "Citation": "sentence",
    "Method": "summary",
    "Options": "options",
    "Summarizer": "pipeline",
    "Summary": "summary",
    "SummarySentence": "summary",
    "Verification": "verification",
    "verify": "verification",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that a part of the package does not load all of it (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
