"""Files, standard input and JSON in, articles out."""

from summarizer.readers.bundle import read_json_bundle
from summarizer.readers.files import Reading, Skipped, cannot_read, content, read, read_stdin, shown

__all__ = ["Reading", "Skipped", "cannot_read", "content", "read", "read_json_bundle", "read_stdin", "shown"]
