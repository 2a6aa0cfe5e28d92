"""Linear algebra in one thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from threadpoolctl import threadpool_limits


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Do linear algebra in one thread meanwhile; also a decorator.

    The tables of sentences are small, and OpenBLAS's threads spin for some milliseconds after each product in wait of the next,
    on the cores that the models need: a third of a summary's CPU time went there. Threads that summarize beside each other
    may still see the limit lifted by one of them; the commands set ``OPENBLAS_NUM_THREADS`` for the whole process.
    """
    with threadpool_limits(limits=1, user_api="blas"):
        yield
