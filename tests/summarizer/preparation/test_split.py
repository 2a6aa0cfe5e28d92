import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import Article
from summarizer.preparation.clean import clean
from summarizer.preparation.split import sentence_spans, split, unusable
from summarizer.sentence import Sentence
from summarizer.wording.text import one_line


def sentences(text: str) -> list[Sentence]:
    return list(split(clean([Article(id="a", text=text)])[0]))


def reasons(text: str) -> dict[str, str]:
    cleaned = clean([Article(id="a", text=text)])[0]
    return {text[r.span.start : r.span.end]: r.reason for r in (*cleaned.removed, *unusable(cleaned))}


HARD = [
    "The U.S. Senate met on Tuesday.|It left at 5 p.m.|Buses ran late.",
    "He left at 9 a.m.|Buses were late.",
    "The march begins at 9 a.m. Monday and ends at 5 p.m. EST.|Then all go home.",
    "Lt. Gov. Jane Roe said so.|It was No. 5 in the U.S.|The rest failed.",
    "It was signed by then-Gov. Eric Holm.|They met at the U.N. General Assembly.|She works for the U.N.|It is new.",
    "Lt. Col. Ann Roe and Cmdr. Bob Doe spoke.|Spc. Roe and Pfc. Doe died.",
    "They met in Mojave, Calif.|The school is small.",
    "On Sept. 5 he met Sen. Roe, D-Calif., in St. Louis.|In Sept. Roe left.",
    "J. K. Roe and George W. Doe met Dr. Roe Jr. at Roe & Co. Inc. in Nov. 2024.",
    "“I will not go,” he said.|“Is it?” he asked.|He left.",
    '"Stop!" Roe shouted.|"Will you go?" asked the mayor.',
    "He called it “over.”|Then he left.",
    "Prices rose 3.5 percent.|It cost $4.5 million.|The €6.2bn plan failed.",
    "The water rose fast.|12 people died.|5 were saved.",
    "One paper wrote: “We are ready for talks. But on our terms. “If you drop the polish, that is an ultimatum.”|It went on.",
    'He told the court: "I did it. I am sorry."|She wept.',
    "See www.example.org or write to a.b@example.org for more.|It is free.",
    "The firm, e.g. Roe Ltd. of Hull, lost 5 pct. in Jan. 2025 alone.",
    "Yahoo! Inc. bought it.",
    "Wait... what he said was odd.|It ended.",
    'The port closed in May.|" It is a loss, " said Roe.|" We all knew it. "|Then he left.',
    'Roe wept.|"It is late," she said.|He went home. "',
]


@pytest.mark.parametrize("case", HARD)
def test_hard_cases(case: str) -> None:
    parts = case.split("|")
    text = " ".join(parts)
    assert [text[start:end] for start, end in sentence_spans(text)] == parts


def test_sentences_that_a_page_has_glued_together_are_parted() -> None:
    text = "The mayor resigned on Monday.The council met."
    assert [text[start:end] for start, end in sentence_spans(text)] == ["The mayor resigned on Monday.", "The council met."]


def test_a_sentence_whose_closing_mark_stands_apart_is_of_use() -> None:
    text = 'Roe said in May: " The port of Harrow Bay has closed. " The ferries to the islands stopped. " It is a loss to all. "'
    assert [one.text for one in sentences(text)] == [
        'Roe said in May: " The port of Harrow Bay has closed. "',
        "The ferries to the islands stopped.",
        '" It is a loss to all. "',
    ]


@given(st.text(alphabet='ab. "\n“', max_size=80))
def test_sentences_cover_all_but_white_space_in_order_whatever_the_marks(text: str) -> None:
    spans = sentence_spans(text)
    assert all(left < right for left, right in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    assert "".join("".join(text[left:right].split()) for left, right in spans) == "".join(text.split())


def test_full_width_marks_end_sentences() -> None:
    text = "今天下雨了，学校停课。明天会晴吗？市长说：“会的。”孩子们很高兴。"
    assert [text[start:end] for start, end in sentence_spans(text)] == [
        "今天下雨了，学校停课。", "明天会晴吗？", "市长说：“会的。”", "孩子们很高兴。",
    ]  # fmt: skip


def test_right_to_left_sentences() -> None:
    text = "قال رئيس البلدية إن الجسر مغلق اليوم. متى يفتح الجسر؟ لا أحد يعرف ذلك في المدينة."
    assert len(sentence_spans(text)) == 3


def test_wrapped_lines_keep_their_offsets_and_read_as_one_line() -> None:
    text = "The council voted to close two of its seven\r\nlibraries at the end of the year."
    (found,) = sentences(text)
    assert text[found.span.start : found.span.end] == text
    assert found.text == text.replace("\r\n", " ")


def test_invisible_characters_leave_the_text_but_not_the_offsets() -> None:
    text = "\ufeffThe coun\u00adcil met on\u202e Monday\u200b. It then left the hall."
    first, second = sentences(text)
    assert first.text == "The council met on Monday."
    assert one_line(text[first.span.start : first.span.end]) == first.text
    assert text[second.span.start : second.span.end] == "It then left the hall."


def test_list_items_are_sentences_without_their_bullets() -> None:
    text = "The plan has two parts, officials said.\n- Ukraine would not be let to join.\n• Sanctions would be withdrawn at once."
    assert [s.text for s in sentences(text)][1:] == ["Ukraine would not be let to join.", "Sanctions would be withdrawn at once."]
    assert [s.text for s in sentences("10/ The harbour would stay open.")] == ["The harbour would stay open."]


def test_a_lead_in_is_joined_with_the_quotation_in_the_next_paragraph() -> None:
    text = "As a newspaper put it this week:\n\n“We are ready. But on our terms.”"
    (found,) = sentences(text)
    assert text[found.span.start : found.span.end] == text


def test_what_is_no_use_to_a_summary_comes_back_with_its_reason() -> None:
    text = (
        "The bridge fell on Tuesday, police said. Who is to blame for it? No idea. "
        "“We saw it fall,” said Jane Roe. “It was like an earthquake.” The list of the dead reads:\n\n"
        "Correction: An earlier version of this report said ten people had died. Two did.\n\n"
        "The search will go on until the divers have found all of those who were in the b..."
    )
    assert [s.text for s in sentences(text)] == ["The bridge fell on Tuesday, police said.", "“We saw it fall,” said Jane Roe."]
    assert reasons(text) == {
        "Who is to blame for it?": "a question",
        "No idea.": "too short to stand alone",
        "“It was like an earthquake.”": "speech without its speaker",
        "The list of the dead reads:": "leads into something else",
        "Correction: An earlier version of this report said ten people had died.": "correction note",
        "Two did.": "correction note",
        "The search will go on until the divers have found all of those who were in the b...": "breaks off",
    }


def test_a_quotation_with_its_speaker_is_a_sentence() -> None:
    assert [s.text for s in sentences('"No more," he said.')] == ['"No more," he said.']


ANY = st.text(
    alphabet=st.one_of(st.sampled_from('aB.!?"“”:-• \n\r\t\u200b\u202e。？'), st.characters(exclude_categories=["Cs"])),
    max_size=300,
)


@given(ANY)
def test_spans_are_exact_ordered_and_account_for_all_prose(text: str) -> None:
    cleaned = clean([Article(id="a", text=text)])[0]
    found = split(cleaned)
    everything = sorted([s.span for s in found] + [r.span for r in (*cleaned.removed, *unusable(cleaned))])
    assert all(one_line(text[s.span.start : s.span.end]) == s.text != "" for s in found)
    assert [s.index for s in found] == list(range(len(found)))
    assert all(0 <= span.start < span.end <= len(text) for span in everything)
    assert all(left.end <= right.start for left, right in itertools.pairwise(everything))
    covered = set[int]().union(*(range(span.start, span.end) for span in everything))
    left_out = "".join(c for place, c in enumerate(text) if place not in covered)
    assert not any(c.isalnum() for c in left_out.translate(str.maketrans("", "", "0123456789")))


@given(ANY)
def test_sentences_hold_all_that_is_not_blank(text: str) -> None:
    spans = sentence_spans(text)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


@pytest.mark.parametrize("unit", ["a", "a.", "?!", "“A. ", '"A. ', "Lt. ", "(", ". ", "word ", "今天。", "- a\n", "\u200b"])
def test_hostile_texts_come_to_an_end(unit: str) -> None:
    article = Article(id="a", text=unit * (60_000 // len(unit)) + "x")
    cleaned = clean([article])[0]
    assert len(split(cleaned)) + len(unusable(cleaned)) + len(cleaned.removed) >= 1
