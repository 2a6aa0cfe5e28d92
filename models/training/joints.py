"""The scorer of joints: a small network that tells where a sentence was cut and put together again from where it was not.

Real sentences of news are damaged in one place: words left out, a jump to a neighbouring sentence or back, an early end, a word
dropped or exchanged. The network sees the words around the damage, or around a true place of the sentence, and says which it is
(the negative sampling of Collobert & Weston 2008, with harder negatives). Training takes half an hour on one core.
"""

import argparse
import logging
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from torch import nn

from summarizer.models.bundled import seal
from summarizer.models.joints import WIDTH, Vocabulary, tokens, window
from summarizer.models.training import corpora

log = logging.getLogger(__name__)

_WORDS = 16_000
_PHRASE = frozenset(", of in on at to for with from by that which who and or but as after before while when –".split())
_FUNCTION = _PHRASE | frozenset(
    "the a an is are was were has have had will would said if not it he she they his her their its".split()
)


def damaged(  # noqa: PLR0911  one return a kind of damage
    sentence: Sequence[str], near: Sequence[str], rng: random.Random
) -> list[str]:
    """Return a sentence of at least eight tokens with one damage; ``near`` is a sentence that stands close to it."""
    words, last = list(sentence), len(sentence)
    edges = [i for i in range(2, last - 1) if words[i] in _PHRASE]
    kind = rng.choices(
        ("phrase", "span", "shared", "anywhere", "end", "drop", "back", "begin", "swap"), (22, 14, 20, 14, 8, 6, 6, 4, 6)
    )[0]
    if kind == "phrase" and len(edges) > 1:
        start, stop = sorted(rng.sample(edges, 2))
        return words[:start] + words[min(stop + rng.randint(0, 1), last - 1) :]
    if kind == "shared":
        meeting = [(i, j) for i in range(2, last - 2) for j in range(len(near) - 2) if near[j] == words[i]]
        if meeting:
            i, j = rng.choice(meeting)
            return words[: i + 1] + list(near[j + 1 :])
    if kind == "anywhere":
        return words[: rng.randint(2, last - 2)] + list(near[rng.randint(1, max(1, len(near) - 3)) :])
    if kind == "end":
        return [*words[: rng.randint(4, last - 3)], "."]
    if kind == "back":
        place = rng.randint(5, last - 2)
        return words[:place] + words[rng.randint(1, place - 3) :]
    if kind == "begin":
        return words[rng.randint(2, last - 5) :]
    light = [i for i in range(1, last - 1) if words[i] in _FUNCTION]
    if kind == "drop" and light:
        place = rng.choice(light)
        return words[:place] + words[place + 1 :]
    if kind == "swap" and light:
        place = rng.choice(light)
        return [*words[:place], rng.choice(list(near)), *words[place + 1 :]]
    start = rng.randint(1, last - 3)
    return words[:start] + words[min(last - 1, start + rng.randint(1, 12)) :]


def windows(
    sentences: Sequence[Sequence[str]], vocabulary: Vocabulary, rng: random.Random, each: int = 4
) -> tuple[list[list[int]], list[int]]:
    """Return windows around true places (label 1) and around damage (label 0), as many of either."""
    found: list[list[int]] = []
    labels: list[int] = []
    for number, sentence in enumerate(sentences):
        near = sentences[(number + rng.choice((-3, -2, -1, 1, 2, 3))) % len(sentences)]
        whole = vocabulary.sentence(sentence)
        for _ in range(each):
            bad = damaged(sentence, near, rng)
            if len(bad) < 5 or bad == list(sentence):
                continue
            place = next(
                (i for i, (a, b) in enumerate(zip(bad, sentence, strict=False)) if a != b), min(len(bad), len(sentence)) - 1
            )
            broken = vocabulary.sentence(bad)
            found.append(window(broken, place + 1))
            labels.append(0)
            # A true place with the same word beside it, so that no word alone gives damage away.
            wanted = broken[place + 1]
            alike = [i for i in range(1, len(whole)) if whole[i] == wanted] if rng.random() < 0.5 else []
            found.append(window(whole, rng.choice(alike) if alike else rng.randint(1, len(whole) - 1)))
            labels.append(1)
    return found, labels


class Network(nn.Module):
    """Embeddings of the words around a joint, two hidden layers, one logit: true places are positive."""

    def __init__(self, size: int, dimension: int = 48, hidden: int = 192) -> None:
        super().__init__()
        self.table = nn.Embedding(size, dimension, padding_idx=0)
        self.layers = nn.ModuleList([nn.Linear(2 * WIDTH * dimension, hidden), nn.Linear(hidden, 48), nn.Linear(48, 1)])
        self.dropout = nn.Dropout(0.1)
        nn.init.normal_(self.table.weight, std=0.3)

    def forward(self, places: torch.Tensor) -> torch.Tensor:
        """Return one logit a window: (n, 2 * WIDTH) to (n,)."""
        values = self.dropout(self.table(places)).flatten(1)
        for layer in self.layers[:-1]:
            values = torch.relu(layer(values))
        return self.layers[-1](values).squeeze(1)  # type: ignore[no-any-return]


def train(
    sentences: Sequence[Sequence[str]], words: Sequence[str], *, chunks: int, chunk: int = 25_000, seed: int = 5
) -> Network:
    """Train a network on ``chunks`` draws of ``chunk`` sentences; the first two thousand sentences are kept for dev scores."""
    rng = random.Random(seed)  # noqa: S311
    torch.manual_seed(seed)
    vocabulary = Vocabulary(words)
    held = min(2000, len(sentences) // 5)
    dev, dev_labels = windows(sentences[:held], vocabulary, random.Random(9), each=2)  # noqa: S311
    network = Network(vocabulary.size)
    optimizer = torch.optim.Adam(network.parameters(), lr=2e-3)
    for number in range(chunks):
        start = rng.randrange(held, max(held + 1, len(sentences) - chunk))
        found, labels = windows(sentences[start : start + chunk], vocabulary, rng)
        places, wanted = torch.tensor(found), torch.tensor(labels, dtype=torch.float32)
        network.train()
        for rows in torch.split(torch.randperm(len(places)), 1024):
            for group in optimizer.param_groups:
                group["lr"] = 2e-3 * max(0.03, 1 - number / chunks)
            logits = network(places[rows])
            loss = nn.functional.binary_cross_entropy_with_logits(logits, wanted[rows] * 0.96 + 0.02)
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            optimizer.step()
        log.info("%d of %d, area under the curve %.4f", number + 1, chunks, _area(network, dev, dev_labels))
    return network


def _area(network: Network, places: Sequence[Sequence[int]], labels: Sequence[int]) -> float:
    """Return the share of pairs of a true place and a damage that are ranked right."""
    network.eval()
    with torch.no_grad():
        scores = network(torch.tensor(places)).numpy()
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(order))
    ranks[order] = np.arange(1, len(order) + 1)
    true = np.array(labels, dtype=bool)
    positive, negative = int(true.sum()), int((~true).sum())
    return float((ranks[true].sum() - positive * (positive + 1) / 2) / max(positive * negative, 1))


def export(network: Network, words: Sequence[str], out: Path) -> None:
    """Write ``joints.npz`` (embeddings in int8, one scale a row; layers in float16) and ``words.txt``, and seal the folder."""
    out.mkdir(parents=True, exist_ok=True)
    table = network.table.weight.detach().numpy().copy()
    table[0] = 0
    scale = np.abs(table).max(axis=1) / 127 + 1e-9
    arrays = {"table": np.round(table / scale[:, None]).astype(np.int8), "scale": scale.astype(np.float32)}
    for number, layer in enumerate(network.layers):
        assert isinstance(layer, nn.Linear)  # noqa: S101  a module list forgets what it holds
        arrays[f"weight{number}"] = layer.weight.detach().numpy().astype(np.float16)
        arrays[f"bias{number}"] = layer.bias.detach().numpy().astype(np.float16)
    np.savez_compressed(out / "joints.npz", **arrays)
    (out / "words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    seal(out)


def usable(texts: Iterable[str]) -> list[list[str]]:
    """Return the tokens of the sentences that training uses: 8 to 55 tokens, ended by a full stop or a quotation mark."""
    found = (tokens(text) for text in texts if text[:1].isalnum())
    return [sentence for sentence in found if 8 <= len(sentence) <= 55 and sentence[-1] in {".", '"'}]


def vocabulary_of(sentences: Iterable[Sequence[str]], size: int = _WORDS, least: int = 8) -> list[str]:
    """Return the most frequent words."""
    counts = Counter(word for sentence in sentences for word in sentence if word[0].isalpha())
    return [word for word, count in counts.most_common(size) if count >= least]


def main() -> None:
    """Train and export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=corpora.data_folder())
    parser.add_argument("--out", type=Path, default=Path("models/bundled/joints"))
    parser.add_argument("--chunks", type=int, default=60)
    parser.add_argument("--limit", type=int, help="stories to read")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    stories = islice(corpora.articles(given.data), given.limit)
    sentences = usable(sentence for story in stories for doc in story.docs for sentence in doc)
    words = vocabulary_of(sentences)
    export(train(sentences, words, chunks=given.chunks), words, given.out)


if __name__ == "__main__":
    main()
