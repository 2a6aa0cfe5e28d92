"""What a number stands for, by what stands beside it: "at least 12", "about 300", "$1.2 million"."""

from __future__ import annotations

import math

from summarizer.verification.numbers import Number
from summarizer.verification.words import Passage

ROUND = 0.05
"""How far a number without a hedge may be off for the sake of roundness."""
_LOOSE = 0.1
"""How far one with a hedge may be off."""
HEDGES = frozenset("about around roughly approximately some estimated circa perhaps nearly almost least more than most".split())
_CURRENCY = frozenset("$ € £ ¥".split())
_AT_LEAST = {"at least", "more than", "upwards of", "well over", "over", "exceeding", "topping", "surpassing", "above"}
_AT_MOST = {"at most", "up to", "fewer than", "less than", "as many as", "as much as", "no more than", "under", "below"}
_NEARLY = {"close to", "nearly", "almost", "approaching"}
_ABOUT = {"about", "around", "roughly", "approximately", "some", "estimated", "circa", "perhaps"}


def interval(passage: Passage, number: Number) -> tuple[float, float, int]:
    """Return the least and the most a number may be, and the index of the first word that says so."""
    words = passage.words
    value = number.value
    first = number.first
    if first and words[first - 1].norm in _CURRENCY | {"a", "an"}:
        first -= 1
    for size in range(min(3, first), 0, -1):
        before = " ".join(word.norm for word in words[first - size : first])
        if before in _AT_LEAST:
            return value, math.inf, first - size
        if before in _AT_MOST:
            return -math.inf, value, first - size
        if before in _NEARLY:
            return value * (1 - _LOOSE), value * (1 + ROUND), first - size
        if before in _ABOUT:
            return value * (1 - _LOOSE), value * (1 + _LOOSE), first - size
    if [word.norm for word in words[number.last + 1 : number.last + 3]] == ["or", "more"]:
        return value, math.inf, number.first
    slack = _slack(words[number.first].norm, value)
    if number.unit == "percent" and value == int(value):
        slack = max(slack, 0.44)  # 34 may be 34.4, but 5 is not 4.5
    return value - slack, value + slack, number.first


def _slack(norm: str, value: float) -> float:
    """Return how far a number without a hedge may be off: half of its last digit, at most a twentieth; nothing below 100."""
    if abs(value) < 100 and "." not in norm:
        return 0.0
    digits = norm.replace(",", "")
    scale = abs(value) / float(digits) if digits.replace(".", "", 1).isdigit() and float(digits) else 1.0
    if "." in digits:
        last = 10.0 ** -len(digits.split(".")[1])
    else:
        whole = str(int(abs(value) / scale)) if scale else "0"
        last = 10.0 ** (len(whole) - len(whole.rstrip("0")))
        if last == 1.0 and scale == 1.0:
            return 0.0
    return min(last * scale / 2, abs(value) * ROUND)
