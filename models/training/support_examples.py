"""Examples of the support scorer: claims with evidence, carried and not, written once as ``support.jsonl``."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.models.training import corpora
from summarizer.models.training.corrupt_facts import names
from summarizer.models.training.corrupt_wording import change_word
from summarizer.models.training.corruptions import corrupt
from summarizer.models.training.lexicon import Lexicon
from summarizer.models.training.material import Material
from summarizer.models.training.words import stems


@dataclass(frozen=True, slots=True)
class Pair:
    """One example.

    Attributes:
        claim: What is said.
        evidence: The sentences that should carry it, as one text.
        label: 1 where they do, 0 where they do not.
        kind: The corpus, or the kind of corruption.
        before: The claim before it was corrupted, where that is what made it wrong; the claim itself where it is carried.

    """

    claim: str
    evidence: str
    label: float
    kind: str
    before: str | None = None


@dataclass(frozen=True, slots=True)
class _Base:
    """A claim that is carried, with what else the story says."""

    claim: str
    sources: tuple[str, ...]
    others: tuple[str, ...]
    corpus: str


def overlap(claim: str, sources: Iterable[str]) -> float:
    """Return the share of a claim's stems that the sources have."""
    mine = set(stems(claim))
    return len(mine & {s for source in sources for s in stems(source)}) / max(len(mine), 1)


MIXTURE: Mapping[str, tuple[int, float]] = {
    "multi-news": (14_000, 0.6),
    "across": (6_000, 0.75),
    "neus": (2_500, 0.5),
    "fusion-pairs": (7_000, 0.6),
    "short-pairs": (4_000, 0.9),
    "wiki-pairs": (5_000, 0.8),
}
"""Mined examples of the fusion recipe: how many, and the least share of the claim's stems that its sources must have.

Sentences that say it in other words are wanted: with copies alone a scorer learns to count words. They are less sure to be
carried (``sureness``)."""

_FRAMES = ("The article says", "The report says", "According to the article,", "The author explains", "The text notes")


def sureness(share: float) -> float:
    """Return the label of a mined claim that counts as carried, by the share of its stems that the sources have."""
    return 1.0 if share >= 0.85 else 0.9 if share >= 0.7 else 0.8


def _mined(path: Path, corpus: str, count: int, least: float, rng: random.Random) -> Iterator[_Base]:
    """Yield at most ``count`` mined fusions, drawn from the whole file, nearly all of whose stems are in the sources."""
    lines = path.read_text(encoding="utf8").splitlines()
    rng.shuffle(lines)
    for line in lines:
        record: dict[str, Any] = json.loads(line)
        sources = tuple(record["sources"])
        if sum(len(s.split()) for s in sources) <= 90 and overlap(record["target"], sources) >= least:
            yield _Base(record["target"], sources, (*record["distractors"], *record["extras"]), corpus)
            count -= 1
            if count == 0:
                return


def _articles(folder: Path, rng: random.Random, count: int) -> Iterator[_Base]:
    """Yield sentences of articles, three of each, as their own evidence, their neighbours as what else is said."""
    for cluster in corpora.articles(folder):
        doc = [s for s in cluster.docs[0][:25] if 6 <= len(s.split()) <= 45]
        for place in rng.sample(range(len(doc)), min(3, len(doc))):
            others = tuple(doc[i] for i in range(max(place - 4, 0), min(place + 6, len(doc))) if i != place)
            yield _Base(doc[place], (doc[place],), others, "articles")
            count -= 1
            if count == 0:
                return


def _defacto(folder: Path) -> Iterator[Pair]:
    """Yield DeFacto's training part: outputs of a summarizer, judged, and as corrected by people."""
    for record in corpora.records(folder / "faithfulness" / "defacto_train.jsonl.xz"):
        sentences = corpora.sentences(record["article"])
        feedback = record["feedback"]
        feedback = feedback if isinstance(feedback, dict) else json.loads(json.dumps(_literal(feedback)))
        claims = [(record["candidate"], 0.0 if record["has_error"] else 1.0, "defacto")]
        if record["has_error"] and feedback.get("summary"):
            claims.append((feedback["summary"], 1.0, "defacto_corrected"))
        for claim, label, kind in claims:
            yield Pair(claim, " ".join(pick(claim, sentences, 4)), label, kind)


def _literal(text: str) -> dict[str, str]:
    import ast  # noqa: PLC0415  only this corpus writes Python literals

    value = ast.literal_eval(text)
    return value if isinstance(value, dict) else {}


def pick(claim: str, sentences: Sequence[str], count: int) -> list[str]:
    """Return up to ``count`` sentences that greedily cover the claim's stems, rare ones first, in their own order."""
    sets = [set(stems(sentence)) for sentence in sentences]
    spread: dict[str, int] = {}
    for words in sets:
        for word in words:
            spread[word] = spread.get(word, 0) + 1
    open_words = set(stems(claim))
    chosen: list[int] = []
    while len(chosen) < count:
        gains = [(sum(1 / spread[w] ** 0.5 for w in open_words & words), -i) for i, words in enumerate(sets) if i not in chosen]
        if not gains or max(gains)[0] <= 0.2:
            break
        place = -max(gains)[1]
        chosen.append(place)
        open_words -= sets[place]
    return [sentences[i] for i in sorted(chosen)]


class Composer:
    """Makes a carried and an uncarried pair of each base."""

    def __init__(self, lexicon: Lexicon | None, words: frozenset[str], pool: Sequence[str], seed: int) -> None:
        self._lexicon = lexicon
        self._words = words
        self._names = pool
        self._rng = random.Random(seed)  # noqa: S311

    def pairs(self, base: _Base) -> Iterator[Pair]:
        """Yield the claim, mostly in other words, as carried; and a corruption of it, or of its evidence, as not."""
        rng = self._rng
        material = Material(base.sources, base.others, self._names, self._lexicon, self._words, rng)
        evidence = self._evidence(base.sources, base.others)
        claim = self.reworded(base.claim, material)
        label = sureness(overlap(base.claim, base.sources))
        yield Pair(claim, evidence, label, base.corpus if claim == base.claim else "paraphrase", claim)
        if len(base.sources) > 1 and rng.random() < 0.12:
            kept = self._without_one(base)
            if kept is not None:
                yield Pair(base.claim, self._evidence(kept, base.others), 0.0, "dropped_source")
                return
        if base.others and rng.random() < 0.05:
            other = rng.choice(base.others)
            if overlap(other, base.sources) < 0.7:
                yield Pair(other, self._evidence(base.sources, [o for o in base.others if o != other]), 0.0, "other_fact")
                return
        # Half of them differ from the carried claim by the fault alone, the others by harmless changes too.
        before = claim if rng.random() < 0.5 else self.reworded(base.claim, material)
        changed = corrupt(before, material)
        if changed is None:
            return
        text, kind = changed
        if rng.random() < 0.3:
            text, _ = corrupt(text, material) or changed
        yield Pair(text, evidence, 0.0, kind, before)

    def reworded(self, claim: str, material: Material) -> str:
        """Return a claim with up to three synonyms, at times told as what a text says; or as it was."""
        for _ in range(self._rng.choice([0, 0, 1, 1, 2, 3])):
            claim = change_word(claim, material, paraphrase=True) or claim
        if self._rng.random() < 0.1 and not claim.startswith('"'):
            frame = self._rng.choice(_FRAMES)
            claim = f"{frame} {claim}" if frame.endswith(",") else f"{frame} that {claim}"
        return claim

    def _without_one(self, base: _Base) -> tuple[str, ...] | None:
        """Leave out a source that alone carries a good part of the claim."""
        for out in self._rng.sample(range(len(base.sources)), len(base.sources)):
            kept = tuple(s for i, s in enumerate(base.sources) if i != out)
            if overlap(base.claim, (*kept, *base.others)) < 0.75:
                return kept
        return None

    def _evidence(self, sources: Sequence[str], others: Sequence[str]) -> str:
        count = self._rng.choice([0, 0, 1, 1, 2, 3])
        chosen = [*sources, *self._rng.sample(list(others), min(count, len(others)))]
        self._rng.shuffle(chosen)
        while len(chosen) > len(sources) and sum(len(s.split()) for s in chosen) > 110:
            drop = next((s for s in reversed(chosen) if s not in sources), None)
            if drop is None:
                break
            chosen.remove(drop)
        return " ".join(chosen)


def build(
    folder: Path,
    mined: Path,
    wordnet: Path | None,
    words: frozenset[str],
    out: Path,
    *,
    seed: int = 17,
    limit: int | None = None,
) -> int:
    """Write ``support.jsonl`` from the data folder and the mined examples of the fusion recipe; return how many pairs.

    Args:
        folder: The data folder.
        mined: Where ``multi-news.jsonl`` and its like lie, as ``summarizer.models.training.examples`` writes them.
        wordnet: Folder of WordNet's database; None: no corruption of words and no paraphrases.
        words: The words that paraphrases and near misses may use.
        out: The file to write.
        seed: Of all chance.
        limit: At most so many bases of each corpus.

    """
    rng = random.Random(seed)  # noqa: S311
    lexicon = Lexicon.read(wordnet) if wordnet is not None else None
    bases: list[_Base] = []
    for name, (count, least) in MIXTURE.items():
        path = mined / f"{name}.jsonl"
        if path.exists():
            bases += _mined(path, name, min(count, limit or count), least, rng)
    bases += _articles(folder, rng, limit or 14_000)
    pool = sorted({name for base in bases if base.corpus in {"articles", "neus"} for name in names(base.claim)})
    composer = Composer(lexicon, words, pool, seed)
    pairs = [pair for base in bases for pair in composer.pairs(base)]
    judged = list(_defacto(folder)) if (folder / "faithfulness" / "defacto_train.jsonl.xz").exists() else []
    pairs += (judged[:limit] if limit else judged) * (1 if limit else 2)
    rng.shuffle(pairs)
    with out.open("w", encoding="utf8") as lines:
        for pair in pairs:
            lines.write(json.dumps([pair.claim, pair.evidence, pair.label, pair.kind, pair.before], ensure_ascii=False) + "\n")
    return len(pairs)


def read(path: Path) -> Iterator[Pair]:
    """Yield the pairs of a file of ``build``."""
    with path.open(encoding="utf8") as lines:
        for line in lines:
            yield Pair(*json.loads(line))
