"""Groups in, the printed sentence of each out: chosen, fused, verified, and chosen again with their true lengths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.budget import Budget
from summarizer.candidates import Choice
from summarizer.choose import checking, choose
from summarizer.dates import write_out
from summarizer.engine import Engine
from summarizer.events import Stage, Watch
from summarizer.fuse import Cut, Fuser
from summarizer.group import Group
from summarizer.material import Material
from summarizer.options import Fusion, Options
from summarizer.ranking import Ranking
from summarizer.reuse import longest_run
from summarizer.select import Extract, select
from summarizer.sentence import Sentence, Span
from summarizer.summary import Fate
from summarizer.verification import Verifier

SHORTLIST = 1.8
"""Words of the groups that are written, as a multiple of the budget: fusion shortens, and selection wants a choice."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written and chosen.

    Attributes:
        choices: The printed sentences, in reading order.
        groups: The group of each.
        fates: What became of every sentence of the material.
        cut: What the model did not read.
    """

    choices: tuple[Choice, ...]
    groups: tuple[Group, ...]
    fates: dict[Span, tuple[Fate, str]]
    cut: tuple[Cut, ...]


def write(
    material: Material, groups: Sequence[Group], ranking: Ranking, budget: Budget, options: Options, engine: Engine, watch: Watch
) -> Written:
    """Write the summary's sentences.

    A shortlist somewhat longer than the budget is written; the final selection knows every sentence's true length.

    Args:
        material: What the groups are made of.
        groups: From ``group``.
        ranking: What the groups' scores come from.
        budget: Never exceeded.
        options: What was asked.
        engine: The models; one without a sequence-to-sequence model gives the extract.
        watch: The caller's ears and brake.

    Raises:
        CannotFit: No sentence is short enough.
        ModelError: A model failed.
        Cancelled: The caller does not want it any more.
    """
    wide = select(material, groups, ranking, _wider(budget))
    dated = tuple(_with_dates(group, material) for group in wide.groups)
    fused = None
    watch.start(Stage.FUSE)
    if engine.seq2seq is not None and engine.profile is not None and options.fusion is not Fusion.NONE:
        context = [sentence.text for sentence in material.sentences]
        fused = Fuser(engine.seq2seq, engine.profile).fuse(dated, context=context, cancelled=watch.cancelled)
    watch.start(Stage.VERIFY)
    candidates = fused.candidates if fused else ((),) * len(dated)
    choices = choose(dated, candidates, checking(Verifier(engine.support)), fluency=engine.fluency, max_words=budget.max_words)
    pairs = list(zip(wide.groups, choices, strict=True))
    if options.max_verbatim_words is not None:
        allowed = options.max_verbatim_words
        pairs = [pair for pair in pairs if longest_run(pair[1].text, material.articles) <= allowed]
    extract = select(material, [group for group, _ in pairs], ranking, budget, printed=[choice.text for _, choice in pairs])
    chosen = {group.best.span: choice for group, choice in pairs}
    return Written(
        choices=tuple(chosen[group.best.span] for group in extract.groups),
        groups=extract.groups,
        fates=_fates(wide, extract),
        cut=fused.cut if fused else (),
    )


def _wider(budget: Budget) -> Budget:
    def more(limit: int | None) -> int | None:
        return None if limit is None else int(limit * SHORTLIST) + 1

    return Budget(
        max_words=more(budget.max_words), max_sentences=more(budget.max_sentences), max_characters=more(budget.max_characters)
    )


def _with_dates(group: Group, material: Material) -> Group:
    """Write out the relative days of a group's sentences where the articles of the bundle are of different days."""
    published = {article.id: article.published for article in material.articles}
    days = {time.date() for time in published.values() if time is not None}
    if len(days) <= 1:
        return group

    def dated(sentence: Sentence) -> Sentence:
        return replace(sentence, text=write_out(sentence.text, published[sentence.article_id]))

    return replace(group, sentences=tuple(map(dated, group.sentences)))


def _fates(wide: Extract, extract: Extract) -> dict[Span, tuple[Fate, str]]:
    """Take the final selection's word for the shortlist and the first one's for the rest."""
    return {
        span: extract.fates.get(span, (Fate.OUTRANKED, "matters less than what was chosen") if fate[0] is Fate.USED else fate)
        for span, fate in wide.fates.items()
    }
