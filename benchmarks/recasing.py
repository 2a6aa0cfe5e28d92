"""How well recasing restores case, accents and spacing: cased text through the fusion tokenizer and back.

``python -m benchmarks.recasing --limit 2000`` prints, for three kinds of references, the share of words that come back exactly
as they were, marks that touch them included.

* articles: a sentence of a news article; its sources are the sentence itself and its neighbours.
* leads: a sentence of a NeuS lead; its sources are the leads of the other outlets and its own.
* editors: a sentence of a NeuS round-up; its sources are the three outlets' leads, which an editor rewrote. Only words that
  the leads have count, for no word can come back that no source shows.
* locked: the same sentences, as far as every word of them stands in the leads or is a function word, as in what the fusion
  model writes under its lock.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tokenizers import Tokenizer

from summarizer.fusion.recase import Recaser
from summarizer.models.training import corpora
from summarizer.wording.overlap import content
from summarizer.wording.tokens import fold, tokenize

DATA = corpora.data_folder()
BUNDLED = Path("models/bundled/fusion/tokenizer.json")


@dataclass(frozen=True, slots=True)
class Case:
    """A cased sentence and the sentences that it may be restored from."""

    reference: str
    sources: tuple[str, ...]


def articles(folder: Path) -> Iterator[Case]:
    """Yield sentences of single articles with their neighbours."""
    for story in corpora.articles(folder):
        for doc in story.docs:
            for i, sentence in enumerate(doc[1:8], start=1):
                yield Case(sentence, doc[i - 1 : i + 2])


def leads(folder: Path) -> Iterator[Case]:
    """Yield sentences of NeuS leads with all leads of the story."""
    for story in corpora.neus(folder, "val"):
        for doc in story.docs[:3]:
            for sentence in doc[:3]:
                yield Case(sentence, tuple(s for other in story.docs[:3] for s in other[:6]))


def editors(folder: Path) -> Iterator[Case]:
    """Yield editors' sentences with all leads of the story."""
    for story in corpora.neus(folder, "val"):
        for sentence in story.summary:
            yield Case(sentence, tuple(s for doc in story.docs[:3] for s in doc))


def locked(folder: Path) -> Iterator[Case]:
    """Yield the editors' sentences that have no word beyond the leads' and function words."""
    for case in editors(folder):
        known = frozenset().union(*(content(source) for source in case.sources))
        if content(case.reference) <= known:
            yield case


KINDS = {"articles": articles, "leads": leads, "editors": editors, "locked": locked}


def uncased(text: str, tokenizer: Tokenizer) -> str:
    """Return text as the fusion model would write it: through its word pieces and back."""
    return str(tokenizer.decode(tokenizer.encode(text, add_special_tokens=False).ids, skip_special_tokens=False))


def judge(case: Case, tokenizer: Tokenizer) -> tuple[int, int, list[tuple[str, str]]]:
    """Return how many words came back right, how many count, and the pairs that differ."""
    text = uncased(case.reference, tokenizer)
    if "[UNK]" in text:
        return 0, 0, []
    restored = Recaser(case.sources).recase(text)
    known = {token.key for source in case.sources for token in tokenize(source)}
    right = total = 0
    wrong = []
    # Letters and digits keep their order, so the words of both texts pair up by their place among the letters.
    mine = dict(_words(restored))
    for key, word in _words(case.reference):
        if not {token.key for token in tokenize(word)} <= known:
            continue
        total += 1
        if mine.get(key) is not None and _plain(mine[key]) == _plain(word):
            right += 1
        else:
            wrong.append((word, mine.get(key, "?")))
    return right, total, wrong


def _words(text: str) -> Iterator[tuple[int, str]]:
    """Yield each word between white space with the number of letters and digits before it."""
    seen = 0
    for word in text.split():
        letters = sum(c.isalnum() for c in fold(word))
        if letters:
            yield seen, word
        seen += letters


def _plain(word: str) -> str:
    """Return a word with plain quotation marks: which kind a text uses is house style."""
    for mark, plain in {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "–"}.items():
        word = word.replace(mark, plain)
    return word.strip("–…-.")


def measure(cases: Iterable[Case], tokenizer: Tokenizer) -> tuple[float, int, list[tuple[str, str]]]:
    """Return the share of words right, how many were counted, and what went wrong."""
    right = total = 0
    wrong: list[tuple[str, str]] = []
    for case in cases:
        good, counted, bad = judge(case, tokenizer)
        right, total = right + good, total + counted
        wrong += bad
    return right / max(total, 1), total, wrong


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--tokenizer", type=Path, default=BUNDLED)
    parser.add_argument("--limit", type=int, default=2000, help="sentences of each kind")
    parser.add_argument("--errors", type=int, default=0, help="how many wrong words to show of each kind")
    arguments = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(arguments.tokenizer))
    tokenizer.no_truncation()
    tokenizer.encode_special_tokens = True
    for name, cases in KINDS.items():
        share, total, wrong = measure(islice(cases(arguments.data), arguments.limit), tokenizer)
        print(f"{name:10} {100 * share:6.2f} % of {total} words")
        for reference, restored in wrong[: arguments.errors]:
            print(f"    {reference!r} came back as {restored!r}")


if __name__ == "__main__":
    main()
