from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.fusion.cuts import UNSAFE
from summarizer.fusion.splices import patchiness

HARBOUR = (
    "The harbour authority, which runs the port, closed the old bridge on Tuesday after a barge struck a pier.",
    "Mayor Aoife Brennan said the old bridge will stay shut until March because of cracks in two piers.",
    "The talks between Mayor Aoife Brennan and the drivers’ union broke down in the evening.",
)


@pytest.mark.parametrize(
    "written",
    [
        "The harbour authority closed the old bridge on Tuesday after a barge struck a pier.",
        "The harbour authority closed the old bridge after a barge struck a pier.",
        "The harbour authority closed the old bridge on Tuesday.",
        "Mayor Brennan said the old bridge will stay shut until March.",
        "Mayor Brennan said the old bridge will stay shut until March because of cracks in two piers.",
    ],
)
def test_cuts_of_an_editor_are_cheap(written: str) -> None:
    assert 0 < patchiness(written, HARBOUR) < UNSAFE


@pytest.mark.parametrize(
    "written",
    [
        "The harbour authority on Tuesday after a barge struck a pier.",  # the verb is gone
        "The harbour authority, which closed the old bridge on Tuesday after a barge struck a pier.",
        "The old bridge will stay shut until March because of cracks in two piers.",  # who said so is gone
        "The talks between Mayor Aoife Brennan said the old bridge will stay shut until March.",
        "The talks between Mayor Aoife Brennan broke down in the evening.",  # half of a pair
        "Mayor Aoife Brennan said the old bridge will stay shut until March because of cracks in two.",
        "Mayor Aoife Brennan said the old harbour struck a union.",
    ],
)
def test_cuts_inside_phrases_are_not(written: str) -> None:
    assert patchiness(written, HARBOUR) == UNSAFE


CUTS = [
    (
        "Police searched six houses in Port Sennen on Tuesday in connection with the fires at the harbour.",
        "Police searched six houses in Port Sennen in connection with the fires at the harbour.",
        "Police searched six houses in Port Sennen on Tuesday with the fires at the harbour.",  # the noun that asks for "with"
    ),
    (
        "The council cut the number of ferries to two, in the light of massive crew staffing shortages during the strike.",
        "The council cut the number of ferries to two.",
        "The council cut the number of ferries to two, in the light of massive crew.",  # the noun at the end of a chain
    ),
    (
        "The bridge may have to stay closed for six weeks, twice as long as first thought.",
        "The bridge may have to stay closed for six weeks.",
        "The bridge may have to stay closed for six weeks, twice as long.",  # half of a comparison
    ),
    (
        "On Tuesday, the council, the port and the railway agreed on a new timetable for the night trains.",
        "The council, the port and the railway agreed on a new timetable for the night trains.",
        "The port and the railway agreed on a new timetable for the night trains.",  # one of three is gone
    ),
    (
        "On Tuesday, Port Sennen became the first town in the county to ban the nets, in a move that anglers had asked for.",
        "Port Sennen became the first town in the county to ban the nets.",
        "On Tuesday, Port Sennen became the first town to ban the nets.",  # first of what
    ),
    (
        "The order would keep all but ambulance crews from crossing, the mayor’s office announced on Monday after a meeting.",
        "The order would keep all but ambulance crews from crossing, the mayor’s office announced on Monday.",
        "Ambulance crews from crossing, the mayor’s office announced on Monday after a meeting.",
    ),
    (
        "A treasurer accused of theft insists that loans and gifts he received in June never touched his vote, with a shrug.",
        "A treasurer accused of theft insists that loans and gifts he received in June never touched his vote.",
        "A treasurer accused of theft insists he received in June never touched his vote.",  # what he received is gone
    ),
    (
        "The crew has trained to replace all six of the valves in the winter, as part of a plan.",
        "The crew has trained to replace all six of the valves in the winter.",
        "The crew has trained all six of the valves in the winter.",  # another meaning
    ),
    (
        "Until now, the old pier was one of two that boats could use, of seven in all.",
        "Until now, the old pier was one of two that boats could use.",
        "The old pier was one of two that boats could use.",  # it is no longer
    ),
    (
        "A strike that is spreading through the ports, after months of talks, highlights the union’s anger.",
        "A strike that is spreading through the ports highlights the union’s anger.",
        "A strike is spreading through the ports, after months of talks, highlights the union’s anger.",
    ),
    (
        "The minister said that the party had the votes but had not turned that into seats, in two elections.",
        "The minister said the party had the votes but had not turned that into seats.",
        "The minister said that the party had the votes but had not turned into seats.",
    ),
    (
        "Fines run from forty crowns for a first offence in the park to two hundred for the next, in winter.",
        "Fines run from forty crowns for a first offence in the park to two hundred for the next.",
        "Fines run from forty crowns for a first offence in the park.",
    ),
    (
        "The Sennen fire service, which has three engines, was called out at noon.",
        "The Sennen fire service was called out at noon.",
        "The fire service, which has three engines, was called out at noon.",
    ),
    (
        "In July, the council raised the fines for nets again, to twice what they were.",
        "In July, the council raised the fines for nets again.",
        "The council raised the fines for nets again.",  # which is not news of today
    ),
    (
        "The county came third, after a dry summer; it brought the fines back in 1979.",
        "The county came third; it brought the fines back in 1979.",
        "The county came third, after a dry summer; it brought the fines back.",  # told for its year
    ),
    (
        "The nets have been linked to seals or dolphins, after years of study.",
        "The nets have been linked to seals or dolphins.",
        "The nets have been linked to seals and dolphins.",
    ),
    (
        "Aoife Brennan has raised the fines for nets, as part of a plan.",
        "Aoife Brennan has raised the fines for nets.",
        "Brennan has raised the fines for nets.",  # who she is
    ),
    (
        "The gunman shot the mayor’s 20-year-old son on the pier, after a quarrel.",
        "The gunman shot the mayor’s 20-year-old son on the pier.",
        "The gunman shot the mayor’s 20 on the pier.",
    ),
    (
        "The port will ban nets next month, when the fines begin, unless a court stops it.",
        "The port will ban nets next month, when the fines begin, unless a court stops it.",
        "The port will ban nets next month.",  # on a condition
    ),
    (
        "After two months lived in fear of the sea, the council voted to raise the pier, as planned.",
        "After two months lived in fear of the sea, the council voted to raise the pier.",
        "After two months lived in fear of the sea.",
    ),
    (
        "The council held up its record as proof that it can raise the pier, after a long debate.",
        "The council held up its record as proof that it can raise the pier.",
        "The council held up its record.",
    ),
    (
        "More than a thousand people in the county have lost their jobs, after the strike.",
        "More than a thousand people in the county have lost their jobs.",
        "More than a thousand people have lost their jobs, after the strike.",
    ),
    (
        "The move is a blow in the long and bitter battle between the port and the union, after months of talks.",
        "The move is a blow in the long and bitter battle between the port and the union.",
        "The move is a blow between the port and the union, after months of talks.",
    ),
    (
        "The mayor has been suspended from Facebook for a week, after a quarrel.",
        "The mayor has been suspended from Facebook for a week.",
        "The mayor has been suspended for a week, after a quarrel.",
    ),
    (
        "The council feared “a long winter” that might follow the strike, after a vote.",
        "The council feared “a long winter” that might follow the strike.",
        "The council feared “a long winter.”",
    ),
    (
        "The other judges, although they dissented, did not join his opinion, after a week of talks.",
        "The other judges, although they dissented, did not join his opinion.",
        "The other judges dissented, did not join his opinion, after a week of talks.",
    ),
    (
        "Both sides want to add ten ferries to the plan, but have quarrelled for days over who pays, after all.",
        "Both sides want to add ten ferries to the plan, but have quarrelled for days over who pays.",
        "Both sides want to add ten ferries to the plan.",
    ),
]


@pytest.mark.parametrize(("source", "good", "bad"), CUTS)
def test_what_limits_or_completes_the_rest_stays(source: str, good: str, bad: str) -> None:
    assert patchiness(good, [source]) < UNSAFE
    assert patchiness(bad, [source]) == UNSAFE


def test_two_sentences_are_joined_only_where_they_share_more_than_a_word() -> None:
    one, other = "Twins born in winter may be less prone to asthma.", "Summer twins are said to sleep better than other children."
    assert patchiness("Twins are said to sleep better than other children.", [one, other]) == UNSAFE
    assert patchiness("Twins born in winter are said to sleep better than other children.", [one, other]) == UNSAFE


def test_without_a_word_or_a_source() -> None:
    assert patchiness("", HARBOUR) == 0.0
    assert patchiness("...", HARBOUR) == 0.0
    assert patchiness("The bridge is shut.", ()) == UNSAFE


@given(st.sampled_from(HARBOUR), st.permutations(HARBOUR))
def test_a_sources_own_sentence_costs_nothing(source: str, sources: list[str]) -> None:
    assert patchiness(source, sources) == 0.0


WORDS = st.lists(st.sampled_from(" ".join(HARBOUR).split()), max_size=14).map(" ".join)


@given(WORDS, st.lists(WORDS, max_size=3))
def test_never_outside_its_range(written: str, sources: list[str]) -> None:
    assert 0.0 <= patchiness(written, sources) <= UNSAFE
