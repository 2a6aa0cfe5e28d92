from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import InputError
from summarizer.readers.markup import plain_text, read_html

PARAGRAPH = "The council voted on Thursday to close two libraries, and about 400 people protested in front of the town hall."
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Libraries close | The Herald</title>
<meta property="og:site_name" content="The Herald"><link rel="canonical" href="https://herald.example/a">
<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "2026-10-13T09:40:00Z"}}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Libraries close</h1>
<figure><img src="a.jpg"><figcaption>The library.</figcaption></figure>
<p>{PARAGRAPH}</p><p>{PARAGRAPH.replace("two", "three")}</p></article><footer>Imprint</footer></body></html>"""


def test_a_page_is_its_main_text_with_what_is_known_of_it() -> None:
    article = read_html(PAGE, "a.html")
    assert PARAGRAPH in article.text
    assert "Home" not in article.text
    assert "Imprint" not in article.text
    assert (article.title, article.source, article.language) == ("Libraries close", "The Herald", "en")
    assert article.published == datetime(2026, 10, 13, 9, 40, tzinfo=UTC)


def test_a_fragment_is_paragraphs_without_pictures_and_scripts() -> None:
    html = (
        "<p>One <b>two</b>\n three.</p><figure><figcaption>No.</figcaption></figure>Four<br>five &amp; six.<script>no()</script>"
    )
    assert plain_text(html) == "One two three.\n\nFour\n\nfive & six."


def test_hostile_markup_ends_well() -> None:
    assert plain_text("") == ""
    assert "deep" in plain_text("<div>" * 100 + "deep")
    plain_text("<div>" * 20_000 + "deep")
    plain_text("<" * 50_000)


@pytest.mark.parametrize("page", ["", " ", "<html></html>", "<html><head><title>t</title></head><body></body></html>"])
def test_a_page_without_text_is_an_error(page: str) -> None:
    with pytest.raises(InputError, match=r"a\.html"):
        read_html(page, "a.html")


@given(st.text(alphabet=st.sampled_from("<>/pdivbr&;\"'= a\x00\u200b")))
def test_any_markup_is_text(markup: str) -> None:
    assert isinstance(plain_text(markup), str)
