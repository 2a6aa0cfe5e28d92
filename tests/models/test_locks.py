from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from summarizer.models import bundled
from summarizer.models.locks import free_tokens, read_free_pieces, vocabulary_map
from summarizer.models.profiles import Lock

TOKENIZER = Tokenizer.from_file(str(bundled.root() / "fusion" / "tokenizer.json"))


def names(lock: Lock, tokenizer: Tokenizer = TOKENIZER) -> set[str]:
    return {str(tokenizer.id_to_token(number)) for number in free_tokens(tokenizer, lock, range(5))}


def test_a_model_that_fuses_gets_grammar_only() -> None:
    free = names(Lock.PIECES)
    assert {"the", "and", "of", ",", "said"} <= free
    assert not {"not", "bridge", "seven", "7", "all", "[SEP]"} & free


def test_a_model_that_rewrites_gets_all_but_names_and_numbers(hub: Path) -> None:
    folder = next((hub / "models--tiny--bart" / "snapshots").iterdir())
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    free = names(Lock.FACTS, tokenizer)
    assert any(len(name) > 3 and name.islower() for name in free)
    assert not any(character.isdigit() for name in free for character in name)
    capitals = {name.lstrip("Ġ") for name in free if name.lstrip("Ġ")[:1].isupper()}
    assert not {"Har", "Tues", "Lind", "Tuesday"} & capitals


@given(st.lists(st.text("ab \t\n#", max_size=3), max_size=8, unique=True), st.sets(st.integers(0, 7)), st.sets(st.integers(0, 7)))
def test_a_vocabulary_map_has_every_usable_piece_once(pieces: list[str], free: set[int], control: set[int]) -> None:
    text = vocabulary_map(pieces, free, control)
    first, *rest = text.removesuffix("\n").split("\n")
    source, _, always = first.partition("\t")
    usable = [piece for number, piece in enumerate(pieces) if number not in control and piece and not set(piece) & set(" \t\n")]
    listed = always.split(" ") if always else []
    assert source == ""
    assert sorted([*listed, *(line.split("\t")[0] for line in rest)]) == sorted(usable)
    assert all(line.split("\t")[0] == line.split("\t")[1] for line in rest)


def test_the_free_pieces_of_a_map_are_read_back(tmp_path: Path) -> None:
    assert read_free_pieces(tmp_path) is None
    (tmp_path / "vmap.txt").write_text(vocabulary_map(["x", "the", "of"], [1, 2], []), encoding="utf-8")
    assert read_free_pieces(tmp_path) == ["the", "of"]
