"""Whether the words around a day speak of what was or of what is to come."""

from __future__ import annotations

import re
from enum import StrEnum


class Tense(StrEnum):
    """Direction in time."""

    PAST = "past"
    FUTURE = "future"


_MODAL = r"will|won’t|won't|shall|would|(?-i:may)|might|must|should|can|cannot|\w+’ll|\w+'ll"
_PLANNED = r"due|scheduled|set|slated|expected|poised|planned|planning|plan|plans|intends?|hopes?|aims?|going|about|ready|likely"
_FUTURE = (
    rf"(?:{_MODAL})(?!\s+(?:\w+\s+)?have\b)(?:\s+(?:not|also|then|be|now|soon|likely|only|\w+ly))*(?:\s+\w+)?"
    rf"|(?:{_PLANNED})\s+(?:to|for)(?:\s+be)?(?:\s+\w+)?"
    r"|(?:is|are)\s+to\s+\w+"
    r"|(?:ordered|booked|called|fixed|listed|billed|scheduled|set|planned|arranged)\s+for"
    r"|begins|opens|starts|kicks\s+off|takes\s+(?:effect|place)|expires|upcoming|coming|deadline"
)
_PAST = (
    r"was|were|had|did|said|told|wrote|tweeted|came|went|took|made|gave|found|fell|rose|held|met|won|lost|shot|hit|struck|left|began"
    r"|broke|brought|caught|drew|fled|fought|got|heard|kept|knew|led|let|put|ran|saw|sent|set|spoke|stood|swept|threw|sought|sued"
    r"|slept|grew|lay|rang|bought|tore|paid|laid|sold|hung|spent|sank|woke|ate|beat|became|blew|chose|cut"
    r"|dealt|felt|flew|gained|lent|lit|meant|rode|shook|showed|sang|slid|spread|stole|stuck|swore|taught|thought|understood|withdrew|burst"
    r"|died|dead|has|have|(?<!day )after|since|[a-z]{2,}(?:ed|ught|ew)"
)
_OPEN = r"could(?!\s+(?:\w+\s+)?have\b)(?:n’t|n't|\s+not)?(?:\s+\w+)?"
"""“Nobody could hear it on Monday” was, “it could rain on Monday” is to come."""
_CUES = re.compile(rf"\b(?:(?P<future>{_FUTURE})|(?P<open>{_OPEN})|(?P<past>{_PAST}))\b", re.IGNORECASE)


def tense_at(sentence: str, start: int, end: int) -> Tense | None:
    """Tell the tense of the words nearest to ``sentence[start:end]``.

    The nearest cue before the words decides ("said Friday he will resign" is past); with none before, the nearest behind
    ("On Friday the court will hear" is future).

    Returns:
        None where the sentence gives no cue, or one that says neither.

    """
    before: Tense | None = None
    told = False
    ahead = -1  # where the last words of the future end: "will stay closed" is no past
    for match in _CUES.finditer(sentence):
        tense = Tense.FUTURE if match["future"] else None if match["open"] else Tense.PAST
        if tense is Tense.FUTURE:
            ahead = match.end()
        elif match.start() - ahead == 1 and match[0].endswith("ed"):
            continue
        if match.start() >= end:
            return before if told else tense
        if match.end() <= start or (match["future"] and match.start() < start):
            before, told = tense, True
    return before
