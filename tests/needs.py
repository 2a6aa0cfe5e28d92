"""What a test that measures needs; without it the test is skipped."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from benchmarks.clusters import path_of
from summarizer.models import bundled


def need_sets(names: Iterable[str]) -> None:
    """Skip where the data folder lacks one of these sets, or the checkout the bundled encoder that reads them."""
    for name in names:
        if not path_of(name).exists():
            pytest.skip(f"the data folder has no {name}")
    if not bundled.has("encoder"):
        pytest.skip("the bundled encoder is not in this checkout")
