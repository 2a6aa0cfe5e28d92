"""WordNet as a source of paraphrases and of near misses: words that may, and words that may not, stand for one another.

Reads the database files of Princeton WordNet 3.x (format: the manual pages wndb(5WN) and wninput(5WN)); Debian ships them in the
package ``wordnet-base``. Needed for training the support scorer only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

_PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
_HYPERNYM, _ANTONYM = "@", "!"
_SURE = 0.8


@dataclass(slots=True)
class _Synset:
    words: tuple[str, ...]
    above: tuple[str, ...] = ()
    opposite: tuple[str, ...] = ()


@dataclass(slots=True)
class Lexicon:
    """Single words with their first senses. Keys of ``synsets`` are part of speech plus offset, as in ``v01835496``."""

    synsets: dict[str, _Synset] = field(default_factory=dict)
    senses: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    seen: dict[tuple[str, str], int] = field(default_factory=dict)
    below: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def read(cls, folder: Path) -> Lexicon:
        """Read ``index.*`` and ``data.*`` of a WordNet folder; raises ``FileNotFoundError`` where one is missing."""
        lexicon = cls()
        for part, letter in _PARTS.items():
            for line in (folder / f"data.{part}").read_text(encoding="utf-8").splitlines():
                if not line.startswith("  "):
                    lexicon._add(letter, line)
            for line in (folder / f"index.{part}").read_text(encoding="utf-8").splitlines():
                if not line.startswith("  "):
                    fields = line.split()
                    pointers = int(fields[3])
                    lexicon.senses[letter, fields[0]] = tuple(letter + offset for offset in fields[6 + pointers :])
                    lexicon.seen[letter, fields[0]] = int(fields[5 + pointers])
        for key, synset in lexicon.synsets.items():
            for above in synset.above:
                lexicon.below[above].append(key)
        return lexicon

    def _add(self, letter: str, line: str) -> None:
        fields = line.split(" | ", 1)[0].split()
        count = int(fields[3], 16)
        words = tuple(fields[4 + 2 * i].split("(")[0] for i in range(count))
        pointers = fields[5 + 2 * count :]
        above, opposite = [], []
        for i in range(int(fields[4 + 2 * count])):
            symbol, offset, part, _ = pointers[4 * i : 4 * i + 4]
            if symbol == _HYPERNYM:
                above.append(part + offset)
            elif symbol == _ANTONYM:
                opposite.append(part.replace("s", "a") + offset)
        self.synsets[letter + fields[0]] = _Synset(words, tuple(above), tuple(opposite))

    def part(self, lemma: str) -> str | None:
        """Return the part of speech that the lemma is (n, v, a, r), or None for an unknown or a doubtful one.

        Doubtful is a lemma that WordNet's tagged texts have as another part too, in more than a fifth of its places ("still").
        """
        counts = {letter: self.seen[letter, lemma] for letter in _PARTS.values() if (letter, lemma) in self.seen}
        best = max(counts, key=lambda letter: counts[letter], default=None)
        return best if best is not None and counts[best] >= _SURE * sum(counts.values()) else None

    def synonyms(self, lemma: str, part: str, among: Collection[str]) -> list[str]:
        """Return the other words of the lemma's first sense, among ``among``, of which it is the first sense too."""
        first = self.senses.get((part, lemma), ())[:1]
        alike = [w for key in first for w in self.synsets[key].words if w != lemma and w in among]
        return [w for w in alike if self.senses.get((part, w), ())[:1] == first and self.part(w) == part]

    def near_misses(self, lemma: str, part: str, among: Collection[str]) -> list[str]:
        """Return words of ``among`` that say something else of the same kind: opposites, and other children of the parent.

        No word that shares any sense with the lemma is among them.
        """
        senses = self.senses.get((part, lemma), ())
        same = {word for key in senses for word in self.synsets[key].words}
        found: dict[str, None] = {}
        for key in senses[:1]:
            synset = self.synsets[key]
            keys = [*synset.opposite * 8, *(child for above in synset.above for child in self.below.get(above, ())[:60])]
            for other in keys:
                if other != key and other in self.synsets:
                    found.update(dict.fromkeys(w for w in self.synsets[other].words if w in among and w not in same))
        return list(found)

    def opposites(self, lemma: str, part: str, among: Collection[str]) -> list[str]:
        """Return the opposites of the first two senses that are in ``among``."""
        keys = [other for key in self.senses.get((part, lemma), ())[:2] for other in self.synsets[key].opposite]
        return [w for key in keys if key in self.synsets for w in self.synsets[key].words if w in among]
