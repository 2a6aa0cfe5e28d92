"""Attribution: who says so may not be lost, and may not be somebody else."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.verification.evidence import Evidence, overlap
from summarizer.verification.findings import Finding, Kind
from summarizer.verification.vocabulary import SAYING
from summarizer.verification.words import Passage


def _attributed(passage: Passage) -> bool:
    return bool(passage.norms & SAYING)


def dropped_attribution(claim: Passage, evidence: Evidence) -> Iterator[Finding]:
    """Yield a remark where every passage that carries the sentence names a speaker and the sentence does not.

    A remark only: a newsroom leaves out "police said" every day. The loss of "allegedly" is a finding about modality.
    """
    if _attributed(claim) or not claim.words:
        return
    carrying = [passage for passage in evidence.passages if overlap(claim, passage) >= 0.6]
    if carrying and all(_attributed(passage) for passage in carrying):
        yield Finding(
            Kind.ATTRIBUTION,
            claim.text,
            0,
            len(claim.text),
            "The sources say who says so; the sentence states it as fact.",
            blocking=False,
        )


def wrong_speaker(claim: Passage, evidence: Evidence) -> Iterator[Finding]:
    """Yield a remark for "X said" or "according to X" where X, a common noun, is beside no such verb in the evidence."""
    for index, word in enumerate(claim.words):
        if word.norm not in SAYING:
            continue
        speaker = _speaker(claim, index)
        if speaker is None:
            continue
        stem = claim.words[speaker].stem
        if stem not in evidence.all_stems:
            first, last = min(speaker, index), max(speaker, index)
            start, end = claim.words[first].start, claim.words[last].end
            yield Finding(
                Kind.ATTRIBUTION,
                claim.text[start:end],
                start,
                end,
                f"The sources name no “{claim.words[speaker].text}” as the speaker.",
                blocking=False,
            )


def _speaker(claim: Passage, index: int) -> int | None:
    """Return the index of the common noun that speaks, where it stands right beside the verb."""
    words = claim.words
    if words[index].norm == "according":
        places = [i for i in range(index + 2, min(index + 5, len(words))) if words[i].content][:1]
    else:
        places = [index - 1] if index and words[index - 1].content and words[index - 1].clause == words[index].clause else []
    for place in places:
        if not words[place].capital or place in claim.starts:
            return place
    return None
