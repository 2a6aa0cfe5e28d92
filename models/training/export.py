"""Export: from a transformers folder to what ships, CTranslate2 int8 with tokenizer and vocabulary map beside it."""

import argparse
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import ctranslate2
from safetensors.torch import load_file, save_file

from summarizer.models.function_words import FUNCTION_WORDS
from summarizer.models.training.pieces import SEPARATOR, Pieces, bare, spaced

# The converter of CTranslate2 4.8.5 reads keys that transformers 5 no longer writes; these are BART's own values.
_OLD_KEYS: dict[str, Any] = {
    "normalize_before": False,
    "normalize_embedding": True,
    "add_final_layer_norm": False,
    "add_bias_logits": False,
    "static_position_embeddings": False,
    "extra_pos_embeddings": 2,
}


def vocabulary_map(pieces: Pieces) -> str:
    """Return a CTranslate2 vocabulary map: function words are always allowed, every other piece where a source has it.

    A cased piece also allows the one with the other case of its first letter: what opens a sentence need not stay there.
    """
    ordered = [piece for piece, number in sorted(pieces.vocabulary.items(), key=lambda item: item[1]) if number > SEPARATOR]
    if not spaced(pieces.vocabulary):
        free = [word for word in FUNCTION_WORDS if word in pieces.vocabulary]
        return "\n".join(["\t" + " ".join(free), *(f"{piece}\t{piece}" for piece in ordered)]) + "\n"
    free, lines = [], []
    for piece in ordered:
        text, begins = bare(piece, marked=True)
        other = piece.removesuffix(text) + text[:1].swapcase() + text[1:]
        lines.append(f"{piece}\t{piece}" + (f" {other}" if other != piece and other in pieces.vocabulary else ""))
        if text.lower() in FUNCTION_WORDS and (begins or text == "s" or not text.isalpha()):
            free.append(piece)
    return "\n".join(["\t" + " ".join(free), *lines]) + "\n"


def convert(source: Path, out: Path) -> None:
    """Write ``out`` anew from the transformers model folder ``source``.

    ``out`` gets ``model.bin``, ``config.json``, ``shared_vocabulary.json`` (CTranslate2), ``tokenizer.json`` (without
    truncation), ``vmap.txt`` and ``hf_config.json``, the configuration for transformers.
    """
    config = json.loads((source / "config.json").read_text("utf8"))
    config.pop("_name_or_path", None)  # a path of the machine that trained it
    pieces = Pieces(source)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "model"
        folder.mkdir()
        # From float16 the converter would make int8 with float16 for the rest, which no CPU computes in.
        weights = {name: value.float() for name, value in load_file(source / "model.safetensors").items()}
        save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
        (folder / "config.json").write_text(json.dumps(config | _OLD_KEYS | {"dtype": "float32"}), "utf8")
        pieces.tokenizer.save(str(folder / "tokenizer.json"))
        special = {"bos": "[CLS]", "eos": "[SEP]", "pad": "[PAD]", "unk": "[UNK]", "mask": "[MASK]", "sep": "[SEP]"}
        names = {f"{key}_token": value for key, value in special.items()}
        (folder / "tokenizer_config.json").write_text(json.dumps(names | {"tokenizer_class": "TokenizersBackend"}), "utf8")
        made = Path(scratch) / "made"
        ctranslate2.converters.TransformersConverter(str(folder)).convert(str(made), quantization="int8")
        shutil.copy(folder / "tokenizer.json", made)
        (made / "vmap.txt").write_text(vocabulary_map(pieces), "utf8")
        (made / "hf_config.json").write_text(json.dumps(config | {"dtype": "float32"}, indent=2) + "\n", "utf8")
        out.parent.mkdir(parents=True, exist_ok=True)
        fresh = out.with_name(out.name + ".part")
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(made, fresh)
    if out.exists():
        if (out / "README.md").exists():
            shutil.copy(out / "README.md", fresh)
        shutil.rmtree(out)
    fresh.replace(out)


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="a transformers model folder, such as .training/fusion/best")
    parser.add_argument("--out", type=Path, default=Path(".training/export/fusion"))
    given = parser.parse_args()
    convert(given.source, given.out)


if __name__ == "__main__":
    main()
