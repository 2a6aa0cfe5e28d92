"""The sentences that may be printed for a group: a source's own, and the fused ones that its sources carry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from summarizer.budget import count_words
from summarizer.fusion.candidates import Candidate, Choice, Forms
from summarizer.fusion.condense import condensed
from summarizer.fusion.splices import patchiness
from summarizer.fusion.trim import without_dateline
from summarizer.models.protocols import FluencyScorer
from summarizer.preparation.standing import burden
from summarizer.selection.group import Group
from summarizer.sentence import Sentence
from summarizer.summary import Method
from summarizer.verification.findings import Kind, Support
from summarizer.verification.verifier import Verifier
from summarizer.wording.links import loose_link
from summarizer.wording.openers import without_opener
from summarizer.wording.overlap import content, same_words

Check: TypeAlias = Callable[[Sequence[str], Sequence[Sequence[Sentence]]], Sequence[Support]]
"""Claims, and for each the sentences that should carry it, to one verdict each."""

_LONG = 12
"""Words above which a source sentence is offered in shorter forms too."""

_LEAST_COVERAGE = 0.35
"""Share of what the best source sentence tells that a fused sentence must tell."""

_MOST_FORMS = 4
"""Fused sentences of a group that selection may choose from."""

_LEAST_SOUND = 0.12
"""Fluency below which a fused sentence is refused."""

_SOUND_WORTH = 0.5
_WORD_PRICE = 0.006
_RANK_PRICE = 0.02
_BURDEN_PRICE = 0.5
_PATCH_PRICE = 0.2


def checking(verifier: Verifier) -> Check:
    """Return the check of a verifier, which sees each claim's evidence in reading order."""

    def check(claims: Sequence[str], evidence: Sequence[Sequence[Sentence]]) -> Sequence[Support]:
        return verifier.check_many(claims, [[one.text for one in sorted(told, key=lambda s: s.span)] for told in evidence])

    return check


def choose(
    groups: Sequence[Group],
    candidates: Sequence[Sequence[Candidate]],
    check: Check,
    *,
    fluency: FluencyScorer | None = None,
    max_words: int | None = None,
    led: bool = False,
    tight: bool = False,
) -> tuple[Forms, ...]:
    """Choose the sentences that may be printed for each group.

    Args:
        groups: In reading order.
        candidates: For each group what the fusion model wrote for it; may be empty.
        check: Judges all fused sentences in one call.
        fluency: Tells how well each of them reads; None: they are told apart by what they say alone.
        max_words: Longest sentence; None: any. A source sentence is taken even where every form of it is longer.
        led: Whether the first sentence of each group stands for it; else that which tells most of it.
        tight: Whether source sentences are offered in shorter forms too; else only those that are too long whole.

    """
    asked = [[_without_opener(candidate) for candidate in written if candidate.method is Method.FUSED] for written in candidates]
    if fluency is not None:
        asked = _read(asked, groups, fluency)
    open_ones = [(g, c) for g, written in enumerate(asked) for c in range(len(written)) if written[c].refused is None]
    supports = dict(zip(open_ones, _supports([(asked[g][c], groups[g]) for g, c in open_ones], check), strict=True))
    sources = [_sources(group, max_words, tight=tight) for group in groups]
    taken = _taken(groups, sources, check, led)
    chosen = []
    for g, group in enumerate(groups):
        judged = {c: supports[g, c] for c in range(len(asked[g])) if (g, c) in supports}
        chosen.append(_choose(group, asked[g], judged, taken[g], max_words))
    return tuple(chosen)


def _taken(
    groups: Sequence[Group], sources: Sequence[Sequence[Candidate]], check: Check, led: bool
) -> list[list[tuple[Candidate, Support]]]:
    """Return for each group the forms of its best source sentence that its sources carry, best first.

    Where none is carried, the best form of all. The forms of another sentence are checked only where the best is not carried.
    """

    def rank(one: Candidate, group: Group) -> tuple[bool, float]:
        beside = led and one.sources[0].span != group.best.span
        return beside, _burden(one.text) + _price(one.text) - coverage(one.text, group)

    ranked = [sorted(told, key=lambda one: rank(one, group)) for told, group in zip(sources, groups, strict=True)]
    judged = _checked([[one for one in told if one.sources == told[0].sources] for told in ranked], check)
    doubtful = [g for g, told in enumerate(judged) if not told[0][1].supported]
    for g, told in zip(doubtful, _checked([ranked[g] for g in doubtful], check), strict=True):
        judged[g] = told
    found = []
    for told in judged:
        carried = [one for one in told if one[1].supported] or told[:1]
        found.append([one for one in carried if one[0].sources == carried[0][0].sources])
    return found


def _checked(forms: Sequence[Sequence[Candidate]], check: Check) -> list[list[tuple[Candidate, Support]]]:
    supports = iter(check([one.text for told in forms for one in told], [one.sources for told in forms for one in told]))
    return [[(one, next(supports)) for one in told] for told in forms]


def _choose(
    group: Group,
    asked: Sequence[Candidate],
    judged: Mapping[int, tuple[Support, tuple[Sentence, ...]]],
    taken: Sequence[tuple[Candidate, Support]],
    max_words: int | None,
) -> Forms:
    best = taken[0][0]
    least = _LEAST_COVERAGE * coverage(best.text, group)
    told = [sentence.text for sentence in group.sentences]
    tried: list[Candidate] = []
    good: list[tuple[float, Candidate, Support]] = []
    for rank, candidate in enumerate(asked):
        if rank not in judged:
            tried.append(candidate)
            continue
        support, sources = judged[rank]
        covered = coverage(candidate.text, group)
        reason = _refusal(candidate.text, support)
        link = loose_link(candidate.text, told)
        if reason is None and link is not None:
            reason = f"no source says “{link}”"
        if reason is None and max_words is not None and count_words(candidate.text) > max_words:
            reason = "it is too long"
        elif reason is None and covered < least:
            reason = "it leaves out too much"
        elif reason is None and burden(candidate.text) > max(burden(best.text), 0.4):
            reason = "it cannot stand alone"
        tried.append(replace(candidate, refused=reason, sources=sources))
        if reason is None:
            value = support.score + covered + _SOUND_WORTH * candidate.sound - _price(candidate.text)
            value -= _RANK_PRICE * rank + _burden(candidate.text) + _PATCH_PRICE * patchiness(candidate.text, told)
            good.append((value, tried[-1], support))
    repaired = tried[0].refused if tried else None
    own = tuple(
        Choice(one.text, Method.EXTRACTED, one.sources, support, repaired=repaired, note=one.note, tried=tuple(tried))
        for one, support in taken
    )
    good.sort(key=lambda one: -one[0])
    return Forms(
        own,
        tuple(
            Choice(one.text, Method.FUSED, one.sources, support, note=one.note, tried=tuple(tried))
            for _, one, support in good[:_MOST_FORMS]
        ),
    )


def _read(asked: Sequence[Sequence[Candidate]], groups: Sequence[Group], fluency: FluencyScorer) -> list[list[Candidate]]:
    """Add how well each candidate holds together, all in one call, and refuse those that do not."""
    told = [[sentence.text for sentence in group.sentences] for group in groups]
    texts = [candidate.text for written in asked for candidate in written]
    scores = iter(fluency.score(texts, [one for one, written in zip(told, asked, strict=True) for _ in written]))
    return [[_sounding(candidate, float(next(scores))) for candidate in written] for written in asked]


def _sounding(candidate: Candidate, sound: float) -> Candidate:
    fault = "it does not hold together" if sound < _LEAST_SOUND else None
    return replace(candidate, sound=sound, refused=candidate.refused or fault)


def _refusal(text: str, support: Support) -> str | None:
    # A word that no source has is a remark on a person's sentence; in a model's it is a slip of grammar or an invention. So is a
    # lost speaker: a newsroom may decide to leave out who says so, a model may not.
    remarks = [finding for finding in support.findings if finding.kind in {Kind.WORDING, Kind.ATTRIBUTION}]
    if remarks:
        return remarks[0].message
    if support.supported:
        return None
    blocking = [finding for finding in support.findings if finding.blocking]
    return blocking[0].message if blocking else "its sources do not carry it well enough"


def _burden(text: str) -> float:
    return _BURDEN_PRICE * burden(text)


def _price(text: str) -> float:
    return _WORD_PRICE * count_words(text)


def coverage(text: str, group: Group) -> float:
    """Return which share of what a group tells a text tells, 0..1: words that several sentences have weigh more."""
    weights: Counter[str] = Counter()
    for sentence in group.sentences:
        weights.update(content(sentence.text))
    total = sum(weights.values())
    told = content(text)
    return sum(weight for word, weight in weights.items() if word in told) / total if total else 1.0


def _supports(asked: Sequence[tuple[Candidate, Group]], check: Check) -> list[tuple[Support, tuple[Sentence, ...]]]:
    """Check each candidate against the sentences it rests on, and against its whole group where those do not carry it."""
    first = check([candidate.text for candidate, _ in asked], [candidate.sources for candidate, _ in asked])
    found = [(support, candidate.sources) for support, (candidate, _) in zip(first, asked, strict=True)]
    again = []
    for i, (support, (candidate, group)) in enumerate(zip(first, asked, strict=True)):
        wider = tuple(dict.fromkeys([*candidate.sources, *group.sentences]))
        if not support.supported and len(wider) > len(candidate.sources):
            again.append((i, wider))
    second = check([asked[i][0].text for i, _ in again], [wider for _, wider in again])
    for (i, wider), support in zip(again, second, strict=True):
        if support.supported:
            found[i] = (support, wider)
    return found


def _without_opener(candidate: Candidate) -> Candidate:
    text = without_opener(without_dateline(candidate.text))
    if text == candidate.text:
        return candidate
    return replace(candidate, text=text, note=_joined(candidate.note, "what stood in front left out"))


def _joined(note: str | None, more: str) -> str:
    return more if note is None else f"{note}; {more}"


def _sources(group: Group, max_words: int | None, *, tight: bool) -> list[Candidate]:
    """Return the source sentences of a group that may be printed, openers left out, long ones in shorter forms too."""
    found: list[Candidate] = []
    for sentence in group.sentences:
        plain = _without_opener(Candidate(sentence.text, Method.EXTRACTED, (sentence,)))
        forms: Iterable[Candidate] = (plain,)
        length = count_words(plain.text)
        if (tight and length > _LONG) or (max_words is not None and length > max_words):
            forms = (
                plain,
                *(replace(plain, text=text, note=_joined(plain.note, what)) for text, what in condensed(plain.text)),
            )
        for form in forms:
            if not any(same_words(form.text, other.text) for other in found):
                found.append(form)
    if max_words is not None:
        found = [one for one in found if count_words(one.text) <= max_words] or found
    return found
