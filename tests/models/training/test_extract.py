import json
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from summarizer.models.training.extract import Example, fit, main
from summarizer.ranking.density import Density
from summarizer.ranking.learned import bundled_weights
from summarizer.ranking.measures import NAMES
from tests.needs import need_sets
from tests.summarizer.bundles import FERRY, bundle


def examples(place: int) -> list[Example]:
    """Return bundles whose references repeat one place of every article."""
    docs = [[f"{sentence[:-1]} number {number}." for sentence in article] for number, article in enumerate(FERRY)]
    material = bundle(docs)
    kept = [sentence.text for sentence, at in zip(material.sentences, material.places, strict=True) if at == place]
    return [Example.of(material, kept, bundled_weights(), 1.0)] * 3


def test_labels_sum_to_one_and_mark_what_the_reference_has() -> None:
    material = bundle()
    found = Example.of(material, [material.sentences[4].text], bundled_weights(), 1.0)
    assert found.labels.sum() == pytest.approx(1.0, rel=1e-5)
    assert np.argmax(found.labels) == 4


@pytest.mark.parametrize("place", [0, 2])
def test_the_model_learns_the_place_that_editors_took(place: int) -> None:
    given = examples(place)
    model, loss = fit(given)
    densities = model.of(given[0].table)
    places = bundle().places
    assert densities[places == place].min() > densities[places != place].max()
    assert loss < np.log(len(places))


def test_two_fits_are_one() -> None:
    assert fit(examples(0))[0].to_mapping() == fit(examples(0))[0].to_mapping()


def test_the_recipe_runs_on_a_few_bundles(tmp_path: Path) -> None:
    need_sets(("multi_news_train", "neus_train", "duc2003"))
    out = tmp_path / "weights.json"
    formula = bundled_weights()
    before = {"weights": {one.name: getattr(formula, one.name) for one in fields(formula)}}
    out.write_text(json.dumps(before))
    counts = ["--multi-news", "3", "--neus", "1", "--duc", "1"]
    main([*counts, "--log", str(tmp_path / "log.jsonl"), "--out", str(out)])
    after = json.loads(out.read_text())
    assert after["weights"] == before["weights"]
    assert Density.from_mapping(after["density"]).weights.shape[0] % len(NAMES) == 0
    assert json.loads((tmp_path / "log.jsonl").read_text())["fitted_on"]["neus_train"] == 1
