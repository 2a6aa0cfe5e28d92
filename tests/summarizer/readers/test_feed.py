from datetime import UTC, datetime

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
