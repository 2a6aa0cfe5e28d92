"""Attribution: who says so may not be lost, and may not be somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from summarizer.verification.evidence import Evidence, overlap
from summarizer.verification.findings import Finding, Kind
from summarizer.verification.vocabulary import CONTESTING, DOUBTS, SAYING
from summarizer.verification.words import Passage

_CARRIES = 0.6
_COMPLETE = 0.8
_NESTED = 5
_ITSELF = frozenset("i we he she it they".split())
_COMPLEMENT = _ITSELF | frozenset("that there his her its their".split())


def _attributed(passage: Passage) -> bool:
    return bool(passage.norms & (SAYING | CONTESTING))


def dropped_attribution(claim: Passage, evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding where every passage that carries the sentence names a speaker whom the sentence does not name.

    A remark as a rule: a newsroom leaves out "police said" every day. It blocks where every passage tells it as what a party
    claims against others ("claimed that", "he insisted"). The loss of "allegedly" is a finding about modality.
    """
    if not claim.words:
        return
    carrying = [passage for passage in evidence.passages if overlap(claim, passage) >= _CARRIES]
    if not carrying:
        return
    if _attributed(claim):
        # "Said it had warned" became "warned": what the sentence tells as a deed is known from the one who did it alone.
        if all(_own_report(claim, passage) for passage in carrying):
            yield _whole(claim, "Only the one who did it says so; the sentence states it as fact.", blocking=False)
    elif not claim.norms & DOUBTS and all(_claimed(claim, passage) for passage in carrying):
        yield _whole(claim, "The sources give this as what one side claims; the sentence states it as fact.", blocking=True)
    elif all(_attributed(passage) for passage in carrying):
        yield _whole(claim, "The sources say who says so; the sentence states it as fact.", blocking=False)


def _own_report(claim: Passage, passage: Passage) -> bool:
    """Whether the passage has "said it had warned" where the sentence has the second verb of saying without the first."""
    mine = {word.stem for word in claim.words if word.norm in SAYING}
    places = [index for index, word in enumerate(passage.words) if word.norm in SAYING]
    for outer, inner in pairwise(places):
        between = {word.norm for word in passage.words[outer + 1 : inner]}
        lost = passage.words[outer].stem not in mine and mine <= {passage.words[place].stem for place in places}
        near = inner - outer <= _NESTED and passage.words[outer].clause == passage.words[inner].clause
        if lost and near and passage.words[inner].stem in mine and between & _ITSELF:
            return True
    return False


def _claimed(claim: Passage, passage: Passage) -> bool:
    """Whether the passage has nearly all of the sentence behind such a verb: "claimed that ...", "they insist they ..."."""
    for index, word in enumerate(passage.words[:-1]):
        after = passage.words[index + 1]
        if word.norm in CONTESTING and after.clause == word.clause and after.norm in _COMPLEMENT:
            complement = {other.stem for other in passage.words[index + 1 :]}
            if len(claim.stems & complement) >= _COMPLETE * len(claim.stems):
                return True
    return False


def _whole(claim: Passage, message: str, *, blocking: bool) -> Finding:
    return Finding(Kind.ATTRIBUTION, claim.text, 0, len(claim.text), message, blocking)


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
