"""Word pieces of the fusion model: groups to input ids, targets to label ids, ids to text."""

from collections.abc import Container, Iterable, Sequence
from pathlib import Path

from tokenizers import Tokenizer

PAD, UNKNOWN, BEGIN, END, SEPARATOR = range(5)
"""Ids of ``[PAD]``, ``[UNK]``, ``[CLS]``, ``[SEP]`` and ``[MASK]``, which joins the sentences of a group."""

SPACE = "\u2581"
"""What SentencePiece puts before a piece that begins a word."""


def spaced(vocabulary: Container[str]) -> bool:
    """Return whether a vocabulary marks what begins a word, as SentencePiece does, or what continues one, as BERT does."""
    return "##s" not in vocabulary


def bare(piece: str, *, marked: bool) -> tuple[str, bool]:
    """Return a piece's text without its mark, and whether it begins a word; ``marked`` is what :func:`spaced` says."""
    text = piece.removeprefix(SPACE if marked else "##")
    return text, (text != piece) == marked


class Pieces:
    """The model's tokenizer, taken from the ``tokenizer.json`` of a model folder.

    Text that looks like a special piece is split like any other text, so an article cannot end its own group.
    """

    def __init__(self, folder: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.tokenizer.encode_special_tokens = True
        self.vocabulary: dict[str, int] = self.tokenizer.get_vocab()

    def texts(self, texts: Iterable[str]) -> list[list[int]]:
        """Return the ids of each text, without any special piece."""
        return [encoding.ids for encoding in self.tokenizer.encode_batch(list(texts), add_special_tokens=False)]

    def piece(self, number: int) -> str:
        """Return the piece with an id."""
        return str(self.tokenizer.id_to_token(number))

    @staticmethod
    def group(sentences: Sequence[Sequence[int]], *, headline: bool = False) -> list[int]:
        """Return the input ids of a group: ``[CLS] a [MASK] b [SEP]``, with one more ``[MASK]`` in front for a headline."""
        ids = [BEGIN]
        for number, sentence in enumerate(sentences):
            if number or headline:
                ids.append(SEPARATOR)
            ids.extend(sentence)
        return [*ids, END]

    def text(self, ids: Iterable[int]) -> str:
        """Return the text of generated ids, special pieces left out."""
        return str(self.tokenizer.decode([i for i in ids if i > SEPARATOR], skip_special_tokens=False))
