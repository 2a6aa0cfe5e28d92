"""How things ended: approved or rejected, guilty or not guilty."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarizer.facts.statement import Pair, Reading, Statement
from summarizer.verification.words import Passage, Word

_OUTCOMES = {
    norm: (frame, good)
    for frame, sides in {
        "decision": (
            "approved passed adopted accepted granted authorised authorized ratified upheld",
            "rejected defeated denied dismissed overturned",
        ),
        "verdict": ("acquitted cleared innocent", "convicted guilty"),
        "fate": ("survived survives alive", "died dies dead"),
        "contest": ("won wins", "lost loses"),
        "access": ("reopened reopen reopens", "closed shut"),
        "custody": ("released freed", "jailed imprisoned detained"),
    }.items()
    for good, norms in zip((True, False), sides, strict=True)
    for norm in norms.split()
}
_NEGATIONS = frozenset("not never no n't failed didn't wasn't weren't isn't hasn't haven't neither nor without".split())
_UNREAL = frozenset(
    """to would could may might will shall should can if whether unless until before must expected hopes hoped wants wanted plans
    urged asked likely be being not-yet had once previously earlier""".split()
)
_REACH = 6


@dataclass(frozen=True, slots=True)
class Outcome:
    """How something ended.

    Attributes:
        start: Where its word starts in the sentence (the negation before it included), in code points.
        end: Where it ends.
        text: The words.
        frame: What kind of end: "decision", "verdict", "fate", "contest", "access", "custody".
        good: Which of the two ends.
        before: Stems of the content words before it.
        behind: Stems of the content words behind it.

    """

    start: int
    end: int
    text: str
    frame: str
    good: bool
    before: frozenset[str]
    behind: frozenset[str]

    @property
    def normalised(self) -> str:
        """Kind and side."""
        return f"{self.frame} {'+' if self.good else '-'}"

    @property
    def _near(self) -> frozenset[str]:
        return self.before | self.behind

    @property
    def subject(self) -> str:
        """The kind."""
        return self.frame

    @property
    def keys(self) -> frozenset[Hashable]:
        """The kind."""
        return frozenset({self.frame})

    def agrees(self, other: Statement) -> bool:
        """Whether both ended alike."""
        return isinstance(other, Outcome) and self.good == other.good

    def same_thing(self, other: Statement, pair: Pair) -> bool:
        """Whether the same words stand beside both, in sentences that say the same."""
        if not isinstance(other, Outcome) or self.frame != other.frame:
            return False
        if self.frame in {"fate", "custody"} or not self.behind or not other.behind:
            common = bool(self.before & other.before)
        else:
            common = bool(self.before & other.before) and bool(self.behind & other.behind)
        return common and pair.similarity >= 0.65 and pair.shared >= 0.4

    def known_in(self, reading: Reading) -> tuple[int, ...]:
        """Return the sentences that tell of the same end of something that shares a word with this."""
        given = reading.index(outcomes, _end).get(_end(self), ())
        return tuple(dict.fromkeys(n for n, other in given if other._near & self._near))


@lru_cache(maxsize=8_192)
def outcomes(passage: Passage) -> tuple[Outcome, ...]:
    """Return the ends that a sentence tells of as facts; plans, hopes and conditions are none."""
    words = passage.words
    found: list[Outcome] = []
    for place, word in enumerate(words):
        if word.norm not in _OUTCOMES or word.capital:
            continue
        before = [w.norm for w in words[max(place - 3, 0) : place] if w.clause == word.clause]
        if any(norm in _UNREAL for norm in before):
            continue
        frame, good = _OUTCOMES[word.norm]
        negated = [k for k in range(max(place - 3, 0), place) if words[k].norm in _NEGATIONS or words[k].norm.endswith("n't")]
        first = negated[0] if negated else place
        before_stems, behind = (
            _stems(part) for part in (words[max(place - _REACH, 0) : place], words[place + 1 : place + 1 + _REACH])
        )
        start, end = words[first].start, word.end
        found.append(Outcome(start, end, passage.text[start:end], frame, good != bool(negated), before_stems, behind))
    return tuple(found)


def _end(one: Outcome) -> tuple[str, bool]:
    return one.frame, one.good


def _stems(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(w.stem for w in words if w.content and w.norm not in _OUTCOMES and not w.norm[:1].isdigit())
