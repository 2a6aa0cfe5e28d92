"""Sequence-to-sequence models in transformers: the reference, and the road for every other model and for GPUs."""

from __future__ import annotations

import copy
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from tokenizers import Tokenizer

from summarizer.models import hub, locks, memory
from summarizer.models.batches import batches
from summarizer.models.ct2_weights import bart_state, read_checkpoint
from summarizer.models.devices import Placement
from summarizer.models.errors import Cancelled, GenerationFailed, MissingExtra, NewsfuseError, OutOfMemory, UnsupportedModel
from summarizer.models.profiles import GlobalAttention, Profile
from summarizer.models.protocols import Decoding
from summarizer.models.seq2seq import TokenSeq2Seq
from summarizer.models.threads import available_cpus
from summarizer.models.tokens import Tokens, read_tokenizer

try:
    import torch
    from transformers import (
        AutoConfig,
        AutoModelForSeq2SeqLM,
        AutoTokenizer,
        LogitsProcessor,
        LogitsProcessorList,
        StoppingCriteria,
        StoppingCriteriaList,
    )
except ImportError as missing:
    raise MissingExtra("transformers", "transformers") from missing

if TYPE_CHECKING:
    from transformers import GenerationConfig

logger = logging.getLogger(__name__)


class _Lock(LogitsProcessor):
    """Forbids every token that is neither free nor in the input: one row of ``allowed`` an input.

    What is left is normalized anew, as CTranslate2 does it with a vocabulary map, so that both rank their beams alike.
    """

    def __init__(self, allowed: torch.Tensor) -> None:
        self._forbidden = ~allowed

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        beams = scores.shape[0] // self._forbidden.shape[0]
        forbidden = self._forbidden.repeat_interleave(beams, dim=0)
        return scores.masked_fill(forbidden[:, : scores.shape[1]], -torch.inf).log_softmax(dim=-1)


class _Stop(StoppingCriteria):
    def __init__(self, cancelled: Callable[[], bool]) -> None:
        self._cancelled = cancelled

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor, **_: object) -> torch.Tensor:
        return torch.full((input_ids.shape[0],), self._cancelled(), dtype=torch.bool, device=input_ids.device)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model of transformers with what is needed to run it.

    Attributes:
        model: In evaluation mode, on its device.
        tokens: Its tokenizer with its profile.
        free: Ids that may always be written under the lock.

    """

    model: Any
    tokens: Tokens
    free: tuple[int, ...]


def load_folder(folder: hub.ModelFolder, profile: Profile, placement: Placement) -> Loaded:
    """Load a folder in the layout of transformers.

    Raises:
        UnsupportedModel: No sequence-to-sequence architecture that transformers has, or a tokenizer without a fast version.
        OutOfMemory: The weights will not fit.

    """
    if placement.on_cpu:
        memory.refuse_too_large(profile.name, folder.weight_bytes * placement.growth(folder.config), memory.available_bytes())
    with _errors(profile.name, UnsupportedModel):
        tokenizer = load_tokenizer(folder, profile)
        model = AutoModelForSeq2SeqLM.from_pretrained(
            folder.path, use_safetensors=True, trust_remote_code=False, local_files_only=True, dtype=placement.dtype
        )
        model = model.to(placement.device).eval()
    tokens = Tokens(tokenizer, profile)
    return Loaded(model, tokens, tuple(locks.free_tokens(tokenizer, profile.lock, tokens.control)))


def load_tokenizer(folder: hub.ModelFolder, profile: Profile) -> Tokenizer:
    """Load the tokenizer of a folder in the layout of transformers, for the profile's source language.

    Raises:
        UnsupportedModel: It has no fast version.

    """
    arguments = {"src_lang": profile.language} if profile.language else {}
    wrapped = AutoTokenizer.from_pretrained(folder.path, trust_remote_code=False, local_files_only=True, **arguments)
    if not getattr(wrapped, "is_fast", False):
        raise UnsupportedModel(f"{profile.name} has a tokenizer without a fast version; save one with tokenizer.json.")
    return Tokenizer.from_str(wrapped.backend_tokenizer.to_str())


def load_exported(folder: Path, profile: Profile, placement: Placement) -> Loaded:
    """Load the weights of a folder that holds a BART as CTranslate2 int8, with ``hf_config.json`` and ``tokenizer.json``.

    Raises ``WeightsRefused``, ``ModelNotFound`` or ``UnsupportedModel`` where the folder is not such a one.
    """
    tokenizer = read_tokenizer(folder / "tokenizer.json")
    tokens = Tokens(tokenizer, profile)
    settings = hub.read_json(folder / "hf_config.json")
    if settings is None:
        raise UnsupportedModel(f"{folder} has no hf_config.json, which transformers needs.")
    state = {name: torch.from_numpy(np.array(array)) for name, array in bart_state(read_checkpoint(folder / "model.bin")).items()}
    with _errors(profile.name, UnsupportedModel):
        config = AutoConfig.for_model(**settings)
        model: Any = AutoModelForSeq2SeqLM.from_config(config)  # type: ignore[no-untyped-call]
        model.load_state_dict(state)
        model = model.to(device=placement.device, dtype=placement.dtype).eval()
    pieces = locks.read_free_pieces(folder)
    free = (
        locks.free_tokens(tokenizer, profile.lock, tokens.control) if pieces is None else [tokens.number(one) for one in pieces]
    )
    return Loaded(model, tokens, tuple(free))


class TransformersSeq2Seq(TokenSeq2Seq):
    """A ``Seq2Seq`` over a model of transformers.

    Greedy or beam search, never sampling, so that the same input gives the same output. One object may be used by several
    threads; their batches queue.

    Args:
        loaded: The model.
        profile: How to talk to it.
        threads: Threads on the CPU, for all of torch in this process; None: what the process may use.
        batch_tokens: Padded input tokens that go through the model at once, divided by the beams.

    """

    locks = True

    def __init__(self, loaded: Loaded, profile: Profile, *, threads: int | None = None, batch_tokens: int = 8192) -> None:
        super().__init__(loaded.tokens, profile)
        self._model = loaded.model
        self.free = loaded.free
        self._batch_tokens = batch_tokens
        self._lock = threading.Lock()
        if self._model.device.type == "cpu":
            torch.set_num_threads(threads or available_cpus())

    def generate_ids(self, inputs: Sequence[str], options: Decoding) -> list[list[list[int]]]:
        """Write as ``generate`` does and return the tokens, control tokens left out.

        Raises:
            InputTooLong: An input has more tokens than the profile allows.
            Cancelled: ``options.cancelled`` answered True between two steps.
            OutOfMemory: Half a batch did not fit either.
            GenerationFailed: The model raised.

        """
        encoded = self._encoded(inputs)
        written: list[list[list[int]]] = [[] for _ in inputs]
        waiting = list(batches([len(ids) for ids in encoded], max(1, self._batch_tokens // options.beams)))
        waiting.reverse()
        halved = False
        while waiting:
            places = waiting.pop()
            try:
                produced = self._generate([encoded[place] for place in places], options)
            except OutOfMemory:
                if halved or len(places) < 2:
                    raise
                halved = True
                self._batch_tokens //= 2
                logger.warning("Out of memory with %d inputs at once; going on with batches of half the size.", len(places))
                waiting = [half for batch in waiting for half in _halves(batch)] + list(_halves(places))
                continue
            for place, of_one in zip(places, produced, strict=True):
                written[place] = of_one
        return written

    @property
    def _decoder(self) -> Any:  # noqa: ANN401  each architecture has its own class
        """The decoder's configuration: the model's own, but where encoder and decoder are models of their own."""
        return self._model.config.get_text_config(decoder=True)

    def _generate(self, batch: list[list[int]], options: Decoding) -> list[list[list[int]]]:
        if options.cancelled is not None and options.cancelled():
            raise Cancelled("The caller no longer waits; nothing was written.")
        arguments = self._arguments(batch)
        if options.lock:
            arguments["logits_processor"] = LogitsProcessorList([_Lock(self._allowed(batch))])
        if options.cancelled is not None:
            arguments["stopping_criteria"] = StoppingCriteriaList([_Stop(options.cancelled)])
        # Some architectures keep state of a call on the model, as BigBird its kind of attention.
        with _errors(self._profile.name, GenerationFailed), self._lock, torch.inference_mode():
            produced = self._model.generate(generation_config=self._settings(options), **arguments)
        if options.cancelled is not None and options.cancelled():
            raise Cancelled("The caller no longer waits; the model stopped.")
        rows = [[number for number in ids if number not in self._tokens.control] for ids in produced.tolist()]
        return [rows[start : start + options.candidates] for start in range(0, len(rows), options.candidates)]

    def _arguments(self, batch: list[list[int]]) -> dict[str, Any]:
        width = max(len(ids) for ids in batch)
        padding = self._model.config.pad_token_id or 0
        ids = torch.full((len(batch), width), padding, dtype=torch.long)
        mask = torch.zeros((len(batch), width), dtype=torch.long)
        for row, of_one in enumerate(batch):
            ids[row, : len(of_one)] = torch.tensor(of_one, dtype=torch.long)
            mask[row, : len(of_one)] = 1
        arguments = {"input_ids": ids, "attention_mask": mask}
        if self._profile.global_attention is not GlobalAttention.NONE:
            everywhere = torch.zeros_like(ids)
            everywhere[:, 0] = 1
            if self._profile.global_attention is GlobalAttention.SEPARATORS and self._tokens.separator is not None:
                everywhere[ids == self._tokens.separator] = 1
            arguments["global_attention_mask"] = everywhere
        return {name: tensor.to(self._model.device) for name, tensor in arguments.items()}

    def _settings(self, options: Decoding) -> GenerationConfig:
        settings: Any = copy.deepcopy(self._model.generation_config)
        settings.update(
            do_sample=False,
            num_beams=options.beams,
            num_return_sequences=options.candidates,
            max_length=None,
            min_length=None,
            max_new_tokens=options.max_tokens + 1,  # transformers counts the end token
            min_new_tokens=options.min_tokens,
            forced_eos_token_id=settings.eos_token_id,
            length_penalty=options.length_penalty,
            no_repeat_ngram_size=options.no_repeat_ngram,
            early_stopping=options.beams > 1,
        )
        if self._profile.target_language:
            language = self._tokens.number(self._profile.target_language)
            # mBART-50 starts from </s> and is told the language next; mBART-25 starts from the language.
            if settings.decoder_start_token_id is not None and settings.decoder_start_token_id == settings.eos_token_id:
                settings.forced_bos_token_id = language
            else:
                settings.decoder_start_token_id = language
        elif self._profile.forced_first:
            settings.forced_bos_token_id = self._tokens.number(self._profile.forced_first)
        if settings.forced_bos_token_id is not None:  # and the forced first token
            settings.update(max_new_tokens=options.max_tokens + 2, min_new_tokens=options.min_tokens + 1)
        places = _places(self._decoder)
        if places is not None:  # one goes to the token that it starts from
            settings.update(max_new_tokens=min(settings.max_new_tokens, places - 1))
        wanted = {*_ends(settings), settings.forced_bos_token_id}
        settings.suppress_tokens = [
            number for number in sorted({*self._tokens.control, *self._tokens.unknown}) if number not in wanted
        ]
        return cast("GenerationConfig", settings)

    def _allowed(self, batch: list[list[int]]) -> torch.Tensor:
        allowed = torch.zeros((len(batch), int(self._decoder.vocab_size)), dtype=torch.bool)
        settings = self._model.generation_config
        control = [
            one for one in (*_ends(settings), settings.forced_bos_token_id, settings.forced_eos_token_id) if isinstance(one, int)
        ]
        if self._profile.target_language:
            control.append(self._tokens.number(self._profile.target_language))
        if self._profile.forced_first:
            control.append(self._tokens.number(self._profile.forced_first))
        allowed[:, [*self.free, *control]] = True
        for row, ids in enumerate(batch):
            allowed[row, [one for one in ids if one not in self._tokens.control]] = True
        return allowed.to(self._model.device)


def _places(config: Any) -> int | None:  # noqa: ANN401  each architecture has its own class
    """How many positions the decoder has; None where they are relative."""
    for name in ("max_decoder_position_embeddings", "max_position_embeddings"):
        if isinstance(getattr(config, name, None), int):
            return int(getattr(config, name))
    return None


def _ends(settings: GenerationConfig) -> list[int]:
    """Ids of the tokens that end an output."""
    ends: Any = settings.eos_token_id
    return list(ends) if isinstance(ends, list) else [ends]


def _halves(batch: list[int]) -> Iterator[list[int]]:
    middle = (len(batch) + 1) // 2
    yield from (half for half in (batch[middle:], batch[:middle]) if half)


@contextmanager
def _errors(name: str, otherwise: type[GenerationFailed | UnsupportedModel]) -> Iterator[None]:
    """Translate what transformers and torch raise; their messages hold no input text."""
    try:
        yield
    except torch.OutOfMemoryError as error:
        raise OutOfMemory(
            f"{name} ran out of memory on its device. Take a smaller model, fewer beams or shorter inputs."
        ) from error
    except NewsfuseError:
        raise
    except Exception as error:  # the edge where foreign code runs, of whatever architecture a name leads to
        text = str(error)
        if isinstance(error, MemoryError) or "DefaultCPUAllocator" in text or "out of memory" in text.lower():
            raise OutOfMemory(f"{name} ran out of memory. Take a smaller model, fewer beams or shorter inputs.") from error
        raise otherwise(f"{name} does not work in transformers: {text}") from error
