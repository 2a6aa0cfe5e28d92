"""The sets with references, as bundles of articles and as material for ranking.

The data lies in ``$SUMMARIZER_DATA``, or ``../shared/data`` seen from the working directory; none of it is part of the project.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from summarizer.article import Article
from summarizer.bundle.origins import find_origins, origin_numbers
from summarizer.bundle.reprints import reprinted
from summarizer.errors import InputError
from summarizer.evaluation import Case
from summarizer.models.protocols import FloatArray, SentenceEncoder
from summarizer.models.training.corpora import data_folder
from summarizer.preparation.prepare import Prepared, prepare
from summarizer.ranking.material import Material

_ENDED = re.compile(r"[.!?…][^\w\s]*$")


@dataclass(frozen=True, slots=True)
class DataSet:
    """Where a set lies and how its summaries are measured.

    Attributes:
        path: Under the data folder.
        max_words: Length that summaries are asked for.
        every: One in so many bundles is taken, where a set is larger than measuring needs and its first are not like the rest.
        clipped: Whether its articles were cut after a number of words. A full stop closes such a last sentence: published systems
            read it as one, whereas the product drops what has no end.

    """

    path: str
    max_words: int
    every: int = 1
    clipped: bool = False


SETS: Mapping[str, DataSet] = MappingProxyType(
    {
        "duc2003": DataSet("duc2003/duc2003.jsonl.xz", 100),
        "multiling2011": DataSet("multiling2011/multiling2011_en.jsonl.xz", 250),
        "neus_val": DataSet("neus/full_clusters_val.jsonl.xz", 66),
        "neus_leads_val": DataSet("neus/val.jsonl.xz", 66),
        "multi_news_val": DataSet("multi-news/val.jsonl.xz", 280, every=5, clipped=True),
        "neus_leads_train": DataSet("neus/train.jsonl.xz", 66),
        "neus_train": DataSet("neus/full_clusters_train.jsonl.xz", 66),
        "multi_news_train": DataSet("multi-news/train.jsonl.xz", 280, every=5, clipped=True),
    }
)


def path_of(name: str) -> Path:
    """Return the file of a set."""
    return data_folder() / SETS[name].path


def sha256_of(path: Path) -> str:
    """Return the checksum of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def bundles(name: str, limit: int | None = None, *, articles: int = 1) -> Iterator[Case]:
    """Yield the first bundles of a set that have at least so many articles, one in ``every`` of its lines."""
    given = 0
    with lzma.open(path_of(name), "rt", encoding="utf8") as lines:
        for line in islice(lines, 0, None, SETS[name].every):
            if limit is not None and given >= limit:
                return
            record = json.loads(line)
            found = tuple(_articles(record, clipped=SETS[name].clipped))
            if len(found) >= max(articles, 1):
                given += 1
                yield Case(record["id"], found, tuple(record.get("refs") or [record["summary"]]))


def _articles(record: dict[str, Any], *, clipped: bool) -> Iterator[Article]:
    for number, doc in enumerate(record["docs"]):
        fields = {"text": doc, "title": None} if isinstance(doc, str) else doc
        text = (fields["text"] or "").rstrip()
        if text:
            yield Article(id=f"a{number}", text=_closed(text) if clipped else text, title=fields["title"] or None)


def _closed(text: str) -> str:
    return text if _ENDED.search(text) else f"{text}."


def prepared(bundle: Case) -> Prepared | None:
    """Clean and split a bundle; None where the product refuses it, which has then no summary to measure."""
    try:
        return prepare(bundle.articles)
    except InputError:
        return None


def material(ready: Prepared, vectors: FloatArray) -> Material:
    """Return what ranking sees of a bundle, as the pipeline makes it: origins found, reprints left out."""
    sentences = ready.all_sentences()
    origin_of = origin_numbers(find_origins(ready.articles, ready.sentences, vectors))
    repeats = reprinted(sentences, origin_of)
    rows = [row for row, sentence in enumerate(sentences) if sentence.span not in repeats]
    telling = {sentences[row].article_id for row in rows}
    kept = tuple(article for article in ready.articles if article.id in telling)
    return Material(kept, tuple(sentences[row] for row in rows), origin_of, vectors[rows])


def materials(
    name: str, encoder: SentenceEncoder, limit: int | None = None, *, articles: int = 1
) -> Iterator[tuple[Case, Material]]:
    """Yield bundles with their material; the sentence vectors are kept in ``benchmarks/out/vectors`` for the next run."""
    for bundle in bundles(name, limit, articles=articles):
        ready = prepared(bundle)
        if ready is not None:
            yield bundle, material(ready, _vectors([sentence.text for sentence in ready.all_sentences()], encoder))


def _vectors(texts: list[str], encoder: SentenceEncoder) -> FloatArray:
    key = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:24]
    place = Path("benchmarks/out/vectors") / f"{key}.npy"
    if place.exists():
        kept: FloatArray = np.load(place).astype(np.float32)
        return kept
    vectors = encoder.encode(texts)
    place.parent.mkdir(parents=True, exist_ok=True)
    np.save(place, vectors.astype(np.float16))
    return vectors
