from collections import Counter

import pytest

from summarizer.models import registry
from summarizer.models.protocols import SupportScorer
from summarizer.verification import Verifier
from summarizer.verification.retrieval import Sources
from tests.summarizer.verification.planted import MUTATIONS, bundle, plant, sentences

BUNDLES = ("harbour-bridge", "tallis-bridge", "mixed-desk")


@pytest.fixture(scope="module")
def sources() -> dict[str, Sources]:
    return {name: Sources(bundle(name)) for name in BUNDLES}


@pytest.fixture(scope="module")
def scorer() -> SupportScorer:
    loaded = registry.load_support_scorer()
    if loaded is None:
        pytest.skip("no support scorer is bundled here")
    return loaded


def verdicts(verifier: Verifier, sources: Sources, claims: list[str]) -> list[bool]:
    evidence = [[piece.text for piece in pieces] for pieces in sources.find(claims)]
    return [support.supported for support in verifier.check_many(claims, evidence)]


def caught(verifier: Verifier, sources: dict[str, Sources]) -> tuple[Counter[str], Counter[str]]:
    """Return by kind how many planted errors were caught, and how many were planted."""
    found: Counter[str] = Counter()
    planted: Counter[str] = Counter()
    for name in BUNDLES:
        errors = list(plant(bundle(name), each=20, seed=11))
        for error, supported in zip(errors, verdicts(verifier, sources[name], [error.after for error in errors]), strict=True):
            planted[error.kind] += 1
            found[error.kind] += not supported
    assert planted.total() >= 200
    assert planted.keys() == MUTATIONS.keys()
    return found, planted


def test_rules_alone_catch_most_planted_errors(sources: dict[str, Sources]) -> None:
    found, planted = caught(Verifier(), sources)
    assert found.total() >= 0.95 * planted.total(), {kind: f"{found[kind]} of {planted[kind]}" for kind in planted}


def test_rules_and_scorer_catch_planted_errors(sources: dict[str, Sources], scorer: SupportScorer) -> None:
    found, planted = caught(Verifier(scorer), sources)
    assert found.total() >= 0.97 * planted.total(), {kind: f"{found[kind]} of {planted[kind]}" for kind in planted}
    surface = ("name", "number", "quote")
    assert sum(found[kind] for kind in surface) >= 0.99 * sum(planted[kind] for kind in surface)


@pytest.mark.parametrize("name", BUNDLES)
def test_true_sentences_pass_the_rules(sources: dict[str, Sources], name: str) -> None:
    passed = verdicts(Verifier(), sources[name], sentences(bundle(name)))
    assert sum(passed) >= 0.95 * len(passed)


@pytest.mark.parametrize("name", BUNDLES)
def test_true_sentences_pass_rules_and_scorer(sources: dict[str, Sources], scorer: SupportScorer, name: str) -> None:
    passed = verdicts(Verifier(scorer), sources[name], sentences(bundle(name)))
    assert sum(passed) >= 0.9 * len(passed)
