import numpy as np
import pytest

from summarizer.ranking import ranker
from summarizer.ranking.density import Density
from summarizer.ranking.learned import Learned, bundled_density, bundled_weights
from summarizer.ranking.measures import KINDS, NAMES
from tests.summarizer.bundles import FERRY, bundle

SIZE = KINDS * len(NAMES)


def of_one(name: str, weight: float, few: float = 1.0, many: float = 0.0) -> Density:
    """Return a model that looks at one measure alone."""
    weights = np.zeros(SIZE, dtype=np.float32)
    weights[NAMES.index(name)] = weight
    return Density(np.zeros(SIZE, dtype=np.float32), np.ones(SIZE, dtype=np.float32), weights, few=few, many=many)


def test_densities_are_one_on_average_and_follow_the_model() -> None:
    table = np.zeros((3, SIZE), dtype=np.float32)
    table[:, NAMES.index("early")] = [0.0, 1.0, 2.0]
    found = of_one("early", 2.0).of(table)
    assert found.mean() == pytest.approx(1.0)
    assert found[1] / found[0] == pytest.approx(np.e, rel=1e-5)
    assert np.diff(found).min() > 0


def test_no_sentence_has_no_density() -> None:
    assert of_one("early", 1.0).of(np.zeros((0, SIZE), dtype=np.float32)).shape == (0,)


def test_the_share_of_densities_falls_from_few_voices_to_many() -> None:
    model = of_one("early", 1.0, few=3.0, many=0.25)
    assert model.share(2.0) == pytest.approx(0.75)
    assert model.share(12.0) == pytest.approx(0.2)
    assert model.share(2.0) > model.share(6.0) > model.share(12.0)


def test_a_model_of_other_measures_is_refused() -> None:
    values = bundled_density().to_mapping()
    with pytest.raises(ValueError, match="other measures"):
        Density.from_mapping({**values, "names": values["names"][1:]})
    with pytest.raises(ValueError, match="needs"):
        Density.from_mapping({**values, "means": values["means"][1:]})


def test_a_model_survives_being_written_down() -> None:
    values = bundled_density().to_mapping()
    assert Density.from_mapping(values).to_mapping() == values


def test_the_ranking_follows_the_densities_where_voices_are_few() -> None:
    material = bundle(FERRY[:2])
    late = Learned(bundled_weights(), of_one("early", -20.0, few=50.0)).rank(material)
    assert late.densities is not None
    last = [material.places.max() == place for place in material.places]
    assert late.densities[last].min() > late.densities[np.logical_not(last)].max()
    concepts_alone = Learned(bundled_weights(), of_one("early", -20.0, few=0.0)).rank(material)
    assert concepts_alone.densities is not None
    assert concepts_alone.densities.sum() == 0
    assert np.argmax(concepts_alone.scores) != np.argmax(late.scores)


def test_all_worth_together_does_not_depend_on_the_share() -> None:
    material = bundle()
    totals = []
    for few in (0.0, 1.0, 9.0):
        found = Learned(bundled_weights(), of_one("early", 0.0, few=few)).rank(material)
        assert found.concepts is not None
        assert found.densities is not None
        totals.append(float((found.concepts.holds @ found.weights).sum() + found.densities @ material.words))
    assert totals == pytest.approx([totals[0]] * 3, rel=1e-4)


def test_other_rankers_have_no_densities() -> None:
    assert ranker("cover").rank(bundle()).densities is None
