"""The command line: ``summarize``."""

from summarizer.cli.app import main

__all__ = ["main"]
