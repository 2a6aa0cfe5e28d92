"""Sequence-to-sequence models in CTranslate2: what the default path on a CPU uses.

CTranslate2 cuts inputs at 1,024 tokens unless told; here a longer input than the model reads is an error, since what is cut
has to be the caller's choice.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ctranslate2

from summarizer.models.batches import in_batches
from summarizer.models.errors import Cancelled, GenerationFailed, OutOfMemory, UnsupportedModel
from summarizer.models.hub import read_json
from summarizer.models.instructions import use_wide_vectors
from summarizer.models.locks import read_free_pieces
from summarizer.models.profiles import Profile
from summarizer.models.protocols import Decoding
from summarizer.models.seq2seq import TokenSeq2Seq
from summarizer.models.threads import available_cpus
from summarizer.models.tokens import Tokens, read_tokenizer

CPU_BATCH_TOKENS = 1024
"""What a core's second-level cache holds of the states of a small model with four beams; eight times that took a fifth longer."""

SMALL_BYTES = 200_000_000
"""Weights up to which each batch gets one thread and batches run beside each other: a step of a small model is too short to be
shared out, and two threads that wait for one another took six times as long as one."""

GPU_BATCH_TOKENS = 8192

POLL_SECONDS = 0.002
"""How often a beam search in flight asks whether it is still wanted."""


class CTranslate2Seq2Seq(TokenSeq2Seq):
    """A ``Seq2Seq`` over a folder of CTranslate2 with ``tokenizer.json`` beside ``model.bin``.

    With ``Decoding.lock`` the vocabulary map ``vmap.txt`` of the folder is used: only pieces of the inputs of a batch, and
    those on the map's first line, can be written. A folder without a map cannot hold the lock and decodes freely; ``locks``
    tells, and ``free`` has the ids of the first line.

    One object may be used by several threads; their batches queue.

    Args:
        folder: The converted model.
        profile: How to talk to it.
        device: ``cpu`` or ``cuda``.
        device_index: Which of several GPUs.
        threads: Threads of one call on the CPU; None: what the process may use. A small model gives each batch one of them.
        batch_tokens: Padded input tokens that go through the model at once, divided by the beams; None: ``CPU_BATCH_TOKENS`` or
            ``GPU_BATCH_TOKENS``.

    Raises:
        ModelNotFound: A file is missing.
        UnsupportedModel: The folder holds no such model, or the profile does not fit it.

    """

    def __init__(
        self,
        folder: Path,
        profile: Profile,
        *,
        device: str = "cpu",
        device_index: int = 0,
        threads: int | None = None,
        batch_tokens: int | None = None,
    ) -> None:
        super().__init__(Tokens(read_tokenizer(folder / "tokenizer.json"), profile), profile)
        self._batch_tokens = batch_tokens or (GPU_BATCH_TOKENS if device == "cuda" else CPU_BATCH_TOKENS)
        self._first = [one for one in (profile.target_language or profile.forced_first,) if one]
        # A forced first token counts as output, unless the model has no token of its own to start from (mBART-25).
        config = read_json(folder / "config.json") or {}
        starts_itself = config.get("decoder_start_token") is not None
        self._counted = len(self._first) if starts_itself else 0
        # CTranslate2 adds the begin token to every vocabulary map; a model that may write it starts its sentence again.
        kept = {config.get("eos_token"), *self._first}
        self._unwanted = [[name] for name in map(self._tokens.name, sorted(self._tokens.control)) if name not in kept]
        pieces = read_free_pieces(folder)
        self.locks = pieces is not None
        self.free: tuple[int, ...] = tuple(self._tokens.number(piece) for piece in pieces or ())
        given = threads or available_cpus()
        small = (folder / "model.bin").is_file() and (folder / "model.bin").stat().st_size <= SMALL_BYTES
        self._beside = given if small and device == "cpu" else 1
        use_wide_vectors()
        try:
            self._translator = ctranslate2.Translator(
                str(folder),
                device=device,
                device_index=device_index,
                inter_threads=self._beside,
                intra_threads=1 if small else given,
            )
        except (RuntimeError, ValueError) as error:
            raise _translated(error, f"{folder} does not load in CTranslate2", UnsupportedModel) from error

    def generate_ids(self, inputs: Sequence[str], options: Decoding) -> list[list[list[int]]]:
        """Write as ``generate`` does and return the tokens, control tokens left out.

        With the lock, what an input may use depends on the inputs that share its batch.

        Raises:
            InputTooLong: An input has more tokens than the profile allows.
            Cancelled: ``options.cancelled`` answered True. A beam search already in flight goes on in its thread until the
                batch is done, since CTranslate2 stops only greedy decoding.
            OutOfMemory: The batch does not fit.
            GenerationFailed: CTranslate2 raised.

        """
        encoded = self._encoded(inputs)
        written: list[list[list[int]]] = [[] for _ in inputs]

        def translate(places: Sequence[int]) -> list[Any]:
            return self._translate([[self._tokens.name(number) for number in encoded[place]] for place in places], options)

        lengths = [len(ids) for ids in encoded]
        for places, results in in_batches(translate, lengths, self._batch_tokens // options.beams, self._beside):
            for place, result in zip(places, results, strict=True):
                written[place] = [self._ids(hypothesis) for hypothesis in result.hypotheses]
        return written

    def _ids(self, hypothesis: Sequence[str]) -> list[int]:
        numbers = (self._tokens.number(name) for name in hypothesis)
        return [number for number in numbers if number not in self._tokens.control]

    def _translate(self, source: list[list[str]], options: Decoding) -> list[Any]:
        settings: dict[str, Any] = {
            "beam_size": options.beams,
            "num_hypotheses": options.candidates,
            "length_penalty": options.length_penalty,
            "no_repeat_ngram_size": options.no_repeat_ngram,
            "max_decoding_length": options.max_tokens + self._counted,
            "min_decoding_length": options.min_tokens + self._counted,
            "max_input_length": 0,
            "use_vmap": options.lock and self.locks,
            "suppress_sequences": self._unwanted,
            "disable_unk": True,
        }
        if self._first:
            settings["target_prefix"] = [self._first] * len(source)
        cancelled = options.cancelled
        try:
            if cancelled is None:
                return list(self._translator.translate_batch(source, **settings))
            if cancelled():
                raise Cancelled("The caller no longer waits; nothing was written.")
            if options.beams == 1:
                # Asked again afterwards it might answer otherwise, and what was written would be taken for whole.
                stopped = False

                def asked(_: object) -> bool:
                    nonlocal stopped
                    stopped = stopped or cancelled()
                    return stopped

                results = list(self._translator.translate_batch(source, callback=asked, **settings))
                if stopped:
                    raise Cancelled("The caller no longer waits; the model stopped.")
                return results
            pending = self._translator.translate_batch(source, asynchronous=True, **settings)
            while not all(one.done() for one in pending):
                if cancelled():
                    raise Cancelled("The caller no longer waits; the model stopped.")
                time.sleep(POLL_SECONDS)
            return [one.result() for one in pending]
        except (RuntimeError, ValueError, MemoryError) as error:
            raise _translated(error, f"{self._profile.name} failed in CTranslate2", GenerationFailed) from error


def _translated(error: Exception, what: str, otherwise: type[GenerationFailed | UnsupportedModel]) -> Exception:
    """The error of our tree that says what happened; CTranslate2 names no input text in its messages."""
    text = str(error)
    if isinstance(error, MemoryError) or "out of memory" in text.lower() or "bad_alloc" in text:
        return OutOfMemory(f"{what}: out of memory. Take a smaller model, fewer beams, or shorter and fewer inputs.")
    return otherwise(f"{what}: {text}")
