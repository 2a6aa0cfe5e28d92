"""What the page says beside a summary; the summary is made up, so that every kind of note is in it."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from summarizer import Article, Summary
from summarizer.disagreements import Disagreement, Kind, Value
from summarizer.facts.mention import Granularity
from summarizer.reuse import Reuse
from summarizer.sentence import Citation
from summarizer.service.fakes import FakeSummarizer
from summarizer.summary import Fate, Origin, SourceReport, TrailEntry
from summarizer.timeline import TimelineEntry

if TYPE_CHECKING:
    from tests.end_to_end.conftest import Faked, Open

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
expect = playwright.expect

TEXTS = {
    "Wire": "A mine collapsed in Harl. Twelve miners died. Sign up for our newsletter.",
    "Post": "A mine collapsed in Harl. Twelve miners died. Rescue goes on.",
    "Radio": "Fourteen miners died in Harl. The mine was opened in 1968.",
}


def at(articles: Sequence[Article], source: str, words: str) -> Citation:
    article = next(article for article in articles if article.source == source)
    start = article.text.index(words)
    return Citation(article.id, start, start + len(words))


class Told(FakeSummarizer):
    """Adds notes of every kind to the summary of the three articles."""

    def summarize(self, articles: Sequence[Article], *args: Any, **options: Any) -> Summary:
        summary = super().summarize(articles, *args, **options)
        if len(articles) != len(TEXTS):  # the warm-up of the service
            return summary
        ids = [article.id for article in articles]

        def entry(source: str, words: str, fate: Fate, reason: str) -> TrailEntry:
            cited = at(articles, source, words)
            return TrailEntry(cited.article_id, cited.start, cited.end, fate, reason, 1 if fate is Fate.USED else None)

        def value(text: str, sources: Sequence[str], origins: tuple[int, ...]) -> Value:
            return Value(text, text, tuple(at(articles, source, text) for source in sources), origins, ())

        return replace(
            summary,
            articles=tuple(
                SourceReport(article.id, None, article.source, None, None, "en", min(i // 2, 1), 12, 9)
                for i, article in enumerate(articles)
            ),
            origins=(Origin((ids[0], ids[1]), f"{ids[0]} and {ids[1]} print the same text"), Origin((ids[2],))),
            notes=(f"{ids[2]} was read in part",),
            disagreements=(
                Disagreement(
                    Kind.CONFLICT,
                    "died",
                    (value("Twelve miners", ["Wire", "Post"], (0,)), value("Fourteen miners", ["Radio"], (1,))),
                ),
            ),
            timeline=(
                TimelineEntry(
                    datetime.date(1968, 1, 1),
                    datetime.date(1968, 12, 31),
                    Granularity.YEAR,
                    "The mine was opened in 1968.",
                    (at(articles, "Radio", "The mine was opened in 1968."),),
                ),
            ),
            reuse=(Reuse(ids[0], 5, 0, 25, 0, 25, 1.0),),
            trail=(
                entry("Wire", "A mine collapsed in Harl.", Fate.USED, "cited by sentence 1"),
                entry("Wire", "Sign up for our newsletter.", Fate.FURNITURE, "newsletter or subscription prompt"),
                entry("Post", "A mine collapsed in Harl.", Fate.REDUNDANT, f"{ids[0]} prints it word for word"),
                entry("Radio", "Fourteen miners died in Harl.", Fate.OUTRANKED, "matters less than what was chosen"),
                entry("Radio", "The mine was opened in 1968.", Fate.OVER_BUDGET, "would fit no more"),
            ),
        )


def test_what_an_editor_has_to_know_is_said_in_plain_words(open_page: "Open", faked: "Faked") -> None:
    with faked(Told()) as address:
        page = open_page(address)
        for i, (source, text) in enumerate(TEXTS.items()):
            page.locator("#articles textarea").last.fill(text)
            page.locator(".of-source input").nth(i).fill(source)
        page.locator("#go").click()
        notes, lit = page.locator("#notes"), page.locator("#articles .lit")

        expect(page.locator("#counts")).to_contain_text("2 independent sources · sources differ on 1 point")
        expect(notes).to_contain_text("One source says “Twelve miners”, one says “Fourteen miners”.")
        expect(notes).to_contain_text("Wire and Post print the same text. They count as one source.")
        expect(notes).to_contain_text("Radio was read in part")
        expect(notes).to_contain_text("The longest run of words as in a source has 5 words, from Wire.")
        expect(page.locator(".facts").first).to_contain_text("9 of 12 words read · counts as one with Post")

        notes.get_by_role("button", name="“Fourteen miners”").click()
        expect(lit).to_have_text(["Fourteen miners died in Harl."])
        notes.get_by_role("button", name="Not part of the report: 1").click()
        expect(lit).to_have_text(["Sign up for our newsletter."])
        notes.locator("summary", has_text="Timeline, 1 entry").click()
        expect(notes.locator(".timeline")).to_contain_text("1968")
        notes.get_by_role("button", name="The mine was opened").click()
        expect(lit).to_have_text(["The mine was opened in 1968."])

        page.locator("[data-fate=redundant]").hover()
        expect(page.locator("#fate")).to_have_text("Said already: Wire prints it word for word.")
        page.locator("[data-fate=used]").hover()
        expect(page.locator(".sentence.lit")).to_have_text("A mine collapsed in Harl.")
