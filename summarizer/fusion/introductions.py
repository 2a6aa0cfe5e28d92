"""Who is meant: names in place of a bare "he said", and the full name where a person is named for the first time.

A sentence of an article leans on those before it for who "she" is and who "Brandt" is. Where the article leaves no doubt, the
name is put in, and the sentence that gives it is cited as well; where it does, nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from summarizer.article import Article
from summarizer.budget import Budget
from summarizer.fusion.candidates import Choice
from summarizer.fusion.persons import CAPITAL, SAYING, could_be_given, could_be_surname, only_person, speakers, unquoted
from summarizer.selection.group import Group
from summarizer.sentence import Sentence, Span
from summarizer.verification.vocabulary import FUNCTION_WORDS, TITLES
from summarizer.wording.lexicon import verbs
from summarizer.wording.quotes import overlaps, quoted

NAMED = "a name put in from the sentence that gives it"
"""What a printed sentence's note says of it."""

_ACTING = (
    r"(?:appealed|urged|cautioned|promised|rejected|denied|expects|expected|disputed|called|declined|ruled|praised|apologi[sz]ed)"
)
_BARE = re.compile(rf"(?P<before>^|[,.!?…][\"”’'] |[,;] )(?P<who>[Hh]e|[Ss]he) (?={SAYING}\b)")
_OPENS = re.compile(rf"(?P<before>^)(?P<who>He|She) (?:also |then |had )?(?={SAYING}\b|{_ACTING}\b)")
_WOMAN = re.compile(r"\b(?:\w*woman|Mrs|Ms|Miss|mother|wife|daughter|sister|actress|queen|Queen|princess|Dame|Lady|her|she)\b")
_MAN = re.compile(r"\b(?:(?!wo)\w*(?<!wo)man|Mr|father|husband|son|brother|actor|king|King|prince|Sir|Lord|his|he)\b")
_WORD = re.compile(CAPITAL)


@dataclass(frozen=True, slots=True)
class Introduced:
    """A sentence with the name that was put in.

    Attributes:
        text: The sentence with it.
        put: What was put in: the name, perhaps with the role.
        full: The name.
        short: What a text calls the person whom it has named before.
        source: The sentence of the same article that gives the name.
        pronoun: Whether it stands in place of a pronoun.
    """

    text: str
    put: str
    full: str
    short: str
    source: Sentence
    pronoun: bool

    def told_in(self, text: str) -> bool:
        """Whether a text made from the sentence has the name that was put in."""
        return self.full in text

    def within(self, text: str, before: str) -> str:
        """Return such a text as it stands after the text ``before``, which may have named the person."""
        if self.full not in before:
            return text
        return text.replace(self.put if self.put in text else self.full, self.short, 1)


class Introductions:
    """Who the sentences of some articles mean.

    Args:
        articles: The sources.
        sentences: All their usable sentences.

    """

    def __init__(self, articles: Sequence[Article], sentences: Sequence[Sentence]) -> None:
        self._texts: Mapping[str, str] = {article.id: article.text for article in articles}
        self._own: dict[str, list[Sentence]] = {}
        for sentence in sentences:
            self._own.setdefault(sentence.article_id, []).append(sentence)
        self._found: dict[Span, Introduced | None] = {}

    def introduce(self, sentence: Sentence) -> Introduced | None:
        """Return the sentence with the name of whom it means; None where it needs none or none is sure."""
        if sentence.span not in self._found:
            bare = speaker_unnamed(sentence.text)
            self._found[sentence.span] = self._in_full(sentence) if bare is None else self._speaker(sentence, bare)
        return self._found[sentence.span]

    def with_names(self, group: Group) -> Group:
        """Return a group whose sentences name whom they mean, as far as that is known."""

        def named(sentence: Sentence) -> Sentence:
            known = self.introduce(sentence)
            return sentence if known is None else replace(sentence, text=known.text)

        return replace(group, sentences=tuple(map(named, group.sentences)))

    def at_first_mention(self, choices: Sequence[Choice], budget: Budget) -> Iterator[Choice]:
        """Yield printed sentences with names in full at first mention only, and what gives the names among their sources.

        What the fusion model left of a name is put back where the budget has room for it.
        """
        printed = [choice.text for choice in choices]
        for number, choice in enumerate(choices):
            before, text, givers = " ".join(printed[:number]), choice.text, []
            for known in filter(None, map(self.introduce, choice.sources)):
                if known.told_in(text):
                    text = known.within(text, before)
                    givers += [known.source] if known.pronoun or known.told_in(text) else []
            # From the back, so that places before stay what they are.
            for start, short, full in reversed(list(in_full(text, [source.text for source in choice.sources]))):
                longer = text[:start] + full + text[start + len(short) :]
                if full not in before and budget.holds(
                    " ".join([*printed[:number], longer, *printed[number + 1 :]]), len(printed)
                ):
                    text = longer
            printed[number] = text
            sources = tuple({one.span: one for one in (*choice.sources, *givers)}.values())
            note = "; ".join(filter(None, (choice.note, NAMED if givers else None)))
            yield replace(choice, text=text, sources=sources, note=note or None)

    def _speaker(self, sentence: Sentence, bare: re.Match[str]) -> Introduced | None:
        """Put the only person whom the sentence right before tells of in place of the pronoun."""
        before = self._before(sentence)
        person = None if before is None else only_person(before.text)
        if before is None or person is None:
            return None
        if (_MAN if bare.group("who").lower() == "she" else _WOMAN).search(unquoted(before.text)):
            return None
        described, full, source = person.described, person.name, before
        if " " not in full:
            known = self._full_name(full, sentence)
            if known is None:
                return None
            full, source = known
            described = full
        start, end = bare.span("who")
        shown = described[0].upper() + described[1:] if not start else described
        text = sentence.text[:start] + shown + sentence.text[end:]
        return Introduced(text, shown, full, full.split()[-1], source, pronoun=True)

    def _before(self, sentence: Sentence) -> Sentence | None:
        """Return the sentence that stands right before; None where something else stands between."""
        last = None
        for one in self._own[sentence.article_id]:
            if one.span.end <= sentence.span.start:
                last = one
        if last is None or self._texts[sentence.article_id][last.span.end : sentence.span.start].strip():
            return None
        return last

    def _in_full(self, sentence: Sentence) -> Introduced | None:
        """Put the given name before the first surname that stands alone."""
        protected = quoted(sentence.text)
        for match in _WORD.finditer(sentence.text):
            start, end = match.span()
            word = re.sub(r"['’]s$", "", match.group())
            if courtesy := _COURTESY.search(sentence.text[:start]):
                start = courtesy.start()
            beside = _CAPITAL_BEFORE.search(sentence.text[:start]) or not _stands_alone(match.group(), sentence.text[end:])
            if beside or overlaps(protected, start, end) or not could_be_surname(word):
                continue
            known = self._full_name(word, sentence)
            if known is not None and known[0] not in sentence.text:
                full, source = known
                text = sentence.text[:start] + full + sentence.text[match.start() + len(word) :]
                return Introduced(text, full, full, word, source, pronoun=False)
        return None

    def _full_name(self, surname: str, sentence: Sentence) -> tuple[str, Sentence] | None:
        """Return the one full name with that surname which the article has given as a person's, and the sentence that does."""
        if not could_be_surname(surname):
            return None
        pattern = re.compile(rf"(?P<given>{CAPITAL}) (?:[A-Z]\. )?{re.escape(surname)}\b")
        given: dict[str, Sentence] = {}
        person = False
        for one in self._own[sentence.article_id]:
            for match in pattern.finditer(one.text):
                if _THREE_PARTS.search(one.text[: match.start()]):
                    return None  # "Lucy Shelton Caswell"
                if not could_be_given(match.group("given")):
                    return None  # "President Brandt", "North Korea"
                if one.span < sentence.span:
                    given.setdefault(match.group(), one)
                person = person or _as_person(one.text, match.start(), match.end())
            person = person or any(one_who.name == surname for one_who in speakers(one.text))
        if len(given) != 1 or not person:
            return None
        return next(iter(given.items()))


_THREE_PARTS = re.compile(rf"[\w,] (?!(?:{'|'.join(word.capitalize() for word in sorted(TITLES))})\b){CAPITAL} $")
_CAPITAL_BEFORE = re.compile(rf"(?:{CAPITAL}|[A-Z]\.)[ -]$|\b(?:the|an?|this|that) $|{CAPITAL},? (?:and|or) $")
_COURTESY = re.compile(r"\b(?:Mr|Ms|Mrs|Miss)\.? $")
_FOLLOWS = re.compile(rf"\.\w|-|,? (?:and|or) {CAPITAL}| {CAPITAL}| (?P<word>[a-z][\w’'-]*)")


def _stands_alone(name: str, after: str) -> bool:
    """Whether a name before such words is no part of a longer one, no half of a pair and no adjective ("Brandt supporters")."""
    match = _FOLLOWS.match(after)
    if match is None or re.search(r"['’]s$", name):
        return True
    word = match.group("word")
    return word is not None and (word in FUNCTION_WORDS or word in verbs() or word.endswith("ed"))


def in_full(text: str, sources: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Yield where a text first has a name shortened, the short form and the whole, for names that all its sources give in full.

    A name that the text itself has in full is none of them.
    """
    seen: set[str] = set()
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = re.sub(r"['’]s$", "", match.group())
        if (
            word in seen
            or not could_be_surname(word)
            or re.search(rf"(?:{CAPITAL}|[A-Z]\.)[ -]$", text[:start])
            or not _stands_alone(match.group(), text[end:])
        ):
            continue
        whole = re.compile(rf"({CAPITAL}) {re.escape(word)}\b")
        given = {found.group() for source in sources for found in whole.finditer(source) if could_be_given(found.group(1))}
        if len(given) != 1 or not all(whole.search(source) for source in sources if word in source):
            continue
        (full,) = given
        if full not in text:
            seen.add(word)
            yield start, word, full


_NO_TITLES = frozenset({"the", "executive", "agent", "special", "general", "police"})


def _as_person(text: str, start: int, end: int) -> bool:
    """Whether what stands around a full name shows that it is a person's: an age, "who", a title."""
    if re.match(r", (?:\d\d\b|who\b|aged \d)", text[end:]):
        return True
    before = re.search(r"([A-Za-z]+),? $", text[:start])
    return before is not None and before.group(1).lower() in TITLES - _NO_TITLES


def speaker_unnamed(text: str) -> re.Match[str] | None:
    """Return where a sentence has "he" or "she" for the one who speaks, with nobody named before; None where it has not."""
    protected = quoted(text)
    for pattern in (_BARE, _OPENS):
        for match in pattern.finditer(text):
            start, end = match.span("who")
            if overlaps(protected, start, end):
                continue
            named = any(not overlaps(protected, *one.span()) and one.start() > 0 for one in _WORD.finditer(text, 0, start))
            return None if named else match
    return None
