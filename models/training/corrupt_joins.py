"""Corruptions that put together what does not belong together: roles, clauses, circumstances, causes, halves of sentences."""

from __future__ import annotations

import re

from summarizer.models.training.corrupt_facts import names
from summarizer.models.training.material import Material

_BREAK = re.compile(r"(?<=\w)(?:,\s| (?:after|because|when|as|while|with|in|at|on|by|for|from|during|to|over|since|before)\s)")
_CAUSES = ("because", "after", "as a result of the fact that", "even though", "so that", "before")
_LINKS = "of to in on for with by at from has have had was were is are be been will would could".split()
_LINK = re.compile(rf"(?<= )(?:{'|'.join(_LINKS)}) (?=[\w\"“])")
_FORMS = {"has": "have", "have": "has", "was": "were", "were": "was", "is": "are", "are": "is", "had been": "had", "been": "be"}
_FORM = re.compile(rf"\b(?:{'|'.join(_FORMS)})\b")


def roles(claim: str, material: Material) -> str | None:
    """Exchange two names."""
    mine = list(dict.fromkeys(names(claim)))
    if len(mine) < 2:
        return None
    one, other = material.rng.sample(mine, 2)
    if set(one.lower().split()) & set(other.lower().split()) or not (one in claim and other in claim):
        return None
    return claim.replace(one, "\0").replace(other, one).replace("\0", other)


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
