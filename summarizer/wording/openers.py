"""Openers that point back to a sentence which is not printed: "However,", "Meanwhile,", "But", ", however,"."""

from __future__ import annotations

import re

_WITH_COMMA = (
    "however|meanwhile|moreover|furthermore|additionally|in addition|besides|nevertheless|nonetheless|still|then|thus|therefore|"
    "hence|consequently|accordingly|as a result|as such|likewise|similarly|conversely|by contrast|in contrast|on the other hand|"
    "on the one hand|for (?:example|instance|his part|her part|their part|its part)|in fact|indeed|in turn|in short|in essence|"
    "in other words|of course|that said|even so|at the same time|also|and|but|so|yet|now|notably|importantly|interestingly|"
    "in particular|specifically|overall|all in all|ultimately|to be sure|after all|in any case|either way|elsewhere|separately|"
    "on top of that|what is more|what's more|too"
)
# Without a comma only a conjunction before a plain clause goes: "But for", "Yet another", "So far" mean something else.
_CLAUSE = r"(?=(?:the|a|an|it|he|she|they|this|these|those|his|her|their|its|in|on|at|there|[A-Z][\w.’'-]*)\s)"
_OPENER = re.compile(rf"(?i:{_WITH_COMMA}),\s+|(?i:but|and|yet|so)\s+{_CLAUSE}|(?i:also)\s+(?=(?:on|in)\s)")
_INSIDE = re.compile(r",\s+(?:however|meanwhile|moreover|furthermore|nevertheless|nonetheless|therefore),(?=\s)", re.IGNORECASE)
_AT_END = re.compile(r",?\s+(?:however|though|as well|too)(?=[.!]$)", re.IGNORECASE)
_FEWEST_WORDS = 5


def without_opener(text: str) -> str:
    """Return a sentence without words that only tie it to the one before it, its first letter upper case.

    Openers come off one after the other ("But, meanwhile, ..."). A sentence that opens with a quotation stays as it is, and so
    does one of which too little would be left.
    """
    rest = text
    while match := _OPENER.match(rest):
        rest = rest[match.end() :]
    rest = _INSIDE.sub("", rest)
    rest = _AT_END.sub("", rest)
    if rest == text or len(rest.split()) < _FEWEST_WORDS:
        return text
    return rest[0].upper() + rest[1:]
