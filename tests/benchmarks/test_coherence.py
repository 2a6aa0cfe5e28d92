"""What is counted of mixtures and single stories."""

import numpy as np
import pytest

from benchmarks import coherence
from benchmarks.coherence import Told, calls, measure, share
from summarizer.article import Article
from summarizer.sentence import Sentence, Span


def told(name: str, text: str) -> Told:
    return Told(Article(id=name, text=text), (Sentence(Span(name, 0, len(text)), text, 0, 0),), np.ones((1, 2), np.float32))


def test_a_mixture_counts_as_mixed_and_as_parted_exactly(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other, third = (told(name, f"{name} is told.") for name in "abc")
    answers = iter([(("a", "b"), ("c",)), (("a", "c"), ("b",)), (("a", "b", "c"),)])
    monkeypatch.setattr(coherence, "parted", lambda _: next(answers))
    rows = calls(((2, 1), [one, other], [third]) for _ in range(3))
    assert rows == {"2+1": {"draws": 3, "mixed": pytest.approx(2 / 3), "exactly": pytest.approx(1 / 3)}}


def test_single_stories_and_mixtures_make_one_score(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [[told(f"{n}{name}", "Told.") for name in "ab"] for n in range(2)]
    monkeypatch.setattr(coherence, "parted", lambda told: [{one.article.id} for one in told[2:]] or [{"all"}])
    figures = measure(found, 3)
    assert (figures["single"], figures["singles"], figures["pair"], figures["pairs"]) == (0, 4, 0, 4)
    assert {shape: row["mixed"] for shape, row in figures["mixtures"].items()} == {"1+1": 0, "2+1": 0, "2+2": 1}
    assert figures["f1_of_three_and_more"] == pytest.approx(2 / 3)
    assert share([]) == 0
