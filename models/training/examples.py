"""Training examples of the fusion model: built once from the data folder, kept as one JSON file a kind."""

import argparse
import hashlib
import json
import logging
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain, islice
from pathlib import Path

from summarizer.models.function_words import FUNCTION_WORDS
from summarizer.models.training import corpora, mining
from summarizer.models.training.corpora import Cluster, SentencePair
from summarizer.models.training.mining import Rules
from summarizer.models.training.words import Weights, copied, numbers, stems

log = logging.getLogger(__name__)

HELD_OUT = 20
"""One pair in this many of the pair corpora is kept for dev scores."""


NAMES = (
    "multi-news",
    "multi-news-dev",
    "across",
    "neus",
    "neus-dev",
    "fusion-pairs",
    "short-pairs",
    "wiki-pairs",
    "pairs-dev",
    "whole",
    "headlines",
    "headlines-dev",
)
"""The kinds of examples; those ending in -dev are for scores only."""


@dataclass(frozen=True, slots=True)
class Example:
    """One group and the sentence it should become.

    ``sources`` carry the target; ``extras`` repeat parts of it and may be added; ``distractors`` may be added and must then
    be left out. ``headline`` tells the two tasks of the model apart.
    """

    sources: tuple[str, ...]
    target: str
    extras: tuple[str, ...] = ()
    distractors: tuple[str, ...] = ()
    headline: bool = False
    copied: float = 0.0


def held_out(key: str) -> bool:
    """Return whether a record belongs to the dev part, decided by a hash of its text or id alone."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4]) % HELD_OUT == 0


_NEUS_RULES = Rules(covered=0.58, rare_share=0.15, copy=0.93)
_ACROSS_RULES = Rules(covered=0.66, rare_share=0.08, copy=0.7, gain=0.1)


def _from_mined(mined: mining.Mined) -> Example:
    return Example(mined.sources, mined.target, mined.extras, mined.distractors, copied=mined.copied)


def multi_news_examples(clusters: Iterable[Cluster], weights: Weights) -> Iterator[Example]:
    """Yield the pairs mined from Multi-News summaries."""
    for cluster in clusters:
        yield from map(_from_mined, mining.mine(cluster, weights, Rules()))


def across_examples(clusters: Iterable[Cluster], weights: Weights) -> Iterator[Example]:
    """Yield pairs whose target is another article's sentence."""
    for cluster in clusters:
        yield from map(_from_mined, mining.mine_across(cluster, weights, _ACROSS_RULES))


def neus_examples(clusters: Iterable[Cluster], weights: Weights) -> Iterator[Example]:
    """Yield the pairs mined from NeuS, whose targets an editor wrote from three outlets' texts."""
    for cluster in clusters:
        yield from map(_from_mined, mining.mine(cluster, weights, _NEUS_RULES))


_BROKEN = re.compile(r"\ba [aeio]\w|\b(\w+) \1\b|\W$(?<![.!?\"”’')])", re.IGNORECASE)


def pair_example(pair: SentencePair, weights: Weights, *, rare: float = 6.5, rare_share: float = 0.1) -> Example | None:
    """Return the example of a pair, or None where its target says more than its sources or is broken."""
    parts = stems(pair.target)
    known = [tuple(stems(source)) for source in pair.sources]
    have = frozenset(chain.from_iterable(known))
    wanted = frozenset(parts)
    mass = weights.mass(wanted)
    if not 5 <= len(parts) <= 42 or not pair.sources or len(pair.sources) > 4 or mass == 0 or _BROKEN.search(pair.target):
        return None
    if sum(len(each) for each in known) > 110 or not numbers(pair.target) <= frozenset().union(*map(numbers, pair.sources)):
        return None
    missing = wanted - have
    if weights.mass(word for word in missing if weights(word) >= rare) / mass > rare_share or weights.mass(missing) / mass > 0.35:
        return None
    if any(tuple(parts) == each for each in known):
        return None
    return Example(pair.sources, pair.target, copied=round(copied(parts, known), 3))


_NO_HEADLINE = re.compile(r"[^:]{3,12}:|.*\?$|(?:opinion|watch|live)\b", re.IGNORECASE)


def headline_example(cluster: Cluster, weights: Weights, leads: int = 3) -> Example | None:
    """Return the example of a headline over the first sentences (of each article), where those carry nearly all its words."""
    title = re.sub(r"\s+[|–-]\s+[^|–-]{2,30}$|\s*\.$", "", cluster.headline)
    texts = cluster.summary or tuple(chain.from_iterable(doc[:leads] for doc in cluster.docs))
    texts = tuple(text for text in texts if 5 <= len(stems(text)) <= 60)[:4]
    wanted = frozenset(stems(title))
    if not texts or not 4 <= len(wanted) <= 16 or title.isupper() or _NO_HEADLINE.match(title):
        return None
    have = frozenset(stems(" ".join(texts)))
    mass = weights.mass(wanted)
    missing = wanted - have
    if mass == 0 or weights.mass(missing) / mass > 0.25 or not numbers(title) <= numbers(" ".join(texts)):
        return None
    return Example(texts, title, headline=True)


def whole_sentences(clusters: Iterable[Cluster], limit: int = 12) -> Iterator[Example]:
    """Yield whole news sentences (source and target alike) for the batcher to break into fragments."""
    for cluster in clusters:
        for text in islice(chain.from_iterable(cluster.docs), limit):
            if 14 <= len(text.split()) <= 36 and text[0].isalnum() and text[-1] in '."' and text.count('"') % 2 == 0:
                yield Example((text,), text)


def write(path: Path, examples: Iterable[Example]) -> int:
    """Write examples as JSON lines, whole or not at all; return their number."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    count = 0
    with unfinished.open("w", encoding="utf8") as out:
        for example in examples:
            out.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")
            count += 1
    unfinished.replace(path)
    return count


def read(path: Path) -> list[Example]:
    """Read the examples that :func:`write` wrote."""
    found = []
    with path.open(encoding="utf8") as lines:
        for line in lines:
            fields = json.loads(line)
            for name in ("sources", "extras", "distractors"):
                fields[name] = tuple(fields[name])
            found.append(Example(**fields))
    return found


def build(data: Path, cache: Path, *, limit: int | None = None) -> dict[str, int]:
    """Build every kind of example that ``cache`` lacks from the folder ``data``; return the counts of the new ones.

    ``limit`` reads only that many records of each corpus (for tests and tries).
    """
    counts: dict[str, int] = {}

    def keep(name: str, examples: Iterable[Example]) -> None:
        counts[name] = write(cache / f"{name}.jsonl", examples)
        log.info("%s: %d examples", name, counts[name])

    def absent(*names: str) -> bool:
        return not all((cache / f"{name}.jsonl").exists() for name in names)

    if not absent(*NAMES):
        return counts
    stories = list(islice(corpora.articles(data), limit))
    train_stories = [story for story in stories if not held_out(story.id)]
    weights = mining.weights_of(stories)
    neus_train = list(islice(corpora.neus(data, "train"), limit))
    neus_val = list(islice(corpora.neus(data, "val"), limit))
    if absent("neus", "neus-dev"):
        keep("neus", neus_examples(neus_train, weights))
        keep("neus-dev", neus_examples(neus_val, weights))
    if absent("headlines", "headlines-dev"):
        own = [Cluster(c.id, (c.docs[i],), (), (), title) for c in neus_train for i, title in enumerate(c.titles)]
        told = chain(train_stories, neus_train, own)
        keep("headlines", filter(None, (headline_example(cluster, weights) for cluster in told)))
        dev = chain((s for s in stories if held_out(s.id)), neus_val)
        keep("headlines-dev", filter(None, (headline_example(cluster, weights) for cluster in dev)))
    if absent("whole"):
        keep("whole", whole_sentences(train_stories))
    if absent("fusion-pairs", "short-pairs", "wiki-pairs", "pairs-dev"):
        _build_pairs(data, weights, limit, keep)
    if absent("multi-news", "multi-news-dev"):
        keep("multi-news-dev", multi_news_examples(islice(corpora.multi_news(data, "val"), min(limit or 700, 700)), weights))
        keep("multi-news", multi_news_examples(islice(corpora.multi_news(data, "train"), limit), weights))
    if absent("across"):
        keep("across", across_examples(islice(corpora.multi_news(data, "train"), limit), weights))
    return counts


_KINDS = {
    "wiki_split": "wiki-pairs",
    "minwiki": "wiki-pairs",
    "desse": "fusion-pairs",
    "google_compression": "short-pairs",
    "compression_variants": "short-pairs",
    "cnndm_fusion": "fusion-pairs",
    "cnndm_fusion_human": "fusion-pairs",
}


def _build_pairs(data: Path, weights: Weights, limit: int | None, keep: Callable[[str, Iterable[Example]], None]) -> None:
    found: dict[str, list[Example]] = {"fusion-pairs": [], "short-pairs": [], "wiki-pairs": [], "pairs-dev": []}
    for pair in corpora.sentence_pairs(data):
        example = pair_example(pair, weights)
        if example is None:
            continue
        # The target decides, so that variants of one sentence never stand on both sides.
        if held_out(pair.target):
            if pair.corpus != "compression_variants":
                found["pairs-dev"].append(example)
        elif limit is None or len(found[_KINDS[pair.corpus]]) < limit:
            found[_KINDS[pair.corpus]].append(example)
    for name, examples in found.items():
        keep(name, examples)


def carried(example: Example) -> float:
    """Return the share of the target's stems, function words aside, that its sources have, 0 to 1."""
    wanted = set(stems(example.target)) - _FREE
    have = set(chain.from_iterable(map(stems, example.sources)))
    return len(wanted & have) / len(wanted) if wanted else 1.0


_FREE = frozenset(chain.from_iterable(map(stems, FUNCTION_WORDS)))


def faithful(examples: Iterable[Example], share: float) -> list[Example]:
    """Return the examples whose sources carry at least ``share`` of the target: the others teach to invent."""
    return [example for example in examples if carried(example) >= share]


def sample(examples: Sequence[Example], count: int, seed: int) -> list[Example]:
    """Return ``count`` examples drawn by a fixed seed (all of them when there are fewer)."""
    return list(examples) if len(examples) <= count else random.Random(seed).sample(list(examples), count)  # noqa: S311


def main() -> None:
    """Build the example files from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=corpora.data_folder())
    parser.add_argument("--cache", type=Path, default=Path(".training/examples"))
    parser.add_argument("--limit", type=int)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    build(arguments.data, arguments.cache, limit=arguments.limit)


if __name__ == "__main__":
    main()
