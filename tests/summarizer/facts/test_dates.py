import itertools
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.facts.dates import DateMention, Granularity, resolve, write_out
from summarizer.facts.mention import MONTHS, WEEKDAYS
from summarizer.wording.quotes import quoted

FRIDAY = date(2026, 3, 13)
PIECES = st.sampled_from(
    [
        "yesterday", "Today", "tonight", "on Friday", "next Tuesday", "last month", "this year’s", "two days ago", "31 June",
        "30 February", "13 March 2025", "March 5,", "2026-13-01", "999 years ago", "will", "said", "“", "”", '"', "the", ".", ",",
        "over the weekend", "in May", "the day after tomorrow", "29 February", "Monday’s vote", "é", "\u202e",
    ]
)  # fmt: skip
SENTENCES = st.lists(PIECES, max_size=12).map(" ".join)
DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))


def one(sentence: str, published: date | None = FRIDAY) -> DateMention:
    (mention,) = resolve(sentence, published)
    return mention


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The mayor resigned yesterday.", date(2026, 3, 12)),
        ("The mayor resigned today.", FRIDAY),
        ("Fans gather tonight.", FRIDAY),
        ("The vote is tomorrow.", date(2026, 3, 14)),
        ("It was sold the day before yesterday.", date(2026, 3, 11)),
        ("It was fired this morning.", FRIDAY),
        ("The mayor resigned on Friday.", FRIDAY),
        ("The mayor resigned on Saturday.", date(2026, 3, 7)),
        ("The mayor resigned last Friday.", date(2026, 3, 6)),
        ("The council will vote on Friday.", FRIDAY),
        ("On Saturday, the council will vote.", date(2026, 3, 14)),
        ("He said Wednesday he will resign.", date(2026, 3, 11)),
        ("Officials meet next Tuesday.", date(2026, 3, 17)),
        ("Officials meet next Friday.", date(2026, 3, 20)),
        ("They are due to meet on Thursday.", date(2026, 3, 19)),
        ("The vote will be held on Thursday.", date(2026, 3, 19)),
        ("The museum will stay closed until Wednesday.", date(2026, 3, 18)),
        ("A technician had been ordered for Monday.", date(2026, 3, 16)),
        ("The man was shot two days ago.", date(2026, 3, 11)),
        ("He was born on 30 December.", date(2025, 12, 30)),
        ("The tax will begin on January 3.", date(2027, 1, 3)),
        ("It closed on Dec. 30, 2019.", date(2019, 12, 30)),
        ("It closed on 2019-12-30.", date(2019, 12, 30)),
        ("It was held on Thursday 12 March.", date(2026, 3, 12)),
        ("It was held on 29 February.", date(2024, 2, 29)),
    ],
)
def test_days(sentence: str, day: date) -> None:
    if day == date(2024, 2, 29):
        # No February of the years around 2026 has 29 days.
        assert resolve(sentence, FRIDAY) == ()
        assert one(sentence, date(2024, 6, 1)).first == day
        return
    mention = one(sentence)
    assert (mention.first, mention.last, mention.granularity) == (day, day, Granularity.DAY)


@pytest.mark.parametrize(
    ("sentence", "first", "last", "granularity"),
    [
        ("Prices fell last month.", date(2026, 2, 1), date(2026, 2, 28), Granularity.MONTH),
        ("Prices fell last week.", date(2026, 3, 2), date(2026, 3, 8), Granularity.WEEK),
        ("Earlier this week prices fell.", date(2026, 3, 9), date(2026, 3, 15), Granularity.WEEK),
        ("Prices will fall next year.", date(2027, 1, 1), date(2027, 12, 31), Granularity.YEAR),
        ("It closed in December.", date(2025, 12, 1), date(2025, 12, 31), Granularity.MONTH),
        ("It will close in February.", date(2027, 2, 1), date(2027, 2, 28), Granularity.MONTH),
        ("It closed over the weekend.", date(2026, 3, 7), date(2026, 3, 8), Granularity.WEEKEND),
        ("It opened in May 2021.", date(2021, 5, 1), date(2021, 5, 31), Granularity.MONTH),
        ("It opened in 2019.", date(2019, 1, 1), date(2019, 12, 31), Granularity.YEAR),
        ("It was shown on 3-5 March.", date(2026, 3, 3), date(2026, 3, 5), Granularity.RANGE),
        ("It was shown three months ago.", date(2025, 12, 1), date(2025, 12, 31), Granularity.MONTH),
    ],
)
def test_stretches(sentence: str, first: date, last: date, granularity: Granularity) -> None:
    mention = one(sentence)
    assert (mention.first, mention.last, mention.granularity) == (first, last, granularity)


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge opens on 31 June.",
        "It was on 30 February 2024 and 2019-02-30.",
        "The Sunday Times and USA Today said nothing of Super Tuesday.",
        "The shop opens every Monday and from Tuesday to Friday.",
        "In the last week of the campaign she won.",
        "Mr May could march.",
        "Nobody could hear the alarm on Monday night.",
        "He could not attend the funeral on Saturday.",
        "It shows why one barge could bring down the bridge on Tuesday.",
        "He lives at 5 March Street.",
        "Polls close at 8 on Tuesday.",
        "It was settled 999 years ago.",
    ],
)
def test_no_date(sentence: str) -> None:
    found = resolve(sentence, FRIDAY)
    assert [m for m in found if m.granularity is not Granularity.YEAR] == [], found


def test_a_time_of_day_counts_for_its_own_day() -> None:
    assert one("It fell today.", datetime(2026, 3, 13, 23, 59)).first == FRIDAY


def test_without_a_published_time_only_dates_with_a_year_are_found() -> None:
    text = "Yesterday, on 3 March and on 4 March 2026, it fell."
    assert [m.text for m in resolve(text, None)] == ["4 March 2026"]
    assert write_out(text, None) == text


@pytest.mark.parametrize(
    ("sentence", "written"),
    [
        ("The mayor resigned on Friday.", "The mayor resigned on Friday 13 March."),
        ("Yesterday, the court ruled.", "On Thursday 12 March, the court ruled."),
        ("It fell this morning.", "It fell on the morning of Friday 13 March."),
        ("He left last Friday.", "He left on Friday 6 March."),
        ("Officials will meet next Tuesday.", "Officials will meet on Tuesday 17 March."),
        ("They expect it by tomorrow.", "They expect it by Saturday 14 March."),
        ("Friday’s vote failed.", "The 13 March vote failed."),
        ("The bridge closed last month and reopens next year.", "The bridge closed in February and reopens in 2027."),
        ("It fell after a vote last week.", "It fell after a vote in the week of 2 March."),
        ("It was sold over the weekend.", "It was sold over the weekend of 7 March."),
        ("It was closed in December.", "It was closed in December 2025."),
        ("A fire on Thursday night killed two.", "A fire on Thursday night 12 March killed two."),
        ("It was sold on 13 March 2026.", "It was sold on 13 March 2026."),
        ("“We vote tomorrow,” he said yesterday.", "“We vote tomorrow,” he said on Thursday 12 March."),
        ("It was closed three years ago.", "It was closed three years ago."),
        ("Last week’s vote was void.", "Last week’s vote was void."),
    ],
)
def test_days_are_written_out(sentence: str, written: str) -> None:
    assert write_out(sentence, FRIDAY) == written


def test_the_month_may_come_first() -> None:
    assert write_out("It fell on Friday after talks.", FRIDAY, month_first=True) == "It fell on Friday, March 13, after talks."


def test_around_new_year_the_year_is_named() -> None:
    assert write_out("It fell yesterday.", date(2026, 1, 1)) == "It fell on Wednesday 31 December 2025."


@given(SENTENCES, DAYS)
def test_mentions_are_spans_in_order_with_real_days(text: str, published: date) -> None:
    mentions = resolve(text, published)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text != ""
        assert mention.first <= mention.last
        assert mention.granularity is not Granularity.DAY or mention.first == mention.last
    assert all(left.end <= right.start for left, right in itertools.pairwise(mentions))


@given(st.text(max_size=80), DAYS)
def test_any_text_is_read(text: str, published: date) -> None:
    resolve(text, published)
    write_out(text, published)


@given(SENTENCES, st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_quotations_stay_word_for_word(text: str, published: date) -> None:
    before = [text[start:end] for start, end in quoted(text)]
    written = write_out(text, published)
    assert [written[start:end] for start, end in quoted(written)] == before


@given(st.lists(PIECES, max_size=12).map(" and ".join), st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_what_is_written_out_means_the_same_days(text: str, published: date) -> None:
    named = {(m.first.month, m.first.day) for m in resolve(text, published)}
    days = {(m.first.month, m.first.day) for m in resolve(write_out(text, published), published)}
    assert days <= named


@given(st.sampled_from(WEEKDAYS), st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_a_past_weekday_lies_in_the_week_up_to_publication(weekday: str, published: date) -> None:
    mention = one(f"The mayor resigned on {weekday}.", published)
    assert WEEKDAYS[mention.first.weekday()] == weekday
    assert timedelta(0) <= published - mention.first < timedelta(days=7)


@given(st.sampled_from(MONTHS), st.integers(1, 31), st.integers(1950, 2050))
def test_a_full_date_is_itself_or_nothing(month: str, day: int, year: int) -> None:
    found = resolve(f"It began on {day} {month} {year}.", None)
    try:
        expected = [date(year, MONTHS.index(month) + 1, day)]
    except ValueError:
        expected = []
    assert [m.first for m in found if m.granularity is Granularity.DAY] == expected
