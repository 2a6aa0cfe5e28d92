"""What changed since an earlier summary of the same story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from summarizer.errors import InvalidOption
from summarizer.facts.quantities import quantities
from summarizer.verification.names import names
from summarizer.verification.numbers import numbers
from summarizer.verification.words import Passage, read

if TYPE_CHECKING:
    from summarizer.summary import Summary

_ABOUT_THE_SAME = 0.5
"""Dice's coefficient of content stems from which two sentences are about one thing."""
_RELATED = 0.3
"""The same for sentences that also share a cited span."""
_AS_GOOD_AS_EQUAL = 90.0
"""Similarity of characters, in percent, from which two wordings are one."""


class Change(StrEnum):
    """How a sentence stands to the earlier summary."""

    NEW = "new"
    CHANGED = "changed"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """One sentence, held against the other summary.

    Attributes:
        change: What became of it.
        sentence: Its number in the new summary, from 1; None where it is withdrawn.
        previous: Number of the earlier sentence it belongs to; None where it is new.
        text: The sentence, as it stands now or stood before.
        previous_text: The earlier sentence; None where it is new.
        reason: Why, in words for an editor.

    """

    change: Change
    sentence: int | None
    previous: int | None
    text: str
    previous_text: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Update:
    """What changed.

    Attributes:
        sentences: Those of the new summary in order, then those earlier ones that belong to none of them in theirs: withdrawn, or
            confirmed by a sentence that belongs to another.
        articles_added: Ids of articles that the earlier summary did not have.
        articles_removed: Ids of articles that only the earlier one had.

    """

    sentences: tuple[SentenceChange, ...]
    articles_added: tuple[str, ...]
    articles_removed: tuple[str, ...]

    def numbers(self, change: Change) -> tuple[int, ...]:
        """Return the numbers of the sentences with this change; of the earlier summary's for the withdrawn ones."""
        chosen = [one.previous if change is Change.WITHDRAWN else one.sentence for one in self.sentences if one.change is change]
        return tuple(dict.fromkeys(number for number in chosen if number is not None))


@dataclass(frozen=True, slots=True)
class _Earlier:
    """A sentence of the earlier summary."""

    number: int
    text: str
    spans: frozenset[tuple[str, int, int]]
    passage: Passage


def compare(previous: Mapping[str, Any], new: Summary) -> Update:
    """Hold a summary against an earlier one, sentence by sentence.

    Two sentences belong together when they share enough words, or fewer words and a cited span; each belongs to one at most, the
    nearest first. They confirm each other when they give the same names and numbers; otherwise the newer one has changed. An
    earlier sentence that belongs to none is withdrawn, unless one of the new ones gives all that it counts, and a name of it.

    Args:
        previous: The earlier summary as ``Summary.to_dict`` gives it, or the same read from its JSON.
        new: The summary now.

    Raises:
        InvalidOption: ``previous`` is no summary of ours.

    """
    earlier = _sentences(previous)
    passages = [read(sentence.text) for sentence in new.sentences]
    cited = [frozenset((c.article_id, c.start, c.end) for c in sentence.citations) for sentence in new.sentences]
    pairs = sorted(
        (-closeness, mine, theirs.number)
        for mine, passage in enumerate(passages)
        for theirs in earlier
        if (closeness := _closeness(passage, cited[mine], theirs)) > 0
    )
    partner: dict[int, _Earlier] = {}
    taken: set[int] = set()
    for _, mine, number in pairs:
        if mine not in partner and number not in taken:
            partner[mine] = earlier[number - 1]
            taken.add(number)
    before = _ids(previous)
    now = [source.id for source in new.articles]
    changes = [
        _change(number, sentence.text, passages[number], partner.get(number)) for number, sentence in enumerate(new.sentences)
    ]
    left = [one for one in earlier if one.number not in taken]
    changes += [_still_said(one, passages) or _withdrawn(one, set(now)) for one in left]
    return Update(
        sentences=tuple(changes),
        articles_added=tuple(name for name in now if name not in before),
        articles_removed=tuple(name for name in before if name not in now),
    )


def resting_on(summary: Mapping[str, Any], article_id: str) -> tuple[int, ...]:
    """Return the numbers, from 1, of the sentences that cite an article: those to look at when it is corrected or pulled.

    Args:
        summary: As ``Summary.to_dict`` gives it, or the same read from its JSON.
        article_id: The article.

    Raises:
        InvalidOption: ``summary`` is no summary of ours.

    """
    return tuple(one.number for one in _sentences(summary) if any(span[0] == article_id for span in one.spans))


def _sentences(summary: Mapping[str, Any]) -> list[_Earlier]:
    try:
        found = [
            _Earlier(
                number,
                str(sentence["text"]),
                frozenset((str(c["article_id"]), int(c["start"]), int(c["end"])) for c in sentence["citations"]),
                read(str(sentence["text"])),
            )
            for number, sentence in enumerate(summary["sentences"], start=1)
        ]
    except (KeyError, TypeError, ValueError):
        raise InvalidOption(
            "The earlier summary is not one of ours: it needs `sentences`, each with `text` and `citations`."
        ) from None
    return found


def _ids(summary: Mapping[str, Any]) -> list[str]:
    articles = summary.get("articles", ())
    if not isinstance(articles, (list, tuple)) or not all(isinstance(one, Mapping) and "id" in one for one in articles):
        raise InvalidOption("The earlier summary is not one of ours: its `articles` need an `id` each.")
    return [str(one["id"]) for one in articles]


def _closeness(passage: Passage, spans: frozenset[tuple[str, int, int]], earlier: _Earlier) -> float:
    """Return how far two sentences are about one thing: Dice's coefficient and a half for a shared span; 0 for not."""
    mine, theirs = passage.stems, earlier.passage.stems
    dice = 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine or theirs else float(passage.text == earlier.text)
    shared = bool(spans & earlier.spans)
    if dice < (_RELATED if shared else _ABOUT_THE_SAME):
        return 0.0
    return dice + 0.5 * shared


def _change(place: int, text: str, passage: Passage, earlier: _Earlier | None) -> SentenceChange:
    number = place + 1
    if earlier is None:
        return SentenceChange(Change.NEW, number, None, text, None, "nothing in the earlier summary says this")
    differing = _differing(passage, earlier.passage)
    if differing:
        return SentenceChange(Change.CHANGED, number, earlier.number, text, earlier.text, differing)
    same = fuzz.ratio(text, earlier.text) >= _AS_GOOD_AS_EQUAL
    reason = "the wording is the same" if same else "other words, the same names and numbers"
    return SentenceChange(Change.CONFIRMED, number, earlier.number, text, earlier.text, reason)


def _still_said(earlier: _Earlier, passages: Sequence[Passage]) -> SentenceChange | None:
    """Find the new sentence that gives the same counts of the same things, whatever else it says: "rose to 14"."""
    counts = quantities(earlier.passage)
    named = _named(earlier.passage)
    for number, passage in enumerate(passages, start=1):
        given = quantities(passage)
        if (
            counts
            and all(any(one.repeats(other) for other in given) for one in counts)
            and (not named or named.keys() & _named(passage).keys())
        ):
            reason = f"sentence {number} gives the same in other words"
            return SentenceChange(Change.CONFIRMED, number, earlier.number, earlier.text, earlier.text, reason)
    return None


def _withdrawn(earlier: _Earlier, ids: set[str]) -> SentenceChange:
    cited = sorted({span[0] for span in earlier.spans})
    gone = [name for name in cited if name not in ids]
    if gone and len(gone) == len(cited):
        reason = f"it rested on {', '.join(gone)}, no longer in the bundle"
    elif gone:
        reason = f"it rested in part on {', '.join(gone)}, no longer in the bundle"
    else:
        reason = "no sentence of the new summary says this any more"
    return SentenceChange(Change.WITHDRAWN, None, earlier.number, earlier.text, earlier.text, reason)


def _differing(mine: Passage, theirs: Passage) -> str:
    """Say which numbers and names only one of two sentences has; empty where both have the same."""
    parts: list[str] = []
    for what, own, other in (("number", _values(mine), _values(theirs)), ("name", _named(mine), _named(theirs))):
        added = [own[key] for key in own if key not in other]
        gone = [other[key] for key in other if key not in own]
        if added and gone:
            parts.append(f"{', '.join(gone)} became {', '.join(added)}")
        elif added:
            parts.append(f"{what} added: {', '.join(added)}")
        elif gone:
            parts.append(f"{what} left out: {', '.join(gone)}")
    return "; ".join(parts)


def _values(passage: Passage) -> dict[object, str]:
    words = passage.words
    return {
        number.clock or (number.value, number.unit): passage.text[words[number.first].start : words[number.last].end]
        for number in numbers(passage)
    }


def _named(passage: Passage) -> dict[object, str]:
    words = passage.words
    found: dict[object, str] = {}
    for name in names(passage):
        if name.first in passage.starts and len(name.parts) == 1:
            continue  # a capital that may come from the start of the sentence
        for part in name.parts:
            found[words[part].stem] = words[part].text
    return found
