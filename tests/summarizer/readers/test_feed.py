from contextlib import suppress
from datetime import UTC, datetime

import pytest

from summarizer.errors import UnreadableInput
from summarizer.readers.feed import read_feed

RSS = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Herald</title><language>en-gb</language>
<item><title>Bridge falls</title><guid isPermaLink="false">g1</guid><link>https://herald.example/1</link>
<pubDate>Tue, 13 Oct 2026 11:40:00 +0200</pubDate><description>Teaser.</description>
<content:encoded><![CDATA[<p>The bridge fell.</p><p>Police are there.</p>]]></content:encoded></item>
<item><title>No text</title></item></channel></rss>"""
ATOM = b"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<title>Observer</title>
<entry><id>tag:o,1</id><title>Bridge &amp; barge</title>
<updated>2026-10-13T09:40:00Z</updated><summary>Only this.</summary></entry></feed>"""


def test_rss_with_full_text() -> None:
    (article,) = read_feed(RSS, "a.rss")
    assert (article.id, article.title, article.source, article.url) == (
        "g1",
        "Bridge falls",
        "The Herald",
        "https://herald.example/1",
    )
    assert article.text == "The bridge fell.\n\nPolice are there."
    assert article.published == datetime(2026, 10, 13, 9, 40, tzinfo=UTC)
    assert article.language == "en"


def test_atom_with_a_summary_alone() -> None:
    (article,) = read_feed(ATOM, "a.atom")
    assert (article.id, article.title, article.source, article.text) == ("tag:o,1", "Bridge & barge", "Observer", "Only this.")


def test_entities_are_not_expanded_without_end() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    feed = bomb + b'<rss version="2.0"><channel><item><description>One. &b;</description></item></channel></rss>'
    (article,) = read_feed(feed, "a.rss")
    assert article.text.count("aaaaaaaaaa") <= 10


@pytest.mark.parametrize(
    "broken",
    [
        ATOM.replace(b"Only this.", b"Only &#x110000; this.").replace(b"<feed ", b'<feed "" '),
        ATOM.replace(b"09:40", b"09:&#xD800;40").replace(b"</entry>", b""),
        RSS.replace(b"utf-8", b"i\xc3(so-8859-1"),
        RSS.replace(b"content/1.0", b"content/1\x85.0").replace(b"</title><language>", b"</title<language>"),
        RSS.replace(b"</content:encoded>", b"").replace(b"]]>", b""),
    ],
)
def test_broken_feeds_are_read_as_far_as_they_go_or_refused(broken: bytes) -> None:
    with suppress(UnreadableInput):
        assert all(article.text.strip() for article in read_feed(broken, "a.rss"))


def test_what_the_parser_stumbles_over_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(_: object) -> None:
        raise ValueError("chr() arg not in range(0x110000), in the text of the article")

    monkeypatch.setattr("feedparser.parse", stumble)
    with pytest.raises(UnreadableInput, match=r"a\.rss is a feed too broken to be read \(ValueError\)\.$"):
        read_feed(RSS, "a.rss")


def test_parts_without_a_text_and_dates_that_are_none_are_passed_over() -> None:
    bare = RSS.replace(b"<![CDATA[<p>The bridge fell.</p><p>Police are there.</p>]]>", b"").replace(
        b"Tue, 13 Oct 2026", b"Foo, 99"
    )
    (article,) = read_feed(bare, "a.rss")
    assert (article.text, article.published) == ("Teaser.", None)
