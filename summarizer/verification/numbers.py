"""Numbers and their units: every one has to be in the evidence, and to count the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from summarizer.verification.evidence import Evidence, near
from summarizer.verification.findings import Finding, Kind
from summarizer.verification.vocabulary import MONTHS, UNITS
from summarizer.verification.words import Passage

_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
}
_TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
_MAGNITUDES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "bn": 1e9,
    "tn": 1e12,
    "k": 1e3,
}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
_OTHERS = {"dozen": 12.0, "half": 0.5, "quarter": 0.25, "twice": 2.0, "thrice": 3.0, "double": 2.0, "triple": 3.0}
_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
_ORDINAL_DIGITS = re.compile(r"(\d+)(?:st|nd|rd|th)")
_GLUED = re.compile(r"(\d+(?:[.,]\d+)*)(k|m|bn|tn|mn|km|kg|mph|kph|ft|lb|lbs|mw|gb|am|pm|pc)")
_DECADE = re.compile(r"(\d{2,4})s")
_ROUNDED = frozenset("about around roughly approximately nearly almost over under than some least up close an estimated".split())
_ENDS_PHRASE = frozenset("but while as though although because when where which who that after before".split())
_REACH = 7


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a passage.

    Attributes:
        first: Index of its first word.
        last: Index of its last word, its magnitude included.
        value: Its value.
        ordinal: Whether it says a place in an order.
        unit: Name of the unit or currency beside it; empty where there is none.
        clock: A time of the day as written; empty otherwise.

    """

    first: int
    last: int
    value: float
    ordinal: bool
    unit: str
    clock: str = ""


@lru_cache(maxsize=2_048)
def numbers(passage: Passage) -> tuple[Number, ...]:
    """Return the numbers of a passage, in digits and in words, with magnitude and unit."""
    found: list[Number] = []
    index = 0
    while index < len(passage.words):
        number = _at(passage, index)
        if number is None:
            index += 1
        else:
            found.append(number)
            index = number.last + 1
    return tuple(found)


def _at(passage: Passage, index: int) -> Number | None:  # noqa: PLR0911, PLR0912  one branch for each way to write a number
    words = passage.words
    norm = words[index].norm
    glued = ""
    ordinal = False
    clock = ""
    last = index
    if _DIGITS.fullmatch(norm):
        if ":" in norm:
            return Number(index, index, float("nan"), False, "", norm)
        value = _value(norm)
    elif match := _ORDINAL_DIGITS.fullmatch(norm):
        value, ordinal = float(match[1]), True
    elif match := _GLUED.fullmatch(norm):
        value = _value(match[1]) * _MAGNITUDES.get(match[2], 1.0)
        glued = UNITS.get(match[2], "") if match[2] not in _MAGNITUDES else ""
    elif match := _DECADE.fullmatch(norm):
        return Number(index, index, float(match[1]), False, "decade-of")
    elif norm in _SMALL or norm in _TENS:
        value = float(_SMALL.get(norm, _TENS.get(norm, 0)))
        if norm in _TENS and last + 1 < len(words) and 0 < _SMALL.get(words[last + 1].norm, 0) < 10:
            last += 1
            value += _SMALL[words[last].norm]
        elif norm in _TENS and last + 1 < len(words) and 0 < _ORDINALS.get(words[last + 1].norm, 0) < 10:
            last += 1
            value, ordinal = value + _ORDINALS[words[last].norm], True
        elif norm == "one" and not _counts(passage, index):
            return None
    elif norm in _ORDINALS:
        if norm == "second" and index + 1 < len(words) and words[index + 1].norm in {"later", "before"}:
            return None
        return Number(index, index, float(_ORDINALS[norm]), True, "")
    elif norm in _OTHERS:
        return Number(index, index, _OTHERS[norm], False, "share" if norm in {"half", "quarter"} else "")
    elif norm in {"hundred", "thousand", "million", "billion"} and index and words[index - 1].norm in {"a", "an"}:
        return Number(index, index, _MAGNITUDES[norm], False, _unit_after(passage, index))
    else:
        return None
    while not ordinal and last + 1 < len(words) and words[last + 1].norm in {*_MAGNITUDES, "dozen"}:
        magnitude = words[last + 1].norm
        if len(magnitude) <= 1 and words[last + 1].start - words[last].end > 1:
            break
        last += 1
        value *= _MAGNITUDES.get(magnitude, 12.0)
        step = last + 1 + (last + 1 < len(words) and words[last + 1].norm == "and")
        if magnitude in {"hundred", "thousand"} and step < len(words) and words[step].norm in {*_SMALL, *_TENS}:
            rest = _at(passage, step)
            if rest is not None and rest.value < _MAGNITUDES[magnitude]:
                value, last = value + rest.value, rest.last
    unit = glued or ("" if ordinal else _unit_before(passage, index) or _unit_after(passage, last))
    return Number(index, last, value, ordinal, unit, clock)


def _value(norm: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", norm):
        return float(norm.replace(",", ""))
    return float(norm.replace(",", ".") if norm.count(",") + norm.count(".") == 1 else re.sub(r"[.,]", "", norm))


def _counts(passage: Passage, index: int) -> bool:
    """Whether "one" is a count here: a noun follows and no determiner stands before."""
    before = passage.words[index - 1].norm if index else ""
    after = passage.words[index + 1] if index + 1 < len(passage.words) else None
    return (
        before not in {"the", "this", "that", "no", "any", "each", "every", "another", "which", "only"}
        and after is not None
        and (after.content and after.norm not in {"day"})
    )


def _unit_before(passage: Passage, index: int) -> str:
    word = passage.words[index - 1] if index else None
    return (
        UNITS.get(word.norm, "")
        if word is not None and word.norm in {"$", "€", "£", "¥", "us$"} and word.end == passage.words[index].start
        else ""
    )


def _unit_after(passage: Passage, last: int) -> str:
    words = passage.words
    if last + 1 >= len(words):
        return ""
    after = words[last + 1]
    if after.norm == "per" and last + 2 < len(words) and words[last + 2].norm == "cent":
        return "percent"
    if len(after.norm) == 1 and after.norm.isalpha() and after.start - words[last].end > 1:
        return ""
    return UNITS.get(after.norm, "")


def same_value(claim: Passage, one: Number, other: Number) -> bool:
    """Whether a number of the claim says what another says, by itself or as a rounder form of it after "about" and the like."""
    if one.clock or other.clock:
        return one.clock == other.clock
    if one.ordinal != other.ordinal and not _is_day(one, other):
        return False
    if one.value == other.value:
        return True
    before = claim.words[one.first - 1].norm if one.first else ""
    rounded = before in _ROUNDED or (before == "$" and one.first > 1 and claim.words[one.first - 2].norm in _ROUNDED)
    rounder = _significant(one.value) < _significant(other.value)
    return rounded and rounder and one.value >= 10 and abs(one.value - other.value) <= 0.1 * abs(other.value)


def _significant(value: float) -> int:
    """Return how many digits of a number are not trailing zeros."""
    return len(f"{value:.6f}".replace(".", "").strip("0"))


def _is_day(one: Number, other: Number) -> bool:
    """Whether both may be days of a month: "3 March" and "March 3rd"."""
    return one.value == other.value and 1 <= one.value <= 31 and not one.unit and not other.unit


def wrong_numbers(claim: Passage, evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each number that is not in the evidence, that has another unit there or counts something else."""
    homes = [(passage, number) for passage in evidence.passages for number in numbers(passage)]
    found = numbers(claim)
    taken = frozenset(i for number in found for i in range(number.first, number.last + 1))
    for number in found:
        if _in_a_name(claim, number):
            continue
        if number.ordinal and number.value == 1 and claim.words[number.first].norm == "first":
            continue
        alike = [(p, other) for p, other in homes if same_value(claim, number, other)]
        if not alike:
            yield _finding(claim, number, Kind.NUMBER, "is not in the sources")
            continue
        if number.unit and not any(_same_unit(number, p, other) for p, other in alike):
            yield _finding(claim, number, Kind.UNIT, "has another unit in the sources")
            continue
        alike = [(p, other) for p, other in alike if not number.unit or _same_unit(number, p, other)]
        if _counts_another(claim, number, taken, alike, homes):
            yield _finding(claim, number, Kind.NUMBER, "counts something else in the sources")


def _same_unit(number: Number, passage: Passage, other: Number) -> bool:
    if other.unit == number.unit or {other.unit, number.unit} <= {"share", "percent", ""}:
        return True
    if other.unit:
        return False
    # An age is told by the bare number, and a unit may stand once for several numbers.
    return number.unit == "year" or any(UNITS.get(word.norm) == number.unit for word in passage.words)


def _in_a_name(claim: Passage, number: Number) -> bool:
    """Whether the number is a part of a name: "COVID-19", "737 MAX 9"; the rule of names looks after the rest of it."""
    before = claim.words[number.first - 1] if number.first else None
    if before is None or not before.capital or number.first - 1 in claim.starts or before.norm in MONTHS:
        return False
    gap = claim.text[before.end : claim.words[number.first].start]
    return gap == "-" or (gap == " " and before.text.isupper() and len(before.text) > 1)


def _counts_another(
    claim: Passage,
    number: Number,
    taken: frozenset[int],
    alike: list[tuple[Passage, Number]],
    homes: list[tuple[Passage, Number]],
) -> bool:
    """Whether the evidence has another number before the thing counted, and this number only away from it.

    For the day of a month the month is that thing. A number that merely stands in other company is no fault: sentences are
    made of parts of several.
    """
    words = claim.words
    beside = [i for i in (number.first - 1, number.last + 1) if 0 <= i < len(words) and words[i].norm in MONTHS]
    if beside:
        month = [words[beside[0]].stem]
        return not any(near(p, o.first, o.last, month, 3) for p, o in alike) and any(
            near(p, o.first, o.last, month, 1) for p, o in homes
        )
    head = _counted(claim, number, taken)
    if not head or any(near(p, o.first, o.last, head, _REACH) for p, o in alike):
        return False
    return any(
        any(o.last < place <= o.last + 2 for place in p.places.get(head[0], ())) and not same_value(claim, number, o)
        for p, o in homes
    )


def _counted(claim: Passage, number: Number, taken: frozenset[int]) -> list[str]:
    """Return the stem of the word that follows within three words, in the number's own clause and phrase; none for a unit."""
    words = claim.words
    for index in range(number.last + 1, min(number.last + 4, len(words))):
        ends = words[index].norm in _ENDS_PHRASE or (words[index].norm == "and" and index + 1 not in taken)
        if ends or words[index].clause != words[number.last].clause:
            break
        if index not in taken and words[index].content:
            return [words[index].stem] if words[index].stem not in UNITS else []
    return []


def _finding(claim: Passage, number: Number, kind: Kind, problem: str) -> Finding:
    words = claim.words
    start, end = words[number.first].start, words[number.last].end
    if number.unit and number.first and words[number.first - 1].norm in {"$", "€", "£", "¥"}:
        start = words[number.first - 1].start
    elif number.unit and number.last + 1 < len(words) and UNITS.get(words[number.last + 1].norm) == number.unit:
        end = words[number.last + 1].end
    text = claim.text[start:end]
    return Finding(kind, text, start, end, f"“{text}” {problem}.")
