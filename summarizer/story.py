"""One story told: from prepared articles to verified sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from summarizer.budget import count_words
from summarizer.bundle.origins import find_origins, origin_numbers
from summarizer.bundle.reprints import reprinted
from summarizer.compose import budget_of, cite
from summarizer.disagreements import Disagreement, find_disagreements
from summarizer.engine import Engine
from summarizer.errors import NotEnoughText
from summarizer.events import SentenceReady, Stage, Watch
from summarizer.fusion.candidates import Choice
from summarizer.fusion.headline import headline
from summarizer.models.protocols import FloatArray
from summarizer.options import Fusion, Options
from summarizer.preparation.prepare import Prepared
from summarizer.ranking import ranker, steered
from summarizer.ranking.material import Material
from summarizer.selection.group import Group
from summarizer.selection.grouping import group
from summarizer.selection.outdated import outdated, reduced, without
from summarizer.sentence import Sentence, Span
from summarizer.summary import Fate, Origin, SummarySentence
from summarizer.timeline import TimelineEntry, timeline
from summarizer.wording.language import UNKNOWN, speaks
from summarizer.wording.lexical import letters
from summarizer.writing import Written, write


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One story told.

    Attributes:
        ids: The articles that tell it.
        origins: What they come down to.
        sentences: The summary.
        headline: A headline, where asked for and found.
        disagreements: Values that differ between origins.
        timeline: The dated facts, where asked for.
        notes: What a reader has to know.
        fates: What selection decided for each sentence.
        scores: What ranking gave each sentence.
    """

    ids: frozenset[str]
    origins: tuple[Origin, ...]
    sentences: tuple[SummarySentence, ...]
    headline: str | None
    disagreements: tuple[Disagreement, ...]
    timeline: tuple[TimelineEntry, ...]
    notes: tuple[str, ...]
    fates: Mapping[Span, tuple[Fate, str]]
    scores: Mapping[Span, float]


def tell(prepared: Prepared, vectors: FloatArray, options: Options, engine: Engine, watch: Watch) -> Story:
    """Rank, group, select, fuse and verify.

    Args:
        prepared: The articles of one story.
        vectors: One a sentence, in the order of ``prepared.all_sentences()``: shape (n, d).
        options: What was asked.
        engine: The models.
        watch: The caller's ears and brake.

    Raises:
        CannotFit: No sentence is short enough.
        ModelError: A model failed.
        Cancelled: The caller does not want it any more.
    """
    watch.start(Stage.ORIGINS)
    sentences = prepared.all_sentences()
    origins = find_origins(prepared.articles, prepared.sentences, vectors)
    origin_of = origin_numbers(origins)
    repeats = reprinted(sentences, origin_of)
    foreign = _foreign(prepared)
    rows = [row for row, one in enumerate(sentences) if one.span not in repeats and one.article_id not in foreign]
    if not rows:
        raise NotEnoughText("No sentence is left to summarize once reprints and other languages are set aside.")
    focus = None if options.focus is None else _focus(options.focus, prepared, vectors, engine)
    material = _material(prepared, [sentences[row] for row in rows], origin_of, vectors[rows], focus)
    watch.start(Stage.RANK)
    ranking = steered(ranker(options.ranker or "learned").rank(material), material)
    groups = group(material, ranking)
    watch.start(Stage.SELECT)
    budget = budget_of(options, sum(count_words(sentence.text) for sentence in material.sentences))
    spoken = speaks(prepared.language)
    asked = options if spoken else replace(options, fusion=Fusion.NONE)
    found = find_disagreements(prepared.articles, sentences, vectors, origin_of, prepared.corrections)
    old = outdated(found, material.sentences)
    current = without(groups, old, origin_of)
    written = write(material, [_of_one_mind(one, found, origin_of) for one in current], ranking, budget, asked, engine, watch)
    watch.start(Stage.COMPOSE)
    printed = tuple(_sentence(one, choice) for one, choice in zip(written.groups, written.choices, strict=True))
    for number, sentence in enumerate(printed, start=1):
        watch.tell(SentenceReady(number, sentence))
    return Story(
        ids=frozenset(article.id for article in prepared.articles),
        origins=origins,
        sentences=printed,
        headline=headline(printed, prepared.articles, engine) if options.headline else None,
        disagreements=_touched(found, written),
        timeline=timeline(material.articles, material.sentences, material.vectors) if options.timeline else (),
        notes=tuple(_notes(prepared, written, engine, options)),
        fates=_outdated(old) | written.fates | _repeats(repeats) | _unspoken(prepared, foreign),
        scores={sentence.span: float(score) for sentence, score in zip(material.sentences, ranking.scores, strict=True)},
    )


def _focus(focus: str, prepared: Prepared, vectors: FloatArray, engine: Engine) -> FloatArray:
    """Return the vector of a focus, of the kind that the sentences have: shape (d,)."""
    if speaks(prepared.language):
        row: FloatArray = engine.encoder.encode([focus])[0]
    else:
        row = letters([focus], vectors.shape[1])[0]
    return row


def _material(
    prepared: Prepared, sentences: Sequence[Sentence], origin_of: Mapping[str, int], vectors: FloatArray, focus: FloatArray | None
) -> Material:
    telling = {sentence.article_id for sentence in sentences}
    articles = tuple(article for article in prepared.articles if article.id in telling)
    return Material(articles, tuple(sentences), origin_of, vectors, focus)


def _foreign(prepared: Prepared) -> dict[str, str]:
    """Return the articles that are not in the summary's language, with theirs: one text in two languages helps no reader."""
    same = {prepared.language, UNKNOWN}
    return {article.id: language for article in prepared.articles if (language := prepared.languages[article.id]) not in same}


def _unspoken(prepared: Prepared, foreign: Mapping[str, str]) -> dict[Span, tuple[Fate, str]]:
    return {
        sentence.span: (Fate.UNUSABLE, f"in another language ({language}) than the summary")
        for article_id, language in foreign.items()
        for sentence in prepared.sentences[article_id]
    }


def _repeats(repeats: Mapping[Span, Sentence]) -> dict[Span, tuple[Fate, str]]:
    return {span: (Fate.REDUNDANT, f"{kept.article_id} prints it word for word") for span, kept in repeats.items()}


def _outdated(reasons: Mapping[Span, str]) -> dict[Span, tuple[Fate, str]]:
    return {span: (Fate.OUTRANKED, reason) for span, reason in reasons.items()}


def _sentence(group: Group, choice: Choice) -> SummarySentence:
    return SummarySentence(
        text=choice.text,
        method=choice.method,
        citations=cite(choice.sources),
        origins=len(group.origins),
        support=round(choice.support.score, 4),
        findings=choice.support.findings,
        repaired=choice.repaired,
        note=choice.note,
    )


def _of_one_mind(group: Group, found: Sequence[Disagreement], origin_of: Mapping[str, int]) -> Group:
    """Take sentences out of a group that give another value than its best: fused together, they would say what no source says."""
    sides = [(own, each) for each in found if (own := _values(group.best, each))]
    kept = [group.best, *(one for one in group.sentences[1:] if not any(_apart(own, _values(one, each)) for own, each in sides))]
    return reduced(group, kept, origin_of)


def _apart(own: set[int], others: set[int]) -> bool:
    return bool(others) and not own & others


def _values(sentence: Sentence, disagreement: Disagreement) -> set[int]:
    """Return the numbers of the values that a sentence gives."""
    return {number for number, value in enumerate(disagreement.values) if any(c.within(sentence.span) for c in value.citations)}


def _touched(found: Sequence[Disagreement], written: Written) -> tuple[Disagreement, ...]:
    """Keep the disagreements about what the summary says: a value stands in a sentence of a group that was printed."""
    spans = {sentence.span for group in written.groups for sentence in group.sentences}
    spans |= {sentence.span for choice in written.choices for sentence in choice.sources}
    return tuple(
        one
        for one in found
        if any(citation.within(span) for value in one.values for citation in value.citations for span in spans)
    )


def _notes(prepared: Prepared, written: Written, engine: Engine, options: Options) -> Iterator[str]:
    if not speaks(prepared.language) and options.fusion is not Fusion.NONE and engine.seq2seq is not None:
        yield (
            f"The articles are in a language ({prepared.language}) that the fusion model does not write; "
            "the sentences are taken from the sources as they are."
        )
    others = sorted(set(_foreign(prepared).values()))
    if others:
        yield (
            f"The summary is in the language of most articles ({prepared.language}); "
            f"articles in other languages ({', '.join(others)}) gave it no sentence."
        )
    if written.cut:
        yield f"The fusion model did not read {len(written.cut)} of the sentences it was offered; the trail names them."
