"""What holds for any input: spans, lengths, repeatability, order, reprints, strangers.

Made-up stories go through the whole pipeline with the models of ``summarizer.models.fakes``; the example bundles go through it
with those that ship.
"""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from summarizer import Article, Summarizer, Summary
from summarizer.article import name_articles
from summarizer.budget import count_words
from summarizer.defaults import load_engine
from summarizer.engine import Engine
from summarizer.errors import InputError, NotOneStory
from summarizer.models.fakes import FAKE_PROFILE, FakeEncoder, FakeSeq2Seq, FakeSupportScorer
from summarizer.options import Fusion, Options
from summarizer.readers import read
from summarizer.summary import Method
from summarizer.wording.text import one_line

EXAMPLES = Path(__file__).parents[2] / "examples"
FAKE = Summarizer(
    engine=Engine(encoder=FakeEncoder(512), seq2seq=FakeSeq2Seq(), support=FakeSupportScorer(), profile=FAKE_PROFILE, name="fake")
)
FEW = settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

FERRY = (
    "The ferry Alma ran aground on a sandbank off Port Sennen {day}.",
    "Lifeboats took {count} passengers from the ferry Alma to the quay at Port Sennen.",
    "Captain Ines Roe said the rudder of the ferry had failed near the sandbank.",
    "The coastguard at Port Sennen counted {count} people on the ferry and nobody was hurt.",
    "Skerry Line, which owns the ferry Alma, cancelled its sailings to the islands.",
    "Divers will inspect the rudder of the Alma before the ferry leaves the sandbank.",
)
ORCHARD = (
    "Growers in Upper Tarn lost half their cherries to late frost in spring.",
    "Cherry trees across Upper Tarn blossomed weeks too soon, agronomist Pell Ostrow noted.",
    "Agronomist Pell Ostrow advised growers to plant hardier cherry trees on the slopes.",
    "Frost candles saved hectares of cherry blossom around Upper Tarn.",
    "Supermarkets foresee dearer cherries because the frost thinned the blossom.",
    "Insurers of the growers do not pay for frost that comes after blossom.",
)
"""Of another story: it shares no word with the first that says anything."""
DAYS = ("on Monday", "on Tuesday morning", "yesterday")
COUNTS = ("140", "152", "twelve", "some 140")


@st.composite
def articles_of(draw: st.DrawFn, story: Sequence[str] = FERRY, *, least: int = 1, most: int = 4) -> list[Article]:
    """Draw articles that tell parts of one story, with days and counts that may differ."""
    made: list[Article] = []
    for number in range(draw(st.integers(least, most))):
        chosen = draw(st.lists(st.sampled_from(story), min_size=3, max_size=len(story), unique=True))
        texts = [one.format(day=draw(st.sampled_from(DAYS)), count=draw(st.sampled_from(COUNTS))) for one in chosen]
        gap = draw(st.sampled_from([" ", "\n\n"]))
        made.append(
            Article(
                id=f"{story[0][4:9].strip()}{number}",
                text=gap.join(texts),
                language="en",
                published=datetime(2026, 3, 9 + draw(st.integers(0, 2)), 8, tzinfo=UTC),
            )
        )
    return made


SCRAPS = st.lists(
    st.sampled_from(
        [
            "Rain fell on the town of Sennen, police said.",
            "“No.”",
            "عاصفة تضرب المدينة.",
            "東京で地震。",
            "Read more: ten ferries",
            "\ufeff",
            "\n\n",
            "12 people died on Friday at 3 p.m. in Lowmouth.",
            "The mayor, Ann Reed, said the toll rose to 14.",
            "a\u0301 b. ",
            "(AP) —",
        ]
    )
    | st.text(max_size=40),
    min_size=1,
    max_size=8,
).map(" ".join)


def told(articles: Sequence[Article], options: Options | None = None, by: Summarizer = FAKE) -> Summary | type[InputError]:
    """Return the summary, or the type of the refusal."""
    try:
        return by.summarize(articles, options)
    except InputError as error:
        return type(error)


def check_spans(summary: Summary, articles: Sequence[Article]) -> None:
    texts = {article.id: article.text for article in articles}
    for sentence in summary.sentences:
        assert sentence.text in summary.text
        assert sentence.citations
        cited = [texts[c.article_id][c.start : c.end] for c in sentence.citations]
        assert all(0 <= c.start < c.end <= len(texts[c.article_id]) for c in sentence.citations)
        assert all(text == text.strip() and text for text in cited)
        if sentence.method is Method.EXTRACTED:
            assert any(_words(sentence.text) & _words(text) for text in cited)
    for entry in summary.trail:
        assert 0 <= entry.start < entry.end <= len(texts[entry.article_id])
    for disagreement in summary.disagreements:
        for value in disagreement.values:
            assert any(value.text in one_line(texts[c.article_id][c.start : c.end]) for c in value.citations)


def _words(text: str) -> set[str]:
    return set(one_line(text).split())


def facts(summary: Summary | type[InputError], *, names: bool = True) -> object:
    """Return what a summary says, without counts and order of its sources."""
    if isinstance(summary, type):
        return summary
    return (
        [
            (s.text, s.method, sorted((c.article_id, c.start, c.end) for c in s.citations) if names else None)
            for s in summary.sentences
        ],
        sorted((d.kind, d.subject, tuple(sorted(v.normalised for v in d.values))) for d in summary.disagreements),
    )


@FEW
@given(st.lists(SCRAPS, min_size=1, max_size=4))
def test_any_text_gives_true_spans_or_a_typed_refusal(texts: list[str]) -> None:
    articles = [Article(id=f"a{number}", text=text) for number, text in enumerate(texts) if text.strip()]
    summary = told(articles)
    if isinstance(summary, Summary):
        check_spans(summary, articles)


@FEW
@given(
    articles_of(),
    st.integers(5, 90),
    st.none() | st.integers(1, 4),
    st.none() | st.integers(40, 500),
    st.none() | st.floats(0.05, 1.0),
)
def test_lengths_are_kept_and_spans_are_true(
    articles: list[Article], words: int, sentences: int | None, characters: int | None, share: float | None
) -> None:
    summary = told(articles, Options(max_words=words, max_sentences=sentences, max_characters=characters, share=share))
    if isinstance(summary, Summary):
        check_spans(summary, articles)
        assert count_words(summary.text) <= words
        assert sentences is None or len(summary.sentences) <= sentences
        assert characters is None or len(summary.text) <= characters
        assert share is None or count_words(summary.text) <= share * sum(count_words(article.text) for article in articles)


@FEW
@given(articles_of(least=2), st.randoms(use_true_random=False))
def test_the_same_input_gives_the_same_answer_in_any_order(articles: list[Article], chance: random.Random) -> None:
    first = told(articles)
    again = told(articles)
    if isinstance(first, Summary) and isinstance(again, Summary):
        assert first.to_json() == again.to_json()
    shuffled = chance.sample(articles, len(articles))
    assert facts(told(shuffled)) == facts(first)


@FEW
@given(articles_of(), st.data())
def test_a_verbatim_reprint_changes_nothing_but_the_counts(articles: list[Article], data: st.DataObject) -> None:
    copied = data.draw(st.sampled_from(articles))
    before, after = told(articles), told([*articles, replace(copied, id="reprint")])
    assert facts(after, names=False) == facts(before, names=False)
    if isinstance(before, Summary) and isinstance(after, Summary):
        assert len(after.articles) == len(before.articles) + 1
        assert len(after.origins) == len(before.origins)


@FEW
@given(articles_of(), articles_of(ORCHARD, most=1))
def test_an_unrelated_article_adds_no_sentence(articles: list[Article], stranger: list[Article]) -> None:
    summary = told([*articles, *stranger])
    if isinstance(summary, Summary):
        assert {c.article_id for s in summary.sentences for c in s.citations} <= {article.id for article in articles}
        assert [report.belongs for report in summary.articles if report.id == stranger[0].id] == [False]
    else:
        assert summary is NotOneStory


@cache
def bundled() -> Summarizer:
    return Summarizer(engine=load_engine())


@cache
def example(name: str) -> tuple[Article, ...]:
    path = EXAMPLES / name
    named = name_articles(read([path if path.is_dir() else path.with_suffix(".json")]).articles)
    return tuple(replace(article, id=f"{name}/{article.id}") for article in named)


EXTRACT = Options(fusion=Fusion.NONE)


@cache
def summary_of(name: str) -> Summary:
    return bundled().summarize(example(name), EXTRACT)


@pytest.mark.parametrize("name", ["tallis-bridge", "museum-theft", "grid-outage"])
def test_a_reprint_of_an_example_changes_nothing_but_the_counts(name: str) -> None:
    copied = replace(example(name)[0], id="reprint")
    after = bundled().summarize([*example(name), copied], EXTRACT)
    assert facts(after, names=False) == facts(summary_of(name), names=False)
    assert len(after.origins) == len(summary_of(name).origins)


@pytest.mark.parametrize(
    ("name", "other"), [("tallis-bridge", "museum-theft"), ("museum-theft", "city-budget"), ("grid-outage", "tallis-bridge")]
)
def test_an_article_of_another_example_adds_no_sentence(name: str, other: str) -> None:
    stranger = example(other)[0]
    after = bundled().summarize([*example(name), stranger], EXTRACT)
    assert facts(after) == facts(summary_of(name))
    assert [report.id for report in after.articles if not report.belongs] == [stranger.id]


def test_the_examples_spans_are_true() -> None:
    for name in ("tallis-bridge", "museum-theft", "grid-outage"):
        check_spans(summary_of(name), example(name))
