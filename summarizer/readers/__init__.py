"""Files, standard input and JSON in, articles out."""

from summarizer.readers.bundle import read_json_bundle
from summarizer.readers.files import Reading, Skipped, read, read_stdin, shown

__all__ = ["Reading", "Skipped", "read", "read_json_bundle", "read_stdin", "shown"]
