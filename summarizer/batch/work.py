"""One bundle worked on: what a worker does, in whatever process or machine it runs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from summarizer.article import Article
from summarizer.batch.discover import Source
from summarizer.batch.manifest import Record, Status
from summarizer.errors import InputError, NewsfuseError
from summarizer.fingerprint import take
from summarizer.options import Options
from summarizer.pipeline import Summarizer
from summarizer.render import RENDERERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What every bundle of a run is asked for.

    Attributes:
        options: Of the summaries.
        formats: Names of ``summarizer.render.RENDERERS``, each a file.
        model: Name of the sequence-to-sequence model.
        device: Where it runs.
    """

    options: Options
    formats: tuple[str, ...] = ("json",)
    model: str = "bundled"
    device: str = "auto"

    @property
    def settings(self) -> str:
        """A hash of all that is asked, models by name."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True, default=str).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Result:
    """What a worker gives back: the record to be, and the text of each output by its name."""

    record: Record
    texts: tuple[tuple[str, str], ...] = ()


ENDINGS = {"json": ".json", "markdown": ".md", "text": ".txt", "ninjs": ".ninjs.json"}


def key_of(articles: Sequence[Article], job: Job, models: str) -> str:
    """Return the hash under which a bundle's result stands: content, settings and models."""
    content = take(articles, job.options, {}, "").input
    return hashlib.sha256(f"{content} {job.settings} {models}".encode()).hexdigest()[:32]


def work(source: Source, key: str, job: Job, summarizer: Summarizer) -> Result:
    """Summarize one bundle; whatever goes wrong with it becomes its record."""
    articles: tuple[Article, ...] = ()
    try:
        articles = source.load()
        summary = summarizer.summarize(articles, job.options)
        by_id = {article.id: article for article in articles}
        texts = tuple((source.name + ENDINGS[name], RENDERERS[name](summary, by_id)) for name in job.formats)
    except InputError as error:
        return Result(_unhappy(source, key, Status.REFUSED, error.kind, str(error), len(articles)))
    except NewsfuseError as error:
        return Result(_unhappy(source, key, Status.FAILED, error.kind, str(error), len(articles)))
    except Exception as error:  # noqa: BLE001  one poisoned bundle must not stop the rest; its text stays out of the record
        return Result(_unhappy(source, key, Status.FAILED, "internal-error", type(error).__name__, len(articles)))
    outputs = tuple(name for name, _ in texts)
    record = Record(name=source.name, key=key, status=Status.DONE, outputs=outputs, articles=len(articles), words=summary.words)
    return Result(record, texts)


def _unhappy(source: Source, key: str, status: Status, kind: str, message: str, articles: int) -> Record:
    return Record(name=source.name, key=key, status=status, error=kind, message=message, articles=articles)
