import datetime
import re
from dataclasses import replace

import pytest

from summarizer import Article, Summarizer
from summarizer.engine import Engine
from summarizer.facts.dates import Granularity
from summarizer.models.fakes import FAKE_PROFILE, FakeEncoder, FakeSeq2Seq
from summarizer.render import markdown, plain
from summarizer.summary import Summary
from summarizer.timeline import TimelineEntry

TEXT = "The ferry Alma ran aground on Monday. All 140 passengers were taken off by lifeboat. Nobody was hurt."
LATER = TEXT.replace("140", "141")


@pytest.fixture(scope="module")
def summaries() -> tuple[Summary, Summary]:
    summarizer = Summarizer(engine=Engine(encoder=FakeEncoder(), seq2seq=FakeSeq2Seq(), profile=FAKE_PROFILE, name="fake"))
    before = summarizer.summarize([Article(id="a", text=TEXT)])
    return before, summarizer.summarize([Article(id="a", text=LATER)], since=before.to_dict())


def test_what_changed_is_told_where_it_was_asked_for(summaries: tuple[Summary, Summary]) -> None:
    before, after = summaries
    assert "earlier summary" not in plain(before, {}) + markdown(before, {})
    for text in (plain(after, {}), markdown(after, {})):
        told = text.partition("Since the earlier summary\n")[2]
        assert {re.sub(r" \d:", ":", line) for line in told.partition("\n\n## ")[0].split("\n") if line} == {
            "- changed: All 141 passengers were taken off by lifeboat. (140 became 141)",
            "- confirmed: The ferry Alma ran aground on Monday. (the wording is the same)",
        }


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ((2026, 3, 10), (2026, 3, 10), "2026-03-10"),
        ((2026, 3, 1), (2026, 3, 31), "2026-03"),
        ((1968, 1, 1), (1968, 12, 31), "1968"),
        ((2026, 3, 9), (2026, 3, 15), "2026-03-09 to 2026-03-15"),
        ((2024, 1, 1), (2025, 12, 31), "2024-01-01 to 2025-12-31"),
    ],
)
def test_a_timeline_is_no_more_exact_than_its_source(
    first: tuple[int, int, int], last: tuple[int, int, int], shown: str, summaries: tuple[Summary, Summary]
) -> None:
    entry = TimelineEntry(datetime.date(*first), datetime.date(*last), Granularity.DAY, "It happened.", ())
    summary = replace(summaries[0], timeline=(entry,))
    assert f"Timeline\n- {shown}: It happened.\n" in plain(summary, {})
    assert f"## Timeline\n\n- {shown}: It happened.\n" in markdown(summary, {})


def test_no_story_of_a_bundle_that_was_split_is_lost(summaries: tuple[Summary, Summary]) -> None:
    one, other = summaries
    split = replace(one, parts=(replace(other, headline="Another ferry"),))
    assert plain(split, {}) == plain(one, {}) + "\nAnother ferry\n\n" + plain(other, {})
    assert markdown(split, {}) == markdown(one, {}) + "\n---\n\n# Another ferry\n\n" + markdown(other, {})
