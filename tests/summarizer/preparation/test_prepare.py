from itertools import permutations

import pytest

from summarizer import Article
from summarizer.errors import NotEnoughText
from summarizer.preparation.prepare import prepare

FERRY = Article(
    id="ferry",
    text="The ferry Alma ran aground off Port Sennen on Monday. All 140 passengers were taken off by lifeboat. No one was hurt.",
)
COUNCIL = Article(id="council", text="The council closed the old pier in March. Repairs will cost 2 million crowns, it said.")


def test_spans_are_the_sentences_of_the_text_as_given() -> None:
    prepared = prepare([FERRY, COUNCIL])
    texts = {article.id: article.text for article in (FERRY, COUNCIL)}
    assert len(prepared.all_sentences()) == 5
    for sentence in prepared.all_sentences():
        assert texts[sentence.article_id][sentence.span.start : sentence.span.end] == sentence.text


def test_the_order_that_articles_come_in_changes_nothing() -> None:
    third = Article(id="third", text="Das Schiff lief am Montag auf Grund. Alle Fahrgäste wurden gerettet, sagte die Polizei.")
    first, *others = (prepare(list(order)).articles for order in permutations([FERRY, COUNCIL, third]))
    assert all(other == first for other in others)


def test_languages_are_found_article_by_article() -> None:
    german = Article(
        id="de", text="Das Schiff lief am Montag vor der Küste auf Grund. Alle Fahrgäste wurden gerettet, sagte die Polizei."
    )
    prepared = prepare([FERRY, COUNCIL, german])
    assert prepared.languages == {"ferry": "en", "council": "en", "de": "de"}
    assert prepared.language == "en"


def test_a_part_of_the_bundle_has_its_sentences_only() -> None:
    part = prepare([FERRY, COUNCIL]).only({"council"})
    assert {sentence.article_id for sentence in part.all_sentences()} == {"council"}


@pytest.mark.parametrize("text", ["Only one sentence stands in this text.", "word " * 3, "Latest Posts\n\nEditor's Picks"])
def test_a_bundle_without_two_sentences_is_refused(text: str) -> None:
    with pytest.raises(NotEnoughText, match="at least two"):
        prepare([Article(text=text)])
