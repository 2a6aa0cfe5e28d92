"""The words of a sentence as the rules see them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise

import Stemmer

from summarizer.verification.vocabulary import FUNCTION_WORDS, IRREGULAR, SAME_TITLE

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., D.C.
    r"|\d+(?:[.,:]\d+)*[^\W\d_]*(?![^\W_])"  # 1,200.5 and 10:30, 4.5m and 3rd, but not the start of 747X1
    r"|[^\W_]+(?:['’][^\W\d_]+)*"
    r"|[$€£¥%°]"
)
_CLAUSE = re.compile(r"[,;:()–—]| - |[\"“”]")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_ENGLISH = Stemmer.Stemmer("english", 200_000)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text.

    Attributes:
        text: As written.
        norm: Lower case, without accents, dots, apostrophes and possessive endings; long forms of titles shortened.
        stem: Snowball stem of ``norm``.
        start: Where it starts in the text, in code points.
        end: Where it ends.
        clause: Number of the clause it stands in; commas, dashes and quotation marks end one.

    """

    text: str
    norm: str
    stem: str
    start: int
    end: int
    clause: int

    @property
    def capital(self) -> bool:
        """Whether it is written like a name: a capital anywhere."""
        return any(c.isupper() for c in self.text)

    @property
    def content(self) -> bool:
        """Whether it says something by itself."""
        return self.norm not in FUNCTION_WORDS and (len(self.norm) > 1 or not self.norm.isalpha())


@lru_cache(maxsize=16_384)
def normalise(word: str) -> str:
    """Return the form in which words are compared."""
    plain = unicodedata.normalize("NFKD", word)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower().replace("’", "'")
    plain = plain.replace("ø", "o").replace("ł", "l").replace("ß", "ss")
    if plain.endswith("n't"):
        return plain if plain != "can't" else "cannot"
    plain = _POSSESSIVE.sub("", plain)
    if not plain[:1].isdigit():
        plain = plain.replace(".", "")
    return SAME_TITLE.get(plain, plain)


@lru_cache(maxsize=16_384)
def stem(norm: str) -> str:
    """Return the stem of a normalised word; of an irregular verb that of its infinitive."""
    return str(_ENGLISH.stemWord(IRREGULAR.get(norm, norm)))


@dataclass(frozen=True)
class Passage:
    """A sentence, or a short run of sentences, with its words; two of the same text are equal."""

    text: str
    words: tuple[Word, ...] = field(compare=False)

    @cached_property
    def norms(self) -> frozenset[str]:
        """Normalised forms of all words."""
        return frozenset(word.norm for word in self.words)

    @cached_property
    def lower_norms(self) -> frozenset[str]:
        """Normalised forms of the words that stand here without a capital."""
        return frozenset(word.norm for word in self.words if not word.capital)

    @cached_property
    def capital_norms(self) -> frozenset[str]:
        """Normalised forms of the words that stand here with a capital."""
        return frozenset(word.norm for word in self.words if word.capital)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of the words that say something."""
        return frozenset(word.stem for word in self.words if word.content)

    @cached_property
    def all_stems(self) -> frozenset[str]:
        """Stems of all words."""
        return frozenset(word.stem for word in self.words)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Neighbouring words, normalised."""
        return frozenset((one.norm, other.norm) for one, other in pairwise(self.words))

    @cached_property
    def places(self) -> dict[str, tuple[int, ...]]:
        """Indexes of the words with a given stem."""
        found: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            found.setdefault(word.stem, []).append(index)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def starts(self) -> frozenset[int]:
        """Indexes of the words that open a sentence, where a capital says nothing."""
        found: set[int] = set()
        for index, word in enumerate(self.words):
            before = self.text[self.words[index - 1].end : word.start] if index else ""
            if index == 0 or re.search(r"[.!?:][\"'”’)]*\s|[\"“‘]\s*$", before):
                found.add(index)
        return frozenset(found)


@lru_cache(maxsize=2_048)
def read(text: str) -> Passage:
    """Return the words of a text. The same text is read once only."""
    words: list[Word] = []
    clause = 0
    last = 0
    for match in _TOKEN.finditer(text):
        if _CLAUSE.search(text, last, match.start()):
            clause += 1
        last = match.end()
        norm = normalise(match.group())
        words.append(Word(match.group(), norm, stem(norm), match.start(), match.end(), clause))
    return Passage(text, tuple(words))
