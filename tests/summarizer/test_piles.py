from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from summarizer import Article, Summarizer
from summarizer.batch import crews
from summarizer.engine import Engine
from summarizer.errors import OutOfMemory
from summarizer.models.fakes import FAKE_PROFILE, FakeEncoder, FakeSeq2Seq
from summarizer.stories import digest, sort_pile
from tests.summarizer.crews import DEADLY, fake, mortal
from tests.summarizer.stories import AGENCY, DAILY, LOCAL

MUSEUM = Article(
    id="museum", text="Thieves took a golden mask from the Lindmark museum. Guards at the Lindmark museum saw nothing."
)
MASK = Article(
    id="mask", text="The golden mask stolen from the Lindmark museum is still missing. Guards at the museum saw no thieves."
)
BUDGET = Article(
    id="budget", text="Parliament passed the budget by three votes. New taxes on sugar begin in January, the minister said."
)
EMPTY = Article(id="empty", text="Latest Posts")
PILE = (AGENCY, MUSEUM, BUDGET, LOCAL, MASK)


def test_stories_singletons_and_unusable_articles_are_told_apart() -> None:
    pile = sort_pile([*PILE, EMPTY], FakeEncoder())
    assert {frozenset(story.article_ids) for story in pile.bundles} == {
        frozenset({"agency", "local"}),
        frozenset({"museum", "mask"}),
    }
    assert pile.singletons == ("budget",)
    assert pile.unusable == ("empty",)


def test_the_order_of_a_pile_changes_no_story() -> None:
    found = {
        frozenset(frozenset(story.article_ids) for story in sort_pile(order, FakeEncoder()).bundles)
        for order in permutations(PILE)
    }
    assert len(found) == 1


def test_reprints_count_once_and_are_named() -> None:
    reprint = replace(AGENCY, id="reprint")
    (story,) = sort_pile([AGENCY, reprint], FakeEncoder()).bundles
    assert (story.origins, len(story.reprints)) == (1, 1)


def test_every_article_of_a_pile_is_accounted_for() -> None:
    articles = [*PILE, DAILY, EMPTY]
    pile = sort_pile(articles, FakeEncoder())
    named = [*(name for story in pile.bundles for name in story.article_ids), *pile.singletons, *pile.unusable]
    assert sorted(named) == sorted(article.id for article in articles)


def test_a_digest_has_a_summary_of_each_story() -> None:
    engine = Engine(encoder=FakeEncoder(), seq2seq=FakeSeq2Seq(), profile=FAKE_PROFILE, name="fake")
    found = digest(PILE, engine.encoder, Summarizer(engine=engine).summarize).to_dict()
    assert len(found["stories"]) == 2
    for story in found["stories"]:
        assert story["summary"]["text"]
        assert {citation["article_id"] for s in story["summary"]["sentences"] for citation in s["citations"]} <= set(
            story["article_ids"]
        )


def test_worker_processes_tell_the_same_stories_and_one_that_dies_is_said(tmp_path: Path) -> None:
    with crews.pool(fake, 1) as spread:
        told = digest(PILE, FakeEncoder(), crews.summarize, spread=spread)
    assert told == digest(PILE, FakeEncoder(), fake().summarize)
    deadly = replace(MASK, text=f"{MASK.text} {DEADLY}")
    with pytest.raises(OutOfMemory), crews.pool(mortal(tmp_path / "lives", 9), 1) as spread:
        digest([deadly, MUSEUM], FakeEncoder(), crews.summarize, spread=spread)
