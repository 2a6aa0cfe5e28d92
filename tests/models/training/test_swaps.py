import random
from pathlib import Path

import pytest

from summarizer.models.training.pieces import Pieces
from summarizer.models.training.swaps import Swaps


@pytest.fixture(scope="module")
def pieces(start: Path) -> Pieces:
    return Pieces(start)


def test_a_piece_is_swapped_alike_in_source_and_target(pieces: Pieces) -> None:
    swaps = Swaps(pieces, common=100, share=1.0)
    source, target = pieces.texts(["the bridge at velmar closed for repairs", "velmar bridge closed"])
    changed = 0
    for seed in range(20):
        ((new_source, new_target),) = swaps([(source, target)], random.Random(seed))
        places = [source.index(i) for i in target]
        assert [new_source[place] for place in places] == new_target
        changed += new_target != target
        kept = [i for i, old in enumerate(source) if old not in target]
        assert all(new_source[i] == source[i] for i in kept)
    assert changed > 10


def test_without_a_share_nothing_changes(pieces: Pieces) -> None:
    pair = tuple(pieces.texts(["the bridge closed", "bridge"]))
    assert Swaps(pieces, common=0, share=0.0)([(pair[0], pair[1])], random.Random(1)) == [pair]


def test_common_pieces_stay(pieces: Pieces) -> None:
    pair = tuple(pieces.texts(["the bridge closed", "bridge"]))
    assert Swaps(pieces, common=10**6, share=1.0)([(pair[0], pair[1])], random.Random(1)) == [pair]
