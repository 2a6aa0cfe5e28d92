"""What of an article is the report, and what is page furniture; a span and a reason for each part that is left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from summarizer.article import Article
from summarizer.preparation.furniture import LIST_HEADING, correction, dateline, furniture, list_heading
from summarizer.preparation.paragraphs import paragraphs
from summarizer.sentence import Span
from summarizer.wording.text import comparable, is_spaceless, one_line

HEADING: Final = "heading or fragment without an end mark"
_END = re.compile(r"[.!?…:;。！？｡؟۔।॥][^\w\s]*(?:\s*\[\d{1,3}\])?$")
_QUESTION = re.compile(r"[?？؟][^\w\s]*$")
_INNER_END = re.compile(r"[.!?…。！？][\"'”’»)]*\s+\S")
_OPENING_QUOTE = re.compile(r"[\"“„«‘]")
_TO_THE_READER = re.compile(r"\b(?:you|your|yours|our|ours|us|we|this (?:site|page|article|story|website))\b", re.IGNORECASE)

REPRINT = 0.3
"""Share of an article's words in lines that others have too, from which on the article counts as a reprint and not as a page of
the same site; shared furniture is a small part of an article."""
QUESTION_WORDS = 14
LINK_WORDS, ENDED_LINK_WORDS = 25, 14
"""Longest link in a list of links: a headline may be long, one with an end mark is short, or else it is the report going on."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A part of an article that no summary may use, and why, in words for an editor."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """An article with the places of its prose.

    Attributes:
        article: As given; offsets refer to its text.
        paragraphs: Prose, in order and without overlap. A paragraph may hold line breaks.
        removed: All else but white space, in order and without overlap.

    """

    article: Article
    paragraphs: tuple[Span, ...]
    removed: tuple[Removed, ...]


def clean(articles: Sequence[Article]) -> tuple[CleanArticle, ...]:
    """Tell prose from furniture in the articles of one bundle, whose ids are set (``name_articles``).

    The time is linear in the length of the bundle.
    """
    lines = {article.id: [Line.of(article, start, end) for start, end in paragraphs(article.text)] for article in articles}
    repeats = _repeats(lines)
    return tuple(_clean(article, lines[article.id], repeats) for article in articles)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as the rules see it."""

    span: Span
    text: str
    key: str
    words: int

    @classmethod
    def of(cls, article: Article, start: int, end: int) -> Line:
        """Read ``article.text[start:end]``."""
        text = one_line(article.text[start:end])
        return cls(Span(article.id, start, end), text, comparable(text), len(text.split()))

    @property
    def ends(self) -> bool:
        """Whether it ends as a sentence does; scripts such as Thai have no mark for it."""
        return bool(_END.search(self.text[-12:])) or (len(self.text) >= 40 and is_spaceless(self.text[:200]))


def _repeats(lines: Mapping[str, Sequence[Line]]) -> set[tuple[str, str]]:
    """Return (article id, key) of lines that stand in several articles, or several times in one, as furniture does.

    A line without an end mark, or one that speaks to the reader, is furniture wherever it repeats. A sentence that two
    reports share may be agency copy, and stays.
    """
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for article_id, own in lines.items():
        for line in own:
            if line.key:
                holders[line.key].add(article_id)
    shared = {key for key, ids in holders.items() if len(ids) > 1}
    share = {
        article_id: sum(line.words for line in own if line.key in shared) / max(1, sum(line.words for line in own))
        for article_id, own in lines.items()
    }
    furniture_keys = set()
    for article_id, own in lines.items():
        counts = Counter(line.key for line in own if line.key)
        repeated_words = sum(line.words for line in own if counts[line.key] > 1)
        doubled = repeated_words * 2 > sum(line.words for line in own)
        for line in own:
            if not line.key:
                continue
            across = line.key in shared and min(share[other] for other in holders[line.key]) < REPRINT
            if (across and (not line.ends or _TO_THE_READER.search(line.text[:400]))) or (counts[line.key] > 1 and not doubled):
                furniture_keys.add((article_id, line.key))
    return furniture_keys


def _clean(article: Article, lines: Sequence[Line], repeats: set[tuple[str, str]]) -> CleanArticle:
    kept: list[Span] = []
    removed: list[Removed] = []
    title = comparable(article.title) if article.title else None
    links_from = _links_from(lines)
    lead_in = False
    seen: set[str] = set()
    for place, line in enumerate(lines):
        reason = _reason(line, title=title, repeats=repeats, article_id=article.id)
        if place > links_from and reason in {None, HEADING}:
            reason = "link in a list of links"
        elif reason is None and line.key in seen:
            reason = "paragraph that the article holds twice"
        if reason is not None:
            removed.append(Removed(line.span, reason))
            lead_in = False
            continue
        seen.add(line.key)
        start = line.span.start
        trimmed = dateline(article.text[start : line.span.end])
        if trimmed:
            mark = article.text[start : start + trimmed].rstrip()
            removed.append(Removed(Span(article.id, start, start + len(mark)), "dateline"))
            start += trimmed
        if lead_in and _OPENING_QUOTE.match(line.text):
            kept[-1] = Span(article.id, kept[-1].start, line.span.end)
        else:
            kept.append(Span(article.id, start, line.span.end))
        lead_in = line.text.endswith(":")
    return CleanArticle(article, tuple(kept), tuple(removed))


def _links_from(lines: Sequence[Line]) -> int:
    """Return the place of the heading after which only links follow; the number of lines where there is none."""
    found = len(lines)
    for place in reversed(range(len(lines))):
        if list_heading(lines[place].text):
            found = place
        elif furniture(lines[place].text):
            continue
        elif lines[place].words > (ENDED_LINK_WORDS if lines[place].ends else LINK_WORDS) or _INNER_END.search(
            lines[place].text[:400]
        ):
            break
    return found


def _reason(line: Line, *, title: str | None, repeats: set[tuple[str, str]], article_id: str) -> str | None:
    if correction(line.text):
        return None
    single = not _INNER_END.search(line.text)
    known = furniture(line.text)
    reason = None
    if not line.key:
        reason = "no words"
    elif line.key == title:
        reason = "headline"
    elif known is not None and (known == LIST_HEADING or not _long_prose(line)):
        reason = known
    elif (article_id, line.key) in repeats:
        reason = "line that repeats as page furniture does"
    elif single and not line.ends:
        reason = HEADING
    elif single and line.words <= QUESTION_WORDS and _QUESTION.search(line.text[-4:]) and not _OPENING_QUOTE.search(line.text):
        reason = "question as a heading"
    return reason


def _long_prose(line: Line) -> bool:
    """Say whether a line that holds furniture holds several sentences too, so that the sentences are judged one by one."""
    return line.words > 40 and len(_INNER_END.findall(line.text)) >= 2
