"""Corruptions: small changes after which a sentence is no longer carried by its evidence, each of a named kind."""

from __future__ import annotations

from collections.abc import Mapping

from summarizer.models.training.corrupt_facts import date, entity_inside, entity_outside, number, number_inside
from summarizer.models.training.corrupt_joins import cause, graft, insertion, roles, splice, stumble
from summarizer.models.training.corrupt_wording import modality, negation, prefix, quantifier, scope, unit, word
from summarizer.models.training.material import Corruption, Material

CORRUPTIONS: Mapping[str, tuple[Corruption, float]] = {
    "splice": (splice, 1.0),
    "stumble": (stumble, 0.7),
    "word": (word, 5.0),
    "prefix": (prefix, 2.0),
    "scope": (scope, 2.0),
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
