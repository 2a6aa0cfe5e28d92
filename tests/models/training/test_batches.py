from pathlib import Path

import pytest

from summarizer.models.training.batches import IGNORE, Buckets, Shapes, collate, encode
from summarizer.models.training.mixture import Group
from summarizer.models.training.pieces import BEGIN, END, PAD, SEPARATOR, Pieces


@pytest.fixture(scope="module")
def pieces(start: Path) -> Pieces:
    return Pieces(start)


def test_a_group_is_joined_by_separators(pieces: Pieces) -> None:
    assert pieces.group([[7, 8], [9]]) == [BEGIN, 7, 8, SEPARATOR, 9, END]
    assert pieces.group([[7, 8], [9]], headline=True) == [BEGIN, SEPARATOR, 7, 8, SEPARATOR, 9, END]


def test_special_pieces_in_an_article_are_text(pieces: Pieces) -> None:
    (ids,) = pieces.texts(["the [SEP] bridge [MASK] [PAD]"])
    assert min(ids) > SEPARATOR


def test_text_comes_back(pieces: Pieces) -> None:
    (ids,) = pieces.texts(["The council of Velmar voted."])
    assert pieces.text([BEGIN, *ids, END]) == "the council of velmar voted."


def test_decoder_inputs_are_labels_one_step_late() -> None:
    batch = collate([([BEGIN, 7, END], [8, 9, END]), ([BEGIN, END], [8, END])], 4, 4)
    assert batch.inputs.tolist() == [[BEGIN, 7, END, PAD], [BEGIN, END, PAD, PAD]]
    assert batch.mask.tolist() == [[1, 1, 1, 0], [1, 1, 0, 0]]
    assert batch.labels.tolist() == [[8, 9, END, IGNORE], [8, END, IGNORE, IGNORE]]
    assert batch.decoder_inputs.tolist() == [[BEGIN, 8, 9, PAD], [BEGIN, 8, PAD, PAD]]


def test_encode_keeps_groups_apart(pieces: Pieces) -> None:
    groups = [Group(("the bridge", "voted"), "cracks"), Group(("traders",), "quay", headline=True)]
    (first, target), (second, _) = encode(groups, pieces)
    assert first.count(SEPARATOR) == 1
    assert second[:2] == [BEGIN, SEPARATOR]
    assert pieces.text(target) == "cracks"
    assert target[-1] == END


def test_buckets_give_full_batches_of_one_shape_and_count_what_is_too_long() -> None:
    buckets = Buckets(Shapes(sources=(4, 8), targets=(4,), tokens=16))
    short, long, longer = ([1] * 3, [1] * 2), ([1] * 7, [1] * 4), ([1] * 9, [1])
    batches = list(buckets.add([short, long, longer, short, short, long, short]))
    assert [tuple(batch.inputs.shape) for batch in batches] == [(2, 8), (4, 4)]
    assert [len(batch) for batch in batches] == [2, 4]
    assert buckets.dropped == 1
