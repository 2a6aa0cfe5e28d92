"""Which numbers of a sentence count or measure something of their own."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.facts.intervals import interval
from summarizer.facts.mention import MONTHS, WEEKDAYS
from summarizer.facts.vocabulary import ANCHORS, CURRENCIES, DURATIONS, PART_BEFORE, PART_BEHIND
from summarizer.verification.numbers import Number, numbers
from summarizer.verification.words import Passage, Word

_CALENDAR = frozenset(name.lower() for name in (*MONTHS, *WEEKDAYS))
_CLOCK = frozenset({"o'clock", "am", "pm", "a.m", "p.m", "a.m.", "p.m."})
_TAKEN_UP = frozenset("the these those all his her their its our".split())


def is_tally(passage: Passage, one: Number, other: Number) -> bool:
    """Whether two numbers are the sides of a vote: "5-4"."""
    between = passage.text[passage.words[one.last].end : passage.words[other.first].start]
    return (
        other.first == one.last + 1
        and between in {"-", "–", "‑"}
        and all(number.value == int(number.value) and 0 <= number.value < 700 for number in (one, other))
        and not one.unit
        and not other.unit
    )


def are_years_and_months(passage: Passage, one: Number, other: Number) -> bool:
    """Whether two numbers are one length of time: "three years and four months"."""
    return {one.unit, other.unit} <= DURATIONS and one.unit != other.unit and 0 < other.first - one.last <= 3


def is_count(passage: Passage, number: Number) -> bool:
    """Whether a number counts or measures something of its own, by what stands on either side."""
    words = passage.words
    if any(word.norm in _CLOCK for word in words[number.last + 1 : number.last + 2]):
        return False
    year = 1900 <= number.value <= 2100 and number.first == number.last and words[number.first].text.isdigit()
    if year and not number.unit:
        return False
    before = number.first == 0 or _may_stand_before(passage, number, words[number.first - 1])
    return before and (number.last + 1 == len(words) or _may_stand_behind(passage, number, words[number.last + 1]))


def _may_stand_before(passage: Passage, number: Number, before: Word) -> bool:
    first = passage.words[number.first]
    glue = passage.text[before.end : first.start]
    calendar = before.capital and before.norm in _CALENDAR
    if glue in {"-", "–", "/", "."} or calendar or before.norm in PART_BEFORE:
        return False
    first_word = interval(passage, number)[2]
    taken_up = first_word > 0 and passage.words[first_word - 1].norm in _TAKEN_UP and glue == " "
    if taken_up and not _is_amount(passage, number):
        return False  # "the two men" takes up a count made elsewhere
    if before.norm == "from":
        return False  # from 12 to 14
    if before.norm == "of" and any(0 < number.first - n.last < 7 for n in numbers(passage) if _is_out_of(passage, n, number)):
        return False  # 157 of 338 seats, 157 out of a total of 338
    # Route 12, Section 230
    return not (glue == " " and before.capital and number.first > 1 and not number.unit and first.text[0].isdigit())


def _may_stand_behind(passage: Passage, number: Number, after: Word) -> bool:
    words = passage.words
    glue = passage.text[words[number.last].end : after.start]
    if (after.capital and after.norm in _CALENDAR) or after.norm in PART_BEHIND | _CLOCK or glue == "/":
        return False
    if after.norm in {"of", "in", "out"} and _of_a_whole(words, number.last + 1) and not number.unit:
        return False
    place = number.last + 1 + (number.unit in DURATIONS)
    # "two weeks after" counts from something else each time
    return not (number.unit in DURATIONS and place < len(words) and words[place].norm in ANCHORS)


def _of_a_whole(words: Sequence[Word], place: int) -> bool:
    following = [word.norm for word in words[place : place + 3]]
    return following[:2] in (["of", "the"], ["of", "them"], ["of", "whom"], ["of", "those"], ["of", "his"], ["of", "her"]) or (
        following[:1] in (["out"], ["in"]) and len(following) > 1 and following[1][:1].isdigit()
    )


def _is_amount(passage: Passage, number: Number) -> bool:
    after = passage.words[number.last + 1 : number.last + 2]
    return bool(number.unit) or any(word.norm in CURRENCIES for word in after)


def _is_out_of(passage: Passage, part: Number, whole: Number) -> bool:
    between = [word.norm for word in passage.words[part.last + 1 : whole.first]]
    return between == ["of"] or between[:2] == ["out", "of"]
