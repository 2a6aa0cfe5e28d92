import json
import math
from dataclasses import replace
from pathlib import Path

import ctranslate2
import pytest
import torch
from transformers import BartForConditionalGeneration

from summarizer.models.training import examples
from summarizer.models.training.evaluate import evaluate
from summarizer.models.training.export import convert, vocabulary_map
from summarizer.models.training.fusion import Plan, Run, dev_groups, merit, train
from summarizer.models.training.mixture import START
from summarizer.models.training.pieces import Pieces
from summarizer.models.training.plot import figure, read_log
from summarizer.models.training.progress import read_checkpoint, write_checkpoint
from summarizer.models.training.scores import Writer, copied_whole

DEV = {"multi-news-dev": 5, "headlines-dev": 3}
PLAN = Plan(count=6000, rate=1e-2, warm_up=5, every=1e9, draw=256)


@pytest.fixture(scope="module")
def cache(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    examples.build(data, folder)
    return folder


def new_run(start: Path, cache: Path, plan: Plan = PLAN) -> Run:
    model = BartForConditionalGeneration.from_pretrained(start, dtype=torch.bfloat16, attn_implementation="eager", dropout=0.0)
    return Run(model, Pieces(start), {name: examples.read(cache / f"{name}.jsonl") for name in START}, plan)


@pytest.fixture(scope="module")
def trained(start: Path, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    train(new_run(start, cache), dev_groups(cache, DEV), out)
    return out


def test_training_learns_logs_and_leaves_the_best_weights(trained: Path) -> None:
    (entry,) = read_log(trained / "log.jsonl")
    assert entry["seen"] > 6000 - 1
    assert entry["progress"] == 1
    assert set(entry["dev"]) == {"multi-news", "headlines"}
    # A uniform guess over the vocabulary would cost its logarithm.
    vocabulary = json.loads((trained / "final" / "config.json").read_text())["vocab_size"]
    assert entry["dev"]["multi-news"]["loss"] < math.log(vocabulary) - 0.5
    for folder in ("best", "final"):
        assert BartForConditionalGeneration.from_pretrained(trained / folder).dtype == torch.float16


def test_a_resumed_run_goes_on_where_it_was(start: Path, cache: Path, trained: Path) -> None:
    run = new_run(start, cache, replace(PLAN, count=7000))
    run.restore(trained / "last.pt")
    assert 6000 <= run.progress.seen < 7000
    seen, steps = run.progress.seen, run.optimizer.steps
    run.epoch(1e9)
    assert run.progress.seen >= 7000
    assert run.optimizer.steps > steps
    assert run.progress.seen - seen < 1500


def test_the_optimizer_tells_a_checkpoint_s_steps(start: Path, cache: Path, trained: Path, tmp_path: Path) -> None:
    state = read_checkpoint(trained / "last.pt")
    del state["steps"]
    write_checkpoint(state, tmp_path / "last.pt")
    run = new_run(start, cache)
    run.restore(tmp_path / "last.pt")
    assert run.progress.steps == run.optimizer.steps > 0


def test_the_rate_rises_then_falls_to_nothing(start: Path, cache: Path) -> None:
    run = new_run(start, cache)
    first = run.progress.rate()
    run.progress.steps = 5
    assert first == pytest.approx(PLAN.rate / 5)
    assert run.progress.rate() == PLAN.rate
    run.progress.seen = 3000
    assert run.progress.rate() == pytest.approx(PLAN.rate / 2)
    run.progress.seconds = 60 * PLAN.minutes
    assert run.progress.rate() == 0


def test_a_stopped_run_keeps_its_checkpoint(start: Path, cache: Path, tmp_path: Path) -> None:
    run = new_run(start, cache)
    run.progress.stopping = True
    train(run, {}, tmp_path)
    assert (tmp_path / "last.pt").exists()
    assert not (tmp_path / "log.jsonl").exists()


def test_the_export_holds_what_the_runtime_needs(trained: Path, tmp_path: Path) -> None:
    (tmp_path / "fusion").mkdir()
    (tmp_path / "fusion" / "README.md").write_text("card")
    convert(trained / "final", tmp_path / "fusion")
    names = {path.name for path in (tmp_path / "fusion").iterdir()}
    assert names >= {
        "model.bin",
        "config.json",
        "shared_vocabulary.json",
        "tokenizer.json",
        "vmap.txt",
        "hf_config.json",
        "README.md",
    }
    assert ctranslate2.Translator(str(tmp_path / "fusion")).compute_type == "int8_float32"


def test_locked_writing_uses_only_the_group_and_function_words(trained: Path, cache: Path, start: Path) -> None:
    writer = Writer(trained / "average-int8", threads=1)
    groups = dev_groups(cache, DEV)["multi-news"]
    pieces = Pieces(start)
    free = set(vocabulary_map(pieces).split("\n", 1)[0].split())
    for group, text in zip(groups, writer(groups, locked=True, beams=2), strict=True):
        allowed = free | {pieces.piece(i) for ids in pieces.texts(group.sentences) for i in ids}
        assert {pieces.piece(i) for ids in pieces.texts([text]) for i in ids} <= allowed


def test_evaluation_reports_every_way_of_writing(trained: Path, cache: Path) -> None:
    figures = evaluate(Writer(trained / "average-int8", threads=1), dev_groups(cache, DEV), beams=2)
    for ways in figures.values():
        assert set(ways) == {"greedy", "locked", "2 beams", "locked, 2 beams"}
        assert all(0 <= each["rouge1"] <= 100 and 0 <= each["rewritten"] <= 1 for each in ways.values())
        assert all(ways[way]["foreign_numbers"] == 0 for way in ("locked", "locked, 2 beams"))


def test_the_log_can_be_plotted(trained: Path, tmp_path: Path) -> None:
    figure(read_log(trained / "log.jsonl")).savefig(tmp_path / "plot.png")
    assert (tmp_path / "plot.png").stat().st_size > 5000


def test_merit_leaves_headlines_out() -> None:
    scores = {"neus": {"rouge1": 40.0, "rouge2": 20.0}, "headlines": {"rouge1": 1.0, "rouge2": 1.0}}
    assert merit(scores) == 30.0


@pytest.mark.parametrize(
    ("text", "whole"), [("the bridge closed", True), ("Bridge closed on", True), ("the bridge opened", False)]
)
def test_copied_whole_means_one_run_of_one_sentence(text: str, whole: bool) -> None:
    assert copied_whole(text, ["On Monday the bridge closed on time."]) is whole
