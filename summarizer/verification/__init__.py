"""How well sentences are carried by their sources."""

from summarizer.verification.findings import Finding, Kind, Support
from summarizer.verification.verification import EvidenceSpan, Verification, VerifiedSentence, verify
from summarizer.verification.verifier import Verifier

__all__ = ["EvidenceSpan", "Finding", "Kind", "Support", "Verification", "VerifiedSentence", "Verifier", "verify"]
