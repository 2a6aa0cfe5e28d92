"""Word lists of the library, counted over cased news articles: common words, name parts and verbs.

A sentence's first word does not say whether it is a name. The list of common words says it for the words that open sentences most
often: kept are words that stand in lower case nearly everywhere else. Name parts are written both ways: "the court", "the Supreme
Court". The list of verbs holds words that often follow a pronoun in the nominative, which finite verbs do.
"""

import argparse
import logging
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from summarizer.models.training import corpora

log = logging.getLogger(__name__)

_WORD = re.compile(r"[^\W\d_]+")


def common_words(
    sentences: Iterable[str], *, size: int = 9000, lower: float = 0.97, least: int = 5
) -> tuple[list[str], list[str]]:
    """Return the words that open sentences most often among those that are lower case inside sentences, and the name parts.

    Args:
        sentences: Cased sentences.
        size: How many common words to return at most.
        lower: Share of a word's places inside sentences that must be in lower case; of a name part's a quarter to this.
        least: How many places inside sentences a word must have; a name part six times as many.

    """
    opening: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    lowered: Counter[str] = Counter()
    for sentence in sentences:
        words = _WORD.findall(sentence)
        if not words or sum(word[0].isupper() for word in words) > len(words) / 2:
            continue
        opening[words[0].lower()] += 1
        for word in words[1:]:
            inside[word.lower()] += 1
            lowered[word.lower()] += word.islower()
    kept = [w for w in inside if len(w) > 1 and w.isascii() and inside[w] >= least and lowered[w] >= lower * inside[w]]
    parts = [
        w for w in inside if len(w) > 2 and w.isascii() and inside[w] >= 6 * least and 0.25 <= lowered[w] / inside[w] < lower
    ]
    return sorted(sorted(kept, key=lambda w: (-opening[w], -inside[w], w))[:size]), sorted(parts)


_SUBJECTS = frozenset("he she they it who we i you".split())
_NO_VERBS = frozenset(
    "also still just never now then even always already only really often later not all both so too once soon first last "
    "the a an in of and to for with at by on or but alone here there him them us me this these those his her their its my "
    "your our what when where how why if as ever quite rather almost perhaps maybe instead together himself herself "
    "itself themselves ago before after because while since until though although sometimes either neither none someone "
    "everyone easier harder better worse alike altogether again mr mrs ms dr".split()
)


def verbs(sentences: Iterable[str], *, share: float = 0.1, least: int = 4) -> list[str]:
    """Return the words of which ``share`` or more, and at least ``least``, follow a pronoun that can only be a subject."""
    after: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for sentence in sentences:
        words = re.findall(r"[^\W\d_]+|[^\w\s]", sentence)
        for before, word in pairwise(words):
            total[word] += 1
            after[word] += before.lower() in _SUBJECTS
    kept = [w for w in after if after[w] >= max(least, share * total[w]) and len(w) > 1 and w.isascii() and w.islower()]
    return sorted(w for w in kept if w not in _NO_VERBS and not w.endswith(("ly", "ing")))


def main() -> None:
    """Write the list from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=corpora.data_folder())
    parser.add_argument("--out", type=Path, default=Path("summarizer/data"))
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    sentences = [sentence for story in corpora.articles(arguments.data) for doc in story.docs for sentence in doc]
    arguments.out.mkdir(parents=True, exist_ok=True)
    common, parts = common_words(sentences)
    for name, words in {"common-words": common, "name-parts": parts, "verbs": verbs(sentences)}.items():
        (arguments.out / f"{name}.txt").write_text("\n".join(words) + "\n", encoding="utf8")
        log.info("%s: %d words", name, len(words))


if __name__ == "__main__":
    main()
