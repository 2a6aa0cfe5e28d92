from __future__ import annotations

from dataclasses import replace

import pytest

from summarizer.errors import Cancelled
from summarizer.fusion.fuse import Fuser, judge
from summarizer.models.fakes import FAKE_PROFILE, FakeSeq2Seq, ScriptedSeq2Seq
from summarizer.models.profiles import JOINT, Strategy
from summarizer.selection.group import Group
from summarizer.sentence import Sentence, Span
from summarizer.summary import Method

PIER = (
    "The harbour authority, which runs the port, closed the old bridge on Tuesday after a barge struck a pier.",
    "The old bridge was closed on Tuesday when a barge struck it, the harbour authority said.",
)
FERRY = ("Mayor Aoife Brennan said ferries will run every hour until March.",)


def group(*texts: str, article: str = "a") -> Group:
    found = tuple(Sentence(Span(f"{article}{i}", 0, len(text)), text, 0, 0) for i, text in enumerate(texts))
    return Group(found, 1.0, tuple(range(len(texts))))


def test_every_group_goes_through_in_one_call_whole_and_sentence_by_sentence() -> None:
    model = FakeSeq2Seq()
    fused = Fuser(model, FAKE_PROFILE).fuse([group(*PIER), group(*FERRY, article="b")])
    ((inputs, _),) = model.calls
    assert inputs == (JOINT.join(PIER), *PIER, *FERRY)
    assert len(fused.candidates) == 2
    assert fused.cut == ()


def test_a_sentence_written_back_is_a_sources_own() -> None:
    fused = Fuser(FakeSeq2Seq(), FAKE_PROFILE).fuse([group(*PIER)])
    assert {candidate.text for candidate in fused.candidates[0]} == set(PIER)
    assert all(candidate.method is Method.EXTRACTED for candidate in fused.candidates[0])


def test_uncased_output_gets_its_looks_back() -> None:
    model = ScriptedSeq2Seq("the harbour authority closed the old bridge on tuesday after a barge struck a pier .")
    (candidates,) = Fuser(model, replace(FAKE_PROFILE, cased=False)).fuse([group(*PIER)]).candidates
    assert [candidate.text for candidate in candidates] == [
        "The harbour authority closed the old bridge on Tuesday after a barge struck a pier."
    ]
    assert candidates[0].method is Method.FUSED
    assert candidates[0].refused is None


def test_what_the_model_cannot_read_is_told() -> None:
    short = replace(FAKE_PROFILE, max_input_tokens=len(PIER[0].split()) + 2)
    fused = Fuser(FakeSeq2Seq(), short).fuse([group(*PIER)])
    assert [cut.sentence.text for cut in fused.cut] == [PIER[1]]
    assert "tokens" in fused.cut[0].reason


def test_a_group_that_is_too_long_as_a_whole_has_no_candidates() -> None:
    tiny = replace(FAKE_PROFILE, max_input_tokens=3)
    fused = Fuser(FakeSeq2Seq(), tiny).fuse([group(*PIER)])
    assert fused.candidates == ((),)
    assert len(fused.cut) == 2


def test_copies_are_read_once() -> None:
    model = FakeSeq2Seq()
    Fuser(model, FAKE_PROFILE).fuse([group(PIER[0], PIER[0].upper())])
    assert model.calls[0][0] == (PIER[0],)


def test_nothing_to_fuse() -> None:
    model = FakeSeq2Seq()
    assert Fuser(model, FAKE_PROFILE).fuse([]).candidates == ()
    assert model.calls == []


def test_cancelling_passes_through() -> None:
    with pytest.raises(Cancelled):
        Fuser(FakeSeq2Seq(), FAKE_PROFILE).fuse([group(*PIER)], cancelled=lambda: True)


WHOLE = replace(FAKE_PROFILE, strategy=Strategy.WHOLE, separator=" ")


def test_whole_gives_each_sentence_to_the_group_it_tells_of() -> None:
    model = ScriptedSeq2Seq(
        "The harbour authority closed the old bridge on Tuesday. Mayor Aoife Brennan said ferries will run every hour."
    )
    fused = Fuser(model, WHOLE).fuse([group(*FERRY, article="b"), group(*PIER)])
    assert [[candidate.text for candidate in candidates] for candidates in fused.candidates] == [
        ["Mayor Aoife Brennan said ferries will run every hour."],
        ["The harbour authority closed the old bridge on Tuesday."],
    ]
    assert len(model.asked) == 1


def test_whole_shares_the_input_among_articles() -> None:
    long = " ".join(["The council met in the town hall by the river on Monday."] * 3)
    sentences = tuple(Sentence(Span("long", 60 * i, 60 * i + 50), long, i, 0) for i in range(5))
    both = [Group(sentences, 1.0, (0,)), group(*FERRY, article="b")]
    model = ScriptedSeq2Seq("Ferries run.")
    fused = Fuser(model, replace(WHOLE, max_input_tokens=100)).fuse(both)
    assert FERRY[0] in model.asked[0]
    assert len(model.asked[0].split()) <= 100
    assert len(fused.cut) == 3
    assert {cut.sentence.article_id for cut in fused.cut} == {"long"}


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("The harbour authority closed closed the old bridge.", "a word stands twice"),
        ("The harbour authority closed the new Severn bridge on Tuesday.", "it has a name that the sources lack"),
        ("The harbour authority on Tuesday struck a barge.", "it is patched together"),
    ],
)
def test_judge_refuses_with_a_reason(written: str, reason: str) -> None:
    assert judge(written, group(*PIER).sentences).refused == reason


def test_judge_cites_what_the_sentence_rests_on() -> None:
    told = (*group(*PIER).sentences, *group(*FERRY, article="b").sentences)
    assert judge("Brennan said ferries will run every hour until March.", told).sources == told[2:]


def test_an_opener_is_left_out_and_noted() -> None:
    candidate = judge("But the harbour authority closed the old bridge on Tuesday.", group(*PIER).sentences)
    assert candidate.text == "The harbour authority closed the old bridge on Tuesday."
    assert candidate.note == "what stood in front left out"
