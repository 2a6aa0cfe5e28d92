"""Bulk work: many bundles in, a summary and a record of each out, in runs that can be killed and taken up again."""

from pathlib import Path

from summarizer.batch.crews import Alone, Crew, Make, Processes
from summarizer.batch.discover import Source, discover
from summarizer.batch.manifest import Manifest, Record, Status
from summarizer.batch.places import is_address
from summarizer.batch.run import Report, run_batch
from summarizer.batch.store import FolderStore, Store
from summarizer.batch.watch import arrivals
from summarizer.batch.work import Job

__all__ = [
    "Alone",
    "Crew",
    "FolderStore",
    "Job",
    "Make",
    "Manifest",
    "Processes",
    "Record",
    "Report",
    "Source",
    "Status",
    "Store",
    "arrivals",
    "discover",
    "open_store",
    "run_batch",
]


def open_store(place: str) -> Store:
    """Return the store of a path or an address.

    Raises:
        MissingExtra: The package that speaks to an object store is not installed.
        UnreadableInput: There is no such kind of store.
    """
    if is_address(place):
        from summarizer.batch.objects import ObjectStore  # noqa: PLC0415  an extra

        return ObjectStore(place)
    return FolderStore(Path(place))
