"""A cased vocabulary: SentencePiece's unigram pieces (Kudo 2018), in the shape that the recipes read.

The special pieces have the ids that ``summarizer.models.training.pieces`` names.
"""

from __future__ import annotations

import io
import string
import unicodedata
from collections.abc import Iterable

import sentencepiece
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

from summarizer.models.training.pieces import BEGIN, END, PAD, SEPARATOR, SPACE, UNKNOWN

_NEVER = -200.0
"""Score of the special pieces: text that looks like one is cheaper to spell in characters, of which ASCII's are known."""


def learn(texts: Iterable[str], size: int = 16_000) -> Tokenizer:
    """Return a tokenizer of ``size`` pieces, or fewer where the texts do not yield so many."""
    made = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=(unicodedata.normalize("NFKC", text) for text in texts),
        model_writer=made,
        vocab_size=size,
        hard_vocab_limit=False,
        normalization_rule_name="identity",
        character_coverage=0.99999,
        required_chars=string.printable.strip(),
        num_threads=1,
        minloglevel=2,
        pad_id=PAD, unk_id=UNKNOWN, bos_id=BEGIN, eos_id=END,
        pad_piece="[PAD]", unk_piece="[UNK]", bos_piece="[CLS]", eos_piece="[SEP]", control_symbols=["[MASK]"],
    )  # fmt: skip
    read = sentencepiece.SentencePieceProcessor(model_proto=made.getvalue())
    numbers = range(read.get_piece_size())
    pieces = [(read.id_to_piece(i), read.get_score(i) if i > SEPARATOR else _NEVER) for i in numbers]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=UNKNOWN, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=SPACE, prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement=SPACE, prepend_scheme="always")
    tokenizer.add_special_tokens([piece for piece, _ in pieces[: SEPARATOR + 1]])
    return tokenizer
