import random

import pytest

from summarizer.models.training import cased
from summarizer.models.training.export import vocabulary_map
from summarizer.models.training.pieces import PAD, SEPARATOR, UNKNOWN, Pieces, bare
from summarizer.models.training.swaps import Swaps
from tests.models.training.conftest import story


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> Pieces:
    folder = tmp_path_factory.mktemp("cased")
    texts = [text for i in range(60) for text in (*story(i)["docs"], story(i)["summary"])]
    cased.learn(texts, 300).save(str(folder / "tokenizer.json"))
    return Pieces(folder)


def test_special_pieces_have_the_ids_that_the_recipes_name(pieces: Pieces) -> None:
    assert [pieces.piece(i) for i in range(SEPARATOR + 1)] == ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


def test_text_comes_back_with_its_case_and_spacing(pieces: Pieces) -> None:
    text = 'Mayor Ines Okello said: "The bridge at Orrin Bay costs 12,500 crowns; it\'s old."'
    (ids,) = pieces.texts([text])
    assert UNKNOWN not in ids
    assert pieces.text(ids) == text


def test_text_that_looks_like_a_special_piece_is_spelled(pieces: Pieces) -> None:
    (ids,) = pieces.texts(["the [MASK] and the [SEP] [PAD]"])
    assert min(ids) > SEPARATOR > PAD


def test_a_capital_is_swapped_for_a_capital(pieces: Pieces) -> None:
    (ids,) = pieces.texts(["The council of Velmar voted to close the harbour bridge"])
    swaps = Swaps(pieces, common=SEPARATOR, share=1.0)

    def shape(number: int) -> tuple[bool, bool]:
        text, begins = bare(pieces.piece(number), marked=True)
        return begins, text[:1].isupper()

    changed = 0
    for seed in range(20):
        ((source, target),) = swaps([(ids, ids)], random.Random(seed))
        assert source == target
        assert [shape(i) for i in source] == [shape(i) for i in ids]
        changed += source != ids
    assert changed > 10


def test_the_vocabulary_map_lets_a_word_open_a_sentence_or_not(pieces: Pieces) -> None:
    free, *lines = vocabulary_map(pieces).rstrip("\n").split("\n")
    allowed = {line.split("\t")[0]: line.split("\t")[1].split() for line in lines}
    twins = {piece: others for piece, others in allowed.items() if len(others) > 1}
    assert all(piece == others[0] for piece, others in allowed.items())
    assert twins
    assert all([other.lower() for other in others] == [piece.lower()] * 2 for piece, others in twins.items())
    assert {"▁the", "."} <= set(free.split())
    assert not {"▁Velmar", "▁council", "a"} & set(free.split())
