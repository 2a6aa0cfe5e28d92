"""The command line: ``summarize``."""

import os

__all__ = ["main"]


def main() -> None:
    """Run the command line; exit with 0, 1 (failed), 2 (usage), 3 (unsupported) or, interrupted, 130."""
    # Read when the libraries are loaded, so before the commands are. Why one thread: summarizer.blas.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        from summarizer.cli import app  # noqa: PLC0415  takes a second, in which one may think better of it

        app.main()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
