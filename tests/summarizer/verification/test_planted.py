from collections import Counter

import pytest

from summarizer.verification import Verifier
from summarizer.verification.retrieval import Sources
from tests.summarizer.verification.planted import MUTATIONS, bundle, plant, sentences

BUNDLES = ("harbour-bridge", "tallis-bridge", "mixed-desk")


def verdicts(sources: Sources, claims: list[str]) -> list[bool]:
    evidence = [[piece.text for piece in pieces] for pieces in sources.find(claims)]
    return [support.supported for support in Verifier().check_many(claims, evidence)]


@pytest.fixture(scope="module")
def sources() -> dict[str, Sources]:
    return {name: Sources(bundle(name)) for name in BUNDLES}


def test_planted_errors_are_caught(sources: dict[str, Sources]) -> None:
    caught: Counter[str] = Counter()
    planted: Counter[str] = Counter()
    for name in BUNDLES:
        errors = list(plant(bundle(name), each=20, seed=11))
        for error, supported in zip(errors, verdicts(sources[name], [error.after for error in errors]), strict=True):
            planted[error.kind] += 1
            caught[error.kind] += not supported
    assert planted.total() >= 200
    assert planted.keys() == MUTATIONS.keys()
    assert caught.total() >= 0.97 * planted.total(), {kind: f"{caught[kind]} of {planted[kind]}" for kind in planted}


@pytest.mark.parametrize("name", BUNDLES)
def test_true_sentences_pass(sources: dict[str, Sources], name: str) -> None:
    passed = verdicts(sources[name], sentences(bundle(name)))
    assert sum(passed) >= 0.9 * len(passed)
