"""Corruptions of what can be looked up: names, numbers, dates."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from summarizer.models.training.material import Material

_NAME = re.compile(r"(?<![.!?] )(?<!^)(?<!^[\"“])\b[A-Z][\w’'-]*(?:\s+(?:(?:of|de|bin|al|van)\s+)?[A-Z][\w’'-]*)*")
_NOT_NAMES = re.compile(
    r"^(?:Mr|Mrs|Ms|Dr|Sir|President|I|I'm|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June"
    r"|July|August|September|October|November|December)$"
)
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w])")
_COUNTS = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty hundred".split()
_COUNT = re.compile(rf"\b(?:{'|'.join(_COUNTS)})\b", re.IGNORECASE)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April June July August September October November December".split()


def names(text: str) -> list[str]:
    """Return the names of a sentence: runs of capitalised words that do not open it."""
    return [m.group() for m in _NAME.finditer(text) if not _NOT_NAMES.match(m.group()) and len(m.group()) > 2]


def _replace(text: str, old: str, new: str, rng: random.Random) -> str | None:
    places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(old)}(?!\w)", text)]
    if not places or old == new:
        return None
    start, end = rng.choice(places)
    return text[:start] + new + text[end:]


def _entity(claim: str, material: Material, pool: Sequence[str]) -> str | None:
    mine = names(claim)
    if not mine:
        return None
    old = material.rng.choice(mine)
    parts = set(old.lower().split())
    others = [name for name in pool if not parts & set(name.lower().split()) and name not in claim]
    alike = [name for name in others if len(name.split()) == len(old.split())]
    return _replace(claim, old, material.rng.choice(alike or others), material.rng) if others else None


def entity_inside(claim: str, material: Material) -> str | None:
    """Put another name of the story in a name's place."""
    return _entity(claim, material, [name for text in (*material.evidence, *material.others) for name in names(text)])


def entity_outside(claim: str, material: Material) -> str | None:
    """Put a name of another story in a name's place."""
    return _entity(claim, material, material.rng.sample(list(material.names), min(40, len(material.names))))


def number(claim: str, material: Material) -> str | None:
    """Change one number."""
    rng = material.rng
    found = [*_NUMBER.finditer(claim), *_COUNT.finditer(claim)]
    if not found:
        return None
    match = rng.choice(found)
    old = match.group()
    if not old[0].isdigit():
        new = rng.choice([word for word in _COUNTS if word != old.lower()])
        new = new.capitalize() if old[0].isupper() else new
    elif re.fullmatch(r"(?:19|20)\d\d", old):
        new = str(int(old) + rng.choice([-9, -4, -3, -2, -1, 1, 2, 3, 5, 10]))
    else:
        digits = list(old)
        place = rng.choice([i for i, c in enumerate(digits) if c.isdigit()])
        digits[place] = rng.choice([c for c in ("123456789" if place == 0 else "0123456789") if c != digits[place]])
        new = "".join(digits)
        if rng.random() < 0.2:
            new = old + "0" if "." not in old and "," not in old else new
    return claim[: match.start()] + new + claim[match.end() :]


def number_inside(claim: str, material: Material) -> str | None:
    """Put another number of the story in a number's place."""
    found = list(_NUMBER.finditer(claim))
    pool = [m.group() for text in (*material.evidence, *material.others) for m in _NUMBER.finditer(text)]
    if not found:
        return None
    match = material.rng.choice(found)
    pool = [value for value in pool if value != match.group()]
    return claim[: match.start()] + material.rng.choice(pool) + claim[match.end() :] if pool else None


def date(claim: str, material: Material) -> str | None:
    """Change a weekday or a month."""
    for pool in material.rng.sample([_DAYS, _MONTHS], 2):
        present = [name for name in pool if re.search(rf"\b{name}\b", claim, re.IGNORECASE)]
        if present:
            old = material.rng.choice(present)
            new = material.rng.choice([name for name in pool if name != old])
            return re.sub(rf"\b{old}\b", new, claim, count=1, flags=re.IGNORECASE)
    return None
