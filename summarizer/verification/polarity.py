"""Negation and modality: what the sources deny may not be affirmed, what they hold possible may not be fact, or the reverse.

For each content word of the sentence the cue words that govern it are compared with those that govern the same word in the
passages that lie nearest to the sentence. One passage that has the word under the same kind of cue is enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from summarizer.verification.evidence import Evidence, overlap
from summarizer.verification.findings import Finding, Kind
from summarizer.verification.vocabulary import DOUBTS, FUTURE, NEGATION_LIKE, NEGATIONS, NOT, POSSIBLE, STRONG_HEDGES
from summarizer.verification.words import Passage, stem

_SCOPE = 5
_BACK = 2
_SLACK = 0.2
_FOLLOWS = 0.5
_SHORT = 4
_SAME = tuple(
    frozenset(map(stem, words.split()))
    for words in (
        "hurt injured injury injuries wounded wound harmed casualties casualty unhurt unharmed unscathed",
        "killed died death dead deaths fatal fatality fatalities casualties casualty perished lives survived survivors alive",
        "arrested arrest arrests detained custody held charged jailed",
        "agree agreed agreement deal accord settlement",
        "comment commented respond responded response reply replied answer answered statement",
        "know knew known unknown unclear clear unsure",
        "change changed unchanged same",
        "find found missing lost discovered recovered",
        "resign resigned resignation quit step stepped",
        "damage damaged intact undamaged",
        "happen happened occur occurred take place",
    )
)
"""Words for the same thing of which one is often denied where a source affirms or denies another."""
_EVERYBODY = frozenset("nobody nothing none".split())
_FEW = 3
_UNSPOKEN = "No source speaks of this, so none denies it."
_CONTRAST = frozenset("but although though however while whereas yet because".split())


def _is_cue(norm: str, cues: frozenset[str]) -> bool:
    return norm in cues or ("not" in cues and norm.endswith("n't"))


@lru_cache(maxsize=2_048)
def scopes(passage: Passage, cues: frozenset[str]) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Return each cue's index with those of the content words it governs: three at most, within the clause."""
    found: list[tuple[int, tuple[int, ...]]] = []
    words = passage.words
    for index, word in enumerate(words):
        if not _is_cue(word.norm, cues) or (word.norm == "may" and word.capital and index not in passage.starts):
            continue
        if word.norm == "not" and index + 1 < len(words) and words[index + 1].norm == "only":
            continue
        under: list[int] = []
        for place in range(index + 1, min(index + 1 + _SCOPE, len(words))):
            if words[place].norm in _CONTRAST or words[place].clause > word.clause or len(under) == 3:
                break
            if words[place].content and not _is_cue(words[place].norm, cues):
                under.append(place)
        if under:
            found.append((index, tuple(under)))
    return tuple(found)


def _nearest(claim: Passage, evidence: Evidence) -> list[Passage]:
    """Return the passages that share half of the sentence, and nearly as much as the nearest does."""
    shares = [(overlap(claim, passage), passage) for passage in evidence.passages]
    best = max((share for share, _ in shares), default=0.0)
    return [passage for share, passage in shares if share >= max(best - _SLACK, _FOLLOWS)]


def _neighbours_agree(claim: Passage, place: int, passage: Passage, other: int) -> bool:
    """Whether a second content word close to ``place`` stands close to ``other`` too."""

    def around(p: Passage, i: int) -> set[str]:
        return {
            w.stem for j, w in enumerate(p.words) if j != i and abs(j - i) <= 5 and w.content and not _is_cue(w.norm, NEGATIONS)
        }

    mine = around(claim, place)
    return not mine or bool(mine & around(passage, other))


@dataclass(frozen=True, slots=True)
class _Cues:
    """Words that start a suspicion when they come (``added``) or go (``lost``), and all that allay it (``like``)."""

    kind: Kind
    added: frozenset[str]
    lost: frozenset[str]
    like: frozenset[str]
    added_message: str
    lost_message: str


_NEGATION = _Cues(
    Kind.NEGATION, NEGATIONS, NEGATIONS, NEGATION_LIKE, "The sources do not negate this.", "The sources negate this."
)
_MODALITY = _Cues(
    Kind.MODALITY,
    DOUBTS,
    STRONG_HEDGES,
    POSSIBLE,
    "The sources state this without the reserve.",
    "The sources say this with reserve.",
)


def flipped_negation(claim: Passage, evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for a negation that no source has, and for one that the sources have and the sentence lost."""
    yield from _added(claim, evidence, _NEGATION)
    yield from _lost(claim, evidence, _NEGATION)


def unspoken_negation(claim: Passage, evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding where the sentence says that something did not happen of which no source speaks: silence is no denial.

    "Nobody was arrested" has words for nothing but its predicate, so that any evidence seems to carry it. What nobody
    did, and what a sentence of few words denies, has to stand in the evidence, itself or another word for it. Of a longer
    sentence with "not" that cannot be asked: on the judged sets (``benchmarks.verification``) as many true ones as false ones
    word it anew.
    """
    spoken = _ways(evidence.all_stems)
    for cue, (place, *_) in scopes(claim, NOT):
        word, after = claim.words[cue].norm, claim.words[cue + 1].norm
        everybody = word in _EVERYBODY or (word == "no" and after == "one")
        denied = claim.words[place]
        if (everybody or len(claim.stems) <= _FEW) and denied.stem not in spoken and not denied.capital:
            yield _finding(claim, cue, place, Kind.NEGATION, _UNSPOKEN, blocking=True)


def _ways(spoken: frozenset[str]) -> frozenset[str]:
    """Return stems, and those of other words for the same that news uses."""
    return spoken.union(*(way for way in _SAME if way & spoken))


def flipped_modality(claim: Passage, evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for a hedge that no source has, and for one that the sources have and the sentence lost."""
    yield from _added(claim, evidence, _MODALITY)
    yield from _lost(claim, evidence, _MODALITY)


def _added(claim: Passage, evidence: Evidence, cues: _Cues) -> Iterator[Finding]:
    nearest = _nearest(claim, evidence)
    for cue, (place, *_) in scopes(claim, cues.added):
        stem = claim.words[place].stem
        told = any(_neighbours_agree(claim, place, p, i) for p in nearest for i in p.places.get(stem, ()))
        allayed = any(_cue_close(p, i, cues.like) for p in evidence.passages for i in p.places.get(stem, ()))
        if told and not allayed:
            yield _finding(claim, cue, place, cues.kind, cues.added_message, blocking=True)


def _lost(claim: Passage, evidence: Evidence, cues: _Cues) -> Iterator[Finding]:
    seen: set[int] = set()
    nearest = _nearest(claim, evidence)
    for passage in nearest:
        for _, (other, *_) in scopes(passage, cues.lost):
            stem = passage.words[other].stem
            homes = [(p, i) for p in evidence.passages for i in p.places.get(stem, ())]
            always = len(claim.stems) <= _SHORT and all(_cue_close(p, i, cues.lost) for p, i in homes)
            for place in claim.places.get(stem, ()):
                if place in seen or _cue_close(claim, place, cues.like):
                    continue
                # In a short sentence there may be no company to agree: what the sources never say without the cue is lost anyway.
                if always or (
                    _neighbours_agree(passage, other, claim, place)
                    and not any(not _cue_close(p, i, cues.lost) and _neighbours_agree(claim, place, p, i) for p, i in homes)
                ):
                    seen.add(place)
                    yield _finding(claim, place, place, cues.kind, cues.lost_message, blocking=True)


def _cue_close(passage: Passage, place: int, cues: frozenset[str]) -> bool:
    """Whether a cue stands close by, before the word or just behind it: "was reportedly", "nobody ... survived"."""
    words = passage.words
    return any(_is_cue(words[i].norm, cues) for i in range(max(place - _SCOPE - _BACK, 0), min(place + _BACK + 1, len(words))))


def future_flipped(claim: Passage, evidence: Evidence) -> Iterator[Finding]:
    """Yield a remark where the sentence speaks of the future and the nearest sources do not."""
    nearest = _nearest(claim, evidence)
    ahead = FUTURE | POSSIBLE
    for cue, (place, *_) in scopes(claim, FUTURE):
        homes = [(p, i) for p in nearest for i in p.places.get(claim.words[place].stem, ())]
        if homes and not any(_cue_close(p, i, ahead) or "to" in {w.norm for w in p.words[max(i - 3, 0) : i]} for p, i in homes):
            yield _finding(claim, cue, place, Kind.MODALITY, "The sources do not put this into the future.", blocking=False)


def _finding(claim: Passage, first: int, last: int, kind: Kind, message: str, *, blocking: bool) -> Finding:
    start, end = claim.words[min(first, last)].start, claim.words[max(first, last)].end
    return Finding(kind, claim.text[start:end], start, end, message, blocking)
