"""How well sentences are carried by their sources."""

from summarizer.verification.findings import Finding, Kind, Support
from summarizer.verification.verifier import Verifier

__all__ = ["Finding", "Kind", "Support", "Verifier"]
