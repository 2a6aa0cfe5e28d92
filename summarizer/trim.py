"""Source sentences made shorter by leaving out what stands beside the statement.

Every rule only deletes, so that what is left stands in the source word for word and in its order, and none touches a quotation,
a negation, a condition or who said something:

* a dateline in front ("LONDON (Reuters) — ");
* brackets without a number ("(R-Ky.)"), and an abbreviation in brackets that is not used again;
* a clause between commas or dashes that opens with "who", "which" or "whose" (a non-restrictive clause adds, it does not limit);
* a last clause after a comma that opens with "which" or with a participle ("..., marking a shift").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_DATELINE = re.compile(
    r"^[A-Z][A-Z.,’' ]{2,40}(?:,\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{1,2})?)?\s*(?:\([^)]{2,20}\))?\s*(?:—|–|--|-)\s+(?=[A-Z\"“])"
)
_BRACKETS = re.compile(r"\s*\(([^()\d]{1,60})\)")
_RELATIVE = re.compile(r",\s+(?:who|which|whose)\s[^,“”\"()—–;:]{3,120},(?=\s)")
_DASHED = re.compile(r"\s*[—–]\s*[^,“”\"()—–;:]{3,100}\s*[—–]\s*")
_PARTICIPLES = (
    "marking|signaling|signalling|making|raising|prompting|sparking|leaving|adding|underscoring|highlighting|reflecting|cementing|"
    "citing|noting|bringing"
)
_TAIL = re.compile(rf",\s+(?:which|{_PARTICIPLES})\s[^“”\"()—–;]{{3,200}}(?=[.]$)")
_MEANS_MORE = re.compile(r"\b(?:not|no|never|n[’']t|if|unless|only|but|except|said|says|told|according)\b", re.IGNORECASE)
_FEWEST_WORDS = 8


def without_dateline(text: str) -> str:
    """Return a sentence without the dateline in front of it."""
    return _DATELINE.sub("", text)


def shortenings(text: str) -> Iterator[tuple[str, str]]:
    """Yield shorter forms of a sentence and what was left out, in words for an editor; each goes further than the one before."""
    left = text
    for pattern, what in (
        (_DATELINE, "the dateline"),
        (_BRACKETS, "what stands in brackets"),
        (_DASHED, "an aside between dashes"),
        (_RELATIVE, "an aside between commas"),
        (_TAIL, "the last clause"),
    ):
        shorter = pattern.sub(lambda match: _unless_needed(match, left, pattern is _BRACKETS, pattern is _DASHED), left)  # noqa: B023
        if shorter != left and len(shorter.split()) >= _FEWEST_WORDS:
            left = shorter[0].upper() + shorter[1:]
            yield left, f"{what} left out"


def _unless_needed(match: re.Match[str], text: str, brackets: bool, dashed: bool) -> str:
    """Return what replaces a match: the match itself where the sentence would mean something else without it."""
    if _MEANS_MORE.search(match.group()) or _quoted(text, match.start()):
        return match.group()
    if brackets and match.group(1).isupper() and re.search(rf"\b{re.escape(match.group(1))}\b", text[match.end() :]):
        return match.group()
    return " " if dashed else ""


def _quoted(text: str, at: int) -> bool:
    return text[:at].count('"') % 2 == 1 or text[:at].count("“") > text[:at].count("”")
