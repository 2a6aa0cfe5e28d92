"""The disagreements planted in the example bundles, with the bundled encoder: all are found, and nothing else."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from summarizer.bundle.origins import find_origins, origin_numbers
from summarizer.disagreements import Disagreement, Kind, find_disagreements
from summarizer.models import registry
from summarizer.preparation.prepare import prepare
from summarizer.readers import read

EXAMPLES = Path(__file__).parents[2] / "examples"
TRUTHS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted((EXAMPLES / "truth").glob("*.json"))}
FEWEST = 0.9
"""Share of what follows an earlier value that is told from a conflict."""

Found = list[tuple[Disagreement, set[tuple[str, str]]]]


@cache
def found_in(name: str) -> Found:
    """Return what is found in a bundle, each with its values and the sentences that give them."""
    path = EXAMPLES / name
    articles = read([path if path.is_dir() else path.with_suffix(".json")]).articles
    prepared = prepare(articles)
    sentences = prepared.all_sentences()
    vectors = registry.load_encoder().encode([sentence.text for sentence in sentences])
    origins = origin_numbers(find_origins(prepared.articles, prepared.sentences, vectors))
    texts = {article.id: article.text for article in prepared.articles}
    return [
        (one, {(value.normalised, texts[c.article_id][c.start : c.end]) for value in one.values for c in value.citations})
        for one in find_disagreements(prepared.articles, sentences, vectors, origins)
    ]


def matches(told: set[tuple[str, str]], planted: Mapping[str, Any]) -> bool:
    """Whether two different planted values stand in sentences that give two different found ones."""
    sides = [
        {
            normalised
            for normalised, text in told
            for span in value["spans"]
            if " ".join(span["text"].split()) in " ".join(text.split())
        }
        for value in planted["values"]
    ]
    return any(one and other and one | other != one & other for one in sides for other in sides if one is not other)


@pytest.mark.parametrize("name", TRUTHS)
def test_nothing_is_found_that_was_not_planted(name: str) -> None:
    planted = TRUTHS[name]["disagreements"]
    stray = [one.in_words() for one, told in found_in(name) if not any(matches(told, truth) for truth in planted)]
    assert stray == []


def test_all_planted_ones_are_found() -> None:
    planted = [(name, truth) for name, told in TRUTHS.items() for truth in told["disagreements"]]
    hits = [(name, truth) for name, truth in planted if any(matches(told, truth) for _, told in found_in(name))]
    assert [truth["about"] for name, truth in planted if (name, truth) not in hits] == []


def test_a_correction_is_told_from_a_conflict() -> None:
    planted = [(name, truth) for name, told in TRUTHS.items() for truth in told["disagreements"] if truth["kind"] == "conflict"]
    kinds = [one.kind for name, truth in planted for one, told in found_in(name) if matches(told, truth)]
    assert kinds
    assert set(kinds) == {Kind.CONFLICT}
    followed = [(name, truth) for name, told in TRUTHS.items() for truth in told["disagreements"] if truth["kind"] != "conflict"]
    kinds = [one.kind for name, truth in followed for one, told in found_in(name) if matches(told, truth)]
    assert sum(kind is not Kind.CONFLICT for kind in kinds) >= FEWEST * len(kinds)
