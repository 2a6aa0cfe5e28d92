from dataclasses import replace

from summarizer.disagreements import Disagreement, Kind, Value
from summarizer.selection.group import Group
from summarizer.selection.outdated import outdated, reduced, without
from summarizer.sentence import Citation, Sentence, Span


def sentence(article: str, text: str) -> Sentence:
    return Sentence(Span(article, 0, len(text)), text, 0, 0)


OLD = sentence("a", "Four people were injured.")
NEW = sentence("b", "Six people were injured.")
BOTH = sentence("c", "Six people were injured, not four.")
OTHER = sentence("d", "The bridge is shut.")
ORIGINS = {"a": 0, "b": 1, "c": 2, "d": 3}


def value(text: str, *given: Sentence) -> Value:
    cited = tuple(Citation(one.article_id, one.span.start, one.span.end) for one in given)
    return Value(text, text, cited, (0,), ())


CORRECTED = Disagreement(Kind.CORRECTION, "injured", (value("four", OLD, BOTH), value("six", NEW, BOTH)))


def test_the_earlier_value_gives_way_to_the_newest() -> None:
    assert outdated([CORRECTED], [OLD, NEW, BOTH, OTHER]) == {OLD.span: "gives “four”, since corrected to “six”"}
    updated = replace(CORRECTED, kind=Kind.UPDATE)
    assert list(outdated([updated], [OLD, NEW]).values()) == ["gives “four”, since updated to “six”"]


def test_a_conflict_is_not_decided() -> None:
    assert outdated([replace(CORRECTED, kind=Kind.CONFLICT)], [OLD, NEW]) == {}


def test_an_earlier_value_stays_where_no_sentence_gives_the_newest() -> None:
    assert outdated([CORRECTED], [OLD, OTHER]) == {}


def test_a_reduced_group_counts_the_origins_of_what_is_left() -> None:
    group = Group((OLD, NEW, OTHER), 2.0, (0, 1, 3))
    assert reduced(group, [OLD, NEW], ORIGINS) == Group((OLD, NEW), 2.0, (0, 1))
    assert reduced(group, group.sentences, {}) is group


def test_groups_lose_what_is_outdated() -> None:
    reasons = outdated([CORRECTED], [OLD, NEW, OTHER])
    groups = (Group((OLD, NEW), 2.0, (0, 1)), Group((OTHER,), 1.0, (3,)))
    assert without(groups, reasons, ORIGINS) == (Group((NEW,), 2.0, (1,)), groups[1])
    assert without((Group((OLD,), 1.0, (0,)), groups[1]), reasons, ORIGINS) == (groups[1],)
    assert without((Group((OLD,), 1.0, (0,)),), reasons, ORIGINS) == (Group((OLD,), 1.0, (0,)),)
