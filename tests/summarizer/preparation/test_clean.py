from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from summarizer import Article
from summarizer.preparation.clean import CleanArticle, clean

REPORT = (
    "The council of Kelmouth voted on Thursday to close two libraries, officials said.\n\n"
    "About 400 people protested in front of the town hall. Police said they were peaceful.\n\n"
    "The closures save 2.1 million crowns a year, the finance department said."
)
OTHER = (
    "Two libraries in Kelmouth will shut at the end of the year.\n\n"
    "The decision came after a long debate in the town hall on Thursday evening.\n\n"
    "Opponents announced a petition for a referendum and want 6,500 signatures."
)


def prose(cleaned: CleanArticle) -> list[str]:
    return [cleaned.article.text[span.start : span.end] for span in cleaned.paragraphs]


def reasons(cleaned: CleanArticle) -> dict[str, str]:
    return {cleaned.article.text[r.span.start : r.span.end]: r.reason for r in cleaned.removed}


def one(text: str, title: str | None = None) -> CleanArticle:
    return clean([Article(id="a", text=text, title=title)])[0]


def test_headlines_headings_captions_and_bylines_go() -> None:
    cleaned = one(
        f"Council Closes Libraries.\n\nBy Jane Roe\n\n(Photo: AP)\n\nA Long Night\n\n{REPORT}\n\nWhat happens next?",
        title="Council closes libraries",
    )
    assert prose(cleaned) == REPORT.split("\n\n")
    assert reasons(cleaned) == {
        "Council Closes Libraries.": "headline",
        "By Jane Roe": "byline or desk credit",
        "(Photo: AP)": "photo caption or credit",
        "A Long Night": "heading or fragment without an end mark",
        "What happens next?": "question as a heading",
    }


def test_links_after_their_heading_go_even_with_end_marks() -> None:
    cleaned = one(f"{REPORT}\n\nLatest Posts\n\nHundreds rescued from flood.\n\nIs this the end?\n\nEditor's Picks")
    assert prose(cleaned) == REPORT.split("\n\n")


def test_the_dateline_is_cut_from_its_paragraph() -> None:
    cleaned = one(f"KELMOUTH (NPA) — {REPORT}")
    assert prose(cleaned) == REPORT.split("\n\n")
    assert reasons(cleaned) == {"KELMOUTH (NPA) —": "dateline"}


def test_lines_that_repeat_across_reports_go() -> None:
    line = "Our reporters are there for you day and night, all over the bay."
    first, second = clean([Article(id="a", text=f"{REPORT}\n\n{line}"), Article(id="b", text=f"{OTHER}\n\n{line}")])
    assert prose(first) == REPORT.split("\n\n")
    assert prose(second) == OTHER.split("\n\n")


def test_a_sentence_that_two_reports_share_stays() -> None:
    line = "The mayor resigned on Friday after eleven years in office, her spokesman said."
    cleaned = clean([Article(id="a", text=f"{REPORT}\n\n{line}"), Article(id="b", text=f"{OTHER}\n\n{line}")])
    assert all(line in prose(one) for one in cleaned)


def test_a_reprint_keeps_its_sentences() -> None:
    article = Article(id="a", text=REPORT)
    assert all(prose(cleaned) == REPORT.split("\n\n") for cleaned in clean([article, replace(article, id="b")]))


def test_captions_printed_twice_go_but_a_doubled_article_is_read_once() -> None:
    caption = "A man stands before the closed library in Millgate on Friday."
    assert prose(one(f"{REPORT}\n\n{caption}\n\n{caption}")) == REPORT.split("\n\n")
    assert prose(one(f"{REPORT}\n\n{REPORT}")) == REPORT.split("\n\n")


def test_adding_a_reprint_changes_nothing_in_the_others() -> None:
    articles = [Article(id="a", text=f"{REPORT}\n\nTell us what you saw."), Article(id="b", text=OTHER)]
    alone = clean(articles)
    assert clean([*articles, replace(articles[1], id="c")])[:2] == alone


@given(st.lists(st.text(max_size=80), min_size=1, max_size=5), st.permutations(range(5)))
def test_the_order_of_articles_does_not_matter(texts: list[str], order: list[int]) -> None:
    articles = [Article(id=str(number), text=text) for number, text in enumerate(texts)]
    shuffled = [articles[place] for place in order if place < len(articles)]
    assert {one.article.id: one for one in clean(articles)} == {one.article.id: one for one in clean(shuffled)}
