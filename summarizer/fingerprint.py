"""What a run was made of, as hashes: the same fingerprint means the same summary, bit for bit."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from summarizer.article import Article
from summarizer.options import Options


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Hashes (the first 16 hex digits of a sha256) of all that a summary depends on.

    Attributes:
        input: Of the articles, whatever their order.
        options: Of the options.
        models: Of the weights, as the registry names them.
        version: Of the software.
    """

    input: str
    options: str
    models: str
    version: str

    @property
    def result(self) -> str:
        """One hash over all of it: a name for the summary."""
        return _hash(dataclasses.astuple(self))


def article_key(article: Article) -> str:
    """Return a hash of an article: all its fields but the id, which may be no more than its place."""
    fields = dataclasses.asdict(article)
    del fields["id"]
    return _hash(fields)


def bundle_key(articles: Sequence[Article]) -> str:
    """Return a hash of a bundle, whatever the order of its articles."""
    return _hash(sorted((article_key(article), article.id) for article in articles))


def take(articles: Sequence[Article], options: Options, models: Mapping[str, str], version: str) -> Fingerprint:
    """Fingerprint a run.

    Args:
        articles: The bundle.
        options: What was asked.
        models: Name of each model's part to a hash of its weights.
        version: The software's version.
    """
    return Fingerprint(
        input=bundle_key(articles),
        options=_hash(dataclasses.asdict(options)),
        models=_hash(sorted(models.items())),
        version=version,
    )


def _hash(value: object) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=True, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
