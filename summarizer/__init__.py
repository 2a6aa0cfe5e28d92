"""Many articles of one story in, one short summary out, every sentence traced to its sources."""

from summarizer.article import Article

__all__ = ["Article"]
