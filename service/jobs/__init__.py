"""Batches that survive the process: many bundles handed in at once, worked off in the background.

On DBOS, which keeps workflows in SQLite (the default, a file of this process) or PostgreSQL (shared by replicas). Why that one: a
workflow is written down before it is acknowledged and its result is written down before it counts as done, so that work in
flight at kill -9 is taken up again at the next start, and finished work is not. Plain queues (huey, RQ, arq) forget a task
once a worker has taken it, and leave that to the application; procrastinate and pgqueuer have no embedded store.

A batch is one workflow that enqueues a workflow for each bundle under a name of its own, so that doing so twice does it once.
What is stored is JSON, never pickle.
"""

from __future__ import annotations

from summarizer.service.jobs.jobs import Jobs
from summarizer.service.jobs.progress import Progress

__all__ = ["Jobs", "Progress"]
