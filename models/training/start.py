"""The fusion model before training: MiniLM's layers in BART's places.

    python -m summarizer.models.training.start PACKAGE OUT --pieces models/bundled/fusion

``PACKAGE`` is what ``summarizer.models.training.encoder`` reads. BERT and BART layers are the same post-norm layers, so copying
is exact: the encoder begins as MiniLM itself. The decoder's layers are evenly spaced ones of MiniLM's (of six: 2, 4 and 6 for
three, 3 and 6 for two), each with its self-attention copied once more as cross-attention (Rothe et al. 2020, "Leveraging
Pre-trained Checkpoints for Sequence Generation Tasks", with fewer layers).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import BartConfig, BartForConditionalGeneration, BertModel

from summarizer.models.training.encoder import check
from summarizer.models.training.pieces import BEGIN, END, PAD, bare, spaced

_SELF = {
    "attention.self.query": "self_attn.q_proj",
    "attention.self.key": "self_attn.k_proj",
    "attention.self.value": "self_attn.v_proj",
    "attention.output.dense": "self_attn.out_proj",
    "attention.output.LayerNorm": "self_attn_layer_norm",
    "intermediate.dense": "fc1",
    "output.dense": "fc2",
    "output.LayerNorm": "final_layer_norm",
}
_CROSS = {theirs: ours.replace("self_attn", "encoder_attn") for theirs, ours in _SELF.items() if "self_attn" in ours}


def vectors(weight: torch.Tensor, theirs: Tokenizer, ours: Tokenizer) -> torch.Tensor:
    """Return an embedding for each of our pieces, (v, d), from those of MiniLM, (their v, d).

    A piece that MiniLM has keeps its own; any other gets the mean of the pieces that MiniLM splits its lower-cased text into.
    """
    known: dict[str, int] = theirs.get_vocab()
    vocabulary: dict[str, int] = ours.get_vocab()
    marked = spaced(vocabulary)
    rows = []
    for piece in sorted(vocabulary, key=vocabulary.__getitem__):
        text, begins = bare(piece, marked=marked)
        name = piece if vocabulary[piece] < len(_SPECIAL) else text.lower() if begins else f"##{text.lower()}"
        ids = [known[name]] if name in known else theirs.encode(text, add_special_tokens=False).ids
        rows.append(weight[ids or [known["[UNK]"]]].mean(dim=0))
    return torch.stack(rows)


_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


def assemble(bert: BertModel, theirs: Tokenizer, ours: Tokenizer, layers: int) -> BartForConditionalGeneration:
    """Return the untrained fusion model with ``layers`` decoder layers for the pieces of ``ours``."""
    about = bert.config
    config = BartConfig(
        vocab_size=ours.get_vocab_size(),
        d_model=about.hidden_size,
        encoder_layers=about.num_hidden_layers,
        decoder_layers=layers,
        encoder_attention_heads=about.num_attention_heads,
        decoder_attention_heads=about.num_attention_heads,
        encoder_ffn_dim=about.intermediate_size,
        decoder_ffn_dim=about.intermediate_size,
        max_position_embeddings=about.max_position_embeddings,
        activation_function="gelu",
        pad_token_id=PAD,
        bos_token_id=BEGIN,
        eos_token_id=END,
        forced_eos_token_id=END,
        decoder_start_token_id=BEGIN,
    )
    model = BartForConditionalGeneration(config)
    given = bert.state_dict()
    state = {"model.shared.weight": vectors(given["embeddings.word_embeddings.weight"], theirs, ours)}
    places = given["embeddings.position_embeddings.weight"] + given["embeddings.token_type_embeddings.weight"][0]
    every = range(about.num_hidden_layers)
    chosen = [(number + 1) * len(every) // layers - 1 for number in range(layers)]
    for side, numbers, names in (("encoder", every, [_SELF]), ("decoder", chosen, [_SELF, _CROSS])):
        # BART's table of positions starts with two rows that nothing uses.
        state[f"model.{side}.embed_positions.weight"] = torch.cat([torch.zeros_like(places[:2]), places])
        for kind in ("weight", "bias"):
            state[f"model.{side}.layernorm_embedding.{kind}"] = given[f"embeddings.LayerNorm.{kind}"]
            for place, number in enumerate(numbers):
                for old, new in (pair for each in names for pair in each.items()):
                    state[f"model.{side}.layers.{place}.{new}.{kind}"] = given[f"encoder.layer.{number}.{old}.{kind}"]
    tied = {"final_logits_bias", "lm_head.weight", "model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight"}
    missing, unexpected = model.load_state_dict(state, strict=False)
    if unexpected or set(missing) - tied:
        raise ValueError(f"BERT and BART do not fit: {sorted({*unexpected, *missing} - tied)}")
    model.tie_weights()
    return model


def write(package: Path, ours: Tokenizer, layers: int, out: Path) -> None:
    """Write the untrained model and its tokenizer to ``out`` as a transformers folder.

    Raises ``WeightsRefused`` where MiniLM's weights are not the published ones.
    """
    check(package / "model.safetensors")
    bert = BertModel.from_pretrained(package, add_pooling_layer=False, dtype=torch.float32)
    theirs: Tokenizer = Tokenizer.from_file(str(package / "tokenizer.json"))
    theirs.no_truncation()
    theirs.no_padding()
    assemble(bert, theirs, ours, layers).save_pretrained(out)
    ours.save(str(out / "tokenizer.json"))


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="folder with MiniLM's model.safetensors, config.json and tokenizer.json")
    parser.add_argument("out", type=Path)
    parser.add_argument("--pieces", type=Path, required=True, help="a folder with the tokenizer.json to use")
    parser.add_argument("--layers", type=int, default=3, help="decoder layers")
    given = parser.parse_args()
    write(given.package, Tokenizer.from_file(str(given.pieces / "tokenizer.json")), given.layers, given.out)


if __name__ == "__main__":
    main()
