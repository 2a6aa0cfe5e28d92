"""Mining: for a sentence that an editor wrote, find the source sentences that it was made from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from summarizer.models.training.corpora import Cluster
from summarizer.models.training.words import Weights, copied, numbers, stems


@dataclass(frozen=True, slots=True)
class Rules:
    """What makes a pair worth training on. Shares are of the target's IDF mass, 0 to 1."""

    covered: float = 0.64
    sources: int = 3
    gain: float = 0.09
    redundant: float = 0.32
    foreign: float = 0.05
    rare: float = 6.5
    rare_share: float = 0.12
    copy: float = 0.85
    words: tuple[int, int] = (6, 42)
    source_words: int = 60


@dataclass(frozen=True, slots=True)
class Mined:
    """A target with the sentences it rests on, with sentences that repeat parts of it, and with some that do not belong.

    ``copied`` is the largest share of the target's trigrams that stand in one single source.
    """

    sources: tuple[str, ...]
    extras: tuple[str, ...]
    distractors: tuple[str, ...]
    target: str
    copied: float


@dataclass(frozen=True, slots=True)
class _Known:
    text: str
    doc: int
    stems: tuple[str, ...]
    words: frozenset[str]


def _known(docs: Sequence[Sequence[str]], longest: int) -> list[_Known]:
    found: dict[str, _Known] = {}
    for number, doc in enumerate(docs):
        for text in doc:
            parts = tuple(stems(text))
            if 4 <= len(parts) <= longest and text not in found:
                found[text] = _Known(text, number, parts, frozenset(parts))
    return list(found.values())


def _fits(target: str, parts: Sequence[str], rules: Rules) -> bool:
    """Return whether a sentence can be a target at all: of fair length, whole, its quotation marks paired."""
    return rules.words[0] <= len(parts) <= rules.words[1] and target.count('"') % 2 == 0 and target[-1] in ".!?\"”’'"


def _choose(wanted: frozenset[str], known: Sequence[_Known], weights: Weights, rules: Rules) -> list[int]:
    """Return the sentences that cover the wanted stems, greedily, the most covering first; none when they cover too little."""
    mass = weights.mass(wanted)
    missing = set(wanted)
    chosen: list[int] = []
    while len(chosen) < rules.sources:
        gains = ((weights.mass(missing & each.words) / mass, i) for i, each in enumerate(known) if i not in chosen)
        gain, best = max(gains, default=(0.0, -1))
        if gain < rules.gain:
            break
        chosen.append(best)
        missing -= known[best].words
    uncovered = weights.mass(missing) / mass
    foreign = weights.mass(word for word in missing if weights(word) >= rules.rare) / mass
    return chosen if uncovered <= 1 - rules.covered and foreign <= rules.rare_share else []


def _mine_one(target: str, known: Sequence[_Known], weights: Weights, rules: Rules) -> Mined | None:
    parts = stems(target)
    wanted = frozenset(word for word in parts if weights(word) > 0)
    if not wanted or not _fits(target, parts, rules):
        return None
    chosen = _choose(wanted, known, weights, rules)
    texts = tuple(known[i].text for i in chosen)
    share = copied(parts, [known[i].stems for i in chosen])
    if not chosen or share > rules.copy or not numbers(target) <= frozenset().union(*map(numbers, texts)):
        return None
    mass = weights.mass(wanted)
    shares = {i: weights.mass(wanted & each.words) / mass for i, each in enumerate(known) if i not in chosen}
    extras = sorted((i for i in shares if shares[i] >= rules.redundant), key=lambda i: -shares[i])[:3]
    # Neighbours by subject that carry nothing of the target: near the top of the article, as the ranker would find them.
    distractors = [i for i in shares if shares[i] <= rules.foreign and 8 <= len(known[i].stems) <= 35][:6]
    return Mined(
        texts,
        tuple(known[i].text for i in extras),
        tuple(known[i].text for i in distractors),
        target,
        round(share, 3),
    )


def mine(cluster: Cluster, weights: Weights, rules: Rules) -> Iterator[Mined]:
    """Yield what can be mined from one cluster: its summary's sentences that its articles carry."""
    known = _known(cluster.docs, rules.source_words)
    for target in cluster.summary:
        mined = _mine_one(target, known, weights, rules)
        if mined is not None:
            yield mined


def mine_across(cluster: Cluster, weights: Weights, rules: Rules, leads: int = 5) -> Iterator[Mined]:
    """Yield one article's lead sentences as targets of the other articles' sentences: how another desk wrote the same."""
    for number, doc in enumerate(cluster.docs):
        known = _known([other for i, other in enumerate(cluster.docs) if i != number], rules.source_words)
        for target in doc[:leads]:
            if any(target == each.text for each in known):
                continue
            mined = _mine_one(target, known, weights, rules)
            if mined is not None:
                yield mined


def weights_of(clusters: Iterable[Cluster]) -> Weights:
    """Return IDF weights with every article of the clusters as a document."""
    return Weights({word for sentence in doc for word in stems(sentence)} for cluster in clusters for doc in cluster.docs)
