"""The support scorer's reader, on a head that looks at the encoder's own likeness of texts."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from summarizer.models import bundled
from summarizer.models.errors import ModelNotFound, UnsupportedModel, WeightsRefused
from summarizer.models.support import CTranslate2SupportScorer, read_head

RANDOM = np.random.default_rng(5)


def with_head(folder: Path, window: int = 64, pooling: str = "first", outputs: int = 1) -> Path:
    folder.mkdir()
    for path in bundled.part("encoder").folder.iterdir():
        (folder / path.name).symlink_to(path)
    np.savez(
        folder / "head.npz",
        weight_0=RANDOM.normal(size=(8, 384)).astype(np.float32),
        bias_0=np.zeros(8, dtype=np.float32),
        weight_1=RANDOM.normal(size=(outputs, 8)).astype(np.float32),
        bias_1=np.zeros(outputs, dtype=np.float32),
    )
    (folder / "head.json").write_text(json.dumps({"pooling": pooling, "window": window}), encoding="utf-8")
    return folder


@pytest.mark.parametrize("pooling", ["first", "mean"])
def test_scores_are_shares_and_do_not_depend_on_their_company(tmp_path: Path, pooling: str) -> None:
    scorer = CTranslate2SupportScorer(with_head(tmp_path / "s", pooling=pooling), threads=1)
    claims = ["A bridge fell.", "Taxes rise.", "", "A " * 60]
    evidence = ["The bridge in Aldmere fell on Tuesday.", "A cow.", "", "word " * 100]
    together = scorer.score(claims, evidence)
    assert together.shape == (4,)
    assert ((together >= 0) & (together <= 1)).all()
    alone = [float(scorer.score([claim], [text])[0]) for claim, text in zip(claims, evidence, strict=True)]
    np.testing.assert_allclose(together, alone, atol=0.05)
    assert scorer.score([], []).shape == (0,)


def test_long_evidence_is_read_to_its_end(tmp_path: Path) -> None:
    scorer = CTranslate2SupportScorer(with_head(tmp_path / "s"), threads=1)
    seen = [ids for _, (ids, _) in scorer._parts(list(range(1000, 1010)), list(range(2000, 2300)))]
    assert set(range(2000, 2300)) <= {number for ids in seen for number in ids}
    assert all(len(ids) <= 64 for ids in seen)
    pieces = {part for part, _ in scorer._parts(list(range(1000, 1100)), [5])}
    assert pieces == {0, 1, 2, 3}


def test_the_best_window_of_evidence_counts(tmp_path: Path) -> None:
    scorer = CTranslate2SupportScorer(with_head(tmp_path / "s"), threads=1)
    short, filler = "The bridge fell.", "A cow stood in a field. " * 30
    alone = float(scorer.score(["Taxes rise."], [short])[0])
    assert float(scorer.score(["Taxes rise."], [filler])[0]) != pytest.approx(alone)
    assert 0 <= float(scorer.score(["Taxes rise."], [filler + short])[0]) <= 1


def test_claims_and_evidence_go_in_pairs(tmp_path: Path) -> None:
    scorer = CTranslate2SupportScorer(with_head(tmp_path / "s"), threads=1)
    with pytest.raises(ValueError, match="2 claims do not go with 1"):
        scorer.score(["a", "b"], ["c"])


def test_a_missing_or_wrong_head_is_refused(tmp_path: Path) -> None:
    folder = with_head(tmp_path / "s", outputs=2)
    with pytest.raises(WeightsRefused, match="not of a kind"):
        read_head(folder)
    with pytest.raises(WeightsRefused):
        read_head(with_head(tmp_path / "t", pooling="max"))
    (folder / "head.json").write_text("{}", encoding="utf-8")
    with pytest.raises(WeightsRefused, match="damaged"):
        read_head(folder)
    (folder / "head.npz").unlink()
    with pytest.raises(ModelNotFound):
        read_head(folder)


def test_another_encoder_is_refused(tmp_path: Path) -> None:
    folder = with_head(tmp_path / "s")
    (folder / "model.bin").unlink()
    with pytest.raises(UnsupportedModel):
        CTranslate2SupportScorer(folder)
    (folder / "tokenizer.json").unlink()
    shutil.copy(bundled.root() / "fusion" / "tokenizer.json", folder)
    with pytest.raises(UnsupportedModel, match="frame"):
        CTranslate2SupportScorer(folder)
