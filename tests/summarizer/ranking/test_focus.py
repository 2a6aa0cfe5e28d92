from dataclasses import replace

import numpy as np

from summarizer.bundle.origins import find_origins, origin_numbers
from summarizer.models.fakes import FakeEncoder
from summarizer.preparation.prepare import prepare
from summarizer.ranking import ranker, steered
from summarizer.ranking.material import Material
from tests.summarizer.stories import BUNDLE


def material() -> Material:
    prepared = prepare(BUNDLE)
    sentences = prepared.all_sentences()
    vectors = FakeEncoder().encode([sentence.text for sentence in sentences])
    origins = origin_numbers(find_origins(prepared.articles, prepared.sentences))
    return Material(prepared.articles, sentences, origins, vectors)


def test_the_sentence_nearest_to_the_focus_gains_most() -> None:
    plain = material()
    row = next(i for i, sentence in enumerate(plain.sentences) if "Skerry Line" in sentence.text)
    focused = replace(plain, focus=plain.vectors[row])
    before = ranker("cover").rank(plain)
    after = steered(before, focused)
    gain = (after.scores + 1e-9) / (before.scores + 1e-9)
    assert after.factors is not None
    assert np.argmax(after.factors) == row
    assert gain[row] >= gain[before.scores > 0].max() - 1e-6 or before.scores[row] == 0


def test_without_a_focus_nothing_changes() -> None:
    plain = material()
    before = ranker("learned").rank(plain)
    assert steered(before, plain) is before
