import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.models.errors import GenerationFailed
from summarizer.models.fakes import FAKE_PROFILE, FakeSeq2Seq
from summarizer.models.protocols import Decoding
from summarizer.models.workers import Workers


@given(st.lists(st.text("ab ", max_size=9), max_size=9), st.integers(2, 4))
def test_every_input_is_answered_in_its_place(inputs: list[str], copies: int) -> None:
    alone = FakeSeq2Seq().generate(inputs, FAKE_PROFILE.decoding)
    hands = [FakeSeq2Seq() for _ in range(copies)]
    assert Workers(hands).generate(inputs, FAKE_PROFILE.decoding) == alone
    dealt = [sum(len(texts) for texts, _ in hand.calls) for hand in hands]
    assert max(dealt) - min(dealt) <= 1


def test_one_copy_stands_for_itself() -> None:
    only = FakeSeq2Seq()
    assert Workers.of([only]) is only


class Broken(FakeSeq2Seq):
    def generate(self, inputs: object, options: Decoding) -> list[list[str]]:
        raise GenerationFailed("no")


def test_an_error_of_one_copy_is_the_error_of_the_call() -> None:
    with pytest.raises(GenerationFailed):
        Workers([FakeSeq2Seq(), Broken()]).generate(["a", "b"], FAKE_PROFILE.decoding)
