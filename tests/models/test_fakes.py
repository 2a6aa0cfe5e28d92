from dataclasses import replace

import numpy as np
import pytest

from summarizer.models.errors import Cancelled
from summarizer.models.fakes import FAKE_PROFILE, FakeEncoder, FakeSeq2Seq, FakeSupportScorer, ScriptedSeq2Seq
from summarizer.models.protocols import SentenceEncoder, Seq2Seq, SupportScorer


def test_fakes_are_what_they_stand_for() -> None:
    encoder: SentenceEncoder = FakeEncoder()
    writer: Seq2Seq = FakeSeq2Seq()
    scorer: SupportScorer = FakeSupportScorer()
    vectors = encoder.encode(["a red boat", "a red boat sank", "taxes"])
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-6)
    text = FAKE_PROFILE.compose(["one man came", "two men went"])
    assert writer.generate([text], FAKE_PROFILE.decoding) == [["one man came", "two men went"]]
    assert writer.generate([text], replace(FAKE_PROFILE.decoding, max_tokens=1, candidates=3)) == [["one", "two", "one"]]
    assert writer.count_tokens(["one man came"]) == [3]
    assert scorer.score(["one man", "", "no"], ["one dog", "x", "yes"]).tolist() == [0.5, 1.0, 0.0]


def test_a_fake_stops_when_cancelled() -> None:
    with pytest.raises(Cancelled):
        FakeSeq2Seq().generate(["x"], replace(FAKE_PROFILE.decoding, cancelled=lambda: True))


def test_a_script_is_followed_whatever_is_asked() -> None:
    model: Seq2Seq = (scripted := ScriptedSeq2Seq("one", "two"))
    assert model.generate(["x", "y z"], FAKE_PROFILE.decoding) == [["one", "two"], ["one", "two"]]
    assert model.count_tokens(["y z"]) == [2]
    assert scripted.asked == ["x", "y z"]
