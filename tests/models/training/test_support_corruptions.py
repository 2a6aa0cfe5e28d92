import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.models.training.corrupt_wording import change_word
from summarizer.models.training.corruptions import CORRUPTIONS, corrupt
from summarizer.models.training.inflect import inflect, lemmas
from summarizer.models.training.lexicon import Lexicon
from summarizer.models.training.material import Material

CLAIM = "On Tuesday the mayor, Anna Kowalski, may have told Tom Reyes that all 12 ferries carry 300 million passengers in March."
OTHERS = (
    "The council of Port Ellis met for 7 hours after a winter storm, officials said.",
    "Divers were called back when the current grew too strong.",
)

DATA = {
    "noun": [
        "00000001 03 n 02 ferry 0 ferryboat 0 001 @ 00000003 n 0000 | a boat",
        "00000002 03 n 01 barge 0 001 @ 00000003 n 0000 | a flat boat",
        "00000003 03 n 01 boat 0 000 | a small vessel",
    ],
    "verb": [
        "00000011 29 v 02 rise 0 climb 0 001 ! 00000012 v 0101 01 + 02 00 | go up",
        "00000012 29 v 01 fall 0 001 ! 00000011 v 0101 01 + 02 00 | go down",
    ],
    "adj": [],
    "adv": [],
}
INDEX = {
    "noun": [
        "ferry n 1 1 @ 1 5 00000001",
        "ferryboat n 1 1 @ 1 0 00000001",
        "barge n 1 1 @ 1 1 00000002",
        "boat n 1 0 1 4 00000003",
    ],
    "verb": ["rise v 1 1 ! 1 9 00000011", "climb v 1 1 ! 1 2 00000011", "fall v 1 1 ! 1 9 00000012"],
    "adj": [],
    "adv": [],
}


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    folder: Path = tmp_path_factory.mktemp("wordnet")
    for part, lines in DATA.items():
        licence = "  1 This software and database is being provided to you, the LICENSEE\n"
        (folder / f"data.{part}").write_text(licence + "".join(f"{line}  \n" for line in lines))
        (folder / f"index.{part}").write_text(licence + "".join(f"{line}  \n" for line in INDEX[part]))
    return Lexicon.read(folder)


def material(lexicon: Lexicon | None = None, seed: int = 1) -> Material:
    words = frozenset({"ferry", "ferryboat", "barge", "boat", "rise", "climb", "fall", "untold"})
    return Material([CLAIM], OTHERS, ["Vera Lind", "Norland"], lexicon, words, random.Random(seed))


@pytest.mark.parametrize("kind", CORRUPTIONS)
def test_every_kind_finds_its_hold_and_changes_the_claim(kind: str, lexicon: Lexicon) -> None:
    changed = [CORRUPTIONS[kind][0](CLAIM, material(lexicon, seed)) for seed in range(12)]
    assert all(text != CLAIM for text in changed)
    assert any(text is not None for text in changed)


@pytest.mark.parametrize("kind", CORRUPTIONS)
def test_no_hold_gives_nothing(kind: str) -> None:
    nothing = Material(["Ah so."], [], [], None, frozenset(), random.Random(1))
    assert CORRUPTIONS[kind][0]("Ah so.", nothing) is None


def test_the_same_seed_gives_the_same_corruption(lexicon: Lexicon) -> None:
    assert corrupt(CLAIM, material(lexicon, 5)) == corrupt(CLAIM, material(lexicon, 5))
    assert len({corrupt(CLAIM, material(lexicon, seed)) for seed in range(40)}) > 10


def test_the_lexicon_tells_synonyms_from_near_misses(lexicon: Lexicon) -> None:
    among = {"ferryboat", "barge", "boat", "climb", "fall"}
    assert lexicon.part("ferry") == "n"
    assert lexicon.part("unheard") is None
    assert lexicon.synonyms("ferry", "n", among) == ["ferryboat"]
    assert lexicon.near_misses("ferry", "n", among) == ["barge"]
    assert lexicon.opposites("rise", "v", among) == ["fall"]
    assert "climb" not in lexicon.near_misses("rise", "v", among)


def test_words_are_exchanged_in_their_form(lexicon: Lexicon) -> None:
    assert change_word("The ferries left.", material(lexicon), paraphrase=True) == "The ferryboats left."
    assert change_word("The ferries left.", material(lexicon), paraphrase=False) in {"The barges left.", "The boats left."}
    assert change_word("The water was climbing.", material(lexicon), paraphrase=False) == "The water was falling."


@pytest.mark.parametrize(
    ("lemma", "ending", "form"),
    [
        ("carry", "s", "carries"), ("carry", "ed", "carried"), ("stop", "ing", "stopping"), ("move", "ed", "moved"),
        ("see", "ing", "seeing"), ("watch", "s", "watches"), ("play", "ed", "played"), ("boat", "", "boat"),
    ],
)  # fmt: skip
def test_regular_forms(lemma: str, ending: str, form: str) -> None:
    assert inflect(lemma, ending) == form
    assert (lemma, ending) in set(lemmas(form))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_any_word_has_readings(word: str) -> None:
    assert next(iter(lemmas(word))) == (word, "")
