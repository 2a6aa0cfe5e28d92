"""Export the support scorer: ``python -m summarizer.models.training.support_export WEIGHTS OUT --fusion FOLDER``.

The encoder becomes CTranslate2 int8, the head ``head.npz`` and ``head.json`` (``summarizer.models.support.Head``). What makes its
verdict a score with 0.5 as the threshold is fitted afterwards: ``summarizer.models.training.support_calibration``.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from summarizer.models.protocols import FloatArray
from summarizer.models.training.encoder import convert
from summarizer.models.training.support_model import SupportModel, start, tokenizer_of

WINDOW = 256
"""Tokens of a pair at most; training saw pairs of up to 192."""


def export(model: SupportModel, tokenizer: Tokenizer, out: Path) -> None:
    """Write ``model.bin``, ``config.json``, ``vocabulary.json``, ``tokenizer.json`` and the head to ``out``.

    Args:
        model: In float32.
        tokenizer: As ``tokenizer_of`` gives it.
        out: Folder to write; must not hold a model.

    """
    convert(model.bert, tokenizer, out)
    np.savez(
        out / "head.npz",
        weight_0=_numpy(model.dense.weight), bias_0=_numpy(model.dense.bias),
        weight_1=_numpy(model.verdict.weight), bias_1=_numpy(model.verdict.bias),
    )  # fmt: skip
    (out / "head.json").write_text(json.dumps({"pooling": "first", "window": WINDOW}, indent=2) + "\n", encoding="utf-8")


def _numpy(value: torch.Tensor) -> FloatArray:
    array: FloatArray = value.detach().float().numpy()
    return array


def load(weights: Path, package: Path, tokenizer: Tokenizer) -> SupportModel:
    """Return the trained model; ``weights`` holds a dictionary of float32 tensors by parameter name."""
    model = start(package, tokenizer)
    missing, unexpected = model.load_state_dict(torch.load(weights, weights_only=True), strict=False)
    if unexpected or any(not name.endswith(("position_ids", "token_type_ids")) for name in missing):
        raise ValueError(f"{weights.name} does not fit: missing {list(missing)}, unexpected {list(unexpected)}.")
    return model


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path, help="best.pt or newest.pt of the run")
    parser.add_argument("out", type=Path, help="folder to write; must not exist")
    parser.add_argument("--package", type=Path, required=True, help="folder with MiniLM's weights")
    parser.add_argument("--fusion", type=Path, required=True, help="folder of the fusion model, for its tokenizer.json")
    given = parser.parse_args()
    tokenizer = tokenizer_of(given.fusion)
    export(load(given.weights, given.package, tokenizer), tokenizer, given.out)


if __name__ == "__main__":
    main()
