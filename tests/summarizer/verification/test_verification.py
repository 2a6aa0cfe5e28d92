import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import Article
from summarizer.errors import InvalidArticle, InvalidOption, NoArticles
from summarizer.models.fakes import FakeEncoder, FakeSupportScorer
from summarizer.verification import Verifier, verify

HARBOUR = Article(
    id="harbour",
    text="Two ferries collided off Port Ellis on Friday, the coast guard said. Nine passengers were hurt.\n\n"
    "“The fog came within minutes,” Captain Ines Roy said. Divers may search the wreck on Sunday.",
    published=datetime(2025, 3, 8, 9, tzinfo=UTC),
)
COUNCIL = Article(
    id="council", text="The council of Port Ellis will vote on a new lighthouse in May. It would cost 3 million crowns."
)


def test_each_sentence_has_its_verdict_evidence_and_findings() -> None:
    answer = verify("Nine passengers were hurt when two ferries collided. Divers will search the wreck.", [HARBOUR, COUNCIL])
    first, second = answer.sentences
    assert first.supported
    assert [HARBOUR.text[e.start : e.end] for e in first.evidence] == [
        "Two ferries collided off Port Ellis on Friday, the coast guard said.",
        "Nine passengers were hurt.",
    ]
    assert not second.supported
    assert not answer.supported
    assert {finding.kind.value for finding in second.findings if finding.blocking} == {"modality"}


def test_every_word_of_the_draft_stands_in_a_sentence() -> None:
    draft = "HEADLINE WITHOUT END\n\n- Nine passengers were hurt.\n\nWho was to blame? Nobody knows"
    answer = verify(draft, [HARBOUR])
    kept = "".join(draft[s.start : s.end] for s in answer.sentences)
    assert [c for c in kept if c.isalnum()] == [c for c in draft if c.isalnum()]


def test_days_are_understood_by_the_day_of_publication() -> None:
    assert verify("Two ferries collided off Port Ellis in March.", [HARBOUR]).supported
    assert not verify("Two ferries collided off Port Ellis in April.", [HARBOUR]).supported


def test_the_answer_is_plain_json() -> None:
    answer = verify("Nine passengers were hurt.", [HARBOUR])
    data = json.loads(json.dumps(answer.to_dict()))
    assert data["sentences"][0].keys() == {"text", "start", "end", "supported", "score", "findings", "evidence"}
    assert data["sentences"][0]["evidence"][0]["article_id"] == "harbour"


def test_models_take_part() -> None:
    answer = verify("Nine passengers were hurt.", [HARBOUR, COUNCIL], scorer=FakeSupportScorer(), encoder=FakeEncoder())
    assert answer.sentences[0].evidence


def test_articles_without_ids_are_named() -> None:
    answer = verify("Nine passengers were hurt.", [Article(text=HARBOUR.text)])
    assert {e.article_id for e in answer.sentences[0].evidence} == {"a1"}


@pytest.mark.parametrize("text", ["", " \n ", "a \ud800 b", 3])
def test_a_text_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(InvalidOption):
        verify(text, [HARBOUR])


def test_bad_articles_and_options_are_typed() -> None:
    with pytest.raises(NoArticles):
        verify("Text.", [])
    with pytest.raises(InvalidArticle):
        verify("Text.", [Article(text=" ")])
    with pytest.raises(InvalidOption):
        verify("Text.", [HARBOUR], scorer=FakeSupportScorer(), verifier=Verifier())


@given(st.text(max_size=300).filter(str.strip), st.lists(st.text(max_size=300).filter(str.strip), min_size=1, max_size=3))
def test_spans_are_what_they_say(draft: str, texts: list[str]) -> None:
    articles = [Article(text=text, id=str(number)) for number, text in enumerate(texts)]
    answer = verify(draft, articles)
    ends = 0
    for sentence in answer.sentences:
        assert ends <= sentence.start < sentence.end <= len(draft)
        ends = sentence.end
        for span in sentence.evidence:
            assert 0 <= span.start < span.end <= len(texts[int(span.article_id)])
            inside = texts[int(span.article_id)][span.start : span.end]
            assert [c for c in span.text if c.isalnum()] == [c for c in inside if c.isalnum()]
    assert answer == verify(draft, articles)
