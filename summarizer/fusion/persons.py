"""The people whom a sentence tells of, by how news names them: a title, an age, a verb of saying beside the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.verification.vocabulary import FUNCTION_WORDS, MONTHS, OPENERS, SAME_PLACE, TITLES, WEEKDAYS
from summarizer.wording.lexicon import common_words, name_parts, verbs
from summarizer.wording.quotes import overlaps, quoted

SAYING = (
    r"(?:said|says|say|told|tells|added|adds|wrote|writes|warned|warns|noted|notes|insisted|explained|argued|asked|announced|recalled|"
    r"predicted|stressed|replied|continued)"
)
CAPITAL = r"[A-ZÀ-Þ][\w’'-]*[\w]"
_NAME = rf"{CAPITAL}(?: [A-Z]\.)?(?: (?:de|van|von|der|den|bin|al|el|da|di|la|le) | ){CAPITAL}(?: {CAPITAL})?|{CAPITAL}"
_SPEAKER = re.compile(
    rf"(?P<before>(?:^|[,.;”\"] )(?:[a-z][\w’'-]* ){{0,4}})?(?P<name>{_NAME})(?:, [^,“”\"]{{3,60}},)? {SAYING}\b"
    rf"|\b{SAYING} (?P<role>(?:the )?(?:(?!of )[a-z][\w’'-]* ){{0,4}})(?P<later>{_NAME})"
    rf"|\b{SAYING} (?:the |an? |its |his |her |their )?(?:[\w’'-]+ ){{1,7}}?[\w’'-]+, (?P<last>{_NAME})(?=[.,]|$)"
)
_PERSON = re.compile(
    r"\b(?:driver|officer|worker|teacher|doctor|nurse|suspect|man|woman|boy|girl|student|pupil|victim|captain|pilot|player|leader|"
    r"minister|president|mayor|lawyer|attorney|judge|prosecutor|witness|patient|father|mother|son|daughter|husband|wife|brother|sister|"
    r"passenger|resident|neighbou?r|friend|king|queen|actor|actress|singer|coach|manager|owner|founder|employee|defendant|gunman|"
    r"shooter|attacker|candidate|senator|lawmaker|soldier|spokesman|spokeswoman|official|client|chief|chairman|chairwoman|director|"
    r"executive|head|baby|toddler|teenager|who|him|he|she)\b"
)
_PAIR = re.compile(rf"{CAPITAL}(?: [A-Z]\.)? {CAPITAL}")
_LED = re.compile(
    rf"^(?P<titles>(?:{CAPITAL} ){{0,3}}?)(?P<name>{CAPITAL} {CAPITAL})(?P<after>, (?:\d\d,|aged \d\d,|who\b)| [a-z])"
)
_GROUPS = frozenset(
    "united city bank party union council court university ministry police group club company corp inc ltd department agency "
    "authority office commission association committee institute centre center hospital airlines airways post times news service "
    "alliance federation fund trust team house senate army guard league press tribune herald star courier gazette radio".split()
)


@dataclass(frozen=True, slots=True)
class Person:
    """Who speaks or acts in a sentence: with the role as it stands there, the bare name, and where both stand."""

    described: str
    name: str
    start: int
    end: int


def only_person(text: str) -> Person | None:
    """Return the one whom a sentence tells of; None where there may be another."""
    people = {person.name: person for person in (*speakers(text), *_leading(text))}
    if len(people) != 1:
        return None
    (person,) = people.values()
    rest = unquoted(text, person.start, person.end)
    if _PERSON.search(rest):
        return None
    for match in _PAIR.finditer(rest):
        placed = re.search(r"\b(?:in|at|of|from|to|near|the|on) $", rest[: match.start()])
        if not placed and not any(part.lower() in _GROUPS for part in match.group().split()):
            return None
    return person


def speakers(text: str) -> Iterator[Person]:
    """Yield who says something in a sentence, outside its quotations."""
    protected = quoted(text)
    for match in _SPEAKER.finditer(text):
        group = next(one for one in ("name", "later", "last") if match.group(one))
        if overlaps(protected, *match.span(group)):
            continue
        name = _bare_name(match.group(group))
        if all(could_be_surname(part) for part in (name.split()[0], name.split()[-1])):
            start = match.start(group) - len(_role_before(text[: match.start(group)])) if group == "name" else match.start()
            yield Person(_described(match, group), name, start, match.end())


def _leading(text: str) -> Iterator[Person]:
    """Yield who opens a sentence with a title or an age: "Nurse Ilse Fontaine, 41, walked", "Mayor Dag Ruud urged"."""
    match = _LED.match(text)
    if match is None:
        return
    whole = (match.group("titles") + match.group("name")).split()
    titled = any(word.lower() in TITLES for word in whole[:-2])
    if (titled or match.group("after").startswith(",")) and all(map(could_be_surname, whole[-2:])):
        yield Person(" ".join(whole), " ".join(whole[-2:]), 0, match.end() - 1)


def _bare_name(name: str) -> str:
    first, _, rest = name.partition(" ")
    while rest and (first.lower() in TITLES or first.lower() in FUNCTION_WORDS):
        name = rest
        first, _, rest = name.partition(" ")
    return name


def _role_before(text: str) -> str:
    """Return the words right before a name that belong to it, back to a comma or a verb."""
    clause = re.split(r"[,;:“”\"]", text)[-1]
    words = clause.split()
    for place in reversed(range(len(words))):
        if words[place].lower() in verbs():
            return clause[clause.rindex(words[place]) + len(words[place]) :]
    return clause


def _described(match: re.Match[str], group: str) -> str:
    """Return the name with the role that stands before it, "coast guard spokeswoman Mia Lindqvist"."""
    role = {"name": match.group("before"), "later": match.group("role")}.get(group) or ""
    words = re.sub(r"^[,.;”\"] ", "", role).split()
    if words and (words[0] in FUNCTION_WORDS - {"the"} or any(word in FUNCTION_WORDS for word in words[1:])):
        words = []
    name = match.group(group)
    if name.split()[0].lower() in FUNCTION_WORDS or re.search(rf"{CAPITAL} $", match.string[: match.start(group)]):
        name = _bare_name(name)  # "But Roe", the half of "Secretary General Roe"
    return " ".join((*words, name))


def could_be_given(word: str) -> bool:
    """Whether a capitalised word could be a given name: no title, no word that opens sentences."""
    key = word.lower()
    return could_be_surname(word) and key not in TITLES and key not in OPENERS


def could_be_surname(word: str) -> bool:
    """Whether a capitalised word could be a surname: no common word, no place with a people, no month, no kind of body."""
    key = word.lower()
    place = any(key in group for group in SAME_PLACE)
    common = key in common_words() or key in name_parts() or key in FUNCTION_WORDS or key in _GROUPS
    return not (place or common or key in MONTHS or key in WEEKDAYS or word.isupper() or len(word) < 3)


def unquoted(text: str, start: int = 0, end: int = 0) -> str:
    """Return what stands outside of quotations, and outside ``text[start:end]``."""
    spans = (*quoted(text), (start, end))
    return "".join(c for place, c in enumerate(text) if not overlaps(spans, place, place + 1))
