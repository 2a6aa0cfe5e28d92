"""A summarizer without models, for tests of the service and of whatever talks to it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from summarizer.article import Article, name_articles
from summarizer.errors import Cancelled
from summarizer.events import Observer, SentenceReady, Stage, Watch
from summarizer.fingerprint import take
from summarizer.models.protocols import Decoding, Seq2Seq
from summarizer.options import Options
from summarizer.sentence import Citation
from summarizer.summary import Method, Summary, SummarySentence


class FakeSummarizer:
    """Takes the first sentence of every article; with a model, passes each through it.

    Args:
        seq2seq: Writes the sentences; None: they are extracted.
        before: Called first with the articles: the place where a test blocks or raises.

    """

    def __init__(
        self, seq2seq: Seq2Seq | None = None, *, before: Callable[[Sequence[Article], Callable[[], bool]], None] | None = None
    ) -> None:
        self._seq2seq = seq2seq
        self._before = before
        self.calls = 0

    def summarize(
        self,
        articles: Sequence[Article],
        options: Options | None = None,
        *,
        since: Mapping[str, Any] | None = None,
        observer: Observer | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Summary:
        """Summarize a bundle."""
        self.calls += 1
        named = name_articles(articles)
        asked = options or Options()
        watch = Watch(observer, cancelled)
        watch.start(Stage.CLEAN)
        if self._before is not None:
            self._before(named, cancelled or _never)
        watch.start(Stage.FUSE)
        ends = [len(article.text.partition(". ")[0]) for article in named]
        texts = [article.text[:end].strip().removesuffix(".") + "." for article, end in zip(named, ends, strict=True)]
        method = Method.EXTRACTED
        if self._seq2seq is not None:
            method = Method.FUSED
            texts = [written[0] for written in self._seq2seq.generate(texts, Decoding(beams=1, cancelled=cancelled))]
        sentences: list[SummarySentence] = []
        words = 0
        for article, end, text in zip(named, ends, texts, strict=True):
            if not sentences:
                text = " ".join(text.split()[: asked.max_words])  # noqa: PLW2901  the first always fits
            if words + len(text.split()) > asked.max_words:
                continue
            words += len(text.split())
            sentence = SummarySentence(
                text=text, method=method, citations=(Citation(article.id, 0, end),), origins=1, support=1.0
            )
            sentences.append(sentence)
            watch.tell(SentenceReady(len(sentences), sentence))
        return Summary(
            text=" ".join(sentence.text for sentence in sentences),
            sentences=tuple(sentences),
            words=words,
            language="en",
            model=None if self._seq2seq is None else "fake",
            fingerprint=take(named, asked, {}, "fake"),
        )


def wait_until_cancelled(_articles: Sequence[Article], cancelled: Callable[[], bool]) -> None:
    """Block, as ``before``, until the work is stopped.

    Raises:
        Cancelled: It was.

    """
    pause = threading.Event()
    while not cancelled():
        pause.wait(0.01)
    raise Cancelled("Stopped.")


def _never() -> bool:
    return False
