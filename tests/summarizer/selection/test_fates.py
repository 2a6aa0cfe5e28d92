from __future__ import annotations

import re

from summarizer.ranking import ranker
from summarizer.selection.fates import fates
from summarizer.selection.grouping import group
from summarizer.summary import Fate
from tests.summarizer.bundles import bundle


def test_every_sentence_has_a_fate_that_points_to_a_printed_one() -> None:
    material = bundle()
    groups = group(material, ranker("learned").rank(material))
    for printed in (groups[:1], groups[:2], groups):
        found = fates(material, groups, printed, 7)
        assert set(found) == {sentence.span for sentence in material.sentences}
        assert [found[one.best.span][0] for one in printed] == [Fate.USED] * len(printed)
        named = [int(number) for _, reason in found.values() for number in re.findall(r"sentence (\d+)", reason)]
        assert set(named) <= set(range(1, len(printed) + 1))


def test_what_is_worth_as_much_but_did_not_fit_is_told_how_many_words_were_left() -> None:
    material = bundle()
    groups = group(material, ranker("learned").rank(material))
    found = fates(material, groups, groups[-1:], 7)
    assert any(fate is Fate.OVER_BUDGET and "7 words" in reason for fate, reason in found.values())
