import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.article import Article
from summarizer.reuse import Reuse, longest_run, reuse

SOURCE = Article(
    id="a",
    text="The old bridge over the harbour was closed on Monday, the mayor said. “We had no choice at all,” she told them.",
)
WORDS = st.lists(st.sampled_from("ab"), max_size=14)


def measure(text: str, article: Article = SOURCE) -> Reuse:
    (found,) = reuse(text, [article])
    return found


def test_the_longest_run_is_found_in_both_texts() -> None:
    summary = "On Sunday, THE HARBOUR was closed on Monday; all else is ours."
    found = measure(summary)
    assert found.longest_run == 6
    assert summary[found.start : found.end] == "THE HARBOUR was closed on Monday"
    assert SOURCE.text[found.source_start : found.source_end] == "the harbour was closed on Monday"
    assert found.share == pytest.approx(6 / 12)


def test_quotations_are_free() -> None:
    found = measure("She told them “We had no choice at all,” as reported.")
    assert found.longest_run == 3
    assert found.share == 0.0


def test_a_run_does_not_go_on_through_a_quotation() -> None:
    article = Article(id="a", text="one two “three” four five six")
    assert measure("one two “three” four five six", article).longest_run == 3


def test_nothing_shared() -> None:
    assert measure("Entirely other wording?") == Reuse("a", 0, 0, 0, 0, 0, 0.0)
    assert measure("") == Reuse("a", 0, 0, 0, 0, 0, 0.0)


def test_spaceless_scripts_count_by_character() -> None:
    assert measure("桥梁已经关闭", Article(id="a", text="老桥梁已经关闭了")).longest_run == 6


def test_every_article_is_measured_and_the_closest_is_named() -> None:
    other = Article(id="b", text="Nothing of the kind.")
    measures = reuse("The old bridge over the harbour was closed.", [other, SOURCE])
    assert [m.article_id for m in measures] == ["b", "a"]
    assert longest_run("The old bridge over the harbour was closed.", [other, SOURCE]) == 8
    assert longest_run("Anything", []) == 0


def slow_longest(one: list[str], other: list[str]) -> int:
    runs = {tuple(one[i:j]) for i in range(len(one)) for j in range(i + 1, len(one) + 1)}
    return max((j - i for i in range(len(other)) for j in range(i + 1, len(other) + 1) if tuple(other[i:j]) in runs), default=0)


def slow_share(one: list[str], other: list[str], size: int = 5) -> int:
    runs = {tuple(other[i : i + size]) for i in range(len(other) - size + 1)}
    return len({k for i in range(len(one) - size + 1) if tuple(one[i : i + size]) in runs for k in range(i, i + size)})


@given(WORDS, WORDS)
def test_the_answer_is_that_of_trying_all_runs(summary: list[str], source: list[str]) -> None:
    found = measure(" ".join(summary), Article(id="a", text=" ".join(source)))
    assert found.longest_run == slow_longest(summary, source)
    assert found.share * len(summary) == pytest.approx(slow_share(summary, source))
    one, other = " ".join(summary), " ".join(source)
    assert one[found.start : found.end] == other[found.source_start : found.source_end]


@given(st.text(max_size=80), st.text(max_size=80))
def test_spans_lie_inside_any_text(summary: str, source: str) -> None:
    found = measure(summary, Article(id="a", text=source))
    assert 0 <= found.start <= found.end <= len(summary)
    assert 0 <= found.source_start <= found.source_end <= len(source)
    assert 0.0 <= found.share <= 1.0
