"""The sequence-to-sequence model's work: groups in, sentences that might be printed out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import nupunkt

from summarizer.fusion.candidates import Candidate
from summarizer.fusion.cuts import UNSAFE
from summarizer.fusion.fluency import faults
from summarizer.fusion.locks import Refused, lock
from summarizer.fusion.recase import Recaser
from summarizer.fusion.splices import patchiness
from summarizer.fusion.trim import without_dateline
from summarizer.models.profiles import Profile, Strategy
from summarizer.models.protocols import Seq2Seq
from summarizer.selection.group import Group
from summarizer.sentence import Sentence
from summarizer.summary import Method
from summarizer.wording.openers import without_opener
from summarizer.wording.overlap import bearing, content, same_words
from summarizer.wording.usage import Usage

_MOST_SENTENCES = 4
_SHORTENED = 3
"""Sentences of a group that the model is also given alone."""
_PARAGRAPH_TOKENS = 512
"""Longest output asked of a model that writes the whole summary at once, in its own tokens; fewer of one that reads fewer."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A sentence, or the end of one, that the model did not read.

    Attributes:
        sentence: The sentence.
        reason: Why, in words for an editor: a clause about the model.

    """

    sentence: Sentence
    reason: str


@dataclass(frozen=True, slots=True)
class Fused:
    """What the model wrote.

    Attributes:
        candidates: For each group in order, the sentences that might be printed, most likely first; empty where there is none.
        cut: What the model did not read.

    """

    candidates: tuple[tuple[Candidate, ...], ...]
    cut: tuple[Cut, ...] = ()


class Fuser:
    """Asks a model for sentences, by the strategy of its profile.

    Args:
        seq2seq: The model.
        profile: How to talk to it.

    """

    def __init__(self, seq2seq: Seq2Seq, profile: Profile) -> None:
        self._seq2seq = seq2seq
        self._profile = profile

    def fuse(self, groups: Sequence[Group], *, context: Sequence[str] = (), cancelled: Callable[[], bool] | None = None) -> Fused:
        """Write sentences for each group; all groups go through the model together.

        Args:
            groups: In reading order.
            context: Further sentences of the bundle; they only tell an uncased model's output how names are written.
            cancelled: Asked between decoding steps.

        Raises:
            Cancelled, GenerationFailed, OutOfMemory: As their names say.

        """
        if not groups:
            return Fused(())
        if self._profile.strategy is Strategy.WHOLE:
            return self._whole(groups, context, cancelled)
        return self._grouped(groups, context, cancelled)

    def _grouped(self, groups: Sequence[Group], context: Sequence[str], cancelled: Callable[[], bool] | None) -> Fused:
        cut: list[Cut] = []
        inputs: list[tuple[int, tuple[Sentence, ...]]] = []
        for number, group in enumerate(groups):
            readable = self._fitting(group, cut)
            for part in _parts(readable):
                inputs.append((number, part))
        if not inputs:
            return Fused(tuple(() for _ in groups), tuple(cut))
        written = self._seq2seq.generate(
            [self._profile.compose([sentence.text for sentence in part]) for _, part in inputs],
            replace(self._profile.decoding, cancelled=cancelled),
        )
        usage = None if self._profile.cased else Usage(context)
        found: list[list[Candidate]] = [[] for _ in groups]
        for (number, part), texts in zip(inputs, written, strict=True):
            recaser = None if usage is None else Recaser([sentence.text for sentence in part], usage)
            for text in texts:
                cased = " ".join(text.split()) if recaser is None else recaser.recase(text)
                if cased:
                    found[number].append(judge(cased, part))
        return Fused(tuple(_distinct(candidates) for candidates in found), tuple(cut))

    def _fitting(self, group: Group, cut: list[Cut]) -> tuple[Sentence, ...]:
        """Return the distinct sentences of a group that the model can read at once, best first."""
        kept: list[Sentence] = []
        for sentence in group.sentences:
            if any(same_words(sentence.text, other.text) for other in kept):
                continue
            if len(kept) == _MOST_SENTENCES:
                cut.append(Cut(sentence, f"it reads {_MOST_SENTENCES} sentences of a group"))
                continue
            trial = self._profile.compose([one.text for one in (*kept, sentence)])
            if self._seq2seq.count_tokens([trial])[0] > self._profile.max_input_tokens:
                cut.append(Cut(sentence, f"it reads {self._profile.max_input_tokens} tokens at once"))
                continue
            kept.append(sentence)
        return tuple(kept)

    def _whole(self, groups: Sequence[Group], context: Sequence[str], cancelled: Callable[[], bool] | None) -> Fused:
        sentences = [sentence for group in groups for sentence in group.sentences]
        parts, cut = self._shares(sentences)
        decoding = replace(self._profile.decoding, candidates=1, cancelled=cancelled)
        # Most decoders have as many places as their encoders, and control tokens take up to two of them.
        longest = min(_PARAGRAPH_TOKENS, max(self._profile.max_input_tokens - 2, 1))
        decoding = replace(decoding, max_tokens=max(decoding.max_tokens, longest))
        if not parts:
            return Fused(tuple(() for _ in groups), tuple(cut))
        (written,) = self._seq2seq.generate([self._profile.compose(parts)], decoding)
        recaser = None if self._profile.cased else Recaser([sentence.text for sentence in sentences], Usage(context))
        found: list[list[Candidate]] = [[] for _ in groups]
        sentences_written: list[str] = list(map(str, nupunkt.sent_tokenize(" ".join(written[0].replace("<n>", " ").split()))))
        for text in sentences_written:
            cased = text.strip() if recaser is None else recaser.recase(text)
            number = _nearest(cased, groups)
            if cased and number is not None:
                found[number].append(judge(cased, (*groups[number].sentences, *sentences)))
        return Fused(tuple(_distinct(candidates) for candidates in found), tuple(cut))

    def _shares(self, sentences: Sequence[Sentence]) -> tuple[list[str], list[Cut]]:
        """Return each article's sentences as one text, in its order, as many as its share of the model's input holds.

        The input is shared alike; what short articles leave over goes to the others.
        """
        by_article: dict[str, list[Sentence]] = {}
        for sentence in sentences:
            by_article.setdefault(sentence.article_id, []).append(sentence)
        empty = self._seq2seq.count_tokens([self._profile.compose([""] * len(by_article))])[0]
        left = self._profile.max_input_tokens - empty
        own = self._seq2seq.count_tokens([""])[0]
        lengths = {
            s.span: n - own for s, n in zip(sentences, self._seq2seq.count_tokens([s.text for s in sentences]), strict=True)
        }
        wanted = {name: sum(lengths[s.span] for s in told) for name, told in by_article.items()}
        shares: dict[str, int] = {}
        for rank, name in enumerate(sorted(by_article, key=lambda name: (wanted[name], name))):
            shares[name] = min(wanted[name], left // (len(by_article) - rank))
            left -= shares[name]
        texts: list[str] = []
        cut: list[Cut] = []
        for name, told in by_article.items():
            room = shares[name]
            kept: list[str] = []
            for sentence in sorted(told, key=lambda s: s.span):
                if lengths[sentence.span] <= room:
                    room -= lengths[sentence.span]
                    kept.append(sentence.text)
                else:
                    cut.append(Cut(sentence, "its article's share of what it reads was full"))
            if kept:
                texts.append(" ".join(kept))
        return texts, cut


def judge(text: str, sentences: Sequence[Sentence]) -> Candidate:
    """Return the candidate that a written sentence makes.

    A source's own sentence where it has the same words; refused where it reads badly or holds what no source has.

    Args:
        text: A sentence as the model wrote it, cased.
        sentences: What it was written from; it is said to rest on those of them that it needs.

    """
    for sentence in sentences:
        if same_words(*(without_opener(without_dateline(one)) for one in (text, sentence.text))):
            return Candidate(sentence.text, Method.EXTRACTED, (sentence,))
    plain = without_opener(without_dateline(text))
    sources = bearing(plain, sentences)
    told = [sentence.text for sentence in sentences]
    try:
        locked = lock(plain, told)
    except Refused as refusal:
        return Candidate(plain, Method.FUSED, sources, refused=str(refusal))
    notes = [note for note in ("what stood in front left out" if plain != text else None, locked.note) if note]
    fault = next(faults(locked.text, told), None)
    if fault is None and patchiness(locked.text, told) >= UNSAFE:
        fault = "it is patched together"
    return Candidate(locked.text, Method.FUSED, sources, refused=fault, note="; ".join(notes) or None)


def _parts(sentences: tuple[Sentence, ...]) -> Iterable[tuple[Sentence, ...]]:
    """Yield what the model is given of a group: all of it, and its best sentences one by one, which it shortens."""
    yield from dict.fromkeys([sentences, *((sentence,) for sentence in sentences[:_SHORTENED])] if sentences else [])


def _nearest(text: str, groups: Sequence[Group]) -> int | None:
    words = content(text)
    shares = [max(len(words & content(sentence.text)) for sentence in group.sentences) for group in groups]
    best = max(shares)
    return shares.index(best) if best else None


def _distinct(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    kept: list[Candidate] = []
    for candidate in candidates:
        if not any(same_words(candidate.text, other.text) for other in kept):
            kept.append(candidate)
    return tuple(kept)
