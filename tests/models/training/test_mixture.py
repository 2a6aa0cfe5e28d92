import random

from summarizer.models.training.examples import Example
from summarizer.models.training.mixture import FINISH, START, Mixture, compose, scaled

PAIR = Example(("a one.", "b two."), "one two.", extras=("c.", "d.", "e."), distractors=("x.", "y."))


def kinds(count: int = 30) -> dict[str, list[Example]]:
    return {name: [Example((f"{name} {i}",), f"{name} {i}") for i in range(count)] for name in START}


def test_shares_are_shares_of_the_same_kinds() -> None:
    assert set(START) == set(FINISH)
    for shares in (START, FINISH):
        assert abs(sum(shares.values()) - 1) < 1e-9


def test_one_share_can_be_scaled_and_the_rest_make_up_for_it() -> None:
    found = scaled(START, "whole", 2.0)
    assert found["whole"] == 2 * START["whole"]
    assert abs(sum(found.values()) - 1) < 1e-9
    assert found["neus"] / found["across"] == START["neus"] / START["across"]
    assert scaled(START, "whole", 1.0) == START


def test_without_self_supervision_none_is_drawn() -> None:
    drawn = Mixture(kinds(), seed=3, whole=0.0).draw(200, 0.0, 0)
    assert not any(group.target.startswith("whole") for group in drawn)


def test_groups_hold_their_sources_and_at_most_four_sentences() -> None:
    rng = random.Random(1)
    groups = [compose(PAIR, "multi-news", rng) for _ in range(300)]
    assert all(set(PAIR.sources) <= set(group.sentences) and len(group.sentences) <= 4 for group in groups)
    with_distractor = sum(bool(set(group.sentences) & set(PAIR.distractors)) for group in groups)
    assert 40 < with_distractor < 110
    assert {group.sentences[0] for group in groups} >= {"a one.", "b two.", "c."}


def test_a_lone_sentence_gets_no_distractor() -> None:
    lone = Example(("a one.",), "one.", distractors=("x.",))
    assert all(compose(lone, "multi-news", random.Random(i)).sentences == ("a one.",) for i in range(30))


def test_headlines_keep_the_order() -> None:
    group = compose(Example(("a", "b", "c"), "t", headline=True), "headlines", random.Random(1))
    assert (group.sentences, group.headline) == (("a", "b", "c"), True)


def test_nothing_repeats_before_everything_was_seen() -> None:
    mixture = Mixture({"neus": kinds()["neus"]}, seed=3)
    drawn = [group.target for group in mixture.draw(30, 0.5, 0)]
    assert len(set(drawn)) == 30


def test_a_restored_mixture_goes_on_where_it_was() -> None:
    first = Mixture(kinds(), seed=3)
    first.draw(100, 0.1, 0)
    second = Mixture(kinds(), seed=3)
    second.restore(first.state())
    assert first.draw(200, 0.2, 1) == second.draw(200, 0.2, 1)
