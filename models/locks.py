"""Which tokens a model may write although no source has them.

A model whose decoding is locked writes tokens of its own input, and free ones. What is free depends on the model: a model that
fuses sentences needs grammar alone, a model that rewrites documents needs its vocabulary, but no name and no number of its own.
The lock holds for tokens; a name put together from pieces of two others is for the check of the written sentence to find.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from tokenizers import Tokenizer

from summarizer.models.function_words import FUNCTION_WORDS
from summarizer.models.profiles import Lock
from summarizer.models.tokens import unknown_token

VOCABULARY_MAP = "vmap.txt"
_SPACES = "\u2581\u0120"  # the word-start marks of SentencePiece and of byte-level BPE


def free_tokens(tokenizer: Tokenizer, lock: Lock, control: Iterable[int] = ()) -> list[int]:
    """Return the ids that are free under a lock, ascending, control tokens left out."""
    kept_out = set(control)
    free = set(_function_ids(tokenizer))
    if lock is Lock.FACTS:
        vocabulary: dict[str, int] = tokenizer.get_vocab(with_added_tokens=False)
        free.update(number for piece, number in vocabulary.items() if not _factual(piece))
    return sorted(free - kept_out)


def _function_ids(tokenizer: Tokenizer) -> Iterable[int]:
    """Ids of the function words as they stand first in a sentence, inside it, and after punctuation."""
    unknown = tokenizer.token_to_id(unknown_token(tokenizer) or "")
    for word in FUNCTION_WORDS:
        for form in {word, word.capitalize(), f" {word}", f" {word.capitalize()}"}:
            ids = tokenizer.encode(form, add_special_tokens=False).ids
            if len(ids) <= 2 and unknown not in ids:  # a word-start mark may be a piece of its own
                yield from ids


def _factual(piece: str) -> bool:
    """Whether a piece can begin a name or carry a number."""
    text = piece.lstrip(_SPACES)
    return any(character.isdigit() for character in text) or text[:1].isupper()


def vocabulary_map(pieces: Sequence[str], free: Iterable[int], control: Iterable[int]) -> str:
    """Return the text of a CTranslate2 vocabulary map: free pieces for every input, every other piece where an input has it.

    A piece that holds white space cannot stand in such a map and is left out.
    """
    out = set(control)
    usable = [
        number for number, piece in enumerate(pieces) if number not in out and piece and not any(c.isspace() for c in piece)
    ]
    always = set(free)
    first = "\t" + " ".join(pieces[number] for number in usable if number in always)
    return "\n".join([first, *(f"{pieces[number]}\t{pieces[number]}" for number in usable if number not in always)]) + "\n"


def read_free_pieces(folder: Path) -> list[str] | None:
    """Return the free pieces of the vocabulary map in a folder; None where it has no map."""
    path = folder / VOCABULARY_MAP
    if not path.is_file():
        return None
    with path.open(encoding="utf-8") as lines:
        return next(lines, "").strip().split(" ")
