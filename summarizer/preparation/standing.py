"""Whether a sentence can stand alone, away from the sentences that stood around it."""

from __future__ import annotations

import re

from summarizer.budget import count_words
from summarizer.wording.openers import without_opener

_LONG, _SHORT = 40, 8
_SPEECH_OPENS = tuple('"“„«')
"""Marks after which "we" and "she" are those whom the speaker means."""
_OPENING_MARKS = "\"'“”‘’«»([–—-•* "

_PRONOUN = re.compile(
    r"(?:(?:he|she|they|it|his|her|their|its|him|them|this|that|these|those|such|who|whose|which|we|i|you|my|our|your|"
    r"both|neither|another|others|some|one)\b"
    r"|(?:here|there)\b(?!\s+(?:is|are|was|were|has|have|had)\s+(?:been\s+)?(?:a|an|no|at|about|more|some)\b))",
    re.IGNORECASE,
)
_CONNECTIVE = re.compile(
    r"(?:but|and|or|so|yet|nor|also|then|thus|hence|therefore|however|meanwhile|moreover|furthermore|additionally|besides|"
    r"nevertheless|nonetheless|still|instead|otherwise|consequently|accordingly|likewise|similarly|conversely|indeed|afterwards?|"
    r"(?:later|earlier)(?! (?:this|in|on|last)\b)|since then|as a result|in addition|in contrast|on the other hand|"
    r"for (?:example|instance)|in (?:fact|turn|short|essence|other words)|at the same time|by contrast|that said|even so|"
    r"of course|too|because of (?:this|that))\b,?",
    re.IGNORECASE,
)
_BARE_SPEAKER = re.compile(
    r"[,”\"']\s*(?:he|she|they|it)\s+(?:said|says|added|told|wrote|tweeted|noted)\b|\b(?:he|she|they) (?:said|added)\.?$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?:if|while|when|although|though|after|before|as|since|because|once|until|unless|given|under|in|at|on|by|with|despite|"
    r"during|for|from)\b(?P<body>[^,.;]{0,80}),\s+",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_POINTS_BACK = re.compile(
    r"\b(?:such (?:an? )?\w+|(?:this|that|these|those) (?:plan|proposal|scheme|move|situation|decision|incident|case|approach|"
    r"position|conditions?|terms|negotiations|talks|visit|deal|claims?|remarks|comments|figures?|changes?|shift|moment))\b",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(r"\b(?:had|has|have) (?:none|one|some)\b(?! of\b)|\bdid so\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"]([^”\"]*)[”\"]")
_SPEECH = re.compile(r"\b(?:I|we|my|our|you|your|us|me)\b", re.IGNORECASE)
_VERB_OF_SAYING = re.compile(
    r"\b(?:said|says|say|told|tells|wrote|added|adds|tweeted|posted|stated|asked|called|calling|according|announced|noted|warned|"
    r"insisted|argued|claimed|declared|explained|described)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!。！؟।](?:['\"”’»)\]]*|\s[\"”])$")


def burden(text: str) -> float:
    """Return how much a reader of the sentence alone would miss: 0 for nothing, 1 for a sentence that should not stand alone.

    The worst of ``leaning`` and of being very long or very short.
    """
    return max(leaning(text), _length(text))


def leaning(text: str) -> float:
    """Return how much a sentence leans on others, 0..1.

    The worst of: it opens with a pronoun or a connective that points back (openers that can be left out do not count), its main
    clause does so after an opening clause without a name, it asks, it speaks as "I" or "we" outside of quotation marks, it is a
    quotation that names no speaker, it does not end as a sentence does.
    """
    bare = without_opener(text).lstrip(_OPENING_MARKS)
    worst = 0.0
    opening = _CONNECTIVE.match(bare)
    if opening:
        worst = 0.7
        bare = bare[opening.end() :].lstrip(_OPENING_MARKS + ",")
    spoken = text.lstrip()[:1] in _SPEECH_OPENS
    if _PRONOUN.match(bare) and not spoken:
        worst = max(worst, 0.8)
    if _pronoun_after_clause(bare):
        worst = max(worst, 0.6)
    if _POINTS_BACK.search(" ".join(bare.split()[:12])):
        worst = max(worst, 0.5)
    if _ELLIPSIS.search(bare):
        worst = max(worst, 0.8)
    if "?" in text[-3:]:
        worst = 1.0
    if not _ENDS.search(text.rstrip()) or bare[:1] in {".", ","}:
        worst = max(worst, 0.8)
    return max(worst, _speech(text))


def _pronoun_after_clause(text: str) -> bool:
    clause = _CLAUSE.match(text)
    return clause is not None and not _NAME.search(clause.group("body")) and _PRONOUN.match(text, clause.end()) is not None


def _speech(text: str) -> float:
    outside = _QUOTED.sub(" ", text)
    quoted = sum(len(match.group(1)) for match in _QUOTED.finditer(text))
    lone = any(text.count(mark) % 2 for mark in '"') or text.count("“") != text.count("”")
    if lone:
        return 0.9
    if quoted > 0.4 * len(text) and not _VERB_OF_SAYING.search(outside):
        return 0.9
    if _SPEECH.search(outside):
        return 0.7
    return 0.8 if _BARE_SPEAKER.search(text) else 0.0


def _length(text: str) -> float:
    words = count_words(text)
    if words < _SHORT:
        return min(1.0, 0.5 + 0.1 * (_SHORT - words))
    return min(1.0, max(0.0, (words - _LONG) / 30))
