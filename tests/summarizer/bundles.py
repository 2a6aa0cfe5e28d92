"""A small made-up bundle with vectors that are made of its words, so that no model is needed."""

from collections.abc import Sequence

import numpy as np

from summarizer.article import Article
from summarizer.models.protocols import FloatArray
from summarizer.ranking.concepts import is_function, stem, words_of
from summarizer.ranking.material import Material
from summarizer.sentence import Sentence, Span

FERRY = (
    (
        "The council of Harrow Bay voted on Monday to close the old ferry terminal.",
        "Mayor Lena Ortiz said the terminal costs the town 2 million crowns a year.",
        "Fishermen protested outside the town hall during the vote.",
    ),
    (
        "Harrow Bay will close its old ferry terminal, the council decided on Monday.",
        "The terminal costs 2 million crowns a year, according to Mayor Lena Ortiz.",
        "A new bus line will replace the ferry from May.",
    ),
    (
        "After a long debate the council of Harrow Bay voted to close the ferry terminal.",
        "The bus line that replaces the ferry begins in May.",
        "It was the last ferry on the northern coast.",
    ),
)


def vectors_of(texts: Sequence[str]) -> FloatArray:
    """Return unit vectors of the content words of each text."""
    lines = [[stem(word) for word in words_of(text)] for text in texts]
    number = {word: place for place, word in enumerate(sorted({w for line in lines for w in line if not is_function(w)}))}
    table = np.zeros((len(texts), max(len(number), 1)), dtype=np.float32)
    for row, line in enumerate(lines):
        for word in line:
            if word in number:
                table[row, number[word]] = 1.0
    unit: FloatArray = table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    return unit


def bundle(docs: Sequence[Sequence[str]] = FERRY, *, origins: Sequence[int] | None = None) -> Material:
    """Return material of articles given as sentences."""
    articles, sentences = [], []
    for number, doc in enumerate(docs):
        articles.append(Article(id=f"a{number}", text=" ".join(doc)))
        start = 0
        for index, text in enumerate(doc):
            sentences.append(Sentence(Span(f"a{number}", start, start + len(text)), text, index, 0))
            start += len(text) + 1
    told = origins or range(len(docs))
    return Material(
        tuple(articles),
        tuple(sentences),
        {f"a{number}": origin for number, origin in enumerate(told)},
        vectors_of([sentence.text for sentence in sentences]),
    )
