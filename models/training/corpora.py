"""Readers of the data folder: every corpus becomes clusters, articles or sentence pairs of clean text."""

import json
import lzma
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nupunkt


@dataclass(frozen=True, slots=True)
class Cluster:
    """The articles of one story, split into sentences, with the sentences and the headline that an editor wrote."""

    id: str
    docs: tuple[tuple[str, ...], ...]
    summary: tuple[str, ...]
    titles: tuple[str, ...] = ()
    headline: str = ""


@dataclass(frozen=True, slots=True)
class SentencePair:
    """Sentences that a person, or a data set's makers, turned into one."""

    corpus: str
    sources: tuple[str, ...]
    target: str


def data_folder() -> Path:
    """Return ``$SUMMARIZER_DATA``, or ``../shared/data`` seen from the working directory."""
    return Path(os.environ.get("SUMMARIZER_DATA", "../shared/data"))


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects of an xz-packed file, one a line."""
    with lzma.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            yield json.loads(line)


_SPACE = re.compile(r"\s+")
_BRACKETS = {"-lrb-": "(", "-rrb-": ")", "-lsb-": "[", "-rsb-": "]", "-lcb-": "{", "-rcb-": "}"}
_BRACKET = re.compile("|".join(_BRACKETS), re.IGNORECASE)
_QUOTED = re.compile(r'"\s*([^"]*?)\s*"')
# A treebank tokeniser's habits, undone: contractions, spaces before closing and after opening marks.
_UNDO = (
    (re.compile(r"``|''"), '"'),
    (re.compile(r"`\s?"), "'"),
    (re.compile(r"\s+(n't|'(?:s|re|ve|ll|d|m)\b)", re.IGNORECASE), r"\1"),
    (re.compile(r"(\w) '(?=\s)"), r"\1'"),
    (re.compile(r"\s+([,.;:!?%)\]])"), r"\1"),
    (re.compile(r"([(\[$€£])\s+"), r"\1"),
    (re.compile(r"(\d)\s?-\s(\d)"), r"\1-\2"),
    (re.compile(r"\s--\s"), " – "),
    (re.compile(r"\.\s*\.$"), "."),
)


def detokenise(text: str) -> str:
    """Return text in newspaper spacing from text with spaces around every mark and brackets written as ``-lrb-``."""
    text = _BRACKET.sub(lambda match: _BRACKETS[match.group().lower()], text)
    for pattern, replacement in _UNDO:
        text = pattern.sub(replacement, text)
    return tidy(_QUOTED.sub(r'"\1"', text))


def tidy(text: str) -> str:
    """Return text on one line, without doubled spaces."""
    return _SPACE.sub(" ", text).strip()


def sentences(text: str) -> tuple[str, ...]:
    """Split text into sentences; line breaks end one, and a stray title ("Dr.") does not."""
    found: list[str] = []
    for line in text.split("\n"):
        joined = ""
        for sentence in nupunkt.sent_tokenize(tidy(line)):
            joined = f"{joined} {tidy(str(sentence))}".strip()
            if not _OPEN_END.search(joined):
                found.append(joined)
                joined = ""
        if joined:
            found.append(joined)
    return tuple(sentence for sentence in found if sentence)


_OPEN_END = re.compile(r"\b(?:dr|mr|mrs|ms|sen|rep|gov|gen|lt|sgt|st|no|jr|u\.s|d|v|vs)\.$", re.IGNORECASE)


def multi_news(folder: Path, part: str) -> Iterator[Cluster]:
    """Yield Multi-News clusters of ``part`` (train, val)."""
    for record in records(folder / "multi-news" / f"{part}.jsonl.xz"):
        summary = re.sub(r"^\s*[–-]\s*", "", record["summary"])
        yield Cluster(record["id"], tuple(sentences(doc) for doc in record["docs"]), sentences(summary))


def neus(folder: Path, part: str) -> Iterator[Cluster]:
    """Yield NeuS clusters of ``part`` (train, val): the leads of three outlets, or their whole articles where known."""
    whole: dict[str, list[dict[str, Any]]] = {}
    path = folder / "neus" / f"full_clusters_{part}.jsonl.xz"
    if path.exists():
        whole = {record["id"]: record["docs"] for record in records(path)}
    for record in records(folder / "neus" / f"{part}.jsonl.xz"):
        docs = list(record["docs"])
        docs += whole.get(record["id"], [])
        yield Cluster(
            record["id"],
            tuple(sentences(doc["text"])[:40] for doc in docs),
            sentences(record["summary"]),
            tuple(tidy(doc["title"]) for doc in record["docs"]),
            tidy(record["ref_title"]),
        )


def articles(folder: Path) -> Iterator[Cluster]:
    """Yield the cased single articles as clusters of one document, the title as headline."""
    for record in records(folder / "articles" / "cased_articles.jsonl.xz"):
        yield Cluster(record["id"], (sentences(record["text"]),), (), (), tidy(record["title"]))


def sentence_pairs(folder: Path) -> Iterator[SentencePair]:
    """Yield the human and semi-human pairs, all in the direction many or long to one and short."""
    folder = folder / "pairs"
    with lzma.open(folder / "wiki_split.tsv.xz", "rt", encoding="utf8") as lines:
        for line in lines:
            whole, _, split = line.rstrip("\n").partition("\t")
            yield SentencePair("wiki_split", tuple(detokenise(part) for part in split.split("<::::>")), detokenise(whole))
    for corpus in ("desse", "minwiki"):
        for record in records(folder / f"{corpus}.jsonl.xz"):
            yield SentencePair(corpus, sentences(detokenise(record["simple"])), detokenise(record["complex"]))
    for corpus in ("google_compression", "compression_variants"):
        for record in records(folder / f"{corpus}.jsonl.xz"):
            yield SentencePair(corpus, (tidy(record["sentence"]),), detokenise(record["compression"]))
    for corpus in ("cnndm_fusion", "cnndm_fusion_human"):
        for record in records(folder / f"{corpus}.jsonl.xz"):
            joined = tuple(detokenise(part + " .") for part in re.split(r"\s[.]\s", record["sentences"]) if part.strip())
            yield SentencePair(corpus, joined, detokenise(record["fused"]))
