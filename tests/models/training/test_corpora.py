from pathlib import Path

import pytest

from summarizer.models.training import corpora


@pytest.mark.parametrize(
    ("tokenised", "plain"),
    [
        ("The mayor did n't say -lrb- yet -rrb- .", "The mayor didn't say (yet)."),
        ("She said : `` It 's over , friends . ''", 'She said: "It\'s over, friends."'),
        ("It cost $ 45 , or 9 % .", "It cost $45, or 9%."),
        ("They lost 3 - 1 at home ..", "They lost 3-1 at home."),
    ],
)
def test_detokenise_gives_newspaper_spacing(tokenised: str, plain: str) -> None:
    assert corpora.detokenise(tokenised) == plain


def test_a_title_does_not_end_a_sentence() -> None:
    assert corpora.sentences("Dr. Okello spoke.\nThe hall was full. Nobody left.") == (
        "Dr. Okello spoke.",
        "The hall was full.",
        "Nobody left.",
    )


def test_readers_give_every_record(data: Path) -> None:
    news = list(corpora.multi_news(data, "train"))
    assert len(news) == 40
    assert len(news[0].docs) == 3
    assert not news[0].summary[0].startswith("–")
    assert next(corpora.neus(data, "val")).headline.endswith("for repairs")
    assert len(list(corpora.articles(data))) == 40


def test_pairs_all_run_from_many_to_one(data: Path) -> None:
    pairs = list(corpora.sentence_pairs(data))
    assert {pair.corpus for pair in pairs} == {
        "wiki_split",
        "desse",
        "minwiki",
        "google_compression",
        "compression_variants",
        "cnndm_fusion",
        "cnndm_fusion_human",
    }
    assert all(len(pair.sources) == 2 for pair in pairs if pair.corpus in {"wiki_split", "desse", "cnndm_fusion"})


def test_the_data_folder_is_the_environment_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_DATA", "/elsewhere")
    assert corpora.data_folder() == Path("/elsewhere")
    monkeypatch.delenv("SUMMARIZER_DATA")
    assert corpora.data_folder() == Path("../shared/data")
