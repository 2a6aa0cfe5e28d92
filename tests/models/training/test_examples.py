from pathlib import Path

from summarizer.models.training import examples
from summarizer.models.training.corpora import Cluster, SentencePair
from summarizer.models.training.examples import NAMES, Example, headline_example, pair_example
from summarizer.models.training.words import Weights, numbers

WEIGHTS = Weights([["the", "a", "and", "of"]] * 30)
SOURCES = ("The bridge at Velmar closed on Monday.", "It had been open for 90 years and was loved.")


def test_build_makes_every_kind_once(data: Path, tmp_path: Path) -> None:
    counts = examples.build(data, tmp_path)
    assert set(counts) == set(NAMES)
    assert counts["neus"] > 20
    assert counts["multi-news"] > 20
    assert not examples.build(data, tmp_path)
    for name in NAMES:
        assert len(examples.read(tmp_path / f"{name}.jsonl")) == counts[name]


def test_targets_rest_on_their_sources(data: Path, tmp_path: Path) -> None:
    examples.build(data, tmp_path)
    for example in examples.read(tmp_path / "multi-news.jsonl"):
        assert numbers(example.target) <= numbers(" ".join(example.sources))


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    kept = [Example(("a", "b"), "c", extras=("d",), copied=0.5), Example(("e",), "f", headline=True)]
    assert examples.write(tmp_path / "x.jsonl", kept) == 2
    assert examples.read(tmp_path / "x.jsonl") == kept


def test_a_pair_is_kept_only_when_its_sources_carry_it() -> None:
    def pair(target: str) -> Example | None:
        return pair_example(SentencePair("x", SOURCES, target), WEIGHTS)

    assert pair("The bridge at Velmar closed on Monday after 90 years.") is not None
    assert pair("The bridge at Velmar closed on Monday after 80 years.") is None
    assert pair("The bridge and Marchetti's ferry at Dunmere closed on Monday.") is None
    assert pair(SOURCES[0]) is None


def test_a_headline_needs_its_words_in_the_lead() -> None:
    def headline(title: str) -> Example | None:
        return headline_example(Cluster("c", (SOURCES,), (), (), title), WEIGHTS)

    found = headline("Velmar bridge closed on Monday - The Quay Post")
    assert found is not None
    assert (found.target, found.headline) == ("Velmar bridge closed on Monday", True)
    assert headline("Opinion: Velmar bridge closed on Monday") is None
    assert headline("Reservoir tunnel flooded by sudden storm") is None
    assert headline("VELMAR BRIDGE CLOSED ON MONDAY") is None


def test_faithful_leaves_out_targets_that_say_more() -> None:
    own = Example(("The bridge at Velmar closed.",), "Velmar closed the bridge.")
    more = Example(("The bridge at Velmar closed.",), "Angry Marchetti traders closed the bridge.")
    assert examples.carried(own) == 1
    assert examples.carried(more) == 2 / 5
    assert examples.faithful([own, more], 0.8) == [own]


def test_a_sample_is_fixed_by_its_seed() -> None:
    many = [Example((), str(i)) for i in range(50)]
    assert examples.sample(many, 5, 1) == examples.sample(many, 5, 1) != examples.sample(many, 5, 2)
    assert examples.sample(many, 80, 1) == many
