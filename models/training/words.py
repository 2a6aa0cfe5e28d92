"""What two sentences share: word stems, their weights, numbers, copied runs."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_STEMMER = Stemmer.Stemmer("english")


@lru_cache(maxsize=400_000)
def stem(word: str) -> str:
    """Return the stem of a lower-case word; possessives and hyphens do not count."""
    return str(_STEMMER.stemWord(word.replace("’", "'").removesuffix("'s").strip("'.-")))


def tokens(text: str) -> list[str]:
    """Return the words of a text in lower case, in their order; a hyphenated word counts as its parts."""
    return [part for word in _WORD.findall(text.lower()) for part in word.split("-") if part]


def stems(text: str) -> list[str]:
    """Return the stems of a text's words in their order."""
    return [stem(word) for word in tokens(text)]


def numbers(text: str) -> frozenset[str]:
    """Return the numbers written in digits, without thousands separators."""
    return frozenset(re.sub(r"[,]", "", number) for number in _NUMBER.findall(text))


class Weights:
    """Inverse document frequency of stems, in nats, 0 for the hundred most frequent ones.

    A stem that no document had weighs as much as one that a single document had.
    """

    def __init__(self, documents: Iterable[Iterable[str]]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for document in documents:
            total += 1
            counts.update(set(document))
        self._top = math.log(max(total, 2))
        self._weights = {word: math.log(max(total, 2) / count) for word, count in counts.items()}
        for word, _ in counts.most_common(min(100, len(counts) // 20)):
            self._weights[word] = 0.0

    def __call__(self, word: str) -> float:
        """Return the weight of a stem."""
        return self._weights.get(word, self._top)

    def mass(self, words: Iterable[str]) -> float:
        """Return the summed weight of stems."""
        return sum(self(word) for word in words)


def copied(target: Sequence[str], sources: Iterable[Sequence[str]], n: int = 3) -> float:
    """Return the largest share of the target's ``n``-grams that a single source has, 0 to 1."""
    grams = [tuple(target[i : i + n]) for i in range(len(target) - n + 1)]
    if not grams:
        return 1.0
    best = 0.0
    for source in sources:
        have = {tuple(source[i : i + n]) for i in range(len(source) - n + 1)}
        best = max(best, sum(gram in have for gram in grams) / len(grams))
    return best
