"""Two events of one kind, told in the same words, are parted by names that never stand together."""

from itertools import permutations

import pytest

from summarizer.bundle.alike import Namings, events

NORWELL = (
    "A fire destroyed a warehouse in Norwell, said Tomkin Readle of the Norwell brigade. Crews from Pellwick helped.",
    "Tomkin Readle said the blaze in Norwell began in a paint store of the firm Ostrander. Pellwick sent two engines.",
    "The firm Ostrander lost its warehouse in Norwell to a fire that crews from Pellwick and chief Tomkin Readle fought.",
)
SUDBROOK = (
    "A fire destroyed a warehouse in Sudbrook, said Adaline Quiller of the Sudbrook brigade. Crews from Hambury helped.",
    "Adaline Quiller said the blaze in Sudbrook began in a drying oven of the firm Kessling. Hambury sent two engines.",
)


def parted(*texts: str) -> set[frozenset[int]]:
    told = [Namings.of([f"{part}." for part in text.rstrip(".").split(". ")], [text]) for text in texts]
    return {frozenset(event) for event in events(told)}


def test_one_event_stays_one() -> None:
    assert parted(*NORWELL) == {frozenset({0, 1, 2})}
    assert parted(*NORWELL[:2]) == {frozenset({0, 1})}
    assert parted(NORWELL[0]) == {frozenset({0})}
    assert events([]) == [[]]


def test_two_fires_in_two_towns_are_two_events() -> None:
    assert parted(*NORWELL, *SUDBROOK) == {frozenset({0, 1, 2}), frozenset({3, 4})}
    assert parted(*NORWELL, SUDBROOK[0]) == {frozenset({0, 1, 2}), frozenset({3})}


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_the_order_changes_no_event(order: tuple[int, ...]) -> None:
    texts = [*NORWELL[:2], *SUDBROOK]
    found = {frozenset(order[place] for place in event) for event in parted(*(texts[n] for n in order))}
    assert found == {frozenset({0, 1}), frozenset({2, 3})}


def test_an_article_that_names_both_joins_them() -> None:
    both = f"{NORWELL[1]} {SUDBROOK[1]}"
    assert len(parted(*NORWELL, both)) == 1


def test_articles_that_name_too_little_are_in_no_event_of_their_own() -> None:
    assert parted(*NORWELL, "A warehouse burned down. Nobody was hurt.") == {frozenset({0, 1, 2, 3})}
    assert frozenset({5}) not in parted(*NORWELL, *SUDBROOK, "A warehouse burned down. Nobody was hurt.")


def test_a_word_that_some_article_writes_small_is_no_name() -> None:
    one = "The Harbour Board met in the Harbour Tower with the River Council and the Tunnel Office in Norwell."
    other = "The Market Guild met in the Market Hall with the Forest Council and the Bakery Union in Sudbrook."
    small = "a harbour, a board, a tower, a river, a council, a tunnel, an office, a market, a guild, a forest, a bakery, a union"
    assert len(parted(one, other, small)) == 1
