"""Bulk work: many bundles in, a summary and a record of each out, in runs that can be killed and taken up again."""

from summarizer.batch.discover import Source, discover
from summarizer.batch.manifest import Manifest, Record, Status
from summarizer.batch.run import Report, run_batch
from summarizer.batch.store import Store

__all__ = ["Manifest", "Record", "Report", "Source", "Status", "Store", "discover", "run_batch"]
