"""Export the support scorer: ``python -m summarizer.models.training.support_export WEIGHTS OUT --fusion FOLDER``.

The encoder becomes CTranslate2 int8, the head ``head.npz`` and ``head.json`` (``summarizer.models.support.Head``). Its last bias
and weights carry the calibration, so that 0.5 is the threshold that ships: the verdict's log-odds are shifted and scaled such
that a given score of the raw model becomes 0.5.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from summarizer.models.training.encoder import convert
from summarizer.models.training.support_model import SupportModel, start, tokenizer_of

WINDOW = 256
"""Tokens of a pair at most; training saw pairs of up to 192."""


def export(model: SupportModel, tokenizer: Tokenizer, out: Path, *, threshold: float = 0.5, scale: float = 1.0) -> None:
    """Write ``model.bin``, ``config.json``, ``vocabulary.json``, ``tokenizer.json`` and the head to ``out``.

    Args:
        model: In float32.
        tokenizer: As ``tokenizer_of`` gives it.
        out: Folder to write; must not hold a model.
        threshold: The raw score, inside 0..1, that becomes 0.5.
        scale: What log-odds are multiplied with; below 1 the scores become less sure.

    """
    convert(model.bert, tokenizer, out)
    shift = math.log(threshold / (1 - threshold))
    last_weight = model.verdict.weight.detach().float().numpy() * scale
    last_bias = (model.verdict.bias.detach().float().numpy() - shift) * scale
    np.savez(
        out / "head.npz",
        weight_0=model.dense.weight.detach().float().numpy(),
        bias_0=model.dense.bias.detach().float().numpy(),
        weight_1=last_weight.astype(np.float32),
        bias_1=last_bias.astype(np.float32),
    )
    about_head = {"pooling": "first", "window": WINDOW, "raw_threshold": round(threshold, 6), "scale": scale}
    (out / "head.json").write_text(json.dumps(about_head, indent=2) + "\n", encoding="utf-8")


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
    parser.add_argument("--threshold", type=float, default=0.5, help="raw score that becomes 0.5")
    parser.add_argument("--scale", type=float, default=1.0, help="factor on the log-odds")
    given = parser.parse_args()
    tokenizer = tokenizer_of(given.fusion)
    export(load(given.weights, given.package, tokenizer), tokenizer, given.out, threshold=given.threshold, scale=given.scale)


if __name__ == "__main__":
    main()
