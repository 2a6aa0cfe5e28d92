"""Errors planted by code: each mutation turns a true sentence of a bundle into a false one of a named kind.

The mutations know nothing of the rules: they look for their hold by spelling alone and draw from the bundle's own words.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarizer import Article
from summarizer.article import name_articles
from summarizer.preparation.clean import clean
from summarizer.readers import read
from summarizer.verification.retrieval import pieces

EXAMPLES = Path(__file__).parents[3] / "examples"
FOREIGN = ("Marlowe", "Okonkwo", "Lindqvist", "Castellan", "Brightwater", "Osgood", "Pemberley", "Vantongeren")
WORDS = "two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty thirty forty".split()


@dataclass(frozen=True)
class Planted:
    """A sentence of a bundle, what became of it, and the kind of error."""

    kind: str
    before: str
    after: str


def bundle(name: str) -> tuple[Article, ...]:
    return name_articles(read([EXAMPLES / name]).articles)


def sentences(articles: Sequence[Article]) -> list[str]:
    """Return the sentences of a bundle that an editor could have written: with an end and six words at least, each once."""
    found = [piece.text for cleaned in clean(articles) for piece in pieces(cleaned)]
    return list(dict.fromkeys(text for text in found if re.search(r"[.!?][\"”’]?$", text) and len(text.split()) >= 6))


def capitalised(text: str) -> list[str]:
    return re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?= |,|\.|'|’|$)", text)


def name(text: str, rng: random.Random, others: Sequence[str]) -> str | None:
    calendar = (
        r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July"
        r"|August|September|October|November|December"
    )
    mine = [word for word in capitalised(text) if not re.fullmatch(calendar, word)]
    if not mine:
        return None
    old = rng.choice(mine)
    pool = [w for other in others for w in capitalised(other) if w not in text and not re.fullmatch(calendar, w)]
    new = rng.choice(FOREIGN) if rng.random() < 0.5 or not pool else rng.choice(pool)
    return re.sub(rf"\b{old}\b", new, text)


def number(text: str, rng: random.Random, others: Sequence[str]) -> str | None:
    digits = list(re.finditer(r"(?<![\w.,:-])\d[\d,.]*\d|(?<![\w.,:-])\d(?![\w:])", text))
    words = list(re.finditer(rf"\b(?:{'|'.join(WORDS)})\b", text, re.IGNORECASE))
    if digits and (not words or rng.random() < 0.5):
        match = rng.choice(digits)
        place = rng.choice([i for i, c in enumerate(match.group()) if c.isdigit()])
        old = match.group()
        digit = rng.choice([d for d in "123456789" if d != old[place]])
        return text[: match.start()] + old[:place] + digit + old[place + 1 :] + text[match.end() :]
    if words:
        match = rng.choice(words)
        new = rng.choice([w for w in WORDS if w != match.group().lower()])
        return text[: match.start()] + (new.capitalize() if match.group()[0].isupper() else new) + text[match.end() :]
    return None


def quote(text: str, rng: random.Random, others: Sequence[str]) -> str | None:
    spans = [m for m in re.finditer(r"[\"“]([^\"“”]+)[\"”]", text) if len(m.group(1).split()) >= 3]
    if not spans:
        return None
    match = rng.choice(spans)
    words = match.group(1).split()
    place = rng.randrange(len(words))
    how = rng.choice(["drop", "change", "add"])
    new = rng.choice(["certainly", "entirely", "almost", "never", "people", "clearly"])
    changed = [*words[:place], *([] if how == "drop" else [new] if how == "change" else [new, words[place]]), *words[place + 1 :]]
    said = " ".join(changed)
    if said in match.group(1):  # a shorter quotation is a true one
        return None
    return text[: match.start(1)] + said + text[match.end(1) :]


def negation(text: str, rng: random.Random, others: Sequence[str]) -> str | None:
    bare = re.sub(r"[\"“][^\"“”]+[\"”]", lambda m: " " * len(m.group()), text)
    if match := re.search(r"\b(is|are|was|were|has|have|had|will|would|could|did|does|do|can) not ", bare):
        return text[: match.end(1)] + text[match.end() - 1 :]
    found = list(re.finditer(r"\b(?:is|are|was|were|has|have|had|will|would|could)(?= [a-z]{4,})", bare))
    if not found:
        return None
    end = rng.choice(found).end()
    return f"{text[:end]} not{text[end:]}"


def hedge(text: str, rng: random.Random, others: Sequence[str]) -> str | None:
    bare = re.sub(r"[\"“][^\"“”]+[\"”]", lambda m: " " * len(m.group()), text)
    if match := re.search(r"\b(?:allegedly|reportedly|possibly|probably|apparently) ", bare):
        return text[: match.start()] + text[match.end() :]
    if match := re.search(r"\b(?:may|might|could) (?=[a-z])", bare):
        return text[: match.start()] + "will " + text[match.end() :]
    if match := re.search(r"\bwill (?=[a-z])", bare):
        return text[: match.start()] + rng.choice(["may ", "might "]) + text[match.end() :]
    if match := re.search(r"\b(?:was|were|had) (?=[a-z]{4,})", bare):
        return f"{text[: match.end()]}{rng.choice(['reportedly', 'allegedly', 'possibly'])} {text[match.end() :]}"
    return None


Mutation = Callable[[str, random.Random, Sequence[str]], str | None]
MUTATIONS: dict[str, Mutation] = {"name": name, "number": number, "quote": quote, "negation": negation, "hedge": hedge}


def plant(articles: Sequence[Article], each: int, seed: int) -> Iterator[Planted]:
    """Yield up to ``each`` errors of every kind, none of which by chance says what another sentence of the bundle says."""
    rng = random.Random(seed)
    texts = sentences(articles)
    for kind, mutate in MUTATIONS.items():
        made: set[str] = set()
        for _ in range(20):
            for text in rng.sample(texts, len(texts)):
                changed = mutate(text, rng, texts)
                if changed is None or changed in made or changed in texts or len(made) == each:
                    continue
                made.add(changed)
                yield Planted(kind, text, changed)
