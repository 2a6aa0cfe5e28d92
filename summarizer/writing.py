"""Groups in, printed sentences out: a shortlist is chosen, fused and verified, and of its forms those that fit are printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from summarizer.budget import Budget, count_words
from summarizer.engine import Engine
from summarizer.errors import CannotFit
from summarizer.events import Stage, Watch
from summarizer.facts.dates import write_out
from summarizer.fusion.candidates import Choice, Forms
from summarizer.fusion.choose import checking, choose, coverage
from summarizer.fusion.fuse import Cut, Fuser
from summarizer.fusion.introductions import Introductions, speaker_unnamed
from summarizer.options import Fusion, Options
from summarizer.preparation.standing import leaning
from summarizer.ranking import Ranking
from summarizer.ranking.material import Material
from summarizer.reuse import longest_run
from summarizer.selection.fates import fates
from summarizer.selection.group import Group
from summarizer.selection.select import Extract, select
from summarizer.sentence import Sentence, Span
from summarizer.summary import Fate, Method
from summarizer.verification import Verifier

SHORTLIST = 2.1
"""Words of the groups that are written, as a multiple of the budget: fusion shortens, and selection wants a choice."""

ENOUGH = 0.65
"""Share of what its group tells from which a form loses nothing by what it leaves out, where words are scarce."""

BESIDE = 0.75
"""Worth of a form that does not rest on the sentence which tells most of its group, as a multiple of one that does."""

LEANS, ROOM = 0.8, 1.3
"""How much a sentence may lean on others and be printed while others stand alone, and the words that these then have to have as a
multiple of the budget: of fewer, too many say the same to fill it."""

TIGHT = 1.5
"""Worth of a sentence made shorter, by the model or by a cut, as a multiple of its source's, where words are scarce."""

SCARCE, AMPLE = 100, 200
"""Words up to which a summary has no room for what stands beside the statements, and from which it has."""


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

    A shortlist somewhat longer than the budget is written. Which of its groups are printed and in which form - a source's
    sentence, the same shortened, or a fused one - is one choice: the most worth within the budget (joint extraction and
    compression, Berg-Kirkpatrick, Gillick and Klein, "Jointly learning to extract and compress", 2011).

    Args:
        material: What the groups are made of.
        groups: From ``group``.
        ranking: What the groups' scores come from.
        budget: Never exceeded.
        options: What was asked.
        engine: The models; one without a sequence-to-sequence model gives the extract.
        watch: The caller's ears and brake.

    Raises:
        CannotFit: No sentence is short enough, or none is free of runs longer than ``max_verbatim_words``.
        ModelError: A model failed.
        Cancelled: The caller does not want it any more.
    """
    try:
        wide = select(material, groups, ranking, _wider(budget), readable=True, most_out=1)
    except CannotFit:  # said of the length that was asked for, not of the shortlist's
        raise CannotFit(f"No sentence is short enough for {budget.describe()}.") from None
    people = Introductions(material.articles, material.sentences)
    dated = tuple(_with_dates(people.with_names(group), material) for group in wide.groups)
    fused = None
    watch.start(Stage.FUSE)
    if engine.seq2seq is not None and engine.profile is not None and options.fusion is not Fusion.NONE:
        context = [sentence.text for sentence in material.sentences]
        fused = Fuser(engine.seq2seq, engine.profile).fuse(dated, context=context, cancelled=watch.cancelled)
    watch.start(Stage.VERIFY)
    check = checking(Verifier(engine.support))
    candidates = ((),) * len(dated) if fused is None else fused.candidates
    fluency = None if fused is None else engine.fluency
    # Where articles reword one text, what counts is how much of it a sentence tells; else selection knows best which one counts.
    led = not material.reworded
    forms = choose(dated, candidates, check, fluency=fluency, max_words=budget.max_words, led=led, tight=fused is not None)
    offers = [_Offer(one, _free(each, material, options)) for one, each in zip(wide.groups, forms, strict=True)]
    offers = [offer for offer in offers if offer.choices]
    if not offers:
        raise CannotFit(f"Every sentence repeats a source for more than {options.max_verbatim_words} words; allow longer runs.")
    offers = _standing(offers, budget)
    scarcity = _scarcity(budget) if fused is not None else 0.0
    final = select(
        material,
        [one.group for one in offers],
        ranking,
        budget,
        printed=[[choice.text for choice in one.choices] for one in offers],
        appeals=[[_appeal(choice, one, scarcity) for choice in one.choices] for one in offers],
        readable=True,
    )
    cut = () if fused is None else fused.cut
    known = {(offer.group.best.span, choice.text): choice for offer in offers for choice in offer.choices}
    chosen = [known[one.best.span, text] for one, text in zip(final.groups, final.texts, strict=True)]
    return Written(
        choices=tuple(people.at_first_mention(chosen, budget)),
        groups=final.groups,
        fates=_with_unread(fates(material, groups, final.groups, _left(budget, final)), cut),
        cut=cut,
    )


@dataclass(frozen=True, slots=True)
class _Offer:
    """A group with the sentences that may be printed for it."""

    group: Group
    choices: tuple[Choice, ...]

    def standing(self) -> _Offer | None:
        """Return the offer without sentences that want the one before them, which need not be printed; None where all do.

        Where the fusion model's alone stand, the source's own stays beside them, as their measure.
        """
        left = tuple(one for one in self.choices if speaker_unnamed(one.text) is None and leaning(one.text) < LEANS)
        if any(one.method is Method.EXTRACTED for one in left):
            return replace(self, choices=left)
        return self if left else None


def _standing(offers: Sequence[_Offer], budget: Budget) -> list[_Offer]:
    """Return the offers that stand alone; all where these cannot fill the budget."""
    left = [standing for one in offers if (standing := one.standing()) is not None]
    words = sum(max(count_words(choice.text) for choice in one.choices) for one in left)
    return left if left and words >= ROOM * (budget.max_words or 0) else list(offers)


def _appeal(choice: Choice, offer: _Offer, scarcity: float) -> float:
    """Return what the worth of a form is multiplied by: more where it is short, less where it leaves out much of its group."""
    best = offer.choices[0].sources[0]
    own = [one.text for one in offer.choices if one.method is Method.EXTRACTED]
    fullest = max(coverage(text, offer.group) for text in own)
    told = coverage(choice.text, offer.group) / fullest if fullest else 1.0
    beside = 1.0 if best in choice.sources else BESIDE
    whole = choice.method is Method.EXTRACTED and count_words(choice.text) == max(map(count_words, own))
    tight = 1.0 if whole else 1.0 + (TIGHT - 1.0) * scarcity
    return tight * min(1.0, told / (1.0 - (1.0 - ENOUGH) * scarcity)) * beside


def _scarcity(budget: Budget) -> float:
    """Return how scarce words are, 0..1."""
    most = AMPLE if budget.max_words is None else budget.max_words
    return min(1.0, max(0.0, (AMPLE - most) / (AMPLE - SCARCE)))


def _free(forms: Forms, material: Material, options: Options) -> tuple[Choice, ...]:
    """Return the forms of a group that repeat no source for longer than was asked."""
    most = options.max_verbatim_words
    found = (*forms.sources, *forms.fused)
    return tuple(one for one in found if most is None or longest_run(one.text, material.articles) <= most)


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


def _left(budget: Budget, extract: Extract) -> int:
    return 0 if budget.max_words is None else budget.max_words - sum(map(count_words, extract.texts))


def _with_unread(known: Mapping[Span, tuple[Fate, str]], cut: Sequence[Cut]) -> dict[Span, tuple[Fate, str]]:
    """Add to the fates of sentences that the model did not read why it did not."""
    unread = {one.sentence.span: f"not read by the fusion model: {one.reason}" for one in cut}
    return {span: (fate, f"{why}; {unread[span]}" if span in unread else why) for span, (fate, why) in known.items()}
