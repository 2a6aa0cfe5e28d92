"""Files, JSON and feeds into articles."""

from summarizer.readers.bundle import parse_json, read_json_bundle, read_json_lines
from summarizer.readers.files import read, read_bytes, read_file
from summarizer.readers.reading import Reading, Skipped

__all__ = ["Reading", "Skipped", "parse_json", "read", "read_bytes", "read_file", "read_json_bundle", "read_json_lines"]
