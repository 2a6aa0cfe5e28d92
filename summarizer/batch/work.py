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
from summarizer.fingerprint import bundle_key
from summarizer.options import Options
from summarizer.pipeline import Summarizer
from summarizer.render import RENDERERS

ENDINGS = {"json": ".json", "markdown": ".md", "text": ".txt", "ninjs": ".ninjs.json"}


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
class Task:
    """A bundle to work on.

    Attributes:
        source: Where it stands.
        standing: Key of a record whose outputs are there: the bundle is left alone where its key is still that.
    """

    source: Source
    standing: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a worker gives back: the record to be, the text of each output by its name; or nothing, for a bundle left alone."""

    name: str
    record: Record | None
    texts: tuple[tuple[str, str], ...] = ()


def key_of(articles: Sequence[Article], job: Job, summarizer: Summarizer) -> str:
    """Return the hash under which a bundle's result stands: content, settings and models."""
    models = sorted(summarizer.engine.hashes.items())
    return hashlib.sha256(f"{bundle_key(articles)} {job.settings} {models}".encode()).hexdigest()[:32]


def work(task: Task, job: Job, summarizer: Summarizer) -> Result:
    """Summarize one bundle; whatever goes wrong with it becomes its record."""
    name = task.source.name
    articles: tuple[Article, ...] = ()
    key = ""
    try:
        reading = task.source.load()
        articles = reading.articles
        key = key_of(articles, job, summarizer)
        if key == task.standing:
            return Result(name, None)
        summary = summarizer.summarize(articles, job.options)
        by_id = {article.id: article for article in articles}
        texts = tuple((name + ENDINGS[one], RENDERERS[one](summary, by_id)) for one in job.formats)
    except InputError as error:
        return _unhappy(task, key, Status.REFUSED, error.kind, str(error), len(articles))
    except NewsfuseError as error:
        return _unhappy(task, key, Status.FAILED, error.kind, str(error), len(articles))
    except Exception as error:  # noqa: BLE001  one poisoned bundle must not stop the rest; its text stays out of the record
        return _unhappy(task, key, Status.FAILED, "internal-error", type(error).__name__, len(articles))
    outputs = tuple(output for output, _ in texts)
    left_out = tuple(skipped.reason for skipped in reading.skipped if not skipped.path.name.startswith("."))
    return Result(
        name,
        Record(
            name=name,
            key=key,
            status=Status.DONE,
            outputs=outputs,
            articles=len(articles),
            left_out=left_out,
            words=summary.words,
        ),
        texts,
    )


def lost(task: Task) -> Result:
    """Return the result of a bundle that took its worker down each time: the process was killed, or ran out of memory."""
    message = "The worker that had this bundle died each time."
    return _unhappy(task, lost_key(task.source), Status.FAILED, "worker-died", message, 0)


def lost_key(source: Source) -> str:
    """Return the key of a bundle whose content no worker lived to hash."""
    return f"lost {source.stamp}"


def _unhappy(task: Task, key: str, status: Status, kind: str, message: str, articles: int) -> Result:
    # A bundle that cannot be read has no content to hash; it stands under its error, so that it is refused once.
    key = key or f"unread {kind}"
    if key == task.standing:
        return Result(task.source.name, None)
    record = Record(name=task.source.name, key=key, status=status, error=kind, message=message, articles=articles)
    return Result(task.source.name, record)
