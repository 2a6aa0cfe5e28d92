"""Names: every one has to be in the evidence, whole, and beside the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from summarizer.verification.evidence import Evidence, near, neighbours
from summarizer.verification.findings import Finding, Kind
from summarizer.verification.vocabulary import FUNCTION_WORDS, MONTHS, OPENERS, SAME_PLACE, SAYING, TITLES, WEEKDAYS
from summarizer.verification.words import Passage, Word

_JOINS = frozenset("of de la le du van von der den bin al el da di y and the for".split())
_GAP = re.compile(r"[ \u00a0\-–'’.&/]+")
_SUFFIX = re.compile(r"^(?:s|n|an|ian|ans|ians|i|is|ese|ish|er|ers|ic|a|ia|ean|eans)$")
_CALENDAR = MONTHS.keys() | WEEKDAYS.keys()
_COMMON_ENDINGS = ("s", "ing", "ed", "ly", "ion", "ment", "ity", "er", "ness")
_LONG, _LONG_ENDINGS = 8, ("al", "ic", "ive", "ous", "ful", "able", "ible", "ary")
_DETERMINERS = frozenset("the a an this these those his her its their our your my".split())
_QUARTER = re.compile(r"q[1-4]")
_ORDINALS = ("first", "second", "third", "fourth")
_REACH = 7
_FOLLOWS = 0.7


@dataclass(frozen=True, slots=True)
class Name:
    """Words ``first`` to ``last`` of a passage; ``parts`` are the indexes of those that must be in the evidence."""

    first: int
    last: int
    parts: tuple[int, ...]


@lru_cache(maxsize=2_048)
def names(passage: Passage) -> tuple[Name, ...]:
    """Return the runs of capitalised words, joined across "of", "de" and the like; weekdays and months are none."""
    words = passage.words
    found: list[Name] = []
    index = 0
    while index < len(words):
        if not _could_be_name(words[index]):
            index += 1
            continue
        last = index
        while last + 1 < len(words):
            step = _next(passage, last)
            if step is None:
                break
            last = step
        first = index
        index = last + 1
        while first <= last and first in passage.starts and words[first].norm in FUNCTION_WORDS:
            first += 1
        parts = tuple(i for i in range(first, last + 1) if words[i].capital and words[i].norm not in _JOINS)
        if parts:
            found.append(Name(first, last, parts))
    return tuple(found)


def _could_be_name(word: Word) -> bool:
    if word.norm in _CALENDAR or (word.norm.endswith("days") and word.norm[:-1] in _CALENDAR):
        return False
    return word.text[0].isupper() or (word.capital and len(word.text) > 2 and word.text[0].isalpha())


def _next(passage: Passage, last: int) -> int | None:
    words = passage.words

    def joined(left: int, right: int) -> bool:
        gap = passage.text[words[left].end : words[right].start]
        return _GAP.fullmatch(gap) is not None and not (
            gap.startswith(".") and right in passage.starts and len(words[left].text) > 3
        )

    if last + 1 < len(words) and joined(last, last + 1):
        if _could_be_name(words[last + 1]):
            return None if "'s" in words[last].text or "’s" in words[last].text else last + 1
        if words[last + 1].norm in _JOINS - {"and", "for", "the"} and last + 2 < len(words):
            hop = last + 3 if words[last + 2].norm == "the" and last + 3 < len(words) else last + 2
            if _could_be_name(words[hop]) and joined(last + 1, last + 2):
                return hop
    return None


def _capitals_everywhere(passage: Passage) -> bool:
    content = [word for word in passage.words if word.content and word.text[0].isalpha()]
    return len(content) >= 5 and sum(word.capital for word in content) > 0.8 * len(content)


@lru_cache(maxsize=16_384)
def same(one: str, other: str) -> bool:
    """Whether two normalised words may name the same: a plural, a people and its place ("Iran", "Iranian"), a listed alias."""
    if one == other:
        return True
    if any(one in group and other in group for group in SAME_PLACE):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < 3:
        return False
    for cut in (0, 1, 2):
        head = short[: len(short) - cut]
        if (
            len(head) >= 4 - (cut == 0)
            and long.startswith(head)
            and _SUFFIX.match(long[len(head) :])
            and (cut == 0 or _SUFFIX.match(short[len(head) :]) or short[len(head) :] in {"e", "y", "ne"})
        ):
            return True
    return False


@lru_cache(maxsize=2_048)
def _acronyms(passage: Passage) -> frozenset[str]:
    """Return the initials of every run of capitalised words, with and without the small words in it."""
    found: set[str] = set()
    for name in names(passage):
        words = passage.words[name.first : name.last + 1]
        capitals = [word for word in words if word.capital]
        for start in range(len(capitals) - 1):
            for stop in range(start + 2, len(capitals) + 1):
                found.add("".join(word.norm[0] for word in capitals[start:stop]))
        found.add("".join(word.norm[0] for word in words))
    return frozenset(found)


def _initials(passage: Passage, name: Name) -> set[str]:
    words = passage.words[name.first : name.last + 1]
    return {"".join(word.norm[0] for word in words), "".join(word.norm[0] for word in words if word.capital)}


def _aliases(passage: Passage, name: Name) -> set[str]:
    """Return the short forms that stand for a whole name: listed ones and its initials."""
    whole = " ".join(passage.words[i].norm for i in range(name.first, name.last + 1))
    found = {alias for group in SAME_PLACE if whole in group for alias in group}
    if len(name.parts) > 1:
        # The initials of "Olga Feld" are no name: every text has an "of".
        found |= {form for form in _initials(passage, name) if len(form) > 1 and form not in FUNCTION_WORDS}
    return found


def _known(word: Word, evidence: Evidence) -> bool:
    norm = word.norm
    if norm in evidence.norms:
        return True
    if (
        norm.isalpha()
        and word.text.isupper()
        and any(norm in _acronyms(p) or norm.rstrip("s") in _acronyms(p) for p in evidence.passages)
    ):
        return True
    if _QUARTER.fullmatch(norm) and "quarter" in evidence.norms and _ORDINALS[int(norm[1]) - 1] in evidence.norms:
        return True
    for group in SAME_PLACE:
        if norm in group and any(_holds(alias, evidence) for alias in group):
            return True
    return any(same(norm, other) for other in evidence.norms if other[:3] == norm[:3])


def _holds(alias: str, evidence: Evidence) -> bool:
    parts = alias.split()
    if len(parts) == 1:
        return alias in evidence.norms
    return any(
        tuple(word.norm for word in p.words[i : i + len(parts)]) == tuple(parts)
        for p in evidence.passages
        for i in range(len(p.words))
    )


def stands_for(claim: Passage, index: int, passage: Passage) -> bool:
    """Whether a word of a name is, or belongs to, another form of a name that the passage has: "UN", "United Nations"."""
    norm = claim.words[index].norm
    if claim.words[index].text.isupper() and norm in _acronyms(passage):
        return True
    if any(_holds(alias, Evidence((passage,))) for group in SAME_PLACE if norm in group for alias in group):
        return True
    return any(_aliases(claim, name) & passage.norms for name in names(claim) if name.first <= index <= name.last)


def unknown_names(claim: Passage, evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each name of which a part is in no evidence."""
    headline = _capitals_everywhere(claim)
    for name in names(claim):
        if _aliases(claim, name) & evidence.norms:
            continue
        missing = [i for i in name.parts if not _known(claim.words[i], evidence)]
        missing = [i for i in missing if not _only_opens(claim, name, i, evidence)]
        if headline:
            missing = [i for i in missing if claim.words[i].stem not in evidence.all_stems]
        if not missing:
            continue
        core = [i for i in missing if claim.words[i].norm not in TITLES]
        yield _finding(claim, name, "is not in the sources", blocking=bool(core))


def _only_opens(claim: Passage, name: Name, index: int, evidence: Evidence) -> bool:
    """Whether the word has its capital from the start of a sentence, as far as can be told.

    A form of it without a capital in the evidence tells ("Claims Kunis" beside "claimed"), an ending, or what follows: hardly a
    name stands right before "the" or "his", as verbs do.
    """
    if index not in claim.starts or (len(name.parts) > 1 and name.parts[0] != index):
        return False
    word = claim.words[index]
    if word.norm in OPENERS or word.norm in FUNCTION_WORDS:
        return True
    if word.text.isupper() and len(word.text) > 1:
        return False
    return word.stem in evidence.lower_stems or (len(name.parts) == 1 and _reads_as_common(claim, index))


def _reads_as_common(claim: Passage, index: int) -> bool:
    """Whether a word that opens a sentence is no name by its ending or by what follows."""
    word = claim.words[index]
    after = claim.words[index + 1] if index + 1 < len(claim.words) else None
    if (after is not None and after.norm in SAYING) or claim.text[word.end : word.end + 2] in {"'s", "’s"}:
        return False
    if word.norm.endswith(_COMMON_ENDINGS) or (len(word.norm) >= _LONG and word.norm.endswith(_LONG_ENDINGS)):
        return True
    if after is None:
        return False
    return after.norm in _DETERMINERS or (after.content and not after.capital and not after.norm.endswith(("ed", "s")))


def joined_names(claim: Passage, evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each name of which the evidence has the parts, but as parts of different names.

    That the evidence has "Thompson" here and "Jack" there is no fault in "Jack Thompson"; that it has "Jack Brown" is one.
    """
    for name in names(claim):
        core = [
            i
            for i in name.parts
            if claim.words[i].norm not in TITLES
            and claim.words[i].norm not in evidence.lower_norms
            and claim.words[i].norm in evidence.norms
        ]
        for left, right in pairwise(core):
            if right == left + 1 and _belong_to_others(claim.words[left].norm, claim.words[right].norm, evidence):
                yield _finding(claim, name, "joins parts of different names of the sources", blocking=True)
                break


def _belong_to_others(one: str, other: str, evidence: Evidence) -> bool:
    conflict = False
    for passage in evidence.passages:
        for name in names(passage):
            parts = [passage.words[i].norm for i in name.parts if passage.words[i].norm not in TITLES]
            if one in parts and other in parts:
                return False
            after = parts[parts.index(one) + 1 :] if one in parts else []
            before = parts[: parts.index(other)] if other in parts else []
            conflict = conflict or bool(after) or bool(before)
    return conflict


def moved_names(claim: Passage, evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each name that stands where a passage that says the same has another one.

    The passage has most of the sentence's other words and does not have the name; where the two are laid side by side, the words
    beside the name stand beside another name there.
    """
    found = names(claim)
    taken = frozenset(i for name in found for i in range(name.first, name.last + 1))
    others = frozenset(word.stem for i, word in enumerate(claim.words) if i not in taken and word.content)
    if not others:
        return
    same_story = [p for p in evidence.passages if len(others & p.stems) >= _FOLLOWS * len(others)]
    for name in found:
        if name.first in claim.starts and name.first == name.last and claim.words[name.first].norm in evidence.lower_norms:
            continue
        left, right = neighbours(claim, name.first, name.last, skip=taken)
        beside = [s for s in (*left[:1], *right[:1]) if s in evidence.stems]
        if not beside:
            continue
        keys = _keys(claim, name)
        homes = [(p, place) for p in evidence.passages for place in _occurrences(p, keys)]
        if not homes or any(near(p, place, place, beside, _REACH) for p, place in homes):
            continue
        if any(_other_name_beside(p, beside, keys) for p in same_story if not _occurrences(p, keys)):
            yield _finding(claim, name, "stands where the sources name another", blocking=True)


def _keys(passage: Passage, name: Name) -> frozenset[str]:
    """Return the normalised words by which a name can be found again."""
    core = {passage.words[i].norm for i in name.parts if passage.words[i].norm not in TITLES}
    return frozenset(core or {passage.words[i].norm for i in name.parts}) | _aliases(passage, name)


def _occurrences(passage: Passage, keys: frozenset[str]) -> list[int]:
    return [i for i, word in enumerate(passage.words) if word.capital and any(same(word.norm, key) for key in keys)] + (
        [name.first for name in names(passage) if _aliases(passage, name) & keys]
    )


def _other_name_beside(passage: Passage, beside: list[str], keys: frozenset[str]) -> bool:
    """Whether the passage has another name within three words of all of the stems ``beside``."""
    for name in names(passage):
        if any(same(passage.words[i].norm, key) for i in name.parts for key in keys):
            continue
        if name.first in passage.starts and len(name.parts) == 1 and passage.words[name.first].norm in OPENERS:
            continue
        if near(passage, name.first, name.last, beside, 3) == len(beside):
            return True
    return False


def _finding(claim: Passage, name: Name, problem: str, *, blocking: bool) -> Finding:
    start, end = claim.words[name.first].start, claim.words[name.last].end
    text = claim.text[start:end]
    return Finding(Kind.NAME, text, start, end, f"The name “{text}” {problem}.", blocking)
