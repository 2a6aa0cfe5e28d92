"""Sentences of an article with their offsets, and the pieces of prose that are no sentences a summary could use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import nupunkt

from summarizer.preparation.clean import CleanArticle, Removed
from summarizer.preparation.furniture import CORRECTION, correction, furniture
from summarizer.sentence import Sentence, Span
from summarizer.wording.quotations import quotations, said_outside
from summarizer.wording.text import is_spaceless, one_line

FEWEST_WORDS, MOST_WORDS = 4, 80
FEWEST_CHARACTERS, MOST_CHARACTERS = 8, 240
"""The same limits for scripts without spaces between words."""
QUOTED_WORDS = 60
"""A quotation of several sentences is one sentence up to this many words; a longer one falls into its sentences."""

_WINDOW = 8_000
_LONGEST_NOTE = 600
"""Characters: in a paragraph up to this length all that follows the start of a note of correction belongs to it."""
_LONGEST_WORD = 100
_MONSTER = re.compile(rf"\S{{{4 * _LONGEST_WORD},}}")
_ENDER = r"[.!?…。！？｡؟۔।॥]"
_ENDS = re.compile(_ENDER + r"[^\w\s]*(?:\s+[\"”])?(?:\s*\[\d{1,3}\])?$")
_DETACHED = re.compile(_ENDER + r"[^\w\s]*\s+\"\s*$")
"""A straight mark apart from the end of a sentence: it closes a quotation of this one or opens one of the next."""
_TAIL = 40
"""Characters at the end of a sentence in which such a mark is looked for."""
_BREAKS_OFF = re.compile(r"(?:\.\.\.|…|\[\W*\d* ?(?:chars|characters|more)?\W*\])[^\w\s]*$")
_QUESTION = re.compile(r"[?？؟][)\]»”’\"']*$")
_BULLET = re.compile(r"(?:[-*•·‣▪◦●■–—⦁]|\(?\d{1,2}[.)/])\s+(?=\S)")
_FULL_WIDTH = re.compile(r"[。！？｡؟۔।॥]+[」』”’\"»）)]*")
_GLUED = re.compile(r"(?<=[a-zà-ÿ]{3}[.!?])(?=[A-ZÀ-Þ][a-zà-ÿ]+[\s,])|(?<=[a-zà-ÿ]{2}[.!?][”\"])(?=[A-ZÀ-Þ“][a-zà-ÿ]+[\s,])")
_CLOCK = re.compile(
    r"\b[ap]\.m\.[”\"]?\s+(?!(?:E[SD]?T|C[SDE]?T|CEST|P[SD]?T|M[SD]?T|GMT|BST|UTC|IST|Eastern|Central|Pacific|Mountain|Local|Greenwich)\b"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.)(?=[\"“]?[A-Z])"
)
_NEVER_LAST = re.compile(
    r"(?:^|[\s(“\"-])(?:Lt|Cmdr|Spc|Pfc|Sgt|Pres|Gens|Reps|Sens|Govs|Profs|Mme|Mlle|Chap|Supt|Det|Insp|Ald|Asst|Dept|Gov|Rev|Rep|Sen|Hon|Capt|Col|Maj|Gen"
    r"|i\.e|e\.g|cf|Yahoo!|No|Nos|Jan|Feb|Aug|Sept|Oct|Nov|Dec)[.!]?$"
)
_OF_THE_UN = re.compile(r"(?:General|Security|Secretary|Human|High|Charter|Climate|Refugee|Children)\b")
_SHORTENED = re.compile(r"\b(?:pct|approx|est|vs|sq|ft|lbs?|oz|hrs?|mins?|secs?|incl|excl|resp|misc|max|ca)\.$")
_SPEECH = re.compile(
    r"(?:(?:the |an? |his |her |their )?[\w.'’-]+ ){1,6}?"
    r"(?:said|says|asked|asks|shouted|cried|told|added|wrote|replied|yelled|screamed|called out|recalled|wondered)\b"
)
_LIST_NUMBER = re.compile(r"\(?\d{1,2}[.)]$")


def split(cleaned: CleanArticle) -> tuple[Sentence, ...]:
    """Return the sentences of an article that a summary could use, in order."""
    found: list[Sentence] = []
    for piece in _pieces(cleaned):
        if piece.reason is None:
            found.append(Sentence(piece.span, piece.text, len(found), piece.paragraph))
    return tuple(found)


def unusable(cleaned: CleanArticle) -> tuple[Removed, ...]:
    """Return the rest of the prose: fragments, questions, speech without a speaker, notes of correction, each with its reason."""
    return tuple(Removed(piece.span, piece.reason) for piece in _pieces(cleaned) if piece.reason is not None)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return start and end of each sentence of one paragraph of any text, without judging whether it is of use.

    The sentences cover all that is not white space. nupunkt (Kiss and Strunk, "Unsupervised Multilingual Sentence Boundary
    Detection", 2006, with abbreviations learned from law) finds the boundaries; what it gets wrong in news is put right here:
    titles before names, clock times before a new sentence, sentences glued together, full-width end marks, and quotations
    of several sentences, which stay whole up to ``QUOTED_WORDS``.
    """
    spans = [
        cut
        for start, end in _windows(text)
        for left, right in _joined(text, _boundaries(text, start, end))
        for cut in _cut(text, left, right)
    ]
    spans = _opening_marks(text, spans)
    return _whole_quotations(text, [trimmed for left, right in spans if (trimmed := _trim(text, left, right))])


@dataclass(frozen=True, slots=True)
class _Piece:
    span: Span
    text: str
    paragraph: int
    reason: str | None


def _pieces(cleaned: CleanArticle) -> Iterator[_Piece]:
    article = cleaned.article
    for number, paragraph in enumerate(cleaned.paragraphs):
        prose = article.text[paragraph.start : paragraph.end]
        spoken = quotations(prose)
        note: str | None = None
        for left, right in sentence_spans(prose):
            bullet = _BULLET.match(prose, left, right)
            start = bullet.end() if bullet and bullet.end() < right else left
            text = one_line(prose[start:right])
            if not text:
                continue
            noted = CORRECTION if correction(text) else note
            note = noted if len(prose) <= _LONGEST_NOTE else None
            spoken_only = not said_outside(prose, start, right, spoken)
            reason = noted or _reason(text) or ("speech without its speaker" if spoken_only else None)
            yield _Piece(Span(article.id, paragraph.start + start, paragraph.start + right), text, number, reason)


def _reason(text: str) -> str | None:  # noqa: PLR0911  one line a rule
    known = furniture(text)
    if known is not None:
        return known
    words = text.split()
    spaceless = is_spaceless(text[: 2 * MOST_CHARACTERS])
    if (len(text) < FEWEST_CHARACTERS) if spaceless else (len(words) < FEWEST_WORDS):
        return "too short to stand alone"
    if (len(text) > MOST_CHARACTERS) if spaceless else (len(words) > MOST_WORDS):
        return "too long for a sentence of a summary"
    if not spaceless and max(map(len, words)) > _LONGEST_WORD:
        return "not prose"
    if sum(any(c.isalpha() for c in word) for word in words) * 2 < len(words):
        return "figures, not prose"
    if _BREAKS_OFF.search(text):
        return "breaks off"
    if text.endswith(":"):
        return "leads into something else"
    if not _ENDS.search(text) and not spaceless:
        return "fragment without an end mark"
    if _QUESTION.search(text):
        return "a question"
    return None


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches that nupunkt may see: none holds a monstrous word, on which its time would grow with the square."""
    at = 0
    for match in _MONSTER.finditer(text):
        if match.start() > at:
            yield at, match.start()
        yield match.span()
        at = match.end()
    if at < len(text):
        yield at, len(text)


def _boundaries(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if end - start >= 4 * _LONGEST_WORD and not re.search(r"\s", text[start:end].strip()):
        yield start, end
        return
    while start < end:
        stop = min(end, start + _WINDOW)
        found = [(start + left, start + right) for left, right in nupunkt.sent_spans(text[start:stop])]
        if not found:
            return
        if stop < end and len(found) > 1:
            found.pop()
        yield from found
        start = found[-1][1]


def _joined(text: str, spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Undo boundaries after titles ("Lt. | Gov. Roe") and between an exclamation and its speaker ("Stop!" | Roe shouted)."""
    held: tuple[int, int] | None = None
    for left, right in spans:
        if held is None:
            held = (left, right)
            continue
        before = text[max(held[0], held[1] - 40) : held[1]].rstrip()
        after = text[left : left + 80]
        unit = _SHORTENED.search(before) and after[:1].islower()
        title = (_NEVER_LAST.search(before) and after[:1].isalnum()) or (before.endswith("U.N.") and _OF_THE_UN.match(after))
        speaker = before[-1:] in '"”' and before[-2:-1] in "!?" and _SPEECH.match(after)
        number = held[1] - held[0] < 8 and _LIST_NUMBER.fullmatch(text[held[0] : held[1]].strip())
        if title or unit or speaker or number:
            held = (held[0], right)
        else:
            yield held
            held = (left, right)
    if held is not None:
        yield held


def _cut(text: str, left: int, right: int) -> Iterator[tuple[int, int]]:
    """Add the boundaries that nupunkt does not see."""
    part = text[left:right]
    cuts = {match.end() for match in _CLOCK.finditer(part)} | {match.end() for match in _FULL_WIDTH.finditer(part)}
    cuts |= {match.end() for match in _GLUED.finditer(part)}
    if is_spaceless(part[:400]) and not _FULL_WIDTH.search(part):
        cuts |= {match.end() for match in re.finditer(r"\S{40}\s+", part)}
    at = 0
    for cut in sorted(cuts):
        if at < cut < len(part):
            yield left + at, left + cut
            at = cut
    yield left + at, right


def _opening_marks(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give a mark that stands apart after a sentence to the next one where it opens that one's quotation.

    Spacing tells what a mark does where it leans on a word; one that stands free, as in text that was cut into tokens, closes
    what is open and opens otherwise.
    """
    given: list[tuple[int, int]] = []
    opened, at, start = False, 0, None
    for number, (left, right) in enumerate(spans):
        detached = _DETACHED.search(text, max(left, right - _TAIL), right)
        mark = text.rindex('"', left, right) if detached else right
        opened = _left_open(text, at, mark, opened=opened)
        at = mark
        moved = detached and not opened and number + 1 < len(spans)
        given.append((left if start is None else start, mark if moved else right))
        start = mark if moved else None
    return given


def _left_open(text: str, start: int, end: int, *, opened: bool) -> bool:
    """Return whether a quotation between straight marks is open at ``end``."""
    at = text.find('"', start, end)
    while at >= 0:
        before, after = text[at - 1 : at] if at else " ", text[at + 1 : at + 2] or " "
        opened = before.isspace() if before.isspace() != after.isspace() else not opened
        at = text.find('"', at + 1, end)
    return opened


def _whole_quotations(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    spoken = quotations(text)
    whole: list[tuple[int, int]] = []
    quote = place = 0
    while place < len(spans):
        left, right = spans[place]
        last = place
        while quote < len(spoken) and spoken[quote][1] <= left:
            quote += 1
        inside = quote
        while inside < len(spoken) and spoken[inside][0] < right:
            if spoken[inside][1] > right + 1:
                if spoken[inside][1] - left > QUOTED_WORDS * _LONGEST_WORD:
                    break
                reach = last
                while reach + 1 < len(spans) and spans[reach + 1][0] < spoken[inside][1]:
                    reach += 1
                if len(text[left : spans[reach][1]].split(maxsplit=QUOTED_WORDS + 1)) > QUOTED_WORDS:
                    break
                last, right = reach, spans[reach][1]
            inside += 1
        whole.append((left, right))
        place = last + 1
    return whole


def _trim(text: str, left: int, right: int) -> tuple[int, int] | None:
    part = text[left:right]
    bare = part.strip()
    if not bare:
        return None
    start = left + len(part) - len(part.lstrip())
    return start, start + len(bare)
