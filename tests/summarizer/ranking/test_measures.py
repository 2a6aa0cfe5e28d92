from dataclasses import replace

import numpy as np
import pytest

from summarizer.models.protocols import FloatArray
from summarizer.ranking.concepts import Concepts
from summarizer.ranking.features import ConceptFeatures, SentenceFeatures
from summarizer.ranking.material import Material
from summarizer.ranking.measures import KINDS, NAMES, adapted, many, measured
from tests.summarizer.bundles import FERRY, bundle


def table(material: Material) -> FloatArray:
    concepts = Concepts.of([sentence.text for sentence in material.sentences])
    sentences = SentenceFeatures.of(material)
    features = ConceptFeatures.of(material, concepts, sentences)
    return measured(material, concepts, sentences, features, np.ones(len(concepts), dtype=np.float32))


def column(material: Material, name: str) -> list[float]:
    return [float(value) for value in table(material)[:, NAMES.index(name)]]


@pytest.mark.parametrize("docs", [FERRY, FERRY[:1], [["One sentence stands here all alone."]]], ids=["three", "one", "sentence"])
def test_every_sentence_has_every_measure(docs: list[list[str]]) -> None:
    material = bundle(docs)
    assert table(material).shape == (len(material), len(NAMES))
    wide = adapted(table(material), material)
    assert wide.shape == (len(material), KINDS * len(NAMES))
    assert np.isfinite(wide).all()


def test_form_is_measured() -> None:
    docs = [["The mayor said “nobody was hurt” on the bridge.", "It was the third time in 12 months that the bridge shut."]]
    assert column(bundle(docs), "quote") == [1.0, 0.0]
    assert column(bundle(docs), "digit") == [0.0, 1.0]
    assert column(bundle(docs), "first") == [1.0, 0.0]
    assert column(bundle(docs), "depth") == [0.0, 0.5]


def test_words_of_titles_are_measured() -> None:
    plain = bundle()
    word = plain.sentences[4].text.split()[1]
    titled = replace(plain, articles=tuple(replace(article, title=word) for article in plain.articles))
    assert not any(column(plain, "title"))
    assert column(titled, "title")[4] > 0


def test_what_every_article_tells_is_shared_most() -> None:
    docs = [["The ferry sank off the coast.", f"Nothing else of note happened in {place}."] for place in ("Rome", "Oslo", "Lima")]
    docs[0][1] = "Weather stays mild and dry over inland hills."
    shared = column(bundle(docs), "shared_pairs")
    assert shared[0] == max(shared)
    assert shared[1] == min(shared)


def test_a_bundle_is_one_of_many_by_degrees() -> None:
    assert [many(voices) for voices in (1.0, 3.0, 6.5, 10.0, 40.0)] == pytest.approx([0.0, 0.0, 0.5, 1.0, 1.0])
