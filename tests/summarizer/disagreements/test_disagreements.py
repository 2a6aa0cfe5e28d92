from collections.abc import Sequence
from datetime import datetime
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.article import Article
from summarizer.disagreements import Disagreement, Kind, find_disagreements
from summarizer.disagreements.blocking import share_a_key
from summarizer.disagreements.told import Told
from summarizer.sentence import Sentence, Span

MORNING, EVENING = datetime(2026, 3, 13, 8), datetime(2026, 3, 13, 20)


def find(
    *texts: str | Sequence[str],
    origins: Sequence[int] | None = None,
    times: Sequence[datetime | None] | None = None,
    order: Sequence[int] | None = None,
    notes: Sequence[Sequence[str]] = (),
) -> tuple[Disagreement, ...]:
    """Search articles of one or more sentences; sentences of one place in their articles are taken to be alike."""
    articles: list[Article] = []
    sentences: list[Sentence] = []
    for number, text in enumerate(texts):
        own = [text] if isinstance(text, str) else list(text)
        whole = " ".join(own)
        articles.append(Article(text=whole, id=f"a{number}", published=times[number] if times else None))
        for index, sentence in enumerate(own):
            start = whole.index(sentence)
            sentences.append(Sentence(Span(f"a{number}", start, start + len(sentence)), sentence, index, 0))
    if order is not None:
        articles = [articles[n] for n in order]
        sentences = [s for article in articles for s in sentences if s.article_id == article.id]
    vectors = np.eye(8, dtype=np.float32)[[s.index for s in sentences]]
    numbers = origins if origins is not None else range(len(texts))
    told = {f"a{n}": told for n, told in enumerate(notes)}
    return find_disagreements(articles, sentences, vectors, {f"a{n}": origin for n, origin in enumerate(numbers)}, told)


def one(*texts: str | Sequence[str], **options: Sequence[int] | Sequence[datetime | None]) -> Disagreement:
    (found,) = find(*texts, **options)  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize(
    ("left", "right", "values"),
    [
        ("A ferry fire killed 12 people in Lowmouth.", "The fire on the ferry left 14 dead in Lowmouth.", {"12", "14"}),
        ("Police arrested 30 people at the march.", "At the march 45 people were arrested by police.", {"30", "45"}),
        ("About 300 residents were evacuated on Monday.", "Some 900 residents were evacuated on Monday.", {"~300", "~900"}),
        ("The town will spend $12 on the new pier.", "The town will spend $21 on the new pier.", {"12 dollar", "21 dollar"}),
        ("Turnout in the ward vote was 34 percent.", "Turnout in the ward vote was 43 per cent.", {"34 percent", "43 percent"}),
        ("The council backed the plan in a 5-4 vote.", "The council backed the plan in a 6-3 vote.", {"5-4", "6-3"}),
        ("Mayor Ann Marlow opened the bridge.", "The bridge was opened by mayor Anna Barlow.", {"ann marlow", "anna barlow"}),
        ("Fire chief Tom Reed praised the crews.", "Tim Reed, the fire chief, praised the crews.", {"tom reed", "tim reed"}),
        ("The jury found him guilty of arson.", "The jury found him not guilty of arson.", {"verdict -", "verdict +"}),
        ("The council approved the harbour plan.", "The council rejected the harbour plan.", {"decision +", "decision -"}),
        ("The plane came down in Norwell.", "The plane came down in Sudbrook.", {"norwell", "sudbrook"}),
        ("The House passed a $25 relief bill.", "The House backed the $19 rescue bill.", {"25 dollar", "19 dollar"}),
        ("Four harbour guards were charged over the fire.", "Police arrested two harbour guards over the fire.", {"4", "2"}),
        ("Two kinds of tests were mixed by the agency.", "The agency mixed four kinds of tests.", {"2", "4"}),
        ("Firms added a better-than-expected 250 jobs.", "Firms added a solid 325 jobs.", {"250", "325"}),
        ("The old pier collapsed on 3 May 2026.", "The old pier collapsed on 4 May 2026.", {"2026-05-03", "2026-05-04"}),
        ("The old pier collapsed at 3 p.m. on the day.", "The old pier collapsed at 4.30pm on the day.", {"15:00", "16:30"}),
    ],
)  # fmt: skip
def test_values_that_cannot_both_be_true_are_found(left: str, right: str, values: set[str]) -> None:
    found = one(left, right)
    assert found.kind is Kind.CONFLICT
    assert {value.normalised for value in found.values} == values
    assert [len(value.origins) for value in found.values] == [1, 1]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("A ferry fire killed 12 people in Lowmouth.", "A ferry fire killed at least 10 people in Lowmouth."),
        ("A ferry fire killed 12 people in Lowmouth.", "A ferry fire killed more than 11 people in Lowmouth."),
        ("About 300 residents were evacuated.", "298 residents were evacuated."),
        ("Northland put tariffs on $60 billion of Sudbrook goods.", "Tariffs were put on $34 billion of Northland goods."),
        ("Shops added 180 jobs in the last quarter.", "Shops added 223 jobs in the whole year."),
        ("President Tor of Northland praised the vote.", "President Tor Hallvard praised the vote."),
        ("General Karim Sorbeni died in the attack.", "General Karim Surbeni died in the attack."),
        ("The pier cost $1.2 million to build.", "The pier cost $1.23 million to build."),
        ("A ferry fire killed 12 people in Lowmouth.", "A ferry fire killed a dozen people in Lowmouth."),
        ("A ferry fire killed 12 people in Lowmouth.", "Three of the people killed in the ferry fire in Lowmouth were children."),
        ("A ferry fire killed 12 people in Lowmouth.", "A ferry fire in Lowmouth killed people including 3 children."),
        ("A ferry fire killed 12 people in Lowmouth.", "A ferry fire killed 7 women in Lowmouth."),
        ("A ferry fire killed 12 people in Lowmouth.", "A ferry fire injured 14 people in Lowmouth."),
        ("Mexico gets 2 million doses and Canada 1 million.", "Canada and Mexico get 3 million doses."),
        ("A ferry fire killed 12 people in 2019.", "A ferry fire killed 14 people in 2026."),
        ("Analysts expect 165,000 jobs were added in June.", "In June employers added 102,000 jobs."),
        ("They met at the court on 2 March 2016.", "They met at the court on 4 March 2020."),
        ("Bill Reed, the mayor, left.", "Mayor William Reed left."),
        ("The council approved the harbour plan.", "The council could have rejected the harbour plan."),
        ("The bridge on Route 12 was closed.", "The bridge on Route 14 was closed."),
        ("Smith, 43, was held on Monday.", "Smith was held in Lowmouth."),
        ("He was jailed for three years and four months.", "He was jailed for 40 months."),
    ],
)
def test_what_may_both_be_true_is_no_disagreement(left: str, right: str) -> None:
    assert find(left, right) == ()


def test_a_date_without_a_year_agrees_with_one_that_has_it() -> None:
    assert find("The old pier collapsed on 3 May 2026.", "The old pier collapsed on 3 May.") == ()
    assert find("The old pier collapsed on 3 May.", "The old pier collapsed on May 3.", times=[None, MORNING]) == ()


def test_an_article_that_knows_both_values_speaks_of_two_things() -> None:
    fire = "A ferry fire killed 12 people in Lowmouth."
    other = ["A ferry fire killed 14 people in Lowmouth.", "An older ferry fire there had killed 12 people."]
    assert find(fire, other) == ()


def test_sentences_that_say_other_things_are_not_compared() -> None:
    assert find(["Rain fell.", "A fire killed 12 people."], ["A fire killed 14 people.", "Rain fell."]) == ()


def test_origins_count_once_and_more_of_them_come_first() -> None:
    text = "A ferry fire killed {} people in Lowmouth."
    found = one(text.format(14), text.format(12), text.format(12), text.format(12), origins=[0, 1, 1, 2])
    assert [(v.normalised, v.origins, len(v.citations)) for v in found.values] == [("12", (1, 2), 3), ("14", (0,), 1)]
    assert found.in_words() == "Two sources say “12 people”, one source says “14 people” (killed)."


def test_copies_of_one_text_do_not_stand_against_each_other() -> None:
    text = "A ferry fire killed {} people in Lowmouth."
    assert find(text.format(12), text.format(14), origins=[0, 0]) == ()
    assert one(text.format(12), text.format(14), origins=[0, 0], times=[MORNING, EVENING]).kind is Kind.UPDATE


def test_a_toll_that_rose_is_an_update_and_the_earlier_value_comes_first() -> None:
    found = one(
        "The toll of the ferry fire rose to 14 dead on Friday.", "A ferry fire killed 12 people.", times=[EVENING, MORNING]
    )
    assert found.kind is Kind.UPDATE
    assert [value.normalised for value in found.values] == ["12", "14"]
    assert [value.published for value in found.values] == [(MORNING,), (EVENING,)]
    assert found.in_words().startswith("Updated since: one source says “12 people”")


def test_a_least_number_is_outgrown_by_a_later_one_only() -> None:
    texts = ("The quake killed at least seven people.", "The quake killed at least 23 people.")
    found = one(*texts, times=(MORNING, EVENING))
    assert (found.kind, [value.text for value in found.values]) == (Kind.UPDATE, ["at least seven people", "at least 23 people"])
    assert find(*texts) == ()
    assert find(*texts, times=(EVENING, MORNING)) == ()


def test_a_correction_is_told_from_a_conflict() -> None:
    later = ["A ferry fire killed 14 people.", "Correction: an earlier version said 12 people were killed in the ferry fire."]
    found = one("A ferry fire killed 12 people.", later, times=[MORNING, EVENING])
    assert found.kind is Kind.CORRECTION
    assert [value.normalised for value in found.values] == ["12", "14"]


def test_credit_for_who_reported_first_is_no_correction() -> None:
    found = one(
        "As the Courier first reported, the fund lost $40 million on the deal.",
        "The fund lost $52 million on the deal.",
    )
    assert found.kind is Kind.CONFLICT


def test_a_value_that_a_note_of_correction_names_was_corrected() -> None:
    texts = "A ferry fire killed 14 people.", "A ferry fire killed 12 people."
    note = "Correction: An earlier version of this report said 14 people were killed. It was 12."
    (found,) = find(*texts, notes=[(), (note,)])
    assert found.kind is Kind.CORRECTION
    assert [value.normalised for value in found.values] == ["14", "12"]
    assert one(*texts).kind is Kind.CONFLICT


def test_signatures_so_far_are_a_later_count_of_those_who_signed() -> None:
    found = one("By six, 1,100 people had signed it.", "The signatures so far, about 3,000, are kept.", times=[MORNING, EVENING])
    assert (found.kind, found.subject) == (Kind.UPDATE, "signed")


def test_the_next_sentence_is_no_part_of_a_name() -> None:
    assert find("“My friend is President Xi. We’ll talk,” he said.", "“My friend is President Xi of China,” he said.") == ()


def test_citations_are_the_sentences() -> None:
    texts = ["Rain fell. A ferry fire killed 12 people.", "Rain fell. A ferry fire killed 14 people."]
    found = one(*(["Rain fell.", text.removeprefix("Rain fell. ")] for text in texts))
    for value in found.values:
        for citation in value.citations:
            text = texts[int(citation.article_id[1:])]
            assert value.text in text[citation.start : citation.end]


def test_nothing_in_nothing() -> None:
    assert find_disagreements([], [], np.zeros((0, 4), dtype=np.float32), {}) == ()


BUNDLE = [
    "A ferry fire killed 12 people in Lowmouth.",
    "A ferry fire killed 14 people in Lowmouth.",
    "A ferry fire killed at least 10 people in Lowmouth, mayor Ann Reed said.",
    "A ferry fire killed 12 people in Lowmouth, mayor Anna Reef said.",
]


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_the_order_of_articles_changes_nothing(order: tuple[int, ...]) -> None:
    assert find(*BUNDLE, order=order) == find(*BUNDLE)


def test_a_reprint_changes_nothing_but_the_citations() -> None:
    def facts(found: Sequence[Disagreement]) -> list[object]:
        return [(d.kind, d.subject, [(v.normalised, v.origins) for v in d.values]) for d in found]

    assert facts(find(*BUNDLE, BUNDLE[0], origins=[0, 1, 2, 3, 0])) == facts(find(*BUNDLE))


WORDS = st.sampled_from(
    "12 14 at least about killed people $ million percent 5-4 3 May mayor Ann Reed Anna in Lowmouth not guilty".split()
)


@settings(max_examples=60)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=10).map(" ".join), min_size=2, max_size=4))
def test_any_words_are_searched_and_values_stand_in_their_sentences(texts: list[str]) -> None:
    for found in find(*texts):
        assert len(found.values) >= 2
        assert len({value.normalised for value in found.values}) == len(found.values)
        for value in found.values:
            assert value.citations
            assert any(value.text in texts[int(c.article_id[1:])][c.start : c.end] for c in value.citations)


def test_only_sentences_that_share_what_is_counted_are_compared() -> None:
    articles = [Article(id=name, text="x") for name in "abc"]
    texts = ["Fire killed 12 people in Lowmouth.", "The fire left 14 dead.", "The pier cost $30."]
    sentences = [Sentence(Span(name, 0, len(text)), text, 0, 0) for name, text in zip("abc", texts, strict=True)]
    told = Told(articles, sentences, np.ones((3, 1), np.float32), {"a": 0, "b": 1, "c": 2}, {})
    pairs = np.array([[0, 1], [0, 2], [1, 2]])
    assert share_a_key(told.statements, pairs[:, 0], pairs[:, 1]).tolist() == [True, False, False]
    assert share_a_key([(), ()], np.array([0]), np.array([1])).tolist() == [False]


@pytest.mark.parametrize(
    ("left", "right", "values"),
    [
        (  # the count that both give alike is not the other one's rival
            "Mexico will receive 25 doses of the vaccine and Canada will receive 15 doses.",
            "The plan is to share 32 doses of the vaccine with Mexico and 15 doses with Canada.",
            {"25", "32"},
        ),
        (  # an amount of another size is none either
            "The House gave final passage to a $19 trillion relief bill that will deliver $1,400 checks.",
            "The House gave final approval to a $25 trillion relief bill on checks.",
            {"1.9e+13 dollar", "2.5e+13 dollar"},
        ),
        ("Eight Republicans backing the bill made it pass.", "It passed with ten Republicans joining.", {"8", "10"}),
        (  # "historic" is said of another clause
            "The shock tore through the market at historic levels, sending the jobless rate to 14 percent.",
            "The shock sent the jobless rate of the market to 19 percent.",
            {"14 percent", "19 percent"},
        ),
    ],
)  # fmt: skip
def test_other_numbers_of_a_sentence_hide_nothing(left: str, right: str, values: set[str]) -> None:
    assert {value.normalised for value in one(left, right).values} == values


def test_an_amount_that_another_is_held_against_is_of_another_thing() -> None:
    assert find("The tax would raise $29 over the years.", "The tax would raise more than the $70 over the years.") == ()


@pytest.mark.parametrize(("money", "unit"), [("{} crowns", ""), ("${}", " dollar")])
def test_an_amount_is_for_what_the_sentence_before_says(money: str, unit: str) -> None:
    asked = "The office recommended laminated glass for the windows of the palace."
    paid = "The minister said new windows of laminated glass would be paid for."
    refused = f"The ministry did not provide the {money.format(800)} for it."
    planned = f"The work is expected to cost {money.format(1_100)}."
    found = one([asked, refused], [paid, planned], times=[MORNING, EVENING])
    assert [value.normalised for value in found.values] == [f"800{unit}", f"1100{unit}"]
    assert found.kind is Kind.UPDATE
    stairs = "The stairs and doors were painted, a spokesman said."
    assert find([asked, refused], [stairs, planned], times=[MORNING, EVENING]) == ()


def test_a_result_takes_the_place_of_a_poll_that_was_printed_before_it() -> None:
    poll, result = "In the exit poll the Reed Alliance has 37 percent.", "The Reed Alliance won 39 percent, results showed."
    assert one(poll, result, times=[MORNING, EVENING]).kind is Kind.UPDATE
    assert one(poll, result).kind is Kind.CONFLICT
    assert one(poll, result, times=[EVENING, MORNING]).kind is Kind.CONFLICT
    assert one(poll, poll.replace("37", "39"), times=[MORNING, EVENING]).kind is Kind.CONFLICT
