"""A source's sentence made tight, as an editor does it: whole clauses and phrases beside the statement go, nothing is reworded.

Every cut deletes one stretch that English marks as beside the statement by a comma, a dash or a bracket, so that what is left is
a sentence in the source's own words and order (sentence compression by deletion; Knight and Marcu, "Summarization beyond
sentence extraction", 2002). What may go:

* a last clause: "..., who/which/where ...", "..., leaving ...", "..., as/after/when ...", "..., a move that ...";
* what stands between two dashes, or behind the only one;
* a relative clause between commas, before the verb of what it is beside;
* an opening clause or phrase of circumstance: "As he arrived, ...", "Amid ..., ...", "In a televised speech, ...";
* "in a statement" behind "said", "here" before a day;
* brackets without a number ("(R-Ky.)"), and an abbreviation in brackets that is not used again.

What limits the statement stays: conditions, contrasts, exceptions, who says so, quotations that a cut would break, and a list's
members. Each rule asks for more than its pattern: one that is in doubt gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.fusion.clauses import PHRASE, has_verb, says

_FEWEST_WORDS = 7
_FEWEST_LEFT = 0.4
"""Least share of the words that stays: a sentence of which more would go was told for what would go."""
_LONGEST_SPEAKER, _SHORT_SPEAKER = 16, 8
"""Words up to which the end of a sentence is who says so: behind a comma, and behind a dash."""
_FEWEST_BEHIND = 6
"""Words below which what stands behind a dash, without a verb, is what the sentence leads up to."""
_NEAR = 40
"""Characters before a noun between commas in which another comma would make it a member of a list."""

_END = r"(?:(?=[.!]$)|\.[\"”]$)"
_REST = rf"\s[^—–_;:()\[\]]{{3,220}}{_END}"
_DASH = r"(?:\s*[—–]\s*|\s+(?:--|_)\s+)"
_DASHED = r"(?:(?!--)[^—–_;()\[\]])"
_TIME = r"hours|days|weeks|months|years"
_MOVE = r"move|step|decision|development|blow|sign|first|record"

_CLAUSE = re.compile(rf",\s+(?:(?:many|some|most|several|all|one|two|three) of wh(?:ich|om)|which|who|whose|where){_REST}")
_PARTICIPLE = re.compile(rf",\s+(?:[a-z]+ly\s+)?(?P<verb>[a-z]{{2,}}ing){_REST}")
_CIRCUMSTANCE = re.compile(
    rf",\s+(?:as|after|following|when|since|because|amid|just (?:{_TIME}|minutes)|(?:{_TIME}|a (?:day|week|month|year)) after|"
    rf"the latest|an? (?:{_MOVE}) (?:that|which|for|in|to)){_REST}"
)
_APPOSITIVE = re.compile(
    rf"(?<=[a-z]),\s+(?:an?|another|one of|two|three|four)\s(?:[\w’'-]+\s){{1,4}}?(?:that|where|which|in|of|for|from|to){_REST}"
)
_BEHIND_DASH = re.compile(rf"{_DASH}{_DASHED}{{3,220}}{_END}")
_BETWEEN_DASHES = re.compile(rf"{_DASH}(?P<aside>{_DASHED}{{3,160}}?){_DASH}(?=[\w“\"])")
_BETWEEN_COMMAS = re.compile(
    r",\s+(?P<aside>(?:who|which|whose)\s[^,—–_;:()\[\]]{3,160}),\s+(?=(?:[a-z]+ly\s)?(?P<verb>[a-z]+)\b(?!,))"
)
_OPENING = re.compile(
    r"(?:(?:Amid|As|After|Following|While|With|Speaking|Facing)\s|In an? (?:[\w-]+ ){0,4}(?:statement|speech|address|interview|"
    r"letter|memo|report|tweet|post|vote|ruling|decision|briefing|conference|debate|editorial|op-ed|book|video|filing|lawsuit)\b)"
    r"[^,—–_;:()\[\]\"“”]{0,140},\s+(?=[\w“\"])"
)
_MEDIUM = re.compile(
    r"(?<=\b(?:said|told|says)) in an? (?:[a-z]+ )?(?:statement|interview|tweet|letter|speech|email|release|conference)"
    r"(?=[.,]|\s(?:on )?[A-Z][a-z]+day\b)"
)
_HERE = re.compile(r"\shere(?= (?:today|yesterday|late|on|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)")
_BRACKETS = re.compile(r"\s*\((?P<inside>[^()\d]{1,60})\)")

_NEEDED = frozenset(
    "according including during being depending pending assuming barring excluding excepting considering regarding concerning "
    "notwithstanding owing citing saying noting claiming announcing confirming revealing acknowledging admitting killing "
    "injuring wounding destroying defeating beating winning losing seizing starting beginning ending totaling totalling "
    "averaging ranging".split()
)
_NOUNS = frozenset(
    "nothing something anything everything morning evening following king thing spring string wing ring sporting housing funding "
    "building training nursing advertising manufacturing shopping banking gambling fishing farming mining drilling voting "
    "polling policing parking wedding hearing meeting working living existing remaining surviving growing "
    "rising outstanding".split()
)
"""Words in -ing: those of a clause that the statement needs, or that has the news; and those that open no clause as a rule."""
_CONTRASTS = frozenset("but if unless until although though despite except without whether or nor than not to".split())
_MEANS_MORE = frozenset("not no never if unless only but except said says told according".split())
_OPENS = frozenset(
    "after although amid as at because before despite during even following if in just on once only since under when while with "
    "without".split()
)
_GOES_ON = frozenset("and or but that then not if unless".split())
_STARTS_ANEW = frozenset("who which where when while as after because since".split())
_BESIDE = PHRASE | frozenset("a an the another about nearly almost usually mostly".split())
_LIMITING = frozenset("if well long soon of with many much part".split())
"""Words behind "as" with which it compares or limits."""
_COMPARING = frozenset("as same so such".split())
_QUOTES = frozenset('"“')
_UNDER_WAY = re.compile(r"\b(?:had|(?:was|were|been)\s(?:\w+ly\s)?\w+ing)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|she|they|it|his|her|hers|their|its|him|them)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<!^)\b[A-Z][\w’'-]+")
_WORD = re.compile(r"[\w’'-]+")


@dataclass(frozen=True, slots=True)
class _Cut:
    """A stretch of a sentence that may go.

    Attributes:
        start: Where it starts, in code points.
        end: Where it ends.
        what: What it is, in words for an editor.
        gap: What stands in its place.

    """

    start: int
    end: int
    what: str
    gap: str = ""


def condensed(text: str) -> Iterator[tuple[str, str]]:
    """Yield tighter forms of a sentence with what was left out, in words for an editor; the tightest first.

    First all that may go is left out, then each stretch alone; what stands in brackets goes in every form.

    Args:
        text: A sentence, cased or not. One that opens with neither a word nor a quotation gives nothing.

    """
    if not text[:1].isalnum() and text[:1] not in _QUOTES:
        return
    brackets = [cut for cut in _brackets(text) if _whole_quotes(text, cut)]
    found = sorted({cut for cut in _cuts(text) if _whole_quotes(text, cut)}, key=lambda cut: (cut.start, -cut.end))
    apart = [cut for i, cut in enumerate(found) if all(cut.start >= other.end for other in found[:i])]
    fewest = max(_FEWEST_WORDS, _FEWEST_LEFT * len(_words(text)))
    seen = {text}
    for chosen in (apart, *([one] for one in found), []):
        outside = [one for one in brackets if not any(cut.start <= one.start < cut.end for cut in chosen)]
        cuts = sorted([*chosen, *outside], key=lambda cut: cut.start)
        left = _without(text, cuts) if cuts else text
        words = _words(left)
        if left not in seen and len(words) >= fewest and has_verb(words):
            seen.add(left)
            yield left, "; ".join(dict.fromkeys(f"{cut.what} left out" for cut in cuts))


def _brackets(text: str) -> Iterator[_Cut]:
    for match in _BRACKETS.finditer(text):
        inside = match["inside"]
        used = inside.isupper() and re.search(rf"\b{re.escape(inside)}\b", text[match.end() :])
        if not used and not _MEANS_MORE & set(_words(inside)):
            yield _Cut(match.start(), match.end(), "what stands in brackets")


def _cuts(text: str) -> Iterator[_Cut]:
    for pattern, what, fits in (
        (_CLAUSE, "the last clause", _is_aside),
        (_PARTICIPLE, "the last clause", _is_participle),
        (_CIRCUMSTANCE, "the last clause", _is_circumstance),
        (_APPOSITIVE, "what stands beside the last words", _is_appositive),
        (_BEHIND_DASH, "what stands behind the dash", _is_behind_dash),
    ):
        match = pattern.search(text)
        if match is not None and not _opens_late(text[: match.start()]) and fits(text[: match.start()], match.group()):
            end = _before_speaker(match)
            yield _Cut(match.start(), end, what, "." if end == len(text) else "")
    for match in _BETWEEN_DASHES.finditer(text):
        if _is_between_dashes(text, match):
            yield _Cut(match.start(), match.end(), "an aside between dashes", _gap(text[: match.start()], text[match.end() :]))
    for match in _BETWEEN_COMMAS.finditer(text):
        words = _words(match["aside"])
        if has_verb([match["verb"]]) and (has_verb(words[1:8]) if words[0] == "whose" else not PHRASE & set(words[1:2])):
            yield _Cut(match.start(), match.end(), "an aside between commas", " ")
    opening = _OPENING.match(text)
    if opening is not None and _is_opening(opening.group(), text[opening.end() :]):
        yield _Cut(0, opening.end(), "the opening phrase")
    for pattern, what in ((_MEDIUM, "where it was said"), (_HERE, "“here”")):
        yield from (_Cut(match.start(), match.end(), what) for match in pattern.finditer(text))


def _is_aside(_: str, tail: str) -> bool:
    return "anonymity" not in tail and _goes_whole(tail)


def _is_participle(head: str, tail: str) -> bool:
    verb = next(word for word in _words(tail) if word.endswith("ing"))
    listed = re.search(r"\b\w+ing(?:\s+\w+){0,4}$", head) is not None
    return verb not in _NEEDED | _NOUNS and not listed and _goes_whole(tail)


def _is_circumstance(head: str, tail: str) -> bool:
    words = _words(tail)
    if words[0] == "when" and _UNDER_WAY.search(head):  # "was inspecting a ship when he was shot"
        return False
    compares = words[0] == "as" and _COMPARING & set(_words(head))
    return not compares and not _LIMITING & set(words[1:2]) and _goes_whole(tail)


def _is_appositive(head: str, tail: str) -> bool:
    """Whether a noun beside the last words goes, and is no member of a list."""
    words = _words(tail)
    listed = "," in head[-_NEAR:] or "," in tail[1:] or {"and", "or"} & set(words)
    return not listed and not has_verb(words[:2]) and not says(words)


def _is_behind_dash(head: str, tail: str) -> bool:
    words = _words(tail)
    if not words or words[0] in _CONTRASTS | {"who", "at", "in", "on", "with", "by", "and"} or re.search(_DASH, head):
        return False
    told_for = len(words) < _FEWEST_BEHIND and not has_verb(words)  # "two fixations — cops and guns"
    return has_verb(_words(head)) and not has_verb(words[:1]) and not says(words) and not told_for


def _is_between_dashes(text: str, match: re.Match[str]) -> bool:
    words = _words(match["aside"])
    if any(word[0].isdigit() for word in words):  # "the number of ferries — from 12 to 3 — in winter"
        return False
    paired = words[:1] in (["and"], ["or"]) and has_verb(_words(text[match.end() :])[:1])  # "the mayor — and the council — have"
    return bool(words) and words[0] not in _CONTRASTS and match.start() > 0 and not says(words) and not paired


def _is_opening(opening: str, rest: str) -> bool:
    words, after = _words(opening), _words(rest)
    if any(c.isdigit() for c in opening) or _LIMITING & set(words[1:2]) or says(words):
        return False
    # "As Cruz spoke, the senator's wife said he ...": a pronoun would lose the name that it stands for.
    lost = set(_NAME.findall(opening)) - set(_WORD.findall(rest))
    if not has_verb(after) or (lost and _PRONOUN.search(rest)):
        return False
    return after[0] not in _GOES_ON | _STARTS_ANEW and not after[0].endswith("ing")


def _opens_late(head: str) -> bool:
    """Whether an opening clause is still open at the end of a text: "While pointing out the risks, easing fears, she said"."""
    return "," not in head and bool(_OPENS & set(_words(head)[:1]))


def _goes_whole(tail: str) -> bool:
    """Whether a last clause runs to the end of the sentence: behind a comma within it nothing goes on that began before it."""
    parts = tail.lstrip(", ").split(",")
    if len(parts) > 1 and _names_speaker(parts[-1]):
        del parts[-1]
    return all(_starts_beside(_words(part)) for part in parts[1:])


def _starts_beside(words: Sequence[str]) -> bool:
    """Whether words behind a comma belong to the clause before it: a clause or a phrase beside it, a number."""
    if not words or words[0] in _GOES_ON:
        return False
    opened = words[0] in _BESIDE or words[0].endswith(("ing", "ly")) or words[0][0].isdigit()
    return words[0] in _STARTS_ANEW or (opened and not has_verb(words[:4]))


def _before_speaker(match: re.Match[str]) -> int:
    """Return where a last clause ends: before the comma of "..., officials said" that closes the sentence."""
    last = match.group().rfind(",")
    return match.start() + last if last > 0 and _names_speaker(match.group()[last + 1 :]) else match.end()


def _names_speaker(part: str) -> bool:
    """Whether the end of a sentence says whose words it has."""
    words = _words(part)
    if not words or words[0] in _GOES_ON or words[0].endswith("ly") or has_verb(words[:1]):
        return False
    return says(words) and len(words) <= _LONGEST_SPEAKER


def _gap(before: str, after: str) -> str:
    """Return what joins the two sides of an aside: a comma where an opening phrase ends, or who says so begins."""
    words = _words(after)
    subject = bool(words) and words[0] not in PHRASE and not has_verb(words[:1])
    speaker = says(words) and len(words) <= _SHORT_SPEAKER
    return ", " if subject and (speaker or _opens_late(before)) else " "


def _whole_quotes(text: str, cut: _Cut) -> bool:
    """Whether a cut breaks no quotation: what goes, and what stands before it, has its marks in pairs."""
    parts = (text[: cut.start], text[cut.start : cut.end])
    return all(part.count('"') % 2 == 0 and part.count("“") == part.count("”") for part in parts)


def _without(text: str, cuts: Sequence[_Cut]) -> str:
    for cut in reversed(cuts):
        text = text[: cut.start] + cut.gap + text[cut.end :]
    text = re.sub(r"\.{2}$", ".", re.sub(r"([\"”])\.$", r".\1", text))
    return text[:1].upper() + text[1:]


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
