import json
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import InvalidOption
from summarizer.sentence import Citation
from summarizer.summary import Method, Summary, SummarySentence
from summarizer.update import Change, SentenceChange, compare, resting_on

Told = Sequence[tuple[str, Sequence[tuple[str, int, int]]]]


def earlier(told: Told, ids: Sequence[str] = ("a", "b")) -> dict[str, Any]:
    return {
        "sentences": [
            {"text": text, "citations": [{"article_id": name, "start": start, "end": end} for name, start, end in spans]}
            for text, spans in told
        ],
        "articles": [{"id": name} for name in ids],
    }


def now(told: Told, ids: Sequence[str] = ("a", "b")) -> Summary:
    """Give as much of a summary as is compared."""
    sentences = tuple(
        SummarySentence(text, Method.EXTRACTED, tuple(Citation(*span) for span in spans), 1, 1.0) for text, spans in told
    )
    return cast("Summary", SimpleNamespace(sentences=sentences, articles=[SimpleNamespace(id=name) for name in ids]))


CRASH = ("A barge hit the old bridge in Velmora on Tuesday.", [("a", 0, 50)])
HURT = ("Four people were hurt in the crash, the police said.", [("b", 0, 50)])
DIVERS = ("Divers will look at the pier of the bridge on Friday.", [("b", 60, 110)])


def only(change: Change, changes: Sequence[SentenceChange]) -> SentenceChange:
    (found,) = (one for one in changes if one.change is change)
    return found


def test_each_sentence_is_held_against_the_earlier_summary() -> None:
    hurt = ("Six people were hurt in the crash, the police said.", [("c", 0, 50)])
    tram = ("Trams run every four minutes.", [("c", 60, 90)])
    update = compare(earlier([CRASH, HURT, DIVERS]), now([CRASH, hurt, tram], ids=["a", "b", "c"]))
    assert [one.change for one in update.sentences] == [Change.CONFIRMED, Change.CHANGED, Change.NEW, Change.WITHDRAWN]
    changed = only(Change.CHANGED, update.sentences)
    assert (changed.sentence, changed.previous, changed.reason) == (2, 2, "Four became Six")
    assert changed.previous_text == HURT[0]
    assert update.numbers(Change.NEW) == (3,)
    assert update.numbers(Change.WITHDRAWN) == (3,)
    assert update.articles_added == ("c",)
    assert update.articles_removed == ()


def test_a_pulled_article_is_the_reason_for_what_it_carried() -> None:
    update = compare(earlier([CRASH, HURT]), now([CRASH], ids=["a"]))
    assert only(Change.WITHDRAWN, update.sentences).reason == "it rested on b, no longer in the bundle"
    assert update.articles_removed == ("b",)


def test_other_words_with_the_same_facts_confirm() -> None:
    other = ("On Tuesday the old bridge in Velmora was hit by a gravel barge.", [("a", 0, 50)])
    change = only(Change.CONFIRMED, compare(earlier([CRASH]), now([other])).sentences)
    assert change.reason == "other words, the same names and numbers"


def test_a_name_that_changed() -> None:
    one = ("The fire was put out by chief Anna Reed and her crew.", [("a", 0, 9)])
    two = ("The fire was put out by chief Anna Reef and her crew.", [("a", 0, 9)])
    assert only(Change.CHANGED, compare(earlier([one]), now([two])).sentences).reason == "Reed became Reef"


def test_sentences_that_rest_on_an_article() -> None:
    summary = earlier([CRASH, HURT, DIVERS])
    assert resting_on(summary, "b") == (2, 3)
    assert resting_on(summary, "z") == ()


@pytest.mark.parametrize(
    "broken",
    [{}, {"sentences": 3}, {"sentences": [{"text": "x"}]}, {"sentences": [], "articles": [3]}, {"sentences": [], "articles": 3},
     {"sentences": [{"text": "x", "citations": [{"article_id": "a", "start": None, "end": 3}]}]}],
)  # fmt: skip
def test_what_is_no_summary_of_ours_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(InvalidOption, match="not one of ours"):
        compare(broken, now([CRASH]))


SPANS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3), st.integers(4, 9)), min_size=1, max_size=2)
TOLD = st.lists(st.tuples(st.sampled_from([CRASH[0], HURT[0], DIVERS[0], "Six.", "", "Ann Reed."]), SPANS), max_size=5)


def test_what_another_sentence_counts_is_not_withdrawn() -> None:
    rising = (
        "The number of people killed when a barge struck the Harbour Bridge rose to 14 after two of the injured died.",
        [("c", 0, 9)],
    )
    toll = ("Fourteen people are now known to have died in the collapse of the Harbour Bridge in Alderton.", [("b", 0, 9)])
    first = ("Twelve people were killed when a barge struck the Harbour Bridge, and the injured are in hospital.", [("a", 0, 9)])
    update = compare(earlier([first, toll], ids=["a", "b"]), now([rising], ids=["a", "b", "c"]))
    assert [(one.change, one.sentence, one.previous) for one in update.sentences] == [
        (Change.CHANGED, 1, 1),
        (Change.CONFIRMED, 1, 2),
    ]
    assert update.sentences[1].reason == "sentence 1 gives the same in other words"
    assert update.numbers(Change.WITHDRAWN) == ()
    fewer = (rising[0].replace("14", "13"), rising[1])
    assert only(Change.WITHDRAWN, compare(earlier([first, toll]), now([fewer])).sentences).previous == 2
    elsewhere = (rising[0].replace("Harbour Bridge", "Tallis Viaduct"), rising[1])
    assert 2 in compare(earlier([first, toll]), now([elsewhere])).numbers(Change.WITHDRAWN)


@given(TOLD, TOLD)
def test_every_sentence_of_both_is_accounted_for_once(before: Told, after: Told) -> None:
    update = compare(earlier(before), now(after))
    assert [one.sentence for one in update.sentences][: len(after)] == list(range(1, len(after) + 1))
    accounted = sorted(one.previous for one in update.sentences if one.previous is not None)
    assert accounted == list(range(1, len(before) + 1))
    assert all(one.reason for one in update.sentences)


@given(TOLD)
def test_against_itself_nothing_changed(told: Told) -> None:
    update = compare(json.loads(json.dumps(earlier(told))), now(told))
    texts = {text for text, _ in told}
    changed = [one for one in update.sentences if one.change is not Change.CONFIRMED]
    # Equal sentences may change places among each other, but none is new, changed or withdrawn.
    assert changed == [] or "" in texts
