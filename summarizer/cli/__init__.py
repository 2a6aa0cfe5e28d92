"""The command line: ``summarize``."""

import os

__all__ = ["main"]


def main() -> None:
    """Run the command line; exit with 0, 1 (failed) or 2 (usage)."""
    # Read when the libraries are loaded, so before the commands are. Why one thread: summarizer.blas.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from summarizer.cli import app  # noqa: PLC0415

    app.main()
