"""The product as a system among others: with fusion and without."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from summarizer.errors import InputError
from summarizer.evaluation import Case
from summarizer.pipeline import Summarizer
from summarizer.summary import Summary

PRODUCTS: Mapping[str, str] = MappingProxyType({"extract": "none", "fused": "auto"})
"""What each system asks of ``fusion``."""


def summary_of(bundle: Case, system: str, summarizer: Summarizer, max_words: int) -> Summary | None:
    """Return a system's summary of all of a bundle; None where the product refuses it."""
    try:
        return summarizer.summarize(bundle.articles, max_words=max_words, fusion=PRODUCTS[system], on_mixed="keep")
    except InputError:
        return None
