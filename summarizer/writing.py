"""Groups in, the printed sentence of each out: chosen, fused, verified, and chosen again with their true lengths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.budget import Budget
from summarizer.candidates import Choice
from summarizer.choose import Check, checking, choose
from summarizer.dates import write_out
from summarizer.engine import Engine
from summarizer.events import Stage, Watch
from summarizer.fuse import Cut, Fuser
from summarizer.group import Group
from summarizer.material import Material
from summarizer.options import Fusion, Options
from summarizer.ranking import Ranking
from summarizer.reuse import longest_run
from summarizer.select import TOLD, Extract, select
from summarizer.sentence import Sentence, Span
from summarizer.summary import Fate
from summarizer.verification import Support, Verifier

SHORTLIST = 1.8
"""Words of the groups that are written, as a multiple of the budget: fusion shortens, and selection wants a choice."""

NEAR = 0.45
"""Cosine from which two sentences that share a number of several digits tell one thing."""
_LONG_NUMBER = re.compile(r"\d[\d.,]*\d")


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

    A shortlist somewhat longer than the budget is written. The extract is chosen from it first; its sentences are printed in
    their fused wording where that passed its checks, and the words so saved go to the next of the shortlist.

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
    check = _remembering(checking(Verifier(engine.support)))
    plain = choose(dated, ((),) * len(dated), check, max_words=budget.max_words)
    best = plain
    if fused is not None:
        best = choose(dated, fused.candidates, check, fluency=engine.fluency, max_words=budget.max_words)
    offers = [_Offer(group, *pair) for group, *pair in zip(wide.groups, plain, best, strict=True)]
    offers = [offer for offer in offers if _free_enough(offer.best.text, material, options)]
    core = select(material, [one.group for one in offers], ranking, budget, printed=[one.plain.text for one in offers])
    printed = _fill(_core(offers, core, budget), offers, material, budget)
    final = select(material, [one.group for one in printed], ranking, budget, printed=[one.best.text for one in printed])
    chosen = {one.group.best.span: one.best for one in printed}
    return Written(
        choices=tuple(chosen[group.best.span] for group in final.groups),
        groups=final.groups,
        fates=_fates(wide, final),
        cut=fused.cut if fused else (),
    )


@dataclass(frozen=True, slots=True)
class _Offer:
    """A group with the sentence that a source has for it and the one that would be printed."""

    group: Group
    plain: Choice
    best: Choice


def _free_enough(text: str, material: Material, options: Options) -> bool:
    return options.max_verbatim_words is None or longest_run(text, material.articles) <= options.max_verbatim_words


def _core(offers: Sequence[_Offer], core: Extract, budget: Budget) -> list[_Offer]:
    """Return what the extract has, in the fused wording as far as that fits: fusion rewrites the extract and nothing else."""
    spans = {group.best.span for group in core.groups}
    kept = [offer for offer in offers if offer.group.best.span in spans]
    while not _holds(kept, budget):
        longest = max(range(len(kept)), key=lambda i: len(kept[i].best.text) - len(kept[i].plain.text))
        if kept[longest].best == kept[longest].plain:
            break
        kept[longest] = replace(kept[longest], best=kept[longest].plain)
    return kept


def _fill(kept: list[_Offer], offers: Sequence[_Offer], material: Material, budget: Budget) -> list[_Offer]:
    """Add what fits into the words that fusion saved, most important first, where it says something new."""
    rows = {sentence.span: row for row, sentence in enumerate(material.sentences)}
    for offer in sorted(offers, key=lambda one: -one.group.score):
        vector = material.vectors[rows[offer.group.best.span]]
        fresh = all(
            float(material.vectors[rows[one.group.best.span]] @ vector) < (NEAR if _share_a_number(one, offer) else TOLD)
            for one in kept
        )
        if fresh and _holds([*kept, offer], budget):
            kept = [*kept, offer]
    return kept


def _share_a_number(one: _Offer, other: _Offer) -> bool:
    return bool(set(_LONG_NUMBER.findall(one.best.text)) & set(_LONG_NUMBER.findall(other.best.text)))


def _holds(offers: Sequence[_Offer], budget: Budget) -> bool:
    return budget.holds(" ".join(one.best.text for one in offers), len(offers))


def _remembering(check: Check) -> Check:
    """Return a check that judges nothing twice."""
    known: dict[tuple[str, tuple[Span, ...]], Support] = {}

    def remember(claims: Sequence[str], evidence: Sequence[Sequence[Sentence]]) -> Sequence[Support]:
        keys = [(claim, tuple(one.span for one in told)) for claim, told in zip(claims, evidence, strict=True)]
        new = {key: place for place, key in enumerate(keys) if key not in known}
        verdicts = check([claims[place] for place in new.values()], [evidence[place] for place in new.values()])
        known.update(zip(new, verdicts, strict=True))
        return [known[key] for key in keys]

    return remember


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
