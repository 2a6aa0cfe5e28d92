import json
from importlib.resources import files

import numpy as np
import pytest

from summarizer.errors import InvalidOption
from summarizer.ranking import RANKERS, ranker
from summarizer.ranking.learned import Learned, Weights, bundled_weights
from summarizer.ranking.material import Material
from summarizer.ranking.places import by_voice, earliness, voices
from tests.summarizer.bundles import FERRY, bundle


@pytest.mark.parametrize("name", RANKERS)
@pytest.mark.parametrize("docs", [FERRY, FERRY[:1], [["One sentence stands here all alone."]]], ids=["three", "one", "sentence"])
def test_every_ranker_scores_every_sentence(name: str, docs: list[list[str]]) -> None:
    material = bundle(docs)
    ranking = ranker(name).rank(material)
    assert ranking.scores.shape == (len(material),)
    assert np.isfinite(ranking.scores).all()
    assert (ranker(name).rank(material).scores == ranking.scores).all()


def test_an_unknown_ranker_is_refused_by_name() -> None:
    with pytest.raises(InvalidOption, match="learned"):
        ranker("best")


@pytest.mark.parametrize("name", ["learned", "cover", "lexrank", "centroid"])
def test_what_three_origins_tell_first_beats_what_one_tells_last(name: str) -> None:
    material = bundle()
    scores = ranker(name).rank(material).scores
    assert scores[0] > scores[2]
    assert scores[6] > scores[8]


def test_lead_takes_first_sentences_in_the_order_of_the_articles() -> None:
    order = np.argsort(-ranker("lead").rank(bundle()).scores)
    assert order.tolist() == [0, 3, 6, 1, 4, 7, 2, 5, 8]


def test_rewrites_of_one_text_have_less_voice_than_as_many_origins() -> None:
    assert voices(bundle()) == pytest.approx(3.0)
    assert voices(bundle(origins=[0, 0, 0])) == pytest.approx(np.sqrt(3))


def test_a_column_is_carried_by_the_voices_that_hold_it() -> None:
    material = bundle(origins=[0, 0, 1])
    from summarizer.ranking.concepts import Concepts  # noqa: PLC0415

    concepts = Concepts.of([sentence.text for sentence in material.sentences])
    held, early = by_voice(material, concepts.words, earliness(material))
    column = dict(zip(concepts.stems, range(len(concepts.stems)), strict=True))
    assert held[column["council"]] == pytest.approx(np.sqrt(2) + 1)
    assert early[column["council"]] == pytest.approx(np.sqrt(2) + 1)
    assert held[column["bus"]] == pytest.approx(2.0)
    assert early[column["fishermen"]] == pytest.approx(1 / 1.24)


def test_copies_do_not_outvote_the_rest() -> None:
    copied = bundle([*[["The circus came to town with three elephants."]] * 1, *FERRY], origins=[0, 1, 2, 3])
    scores = Learned().rank(copied).scores
    assert scores[0] < scores[1]


def test_the_weights_that_ship_are_whole() -> None:
    place = files("summarizer").joinpath("models", "bundled", "extract", "weights.json")
    values = json.loads(place.read_text(encoding="utf-8"))["weights"]
    assert Weights.from_mapping(values) == bundled_weights()
    with pytest.raises(TypeError):
        Weights.from_mapping({**values, "unknown": 1.0})


def test_meaning_counts_where_few_voices_reword_one_text_only() -> None:
    apart = Learned().rank(bundle()).masses
    few = Learned().rank(bundle(origins=[0, 0, 1])).masses
    many = Learned().rank(bundle(FERRY * 4, origins=[0, 0, *range(1, 4 * len(FERRY) - 1)])).masses
    assert apart is not None
    assert apart.sum() == 0
    assert few is not None
    assert few.sum() > 0
    assert many is not None
    assert many.sum() == 0


def test_material_with_vectors_of_another_length_is_refused() -> None:
    material = bundle()
    with pytest.raises(ValueError, match="vectors"):
        Material(material.articles, material.sentences, material.origin_of, material.vectors[1:])
