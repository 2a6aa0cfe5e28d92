"""Corruptions of single words: units, quantifiers, modality, negation, opposites and near misses."""

from __future__ import annotations

import re
from collections.abc import Mapping

from summarizer.models.training.inflect import inflect, lemmas
from summarizer.models.training.material import Material

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
_WORD = re.compile(r"\b[a-z]{4,}\b")
_FORMS_ONLY = frozenset({"said", "being", "having", "including", "according", "wearing", "bringing", "meaning"})
"""Forms of verbs that WordNet has as words of their own too, in another sense."""
_AFFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "mis", "under", "over")
_LIMITS = ("only", "never", "no longer", "hardly", "rarely", "not yet")
_DETERMINER = re.compile(r"\b(a|an|the|some|any|all|many|several|A|An|The|Some|All|Many)\b(?= [a-z]{3,})")
_CIRCUMSTANCE = re.compile(r" (?:in|at|on|by|for|from|during|with|to) (?=\w)")


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


def prefix(claim: str, material: Material) -> str | None:
    """Turn a word into its opposite by a prefix or an ending: "likely", "unlikely"; "harmful", "harmless"."""
    said = " ".join(material.evidence).lower()
    options = []
    for match in _WORD.finditer(claim):
        old = match.group()
        forms = [affix + old for affix in _AFFIXES] + [old.removeprefix(affix) for affix in _AFFIXES if old.startswith(affix)]
        forms += [old[:-3] + "less"] if old.endswith("ful") else [old[:-4] + "ful"] if old.endswith("less") else []
        options += [(match.span(), new) for new in forms if new != old and new in material.words and new not in said]
    if not options:
        return None
    (start, end), new = material.rng.choice(options)
    return claim[:start] + new + claim[end:]


def scope(claim: str, material: Material) -> str | None:
    """Narrow, empty or deny a statement by one small word: "only", "no longer", "no" for "the"."""
    rng = material.rng
    options = [(m.end(), m.end(), f" {word}") for m in _AUXILIARY.finditer(claim) for word in _LIMITS]
    options += [(*m.span(1), word) for m in _DETERMINER.finditer(claim) for word in ("no", "no", "the lack of", "hardly any")]
    options += [(m.start(), m.start(), word) for m in _CIRCUMSTANCE.finditer(claim) for word in (" only", " not", " except")]
    if not options:
        return None
    start, end, new = rng.choice(options)
    new = new.capitalize() if start == 0 else new
    return claim[:start] + new + claim[end:]


def word(claim: str, material: Material) -> str | None:
    """Put a near miss of the lexicon in a word's place: an opposite, or another thing of the same kind."""
    return change_word(claim, material, paraphrase=False)


def change_word(claim: str, material: Material, *, paraphrase: bool) -> str | None:
    """Put a synonym or a near miss in the place of one lower-case word, in the same form."""
    if material.lexicon is None:
        return None
    found = [match for match in _WORD.finditer(claim) if match.group() not in _FORMS_ONLY]
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


def unit(claim: str, material: Material) -> str | None:
    """Change a unit, a currency or a magnitude."""
    return _swap("unit", claim, material)
