"""Who holds a role: "mayor Ann Smith", "Ann Smith, the mayor"."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from rapidfuzz.distance import DamerauLevenshtein

from summarizer.facts.statement import Pair, Reading, Statement
from summarizer.facts.vocabulary import MANY_HOLD, ROLES, SHORT_FORMS
from summarizer.verification.names import Name, names
from summarizer.verification.vocabulary import FUNCTION_WORDS, SAYING, TITLES
from summarizer.verification.words import Passage

_VOWELS = str.maketrans("ui", "oe")


@dataclass(frozen=True, slots=True)
class Person:
    """A named holder of a role.

    Attributes:
        start: Where the name starts in the sentence, in code points.
        end: Where it ends.
        text: The name as written, without the role.
        role: The normalised words of the role.
        name: The normalised words of the name, given name first.

    """

    start: int
    end: int
    text: str
    role: tuple[str, ...]
    name: tuple[str, ...]

    @property
    def normalised(self) -> str:
        """The name in lower case."""
        return " ".join(self.name)

    @property
    def subject(self) -> str:
        """The role."""
        return " ".join(self.role)

    @property
    def keys(self) -> frozenset[Hashable]:
        """The last word of the role."""
        return frozenset({_lasting(self.role)[-1]})

    def agrees(self, other: Statement) -> bool:
        """Whether both may be one name: a part of the other, a short form, another transliteration."""
        return isinstance(other, Person) and _one_name(self.name, other.name)

    def same_thing(self, other: Statement, pair: Pair) -> bool:
        """Whether both hold one role in sentences that say the same, and the names are alike or stand alone in their role."""
        if not isinstance(other, Person) or not _one_role(self.role, other.role):
            return False
        if len(self.name) < 2 or len(other.name) < 2:
            return False
        alike = _alike(self.name, other.name)
        if self.role[-1] in MANY_HOLD and not alike:
            return False
        return pair.similarity >= 0.5 if alike else pair.similarity >= 0.75 and pair.shared >= 0.55

    def known_in(self, reading: Reading) -> tuple[int, ...]:
        """Return the sentences that have the whole name."""
        with_word = [{n for n, _ in reading.index(_norms, str).get(word, ())} for word in self.name]
        return tuple(sorted(set.intersection(*with_word)))


@lru_cache(maxsize=8_192)
def persons(passage: Passage) -> tuple[Person, ...]:
    """Return those whom the sentence names together with a role, in its order."""
    found: list[Person] = []
    for name in names(passage):
        person = _person(passage, name)
        if person is not None:
            found.append(person)
    return tuple(found)


def _norms(passage: Passage) -> frozenset[str]:
    return passage.norms


def _person(passage: Passage, name: Name) -> Person | None:
    words = passage.words
    titles = [i for i in range(name.first, name.last + 1) if words[i].norm in TITLES or words[i].norm in ROLES]
    first = name.first
    while first in titles:
        first += 1
    if first > name.first and first <= name.last and words[first].norm == "of":  # Secretary of State Jane Doe
        return None
    if any(words[i].norm == "of" for i in range(first, name.last + 1)):  # President Xi of China
        return None
    own = [i for i in range(first, name.last + 1) if words[i].norm != "the"]
    if any(words[i].norm in FUNCTION_WORDS or "'" in words[i].norm for i in own):  # "President Xi. We'll work it out."
        return None
    if not own or len(own) > 4 or any(i in titles for i in own) or any(not words[i].text[0].isupper() for i in own):
        return None
    role = [words[i].norm for i in range(name.first, first) if words[i].norm in ROLES]
    if not role:
        role = _lower_role_before(passage, name.first) or _role_behind(passage, name.last)
    if not role:
        return None
    start, end = words[own[0]].start, words[own[-1]].end
    text = passage.text[start:end]
    for possessive in ("'s", "’s"):
        text = text.removesuffix(possessive)
    return Person(start, start + len(text), text, tuple(role), tuple(words[i].norm for i in own))


def _lower_role_before(passage: Passage, first: int) -> list[str]:
    role: list[str] = []
    place = first - 1
    while place >= 0 and passage.words[place].norm in ROLES and passage.text[passage.words[place].end] in {" ", ","}:
        role.insert(0, passage.words[place].norm)
        place -= 1
    return role


def _role_behind(passage: Passage, last: int) -> list[str]:
    """Read ", the mayor" and ", mayor of the town," behind a name."""
    words = passage.words
    if last + 1 >= len(words) or passage.text[words[last].end : words[last + 1].start] != ", ":
        return []
    role: list[str] = []
    for place in range(last + 1, min(last + 5, len(words))):
        norm = words[place].norm
        if words[place].capital:
            return role
        if norm in SAYING or (place > last + 1 and words[place].clause != words[last + 1].clause):
            break
        if norm in ROLES:
            role.append(norm)
        elif role:
            break
        elif norm not in {"the", "a", "an", "its"} and not words[place].content:
            return []
    return role


def _one_role(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the words may name one role: "chief" and "fire chief", but not "president" and "vice president"."""
    short, long = sorted((_lasting(role) for role in (one, other)), key=len)
    return long[len(long) - len(short) :] == short and not frozenset(long[: len(long) - len(short)]) & {
        "vice",
        "deputy",
        "assistant",
    }


def _lasting(role: tuple[str, ...]) -> tuple[str, ...]:
    """Return a role without the words for how long it is held."""
    return tuple(word for word in role if word not in {"former", "acting"}) or role


def _sound(word: str) -> str:
    """Fold spellings of one sound together, as far as transliterations and variants of given names go."""
    plain = word.replace("-", "").replace("ph", "f").replace("ck", "k").replace("c", "k").replace("y", "i").replace("h", "")
    return "".join(letter for letter, _ in groupby(plain))


def _one_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    left, right = "".join(map(_sound, one)), "".join(map(_sound, other))
    if left == right or _transcribed(one, other) or set(one) <= set(other) or set(other) <= set(one):
        return True
    if _sound(one[-1]) != _sound(other[-1]):
        return False
    short, long = sorted((one[0], other[0]), key=len)
    if any(short in forms and long in forms for forms in SHORT_FORMS):
        return True
    if len(short) < len(long) and long.startswith(short[:3]) and (short.endswith(("y", "ie", "i")) or len(long) > len(short) + 1):
        return True
    return len(short) < 3


def _transcribed(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether long names differ in o for u or e for i alone, as transcriptions of one name do: "Soleimani", "Suleimani"."""
    folded = [tuple(_sound(word).translate(_VOWELS) if len(word) > 5 else _sound(word) for word in name) for name in (one, other)]
    return folded[0] == folded[1]


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the names look like two spellings, or like one person under two names."""
    if one[-1] == other[-1] or one[0] == other[0]:
        return True
    return all(
        DamerauLevenshtein.normalized_similarity(left, right) >= 0.6 for left, right in ((one[0], other[0]), (one[-1], other[-1]))
    )
