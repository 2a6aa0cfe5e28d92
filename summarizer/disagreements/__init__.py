"""Values that sources give differently for one thing, found and told."""

from summarizer.disagreements.disagreement import Disagreement, Kind, Value
from summarizer.disagreements.search import find_disagreements

__all__ = ["Disagreement", "Kind", "Value", "find_disagreements"]
