from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import ModelNotFound
from summarizer.models.joints import WIDTH, JointScorer, Vocabulary, joints, tokens, window

SOURCE = "The harbour authority closed the old bridge on Tuesday."


def test_joints_are_where_no_source_goes_on_so() -> None:
    told = [tokens(SOURCE)]
    assert joints(tokens(SOURCE), told) == []
    written = tokens("The authority closed the old bridge on Tuesday.")
    assert joints(written, told) == [1, 2, 3]


@given(st.lists(st.integers(1, 99), min_size=1, max_size=30), st.integers(0, 29))
def test_a_window_is_as_wide_as_it_says(sentence: list[int], joint: int) -> None:
    joint = min(joint, len(sentence))
    seen = window(sentence, joint)
    assert len(seen) == 2 * WIDTH
    assert [number for number in seen if number] == sentence[max(0, joint - WIDTH) : joint + WIDTH]


def test_every_token_has_a_number_in_range() -> None:
    vocabulary = Vocabulary(["bridge", "old"])
    numbers = vocabulary.sentence([*tokens("Old bridges, 1999: 20% of “closed” streets quietly melting §"), "bridge"])
    assert all(0 < number < vocabulary.size for number in numbers)
    assert vocabulary.number("bridge") == 1


def weights(folder: Path, words: list[str]) -> None:
    size, rng = Vocabulary(words).size, np.random.default_rng(0)
    shapes = {"weight0": (6, 2 * WIDTH * 4), "bias0": (6,), "weight1": (3, 6), "bias1": (3,), "weight2": (1, 3), "bias2": (1,)}
    arrays = {name: rng.normal(size=shape).astype(np.float16) for name, shape in shapes.items()}
    table = rng.integers(-127, 127, (size, 4)).astype(np.int8)
    np.savez(folder / "joints.npz", table=table, scale=np.full(size, 0.01, np.float32), **arrays)  # type: ignore[arg-type]
    (folder / "words.txt").write_text("\n".join(words))


def test_scores_the_worst_joint(tmp_path: Path) -> None:
    weights(tmp_path, ["bridge", "old", "closed"])
    scorer = JointScorer(tmp_path)
    scores = scorer.score([SOURCE, "The old authority closed the bridge."], [[SOURCE], [SOURCE]])
    assert scores.shape == (2,)
    assert scores[0] == 1.0
    assert 0.0 < scores[1] < 1.0
    assert scorer.score([], []).shape == (0,)


def test_no_weights(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFound):
        JointScorer(tmp_path)


def test_the_recipe_exports_what_it_trained(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    from summarizer.models.training.joints import damaged, export, train, usable, vocabulary_of  # noqa: PLC0415

    rng = random.Random(1)
    names, deeds = ["authority", "mayor", "council", "union"], ["closed", "opened", "inspected", "painted"]
    texts = [
        f"The {rng.choice(names)} {rng.choice(deeds)} the old bridge on Tuesday after the {rng.choice(names)} met in town."
        for _ in range(60)
    ]
    sentences = usable(texts)
    words = vocabulary_of(sentences)
    network = train(sentences, words, chunks=2, chunk=30)
    export(network, words, tmp_path)
    (scored,) = JointScorer(tmp_path).score(["The mayor closed the old bridge."], [["The mayor closed the old bridge today."]])
    vocabulary = Vocabulary(words)
    numbers = vocabulary.sentence(tokens("The mayor closed the old bridge."))
    places = joints(tokens("The mayor closed the old bridge."), [tokens("The mayor closed the old bridge today.")])
    with torch.no_grad():
        expected = torch.sigmoid(network(torch.tensor([window(numbers, place) for place in places]))).min()
    assert scored == pytest.approx(float(expected), abs=0.02)
    assert all(damaged(sentence, sentences[0], rng) != sentence for sentence in sentences[:5])
