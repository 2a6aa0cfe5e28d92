"""A run over many bundles: what is finished is skipped, the rest worked on, each output on disk before its record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from summarizer.batch.crews import Crew
from summarizer.batch.discover import Source
from summarizer.batch.manifest import Manifest, Record, Status
from summarizer.batch.store import Store
from summarizer.batch.work import Job, Task, lost_key

OnRecord = Callable[[Record, bool], None]


@dataclass
class Report:
    """What became of the bundles of a run.

    Attributes:
        counts: Bundles by their status.
        unhappy: Records of those refused or failed, in this run or an earlier one, by name.
        left_out: How many files of its folder a bundle did not use, by its name.
    """

    counts: Counter[Status] = field(default_factory=Counter)
    unhappy: dict[str, Record] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def failed(self) -> bool:
        """Whether any bundle has no summary."""
        return bool(self.unhappy)

    def note(self, record: Record, *, skipped: bool = False) -> None:
        """Count a bundle."""
        self.counts[Status.SKIPPED if skipped else record.status] += 1
        self.left_out[record.name] = len(record.left_out)
        self.unhappy.pop(record.name, None)
        if record.status in {Status.REFUSED, Status.FAILED}:
            self.unhappy[record.name] = record


def run_batch(
    sources: Sequence[Source],
    store: Store,
    job: Job,
    crew: Crew,
    *,
    resume: bool = True,
    retry_failed: bool = False,
    report: Report | None = None,
    on_record: OnRecord | None = None,
) -> Report:
    """Work on the bundles.

    Outputs and records are written here alone, whoever works: there is one writer, and no bundle is recorded twice in a run.

    Args:
        sources: From ``discover``.
        store: Where outputs and the manifest go.
        job: What is asked for.
        crew: Who works.
        resume: Skip what an earlier run finished, where content, settings and models are the same.
        retry_failed: Work again on what failed before.
        report: Counted on; None: a new one.
        on_record: Told of each record, and whether it was skipped.

    Raises:
        CannotWrite: The store failed, or another run holds it; what was finished before is kept.
        ModelError: The models cannot be loaded.
    """
    told = report or Report()

    def tell(record: Record, *, skipped: bool = False) -> None:
        told.note(record, skipped=skipped)
        if on_record is not None:
            on_record(record, skipped)

    with store.exclusive():
        manifest = Manifest(store)
        standing: dict[str, Record] = {}

        def tasks() -> Iterator[Task]:
            for source in sources:
                record = manifest.standing(source.name, retry_failed=retry_failed) if resume else None
                if record is None:
                    yield Task(source)
                elif record.key == lost_key(source):
                    tell(record, skipped=True)
                else:
                    standing[source.name] = record
                    yield Task(source, record.key)

        for result in crew.results(tasks(), job):
            before = standing.pop(result.name, None)
            if result.record is not None:
                for name, text in result.texts:
                    store.write(name, text)
                manifest.add(result.record)
                tell(result.record)
            elif before is not None:
                tell(before, skipped=True)
    return told
