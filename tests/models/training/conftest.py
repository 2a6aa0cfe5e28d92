"""A tiny world for the recipes: a data folder of invented news, a word-piece tokenizer and a random model over it."""

import json
import lzma
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import torch
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers
from transformers import BartConfig, BartForConditionalGeneration

PLACES = ("Velmar", "Orrin Bay", "Tasku", "Nordhaven", "Elmsford Quay", "Karolin", "Dunmere", "Saltash Vale")
PEOPLE = ("Ines Okello", "Tomas Reiner", "Ada Lindqvist", "Paul Marchetti", "Noor Haddad", "Ruth Bakker")
THINGS = ("bridge", "ferry", "library", "tunnel", "harbour", "reservoir", "tramway", "hospital")


def story(seed: int) -> dict[str, Any]:
    """Return an invented story: three articles, a summary and a headline."""
    rng = random.Random(seed)
    place, person, thing = rng.choice(PLACES), rng.choice(PEOPLE), rng.choice(THINGS)
    cost, day = rng.randint(12, 98), rng.choice(("Monday", "Tuesday", "Thursday"))
    docs = [
        f"The council of {place} voted on {day} to close the old {thing} for urgent repairs. "
        f"Mayor {person} said the works would cost {cost} million crowns. "
        f"Residents complained about the noise of the night shift.",
        f"Engineers found deep cracks in the {thing} at {place} last week. "
        f"The repairs, priced at {cost} million crowns, begin in spring. "
        f"A local bakery gave free bread to the crews.",
        f"{person}, the mayor of {place}, defended the closure of the {thing} before angry traders on {day}. "
        f"The traders fear for their summer trade along the quay.",
    ]
    summary = (
        f"The council of {place} voted to close the old {thing} for repairs that cost {cost} million crowns. "
        f"Mayor {person} defended the closure before angry traders."
    )
    return {"docs": docs, "summary": summary, "title": f"{place} council votes to close old {thing} for repairs"}


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(path, "wt", encoding="utf8") as out:
        for row in rows:
            out.write(json.dumps(row) + "\n")


def write_data(folder: Path, count: int = 40) -> None:
    """Write a data folder in the shape of the real one."""
    stories = [story(i) for i in range(count)]
    for part in ("train", "val"):
        _write(
            folder / "multi-news" / f"{part}.jsonl.xz",
            ({"id": f"{part}-{i}", "docs": each["docs"], "summary": f"– {each['summary']}"} for i, each in enumerate(stories)),
        )
        _write(
            folder / "neus" / f"{part}.jsonl.xz",
            (
                {
                    "id": f"neus-{part}-{i}",
                    "docs": [{"title": each["title"], "text": text} for text in each["docs"]],
                    "summary": each["summary"],
                    "ref_title": each["title"],
                }
                for i, each in enumerate(stories)
            ),
        )
    _write(
        folder / "articles" / "cased_articles.jsonl.xz",
        ({"id": str(i), "title": each["title"], "text": "\n\n".join(each["docs"])} for i, each in enumerate(stories)),
    )
    pairs = folder / "pairs"
    split = [
        (f"{PLACES[i % 8]} has a {THINGS[i % 7]} of {i + 10} rooms .", f"It was built by {PEOPLE[i % 6]} .") for i in range(count)
    ]
    pairs.mkdir()
    with lzma.open(pairs / "wiki_split.tsv.xz", "wt", encoding="utf8") as out:
        for first, second in split:
            out.write(f"{first[:-2]} and was built by {second[16:]}\t{first} <::::> {second}\n")
    for name in ("desse", "minwiki"):
        _write(pairs / f"{name}.jsonl.xz", ({"complex": f"{a[:-2]} and {b[3:]}", "simple": f"{a} {b}"} for a, b in split))
    for name in ("google_compression", "compression_variants"):
        _write(
            pairs / f"{name}.jsonl.xz", ({"sentence": e["docs"][0][:150] + ".", "compression": e["title"] + "."} for e in stories)
        )
    for name in ("cnndm_fusion", "cnndm_fusion_human"):
        _write(pairs / f"{name}.jsonl.xz", ({"sentences": f"{a} {b}", "fused": f"{a[:-2]} and {b[3:]}"} for a, b in split))


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of forty invented stories."""
    folder = tmp_path_factory.mktemp("data")
    write_data(folder)
    return folder


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A transformers folder with a tiny random model and its tokenizer."""
    folder = tmp_path_factory.mktemp("start")
    words = sorted({w for i in range(60) for t in (*story(i)["docs"], story(i)["summary"]) for w in pieces_of(t)})
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    letters = [chr(code) for code in range(33, 127) if not chr(code).isupper()]
    vocabulary = {piece: i for i, piece in enumerate(dict.fromkeys([*special, *letters, *[f"##{c}" for c in letters], *words]))}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token=special[1]))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.add_special_tokens(special)
    tokenizer.save(str(folder / "tokenizer.json"))
    torch.manual_seed(1)
    config = BartConfig(
        vocab_size=len(vocabulary),
        d_model=32,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=64,
        decoder_ffn_dim=64,
        max_position_embeddings=256,
        pad_token_id=0,
        bos_token_id=2,
        eos_token_id=3,
        forced_eos_token_id=3,
        decoder_start_token_id=2,
    )
    BartForConditionalGeneration(config).save_pretrained(folder)
    return folder


def pieces_of(text: str) -> list[str]:
    """Return a text's words as the tokenizer splits them."""
    return [word for word, _ in pre_tokenizers.BertPreTokenizer().pre_tokenize_str(text.lower())]
