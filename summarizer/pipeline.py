"""The stages in their order: articles in, summary out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from summarizer.article import Article
from summarizer.blas import one_blas_thread
from summarizer.bundle.coherence import stories
from summarizer.bundle.origins import find_origins
from summarizer.engine import Engine
from summarizer.errors import InvalidOption, NotOneStory
from summarizer.events import Observer, Stage, Watch
from summarizer.models.protocols import FloatArray, SentenceEncoder, Seq2Seq, SupportScorer
from summarizer.options import OnMixed, Options
from summarizer.preparation.prepare import Prepared, prepare
from summarizer.report import finish
from summarizer.sentence import Span
from summarizer.story import Story, tell
from summarizer.summary import Summary
from summarizer.wording.language import speaks
from summarizer.wording.lexical import letters


class Summarizer:
    """Makes one cited summary of many articles.

    The models load once, when they are first needed, and are shared by all threads that use the same object.

    Example:
        >>> summarizer = Summarizer()  # doctest: +SKIP
        >>> summarizer.summarize([Article(text=text) for text in texts], max_words=100).text  # doctest: +SKIP
    """

    def __init__(
        self,
        *,
        model: str = "bundled",
        device: str = "auto",
        engine: Engine | None = None,
        seq2seq: Seq2Seq | None = None,
        encoder: SentenceEncoder | None = None,
        support: SupportScorer | None = None,
    ) -> None:
        """Say which models to use; nothing is loaded yet.

        Args:
            model: Name in the registry, hub id or folder of the sequence-to-sequence model.
            device: ``cpu``, ``cuda``, ``mps`` or ``auto``.
            engine: Models that are loaded already; ``model`` and ``device`` are then not used.
            seq2seq: Takes the place of the engine's model, which it has to speak like: a wrapper that batches, a fake.
            encoder: Takes the place of the engine's.
            support: Takes the place of the engine's.
        """
        self.model = model
        self.device = device
        self._engine = engine
        self._given: dict[str, Any] = {
            name: part for name, part in (("seq2seq", seq2seq), ("encoder", encoder), ("support", support)) if part is not None
        }
        self._lock = threading.Lock()

    @property
    def engine(self) -> Engine:
        """The models, loaded on first use.

        Raises:
            ModelError: One of them cannot be loaded.
        """
        with self._lock:
            if self._engine is None:
                from summarizer.defaults import load_engine  # noqa: PLC0415  an engine that is given needs no registry

                self._engine = load_engine(self.model, device=self.device)
            if self._given:
                self._engine = replace(self._engine, **self._given)
                self._given = {}
            return self._engine

    @one_blas_thread()
    def summarize(
        self,
        articles: Sequence[Article],
        options: Options | None = None,
        *,
        since: Mapping[str, Any] | None = None,
        observer: Observer | None = None,
        cancelled: Callable[[], bool] | None = None,
        **wishes: Any,  # noqa: ANN401  the fields of Options, checked there
    ) -> Summary:
        """Summarize one bundle.

        Args:
            articles: The bundle; one article is allowed.
            options: What is asked; or name its fields as keywords, as in ``max_words=100``.
            since: An earlier summary, as ``to_dict`` gives it: the answer says what is new.
            observer: Told of stages and sentences as they come.
            cancelled: Asked between stages and decoding steps; True stops the work.
            **wishes: Fields of ``Options``.

        Raises:
            InputError: The articles or the options cannot be used; the class says how.
            ModelError: A model cannot be loaded or failed.
            Cancelled: ``cancelled`` answered True.
        """
        if options is not None and wishes:
            raise InvalidOption("Give options as one object or as keywords, not both.")
        asked = options or Options.from_mapping(wishes)
        watch = Watch(observer, cancelled)
        watch.start(Stage.CLEAN)
        prepared = prepare(articles)
        engine = self.engine
        first, *others = self._stories(prepared, asked, engine, watch)
        summary = finish(prepared, first, asked, engine, since=since)
        parts = tuple(finish(prepared.only(set(story.ids)), story, asked, engine) for story in others)
        return replace(summary, parts=parts)

    @staticmethod
    def _stories(prepared: Prepared, options: Options, engine: Engine, watch: Watch) -> list[Story]:
        """Tell the story of the bundle, or those it is to be split into; the largest first."""
        watch.start(Stage.ENCODE)
        vectors = _vectors(prepared, engine)
        rows = {sentence.span: row for row, sentence in enumerate(prepared.all_sentences())}

        def part(ids: Sequence[str]) -> Story:
            chosen = prepared.only(set(ids))
            return tell(chosen, vectors[[rows[sentence.span] for sentence in chosen.all_sentences()]], options, engine, watch)

        whole = tuple(article.id for article in prepared.articles)
        if options.on_mixed is OnMixed.KEEP or len(whole) == 1:
            return [part(whole)]
        found = _found(prepared, vectors, rows)
        named = f"The bundle holds {len(found)} stories: " + "; ".join(", ".join(story) for story in found) + ". "
        if options.on_mixed is OnMixed.REFUSE and len(found) > 1:
            raise NotOneStory(named + "Summarize them one by one, or ask for on_mixed=largest or split.")
        if options.on_mixed is OnMixed.LARGEST and len(found) > 1 and _of_one_origin(prepared.only(set(found[0]))):
            raise NotOneStory(
                named + "None is told by two sources. Summarize them one by one, or ask for on_mixed=split or keep."
            )
        told = found if options.on_mixed is OnMixed.SPLIT else found[:1]
        return [part(ids) for ids in told]


def _vectors(prepared: Prepared, engine: Engine) -> FloatArray:
    """Return one row a sentence, of its letters where the encoder does not speak its language: shape (n, d)."""
    sentences = prepared.all_sentences()
    vectors = engine.encoder.encode([sentence.text for sentence in sentences])
    foreign = [row for row, one in enumerate(sentences) if not speaks(prepared.languages[one.article_id])]
    if foreign:
        vectors = vectors.copy()
        vectors[foreign] = letters([sentences[row].text for row in foreign], vectors.shape[1])
    return vectors


def _of_one_origin(part: Prepared) -> bool:
    """Whether all articles are copies of one: which of several such stories is meant, nothing tells."""
    return len(find_origins(part.articles, part.sentences)) == 1


def _found(prepared: Prepared, vectors: FloatArray, rows: Mapping[Span, int]) -> list[tuple[str, ...]]:
    """Tell the stories of a bundle apart, the largest first.

    Vectors of languages that the encoder does not speak say nothing of their sense: such articles go with the largest story.
    """
    judged = {article.id for article in prepared.articles if speaks(prepared.languages[article.id])}
    if len(judged) < 2:
        return [tuple(article.id for article in prepared.articles)]
    part = prepared.only(judged)
    first, *others = stories(part.articles, part.sentences, vectors[[rows[one.span] for one in part.all_sentences()]])
    return [(*first, *(article.id for article in prepared.articles if article.id not in judged)), *others]
