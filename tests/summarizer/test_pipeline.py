from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer import Article, Options, Summarizer, Summary
from summarizer.engine import Engine
from summarizer.errors import Cancelled, CannotFit, InputError, InvalidOption
from summarizer.events import Event, SentenceReady, Stage, StageStarted
from summarizer.models.fakes import FAKE_PROFILE, FakeEncoder, FakeSeq2Seq, FakeSupportScorer
from summarizer.summary import Fate, Method
from tests.summarizer.stories import AGENCY, BUNDLE


@pytest.fixture
def summarizer() -> Summarizer:
    engine = Engine(encoder=FakeEncoder(), seq2seq=FakeSeq2Seq(), profile=FAKE_PROFILE, support=FakeSupportScorer(), name="fake")
    return Summarizer(engine=engine)


def cited(summary: Summary) -> Iterator[tuple[str, str]]:
    texts = {article.id: article.text for article in BUNDLE}
    for sentence in summary.sentences:
        for citation in sentence.citations:
            yield sentence.text, texts[citation.article_id][citation.start : citation.end]


def test_every_sentence_is_cited_and_the_text_is_the_sentences(summarizer: Summarizer) -> None:
    summary = summarizer.summarize(BUNDLE, max_words=60)
    assert summary.text == " ".join(sentence.text for sentence in summary.sentences)
    assert 0 < summary.words == len(summary.text.split()) <= 60
    assert all(sentence.citations for sentence in summary.sentences)
    for text, span in cited(summary):
        assert set(text.lower().split()) & set(span.lower().split())


def test_the_extract_alone_is_the_sources_own_sentences(summarizer: Summarizer) -> None:
    summary = summarizer.summarize(BUNDLE, max_words=60, fusion="none")
    assert {sentence.method for sentence in summary.sentences} == {Method.EXTRACTED}
    assert summary.model is None


def test_the_order_of_the_articles_changes_nothing(summarizer: Summarizer) -> None:
    texts = {summarizer.summarize(list(order), max_words=60).text for order in permutations(BUNDLE)}
    assert len(texts) == 1


def test_the_same_input_gives_the_same_answer(summarizer: Summarizer) -> None:
    assert summarizer.summarize(BUNDLE).to_json() == summarizer.summarize(BUNDLE).to_json()


def test_one_article_is_enough(summarizer: Summarizer) -> None:
    summary = summarizer.summarize([AGENCY], max_words=40)
    assert summary.words <= 40
    assert [report.id for report in summary.articles] == ["agency"]


def test_a_verbatim_reprint_changes_nothing_but_the_counts(summarizer: Summarizer) -> None:
    reprint = replace(AGENCY, id="reprint", source="Evening Post")
    alone, doubled = (summarizer.summarize(bundle, max_words=60) for bundle in (BUNDLE, (*BUNDLE, reprint)))
    assert doubled.text == alone.text
    assert len(doubled.origins) == len(alone.origins)
    assert len(doubled.articles) == len(alone.articles) + 1


def test_every_source_sentence_has_a_fate(summarizer: Summarizer) -> None:
    summary = summarizer.summarize(BUNDLE, max_words=40)
    fates = {entry.fate for entry in summary.trail}
    assert {Fate.USED, Fate.FURNITURE} <= fates
    spans = {(citation.article_id, citation.start, citation.end) for s in summary.sentences for citation in s.citations}
    used = {(entry.article_id, entry.start, entry.end) for entry in summary.trail if entry.fate is Fate.USED}
    assert used == spans
    assert all(entry.reason for entry in summary.trail)


def test_stages_are_told_in_order_and_sentences_as_they_are_ready(summarizer: Summarizer) -> None:
    told: list[Event] = []
    summary = summarizer.summarize(BUNDLE, observer=told.append)
    assert [event.stage for event in told if isinstance(event, StageStarted)] == list(Stage)
    assert tuple(event.sentence for event in told if isinstance(event, SentenceReady)) == summary.sentences


@pytest.mark.parametrize("polls", range(6))
def test_a_caller_who_goes_away_stops_the_work(summarizer: Summarizer, polls: int) -> None:
    answers = iter([False] * polls)
    with pytest.raises(Cancelled):
        summarizer.summarize(BUNDLE, cancelled=lambda: next(answers, True))


def test_a_length_that_no_sentence_has_is_refused(summarizer: Summarizer) -> None:
    with pytest.raises(CannotFit):
        summarizer.summarize(BUNDLE, max_words=2)


def test_the_refusal_names_the_length_that_was_asked_for(summarizer: Summarizer) -> None:
    with pytest.raises(CannotFit, match=r"\b5 characters"):
        summarizer.summarize(BUNDLE, max_characters=5)


def test_runs_that_no_sentence_keeps_below_are_refused_as_what_cannot_fit(summarizer: Summarizer) -> None:
    with pytest.raises(CannotFit, match="3 words"):
        summarizer.summarize(
            [Article(text="The ferry ran aground on Monday. All 140 passengers were saved by lifeboats.")],
            fusion="none",
            max_verbatim_words=3,
        )


def test_options_come_as_an_object_or_as_keywords(summarizer: Summarizer) -> None:
    assert summarizer.summarize(BUNDLE, Options(max_words=40)).text == summarizer.summarize(BUNDLE, max_words=40).text
    with pytest.raises(InvalidOption, match="not both"):
        summarizer.summarize(BUNDLE, Options(), max_words=40)


def test_bullets_are_lines(summarizer: Summarizer) -> None:
    summary = summarizer.summarize(BUNDLE, max_words=60, style="bullets")
    assert summary.text.splitlines() == [sentence.text for sentence in summary.sentences]


def test_a_language_that_the_model_does_not_write_is_extracted_and_said_so(summarizer: Summarizer) -> None:
    german = Article(
        text="Die Fähre Alma lief am Montag vor der Küste auf Grund. Alle Fahrgäste wurden von Rettungsbooten geborgen. "
        "Der Kapitän sprach von einem Schaden am Ruder. Niemand wurde verletzt, teilte die Küstenwache mit."
    )
    summary = summarizer.summarize([german])
    assert summary.language == "de"
    assert {sentence.method for sentence in summary.sentences} == {Method.EXTRACTED}
    assert any("language" in note for note in summary.notes)


words = st.sampled_from(
    "The ferry mayor said on Monday that 12 people were not hurt in Port Sennen “yes” U.S. </s> <pad> 火 é".split()
)
lines = st.lists(words, min_size=1, max_size=14).map(lambda parts: " ".join(parts) + ".")
texts = st.lists(lines, min_size=1, max_size=6).map(" ".join)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(texts, min_size=1, max_size=4), st.integers(1, 60), st.integers(1, 4))
def test_limits_hold_and_citations_lie_in_the_text_for_any_input(
    summarizer: Summarizer, bodies: list[str], max_words: int, max_sentences: int
) -> None:
    articles = [Article(id=f"n{number}", text=body) for number, body in enumerate(bodies)]
    try:
        summary = summarizer.summarize(articles, max_words=max_words, max_sentences=max_sentences, on_mixed="keep")
    except InputError:
        return
    assert summary.words <= max_words
    assert 1 <= len(summary.sentences) <= max_sentences
    by_id = {article.id: article.text for article in articles}
    for sentence in summary.sentences:
        for citation in sentence.citations:
            assert 0 <= citation.start < citation.end <= len(by_id[citation.article_id])
            assert by_id[citation.article_id][citation.start : citation.end].strip()


def test_models_given_one_by_one_take_the_engines_place(summarizer: Summarizer) -> None:
    seq2seq = FakeSeq2Seq()
    wrapped = Summarizer(engine=summarizer.engine, seq2seq=seq2seq)
    wrapped.summarize(BUNDLE)
    assert seq2seq.calls
    assert wrapped.engine.encoder is summarizer.engine.encoder
