"""Corruptions: small changes after which a sentence is no longer carried by its evidence, each of a named kind.

A corruption takes the claim and its ``Material`` and returns the changed claim, or None where the claim offers no hold for it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from summarizer.models.training.inflect import inflect, lemmas
from summarizer.models.training.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Material:
    """What a corruption may draw on.

    Attributes:
        evidence: Sentences that carry the claim.
        others: Sentences of the same story that do not.
        names: Names of other stories.
        lexicon: Words and their near misses; None: corruptions of words are not offered.
        words: The words that may be written.
        rng: The one source of chance.

    """

    evidence: Sequence[str]
    others: Sequence[str]
    names: Sequence[str]
    lexicon: Lexicon | None
    words: frozenset[str]
    rng: random.Random


Corruption = Callable[[str, Material], str | None]

_NAME = re.compile(r"(?<![.!?] )(?<!^)(?<!^[\"“])\b[A-Z][\w’'-]*(?:\s+(?:(?:of|de|bin|al|van)\s+)?[A-Z][\w’'-]*)*")
_NOT_NAMES = re.compile(
    r"^(?:Mr|Mrs|Ms|Dr|Sir|President|I|I'm|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June"
    r"|July|August|September|October|November|December)$"
)
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w])")
_COUNTS = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty hundred".split()
_COUNT = re.compile(rf"\b(?:{'|'.join(_COUNTS)})\b", re.IGNORECASE)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April June July August September October November December".split()
_SWAPS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "unit": (
        ("million", "billion", "thousand", "trillion"),
        ("miles", "kilometres", "feet", "metres", "yards", "km"),
        ("hours", "days", "weeks", "months", "years", "minutes"),
        ("hour", "day", "week", "month", "year", "minute"),
        ("daily", "weekly", "monthly", "annual", "quarterly"),
        ("percent", "percentage points", "per cent"),
        ("pounds", "tons", "kilograms", "tonnes"),
        ("dollars", "euros", "pounds"),
        ("$", "£", "€"),
        ("acres", "hectares", "square miles"),
    ),
    "quantifier": (
        ("all", "some", "none of", "most", "few of"),
        ("every", "no"),
        ("most", "few", "some"),
        ("many", "few", "no"),
        ("more than", "less than", "exactly"),
        ("at least", "at most"),
        ("over", "under"),
        ("nearly", "more than", "twice"),
        ("both", "neither of"),
        ("several", "no", "all"),
        ("first", "last", "second", "third"),
        ("only", "also"),
        ("always", "never", "sometimes"),
        ("before", "after"),
        ("since", "until"),
        ("up", "down"),
        ("more", "less"),
        ("half", "most", "a third"),
        ("with", "without"),
        ("for", "against"),
        ("increase", "decrease"),
        ("increased", "decreased"),
        ("rose", "fell"),
        ("higher", "lower"),
        ("won", "lost"),
        ("accepted", "rejected"),
        ("approved", "rejected"),
        ("support", "oppose"),
        ("supported", "opposed"),
        ("and", "but not"),
    ),
    "modality": (
        ("may", "will", "must"),
        ("might", "will"),
        ("could", "will", "must"),
        ("would", "might", "did"),
        ("will", "may", "might", "did"),
        ("should", "must", "may"),
        ("is expected to", "has refused to", "has been forced to"),
        ("plans to", "has decided to", "has refused to"),
        ("plan to", "have refused to"),
        ("wants to", "has been able to"),
        ("tried to", "managed to"),
        ("likely", "certain", "unlikely"),
        ("possible", "certain", "impossible"),
        ("suspected", "convicted", "confirmed"),
        ("alleged", "convicted", "proven"),
        ("accused of", "convicted of", "cleared of"),
        ("charged with", "convicted of", "cleared of"),
        ("considering", "ruling out", "carrying out"),
        ("claims", "proves", "denies"),
        ("denied", "admitted", "confirmed"),
        ("said", "denied"),
        ("says", "denies"),
    ),
}
_HEDGE = re.compile(r"\b(?:allegedly|reportedly|possibly|perhaps|apparently|probably|potentially|likely)\s", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|must|did|does|do)\b(?! not\b|n't)"
)
_NOT = re.compile(r"\s(?:not|never|no longer)\b|n't\b", re.IGNORECASE)
_BREAK = re.compile(r"(?<=\w)(?:,\s| (?:after|because|when|as|while|with|in|at|on|by|for|from|during|to|over|since|before)\s)")
_WORD = re.compile(r"\b[a-z]{4,}\b")
_CAUSES = ("because", "after", "as a result of the fact that", "even though", "so that", "before")


def names(text: str) -> list[str]:
    """Return the names of a sentence: runs of capitalised words that do not open it."""
    return [m.group() for m in _NAME.finditer(text) if not _NOT_NAMES.match(m.group()) and len(m.group()) > 2]


def _replace(text: str, old: str, new: str, rng: random.Random) -> str | None:
    places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(old)}(?!\w)", text)]
    if not places or old == new:
        return None
    start, end = rng.choice(places)
    return text[:start] + new + text[end:]


def _entity(claim: str, material: Material, pool: Sequence[str]) -> str | None:
    mine = names(claim)
    if not mine:
        return None
    old = material.rng.choice(mine)
    parts = set(old.lower().split())
    others = [name for name in pool if not parts & set(name.lower().split()) and name not in claim]
    alike = [name for name in others if len(name.split()) == len(old.split())]
    return _replace(claim, old, material.rng.choice(alike or others), material.rng) if others else None


def entity_inside(claim: str, material: Material) -> str | None:
    """Put another name of the story in a name's place."""
    return _entity(claim, material, [name for text in (*material.evidence, *material.others) for name in names(text)])


def entity_outside(claim: str, material: Material) -> str | None:
    """Put a name of another story in a name's place."""
    return _entity(claim, material, material.rng.sample(list(material.names), min(40, len(material.names))))


def number(claim: str, material: Material) -> str | None:
    """Change one number."""
    rng = material.rng
    found = [*_NUMBER.finditer(claim), *_COUNT.finditer(claim)]
    if not found:
        return None
    match = rng.choice(found)
    old = match.group()
    if not old[0].isdigit():
        new = rng.choice([word for word in _COUNTS if word != old.lower()])
        new = new.capitalize() if old[0].isupper() else new
    elif re.fullmatch(r"(?:19|20)\d\d", old):
        new = str(int(old) + rng.choice([-9, -4, -3, -2, -1, 1, 2, 3, 5, 10]))
    else:
        digits = list(old)
        place = rng.choice([i for i, c in enumerate(digits) if c.isdigit()])
        digits[place] = rng.choice([c for c in ("123456789" if place == 0 else "0123456789") if c != digits[place]])
        new = "".join(digits)
        if rng.random() < 0.2:
            new = old + "0" if "." not in old and "," not in old else new
    return claim[: match.start()] + new + claim[match.end() :]


def number_inside(claim: str, material: Material) -> str | None:
    """Put another number of the story in a number's place."""
    found = list(_NUMBER.finditer(claim))
    pool = [m.group() for text in (*material.evidence, *material.others) for m in _NUMBER.finditer(text)]
    if not found:
        return None
    match = material.rng.choice(found)
    pool = [value for value in pool if value != match.group()]
    return claim[: match.start()] + material.rng.choice(pool) + claim[match.end() :] if pool else None


def date(claim: str, material: Material) -> str | None:
    """Change a weekday or a month."""
    for pool in material.rng.sample([_DAYS, _MONTHS], 2):
        present = [name for name in pool if re.search(rf"\b{name}\b", claim, re.IGNORECASE)]
        if present:
            old = material.rng.choice(present)
            new = material.rng.choice([name for name in pool if name != old])
            return re.sub(rf"\b{old}\b", new, claim, count=1, flags=re.IGNORECASE)
    return None


def _swap(kind: str, claim: str, material: Material) -> str | None:
    def pattern(word: str) -> str:
        return rf"(?<!\w){re.escape(word)}(?!\w)" if word[0].isalpha() else re.escape(word)

    options = []
    for words in _SWAPS[kind]:
        for word in words if kind == "unit" else words[:2] if len(words) == 2 and kind == "quantifier" else words[:1]:
            options += [(match.span(), other) for match in re.finditer(pattern(word), claim) for other in words if other != word]
    if not options:
        return None
    (start, end), new = material.rng.choice(options)
    return claim[:start] + new + claim[end:]


def unit(claim: str, material: Material) -> str | None:
    """Change a unit, a currency or a magnitude."""
    return _swap("unit", claim, material)


def quantifier(claim: str, material: Material) -> str | None:
    """Change "all" to "some", "more than" to "less than" and the like."""
    return _swap("quantifier", claim, material)


def modality(claim: str, material: Material) -> str | None:
    """Turn a possibility into a fact, a fact into a possibility, an accusation into a conviction."""
    if (match := _HEDGE.search(claim)) and material.rng.random() < 0.7:
        return claim[: match.start()] + claim[match.end() :]
    return _swap("modality", claim, material)


def negation(claim: str, material: Material) -> str | None:
    """Add a negation, or take one away."""
    if match := _NOT.search(claim):
        return claim[: match.start()] + claim[match.end() :]
    found = list(_AUXILIARY.finditer(claim))
    if not found:
        return None
    place = material.rng.choice(found).end()
    return claim[:place] + material.rng.choice([" not", " not", " never"]) + claim[place:]


def roles(claim: str, material: Material) -> str | None:
    """Exchange two names."""
    mine = list(dict.fromkeys(names(claim)))
    if len(mine) < 2:
        return None
    one, other = material.rng.sample(mine, 2)
    if set(one.lower().split()) & set(other.lower().split()) or not (one in claim and other in claim):
        return None
    return claim.replace(one, "\0").replace(other, one).replace("\0", other)


def word(claim: str, material: Material) -> str | None:
    """Put a near miss of the lexicon in a word's place: an opposite, or another thing of the same kind."""
    return change_word(claim, material, paraphrase=False)


def change_word(claim: str, material: Material, *, paraphrase: bool) -> str | None:
    """Put a synonym or a near miss in the place of one lower-case word, in the same form."""
    if material.lexicon is None:
        return None
    found = list(_WORD.finditer(claim))
    material.rng.shuffle(found)
    said = {w.lower() for text in (claim, *material.evidence) for w in re.findall(r"\w+", text)}
    for match in found[:8]:
        for lemma, ending in lemmas(match.group()):
            part = material.lexicon.part(lemma)
            if part is None or (ending in {"ed", "ing"} and part != "v") or (ending and part in {"a", "r"}):
                continue
            if paraphrase:
                options = material.lexicon.synonyms(lemma, part, material.words)
            else:
                options = material.lexicon.opposites(lemma, part, material.words) if material.rng.random() < 0.7 else []
                options = options or material.lexicon.near_misses(lemma, part, material.words)
            options = [new for new in options if inflect(new, ending) not in said]
            if options:
                new = inflect(material.rng.choice(options), ending)
                return claim[: match.start()] + new + claim[match.end() :]
            break
    return None


def graft(claim: str, material: Material) -> str | None:
    """Let the sentence end as another sentence of the story ends: a true fact, joined to the wrong one."""
    heads = [m.start() for m in _BREAK.finditer(claim) if m.start() > len(claim) * 0.35]
    tails = [
        text[m.start() :]
        for text in material.others
        for m in _BREAK.finditer(text)
        if len(text) * 0.3 < m.start() < len(text) - 15 and not text[m.start() :].startswith(", ")
    ]
    if not heads or not tails:
        return None
    return claim[: material.rng.choice(heads)] + material.rng.choice(tails)


def insertion(claim: str, material: Material) -> str | None:
    """Add a circumstance that another sentence of the story tells of something else."""
    phrases = [
        m.group(1)
        for text in material.others
        for m in re.finditer(r"( (?:in|at|on|by|for|from|during|with|after|since)(?: [\w’'$.-]+){1,4})[,.]", text)
    ]
    phrases = [phrase for phrase in phrases if phrase.strip() not in " ".join(material.evidence)]
    ends = [m.start() for m in re.finditer(r"[,.](?:\s|$)", claim)]
    if not phrases or not ends:
        return None
    place = material.rng.choice(ends)
    return claim[:place] + material.rng.choice(phrases) + claim[place:]


def cause(claim: str, material: Material) -> str | None:
    """Make another event of the story the cause of this one."""
    events = [text for text in material.others if 5 <= len(text.split()) <= 18 and '"' not in text]
    if not events:
        return None
    event = material.rng.choice(events).rstrip(".!? ")
    if not re.match(r"[A-Z][\w'’-]* [A-Z]", event):
        event = event[0].lower() + event[1:]
    return f"{claim.rstrip('.!? ')} {material.rng.choice(_CAUSES)} {event}."


_LINKS = "of to in on for with by at from has have had was were is are be been will would could".split()
_LINK = re.compile(rf"(?<= )(?:{'|'.join(_LINKS)}) (?=[\w\"“])")
_FORMS = {"has": "have", "have": "has", "was": "were", "were": "was", "is": "are", "are": "is", "had been": "had", "been": "be"}
_FORM = re.compile(rf"\b(?:{'|'.join(_FORMS)})\b")


def splice(claim: str, material: Material) -> str | None:
    """Break off a sentence and go on with the rest of another: a small model's typical slip, hardly ever grammatical."""
    texts = [claim, *material.evidence, *material.others[:2]]
    head = material.rng.choice(texts).split()
    tail = material.rng.choice(texts).split()
    if min(len(head), len(tail)) < 8:
        return None
    left, right = material.rng.randrange(3, len(head) - 2), material.rng.randrange(2, len(tail) - 3)
    joint = f"{head[left - 1]} {tail[right]}".lower()
    if joint in " ".join(texts).lower() or head[left - 1].endswith((".", "!", "?", ";")):
        return None
    return " ".join([*head[:left], *tail[right:]])


def stumble(claim: str, material: Material) -> str | None:
    """Leave out a little word that the grammar needs, or put a verb into a form that does not agree."""
    found = list(_LINK.finditer(claim))
    forms = list(_FORM.finditer(claim))
    if forms and (not found or material.rng.random() < 0.4):
        match = material.rng.choice(forms)
        return claim[: match.start()] + _FORMS[match.group()] + claim[match.end() :]
    if not found:
        return None
    match = material.rng.choice(found)
    return claim[: match.start()] + claim[match.end() :]


CORRUPTIONS: Mapping[str, tuple[Corruption, float]] = {
    "splice": (splice, 4.0),
    "stumble": (stumble, 3.0),
    "word": (word, 4.0),
    "entity_inside": (entity_inside, 2.0),
    "entity_outside": (entity_outside, 1.5),
    "number": (number, 1.5),
    "number_inside": (number_inside, 1.0),
    "date": (date, 1.0),
    "unit": (unit, 1.0),
    "quantifier": (quantifier, 2.0),
    "modality": (modality, 1.5),
    "negation": (negation, 1.5),
    "roles": (roles, 1.5),
    "graft": (graft, 2.0),
    "insertion": (insertion, 1.0),
    "cause": (cause, 0.7),
}
"""Each kind with the weight by which it is drawn."""


def corrupt(claim: str, material: Material) -> tuple[str, str] | None:
    """Return a corrupted claim and the kind, drawn by weight among those that the claim offers a hold for; else None."""
    kinds = list(CORRUPTIONS)
    while kinds:
        kind = material.rng.choices(kinds, [CORRUPTIONS[k][1] for k in kinds])[0]
        kinds.remove(kind)
        changed = CORRUPTIONS[kind][0](claim, material)
        if changed is not None and changed.lower().strip() != claim.lower().strip() and changed not in material.evidence:
            return changed, kind
    return None
