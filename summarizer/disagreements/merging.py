"""Clashes of two statements brought together: one disagreement for each thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.disagreements.disagreement import Disagreement, Kind, Value
from summarizer.disagreements.told import Stated, Told
from summarizer.sentence import Citation


@dataclass(frozen=True, slots=True)
class Clash:
    """Two statements about one thing that cannot both be true; of an update or a correction, ``other`` is the newer."""

    one: Stated
    other: Stated
    kind: Kind


def merge(clashes: Sequence[Clash], agreeing: Sequence[tuple[Stated, Stated]], told: Told) -> tuple[Disagreement, ...]:
    """Make one disagreement of all clashes that hang together, with all who give one of its values."""
    group: dict[Stated, list[Stated]] = {}
    of: dict[Stated, list[Clash]] = {}
    for clash in clashes:
        of.setdefault(clash.one, []).append(clash)
        few, many = sorted((group.setdefault(stated, [stated]) for stated in (clash.one, clash.other)), key=len)
        if few is not many:
            many += few
            group.update(dict.fromkeys(few, many))
    alike: dict[Stated, list[Stated]] = {}
    for one, other in agreeing:
        if (one in group or other in group) and one.statement.normalised == other.statement.normalised:
            alike.setdefault(one, []).append(other)
            alike.setdefault(other, []).append(one)
    found: dict[tuple[str, frozenset[str]], tuple[set[Stated], list[Clash]]] = {}
    for members in {id(members): members for members in group.values()}.values():
        values = frozenset(member.statement.normalised for member in members)
        key = (min(member.statement.subject for member in members), values)
        known, of_these = found.setdefault(key, (set(), []))
        for member in members:
            known.update((member, *alike.get(member, ())))
            of_these += of.get(member, ())
    return tuple(sorted((_disagreement(*key, *rest, told) for key, rest in found.items()), key=_weight))


def _disagreement(
    subject: str, values: frozenset[str], members: set[Stated], clashes: Sequence[Clash], told: Told
) -> Disagreement:
    kinds = {clash.kind for clash in clashes}
    kind = next(kind for kind in (Kind.CORRECTION, Kind.UPDATE, Kind.CONFLICT) if kind in kinds)
    stated: dict[str, list[Stated]] = {value: [] for value in sorted(values)}
    for member in members:
        stated[member.statement.normalised].append(member)
    made = [_value(of_one, told) for of_one in stated.values()]
    if kind is Kind.CONFLICT:
        made.sort(key=lambda value: (-len(value.origins), _place(value.citations[0])))
    else:
        made.sort(
            key=lambda value: (
                _newness(value, clashes), [time.isoformat() for time in value.published[:1]], _place(value.citations[0]),
            )
        )  # fmt: skip
    return Disagreement(kind, subject, tuple(made))


def _newness(value: Value, clashes: Sequence[Clash]) -> int:
    """Return how often a value took another's place, less how often another took its own."""
    followed = [clash for clash in clashes if clash.kind is not Kind.CONFLICT]
    return sum(
        (clash.other.statement.normalised == value.normalised) - (clash.one.statement.normalised == value.normalised)
        for clash in followed
    )


def _value(stated: Sequence[Stated], told: Told) -> Value:
    """Bring together the statements of one value."""
    ordered = sorted(stated, key=lambda s: (told.sentences[s.sentence].span, s.statement.start))
    spans = sorted({told.sentences[s.sentence].span for s in ordered})
    times = sorted({time for s in ordered if (time := told.time(s.sentence)) is not None}, key=lambda t: t.isoformat())
    return Value(
        text=ordered[0].statement.text,
        normalised=ordered[0].statement.normalised,
        citations=tuple(Citation(span.article_id, span.start, span.end) for span in spans),
        origins=tuple(sorted({told.origin(s.sentence) for s in ordered})),
        published=tuple(times[:1] + times[1:][-1:]),
    )


def _weight(found: Disagreement) -> tuple[int, tuple[str, int, int], str]:
    origins = {origin for value in found.values for origin in value.origins}
    return -len(origins), min(_place(citation) for value in found.values for citation in value.citations), found.subject


def _place(citation: Citation) -> tuple[str, int, int]:
    return citation.article_id, citation.start, citation.end
