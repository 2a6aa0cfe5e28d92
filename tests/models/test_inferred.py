import json
from pathlib import Path
from typing import Any

import pytest

from summarizer.models.errors import UnsupportedModel
from summarizer.models.inferred import infer_profile


def inferred(folder: Path, config: dict[str, Any], **others: dict[str, Any]) -> Any:
    (folder / "config.json").write_text(json.dumps({"model_type": "bart", "is_encoder_decoder": True, **config}))
    for name, values in others.items():
        (folder / f"{name}.json").write_text(json.dumps(values))
    return infer_profile("ours", folder)


@pytest.mark.parametrize(
    ("config", "limit"),
    [
        ({"max_position_embeddings": 1024}, 1024),
        ({"max_encoder_position_embeddings": 16384, "max_position_embeddings": 1024}, 16384),
        ({"model_type": "t5", "n_positions": 512}, 512),
        ({"model_type": "t5"}, 512),
        ({"model_type": "encoder-decoder", "encoder": {"model_type": "bert", "max_position_embeddings": 128}}, 128),
        ({"model_type": "encoder-decoder", "encoder": {"model_type": "roberta", "max_position_embeddings": 514}}, 512),
    ],
)
def test_the_longest_input_is_that_of_the_encoder(config: dict[str, Any], limit: int, tmp_path: Path) -> None:
    assert inferred(tmp_path, config).max_input_tokens == limit


@pytest.mark.parametrize(("told", "limit"), [(16384, 16384), (1000000000000000019884624838656, 512), (1e30, 512), ("x", 512)])
def test_where_positions_are_relative_the_tokenizer_may_say_how_much_is_read(told: object, limit: int, tmp_path: Path) -> None:
    profile = inferred(tmp_path, {"model_type": "longt5"}, tokenizer_config={"model_max_length": told})
    assert profile.max_input_tokens == limit


def test_decoding_is_the_checkpoints_own_for_summaries(tmp_path: Path) -> None:
    task = {"num_beams": 4, "max_length": 142, "min_length": 56, "length_penalty": 2.0, "prefix": "summarize: "}
    profile = inferred(
        tmp_path,
        {"max_length": 20, "task_specific_params": {"summarization": task}},
        generation_config={"no_repeat_ngram_size": 3, "num_beams": 6},
    )
    decoding = profile.decoding
    assert (decoding.beams, decoding.max_tokens, decoding.min_tokens, decoding.no_repeat_ngram) == (6, 142, 56, 3)
    assert profile.prefix == "summarize: "


def test_the_shortest_output_is_never_above_the_longest(tmp_path: Path) -> None:
    decoding = inferred(tmp_path, {"max_length": 30, "min_length": 56}).decoding
    assert decoding.min_tokens == decoding.max_tokens == 30


@pytest.mark.parametrize("config", [{"num_beams": "many"}, {"max_length": [1]}, {"length_penalty": {}, "min_length": "a"}])
def test_values_of_another_kind_are_refused(config: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(UnsupportedModel, match="ours"):
        inferred(tmp_path, config)
