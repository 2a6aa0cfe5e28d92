"""The printed sentences put together, and the length they may have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarizer.budget import Budget
from summarizer.options import Options, Style
from summarizer.sentence import Citation, Sentence


def budget_of(options: Options, words_read: int) -> Budget:
    """Return the strictest limits: never longer than asked, and never longer than the source."""
    words = min(options.max_words, max(words_read, 1))
    if options.share is not None:
        words = min(words, max(int(words_read * options.share), 1))
    return Budget(max_words=words, max_sentences=options.max_sentences, max_characters=options.max_characters)


def join(sentences: Iterable[str], style: Style) -> str:
    """Return the text as printed: a paragraph, or a line for each sentence. Both are of the same length."""
    return ("\n" if style is Style.BULLETS else " ").join(sentences)


def cite(sentences: Sequence[Sentence]) -> tuple[Citation, ...]:
    """Return the citations of the source sentences, each once, the one that carries most first."""
    spans = dict.fromkeys(sentence.span for sentence in sentences)
    return tuple(Citation(span.article_id, span.start, span.end) for span in spans)
