"""Who did it to whom: the names around a verb stand in the order of the sources."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from summarizer.verification.evidence import Evidence
from summarizer.verification.findings import Finding, Kind
from summarizer.verification.names import Name, names
from summarizer.verification.names import same as same_word
from summarizer.verification.vocabulary import TITLES
from summarizer.verification.words import Passage

_APART = 7


def swapped_roles(claim: Passage, evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for "A ... verb ... B" where the evidence has only "B ... verb ... A", both active or both passive.

    Half of the words between the names have to be the same, so that it is the same verb.
    """
    found = names(claim)
    for left, right in pairwise(found):
        verbs = _between(claim, left, right)
        if not verbs:
            continue
        orders = [_order(passage, claim, left, right, verbs) for passage in evidence.passages]
        if -1 in orders and 1 not in orders:
            start, end = claim.words[left.first].start, claim.words[right.last].end
            yield Finding(Kind.ROLE, claim.text[start:end], start, end, "The sources have these names the other way round.")


def _between(passage: Passage, left: Name, right: Name) -> frozenset[str]:
    """Return the stems of the lower-case content words between two names that stand close."""
    if right.first - left.last > _APART:
        return frozenset()
    return frozenset(
        w.stem for w in passage.words[left.last + 1 : right.first] if w.content and not w.capital and w.norm[0].isalpha()
    )


def _passive(passage: Passage, left: Name, right: Name) -> bool:
    return any(word.norm == "by" for word in passage.words[left.last + 1 : right.first])


def _order(passage: Passage, claim: Passage, left: Name, right: Name, verbs: frozenset[str]) -> int:
    """Return 1 where the passage has the names in the same roles, -1 in swapped ones, 0 where it does not tell."""
    answer = 0
    found = names(passage)
    for one in found:
        for other in found:
            if one.last >= other.first or 2 * len(verbs & _between(passage, one, other)) < len(verbs):
                continue
            turned = _passive(passage, one, other) != _passive(claim, left, right)
            if _alike(claim, left, passage, one) and _alike(claim, right, passage, other):
                answer = -1 if turned else 1
            elif _alike(claim, left, passage, other) and _alike(claim, right, passage, one):
                answer = 1 if turned else -1
            if answer == 1:
                return 1
    return answer


def _alike(claim: Passage, name: Name, passage: Passage, other: Name) -> bool:
    def core(p: Passage, n: Name) -> set[str]:
        words = {p.words[i].norm for i in n.parts}
        return words - TITLES or words

    return any(same_word(a, b) for a in core(claim, name) for b in core(passage, other))
