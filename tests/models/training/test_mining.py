from dataclasses import replace

from summarizer.models.training.corpora import Cluster
from summarizer.models.training.mining import Rules, mine, mine_across
from summarizer.models.training.words import Weights, stems

DOCS = (
    (
        "The council of Velmar voted on Monday to close the old bridge for repairs.",
        "A bakery on the quay gave free bread to the night shift this week.",
    ),
    (
        "Engineers had found cracks in two piers, and the works will cost 45 million crowns.",
        "Velmar's council decided that the old bridge must close so it can be repaired.",
    ),
)
WEIGHTS = Weights([["the", "of", "to", "and"]] * 30)


def cluster(*summary: str) -> Cluster:
    return Cluster("c", DOCS, summary)


def test_a_target_gets_the_sentences_that_cover_it() -> None:
    target = "Velmar's council voted to close the old bridge for repairs that will cost 45 million crowns."
    (found,) = mine(cluster(target), WEIGHTS, Rules())
    assert set(found.sources) == {DOCS[0][0], DOCS[1][0]}
    assert found.extras == (DOCS[1][1],)
    assert found.distractors == (DOCS[0][1],)
    assert 0 < found.copied < 0.85


def test_a_number_that_no_source_has_spoils_the_pair() -> None:
    target = "Velmar's council voted to close the old bridge for repairs that will cost 54 million crowns."
    assert not list(mine(cluster(target), WEIGHTS, Rules()))


def test_a_rare_word_that_no_source_has_spoils_the_pair() -> None:
    target = "Velmar's council, led by Okello and Reiner, voted to close the old bridge for repairs."
    strict = replace(Rules(), rare=1.0, rare_share=0.05)
    assert not list(mine(cluster(target), WEIGHTS, strict))


def test_a_copied_sentence_teaches_nothing() -> None:
    assert not list(mine(cluster(DOCS[0][0]), WEIGHTS, Rules()))


def test_across_takes_targets_from_one_article_and_sources_from_the_others() -> None:
    found = list(mine_across(cluster(), WEIGHTS, replace(Rules(), covered=0.5, rare_share=1.0)))
    assert {each.target for each in found} <= {text for doc in DOCS for text in doc}
    assert found
    for each in found:
        own = next(doc for doc in DOCS if each.target in doc)
        assert not set(each.sources) & set(own)


def test_every_stem_of_the_covered_share_stands_in_the_sources() -> None:
    target = "Velmar's council voted to close the old bridge for repairs that will cost 45 million crowns."
    (found,) = mine(cluster(target), WEIGHTS, Rules())
    have = {stem for text in found.sources for stem in stems(text)}
    wanted = set(stems(target))
    assert WEIGHTS.mass(wanted & have) >= Rules().covered * WEIGHTS.mass(wanted)
