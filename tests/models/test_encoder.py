from pathlib import Path

import numpy as np
import pytest

from summarizer.models import bundled
from summarizer.models.encoder import WINDOW, CTranslate2Encoder
from summarizer.models.errors import ModelNotFound, UnsupportedModel
from summarizer.models.samples import STORIES


@pytest.fixture(scope="module")
def encoder() -> CTranslate2Encoder:
    return CTranslate2Encoder(bundled.part("encoder").folder, threads=1)


def test_vectors_have_unit_length_and_sentences_of_one_story_are_near(encoder: CTranslate2Encoder) -> None:
    texts = [sentence for story in STORIES for sentence in story[:2]]
    vectors = encoder.encode(texts)
    assert vectors.shape == (len(texts), 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    owners = [number for number, story in enumerate(STORIES) for _ in story[:2]]
    likeness = vectors @ vectors.T - 2.0 * np.eye(len(texts))
    for place, nearest in enumerate(likeness.argmax(axis=1)):
        if owners.count(owners[place]) > 1:
            assert owners[place] == owners[int(nearest)]


def test_a_vector_does_not_depend_on_its_company(encoder: CTranslate2Encoder) -> None:
    texts = [sentence for story in STORIES for sentence in story]
    together = encoder.encode(texts)
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    assert float((together * alone).sum(axis=1).min()) > 0.999


def test_batches_of_any_size_give_the_same(encoder: CTranslate2Encoder) -> None:
    small = CTranslate2Encoder(bundled.part("encoder").folder, threads=1, batch_tokens=40)
    texts = [sentence for story in STORIES for sentence in story]
    assert float((small.encode(texts) * encoder.encode(texts)).sum(axis=1).min()) > 0.999


def test_a_sentence_that_comes_again_is_read_once(encoder: CTranslate2Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[list[str]] = []
    windows = encoder._windows

    def noted(sentences: list[str]) -> tuple[list[list[int]], list[int]]:
        read.append(sentences)
        return windows(sentences)

    monkeypatch.setattr(encoder, "_windows", noted)
    first, other, again = encoder.encode(["The bridge is closed.", "Ferries run.", "The bridge is closed."])
    assert read == [["The bridge is closed.", "Ferries run."]]
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_a_long_text_is_read_to_its_end(encoder: CTranslate2Encoder) -> None:
    head = "The council met about the budget. " * WINDOW
    one, other, again = encoder.encode([head, head + "A whale was seen off the coast. " * WINDOW, head])
    assert float(one @ again) > 0.999
    assert float(one @ other) < 0.95


def test_nothing_and_empty_texts_have_vectors(encoder: CTranslate2Encoder) -> None:
    assert encoder.encode([]).shape == (0, 384)
    assert np.isfinite(encoder.encode(["", "\u200b", "[CLS] [SEP]", "x" * 5000])).all()


def test_another_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFound):
        CTranslate2Encoder(tmp_path)
    (tmp_path / "tokenizer.json").write_bytes((bundled.root() / "encoder" / "tokenizer.json").read_bytes())
    with pytest.raises(UnsupportedModel):
        CTranslate2Encoder(tmp_path)
