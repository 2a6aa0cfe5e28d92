import random

from hypothesis import given
from hypothesis import strategies as st

from summarizer.models.training.fragments import fragments

WORDS = st.sampled_from("The mayor of Velmar said and while bridge, closed which traders. because quay spring".split())


@given(st.lists(WORDS, min_size=1, max_size=50), st.integers())
def test_fragments_together_hold_every_word(words: list[str], seed: int) -> None:
    sentence = " ".join(words)
    parts = fragments(sentence, random.Random(seed))
    assert 1 <= len(parts) <= 3
    have = {word.strip(",.") for part in parts for word in part.split()}
    assert {word.strip(",.") for word in words} <= have


def test_a_short_sentence_stays_whole() -> None:
    assert fragments("The bridge closed.", random.Random(1)) == ("The bridge closed.",)


def test_a_long_one_is_cut_at_a_joint() -> None:
    text = "The council closed the old bridge on Monday because engineers had found cracks in it."
    first, second = fragments(text, random.Random(3))
    assert first == "The council closed the old bridge on Monday."
    assert second.endswith("because engineers had found cracks in it.")
