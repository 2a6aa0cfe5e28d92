import json
import lzma
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

from summarizer.models.training.support_calibration import area, fit, held_out

STORY = (
    "Mayor Anna Kowalski opened the new bridge in Port Ellis on Tuesday. It cost 4 million crowns and took 3 years to build. "
    "Tom Reyes, who leads the council, said that all ferries will stop in March. The old bridge was closed after a storm."
)


def test_a_logistic_regression_finds_what_made_the_labels() -> None:
    rng = np.random.default_rng(3)
    values = rng.normal(size=(4000, 2)) * [1.0, 5.0] + [0.0, 2.0]
    odds = 0.5 + 1.5 * values[:, 0] - 0.2 * values[:, 1]
    labels = (rng.random(4000) < 1 / (1 + np.exp(-odds))).astype(float)
    assert fit(values, labels) == pytest.approx([0.5, 1.5, -0.2], abs=0.15)


def test_a_column_that_never_changes_does_no_harm() -> None:
    values = np.array([[0.0, 1.0], [0.0, 2.0], [0.0, 3.0], [0.0, 4.0]])
    weights = fit(values, np.array([0.0, 0.0, 1.0, 1.0]))
    assert np.isfinite(weights).all()
    assert weights[2] > 0


def test_the_area_under_the_curve_counts_pairs() -> None:
    assert area(np.array([3.0, 2.0, 1.0]), np.array([1.0, 0.0, 0.0])) == 1.0
    assert area(np.array([1.0, 1.0]), np.array([1.0, 0.0])) == 0.5


def test_pairs_come_from_held_out_stories_with_the_sentences_that_cover_them(tmp_path: Path) -> None:
    claim = "Anna Kowalski opened the bridge in Port Ellis on Tuesday."
    for folder, row in (
        ("multi-news", {"id": "1", "docs": [STORY], "summary": claim}),
        ("neus", {"id": "1", "docs": [{"title": "T", "text": STORY}], "summary": claim, "ref_title": "T"}),
    ):
        (tmp_path / folder).mkdir()
        with lzma.open(tmp_path / folder / "val.jsonl.xz", "wt", encoding="utf8") as lines:
            lines.write(json.dumps(row) + "\n")
    pairs = list(held_out(tmp_path, None, frozenset(), 5))
    assert {pair.label for pair in pairs} == {0.0, 1.0}
    for pair in pairs:
        assert pair.label == float(claim in pair.claim)
        assert "Port Ellis" in pair.evidence
    assert pairs == list(held_out(tmp_path, None, frozenset(), 5))
