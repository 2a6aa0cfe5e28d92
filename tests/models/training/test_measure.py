from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import BartForConditionalGeneration

from summarizer.models.training.measure import Figures, compared, difference, read_figures, table, write_figures
from summarizer.models.training.mixture import Group
from summarizer.models.training.pieces import Pieces
from summarizer.models.training.scores import forward_loss, group_losses


def figures(nats: float, rouge: float, groups: int = 40) -> Figures:
    rng = np.random.default_rng(1)
    noise = rng.normal(size=groups)
    pairs = [[rouge + each, rouge / 2 + each] for each in noise]
    return Figures([nats * 10 + float(each) for each in noise], [10] * groups, pairs, pairs[:10])


def test_a_difference_on_every_group_is_beyond_chance_and_none_is_not() -> None:
    rng = np.random.default_rng(3)
    theirs = rng.normal(size=50)
    weights = np.ones(50)
    told = difference(theirs + 0.5, theirs, weights)
    assert told.difference == pytest.approx(0.5)
    assert told.low == pytest.approx(0.5)
    noisy = difference(theirs + rng.normal(size=50), theirs, weights)
    assert noisy.low < 0 < noisy.high
    assert noisy.low < noisy.difference < noisy.high


def test_groups_weigh_by_their_words() -> None:
    told = difference(np.array([1.0, 4.0]), np.array([1.0, 1.0]), np.array([30.0, 10.0]))
    assert (told.value, told.difference) == (1.75, 0.75)


def test_losses_are_told_a_word() -> None:
    told = compared({"neus": figures(3.0, 30.0)}, {"neus": figures(4.0, 20.0)}, ["neus"])
    assert told["nats a word"].difference == pytest.approx(-1.0)
    assert told["greedy R2"].difference == pytest.approx(5.0)
    assert str(told["locked R1"]).endswith("*")


def test_a_log_sets_each_model_against_the_first(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    assert table(log) == "Nothing was measured yet."
    for name, nats in (("base", 4.0), ("other", 4.5)):
        write_figures(log, name, {"neus": figures(nats, 20.0), "headlines": figures(nats, 20.0)}, seen=100)
    assert list(read_figures(log)) == ["base", "other"]
    lines = [line for line in table(log).splitlines() if "other" in line]
    assert len(lines) == 3
    assert "base" in (first := table(log, "other").splitlines()[0])
    assert "-0.50 [-0.50, -0.50]*" in first
    assert all("+0.50 [+0.50, +0.50]*" in line for line in lines)


def test_the_losses_of_groups_are_those_of_training(start: Path) -> None:
    model = BartForConditionalGeneration.from_pretrained(start, dtype=torch.float32, attn_implementation="eager")
    model.train(False)
    pieces = Pieces(start)
    groups = [Group(("the bridge at velmar closed.", "the ferry."), "velmar bridge."), Group(("a mayor said.",), "a mayor.")]
    found = group_losses(model, pieces, groups)
    for group, (nats, count) in zip(groups, found, strict=True):
        texts = pieces.texts([*group.sentences, group.target])
        inputs, target = torch.tensor([pieces.group(texts[:-1])]), [*texts[-1], 3]
        loss = forward_loss(model, inputs, torch.ones_like(inputs), torch.tensor([[2, *target[:-1]]]), torch.tensor([target]))
        assert count == len(target)
        assert nats / count == pytest.approx(loss.item(), rel=1e-3)
