"""Names in place of pronouns and surnames."""

from __future__ import annotations

import pytest

from summarizer.article import Article
from summarizer.fusion.introductions import Introductions, in_full, speaker_unnamed
from summarizer.preparation.prepare import prepare_each
from summarizer.sentence import Sentence


def told(text: str) -> tuple[Introductions, tuple[Sentence, ...]]:
    prepared = prepare_each([Article(id="a", text=text)])
    return Introductions(prepared.articles, prepared.all_sentences()), prepared.all_sentences()


def last(text: str) -> str | None:
    people, sentences = told(text)
    known = people.introduce(sentences[-1])
    return None if known is None else known.text


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("The men had tried to save their boat, coast guard spokeswoman Mia Lind said.", "coast guard spokeswoman Mia Lind"),
        ("The boat was not insured, said the mayor of Port Sennen, Mia Lind.", "Mia Lind"),
        ("Mayor Mia Lind will visit the harbour on Monday.", "Mayor Mia Lind"),
        ("Mia Lind, 41, walked for an hour to the hospital.", "Mia Lind"),
    ],
)
def test_one_who_speaks_is_named_from_the_sentence_before(before: str, name: str) -> None:
    assert last(f'{before} "We have never seen such a storm before," she said.') == (
        f'"We have never seen such a storm before," {name} said.'
    )


@pytest.mark.parametrize(
    "before",
    [
        "The driver had been drunk for hours, police chief Mia Lind said.",  # "she" may be the driver
        "Mayor Mia Lind and Governor Ines Roe will visit the harbour.",
        "The men had tried to save their boat, spokesman Arne Holm said.",  # not "she"
        "Northgate United said the harbour would stay closed.",
        "The boat was not insured, the coast guard said.",
    ],
)
def test_nobody_is_guessed(before: str) -> None:
    assert last(f'{before} "We have never seen such a storm before," she said.') is None


def test_a_sentence_between_two_parts_them() -> None:
    text = "Mayor Mia Lind will visit the harbour on Monday.\n\nRead more: storms\n\n“We are glad of the help,” she said."
    assert last(text) is None


def test_a_deed_is_not_given_to_the_one_who_spoke_before() -> None:
    assert last("The van had been stolen, police chief Arne Holm said. He was arrested in the evening at home.") is None


def test_a_surname_is_given_in_full_and_its_source_named() -> None:
    people, sentences = told("The bridge was closed, engineer Ines Roe said. It will stay so. The repair costs little, Roe said.")
    known = people.introduce(sentences[-1])
    assert known is not None
    assert known.text == "The repair costs little, Ines Roe said."
    assert known.source == sentences[0]
    assert known.within(known.text, "Ines Roe spoke.") == "The repair costs little, Roe said."
    assert known.within(known.text, "Nobody spoke.") == known.text


@pytest.mark.parametrize(
    "text",
    [
        "Ines Roe, 40, met her brother Arne Roe, 50. The repair costs little, Roe said.",  # two of one name
        "Engineer Ines Roe said so. Roe supporters cheered for an hour.",  # no person
        "The White House said so on Monday. Both sides of the House voted for it.",
        "The team played at Kestrel Park on Monday. The way to Park was closed.",
    ],
)
def test_no_name_is_made_up(text: str) -> None:
    assert last(text) is None


def test_a_courtesy_title_gives_way_to_the_name() -> None:
    assert last("The bridge was closed, engineer Ines Roe said. The repair costs little, Ms. Roe added.") == (
        "The repair costs little, Ines Roe added."
    )


@pytest.mark.parametrize(
    ("text", "unnamed"),
    [
        ("“We are glad,” he said.", True),
        ("He said the bridge was safe.", True),
        ("The bridge was safe, she added, and would open.", True),
        ("“He said it,” Roe told the court.", False),
        ("The bridge, Arne Holm hoped, was safe, he said.", False),
        ("The bridge was safe.", False),
    ],
)
def test_finds_a_speaker_without_a_name(text: str, unnamed: bool) -> None:
    assert (speaker_unnamed(text) is not None) is unnamed


def test_finds_names_that_were_cut_short() -> None:
    assert list(in_full("Brandt's Civic Alliance won.", ["Nadia Brandt's Civic Alliance won by far."])) == [
        (0, "Brandt", "Nadia Brandt")
    ]
    assert list(in_full("The Brandts and Brandt won.", ["The Brandts and Nadia Brandt won."])) == [(16, "Brandt", "Nadia Brandt")]
    told_twice = "Nadia Brandt won, although Brandt had not campaigned."
    assert list(in_full(told_twice, [told_twice])) == []
    assert list(in_full("Brandt won.", ["Nadia Brandt won.", "Brandt won."])) == []
    assert list(in_full("The House voted.", ["The White House voted."])) == []
