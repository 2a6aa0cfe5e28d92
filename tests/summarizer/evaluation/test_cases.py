import json
from pathlib import Path

import pytest

from summarizer.errors import InputError, InvalidArticle, NoArticles, UnreadableInput
from summarizer.evaluation import read_cases

GOOD = {"id": "one", "articles": [{"text": "The ferry ran aground."}], "references": ["A ferry ran aground."]}


def test_a_folder_of_bundles(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / name / "references").mkdir(parents=True)
        (tmp_path / name / "1.txt").write_text("The ferry ran aground.", encoding="utf-8")
        (tmp_path / name / "2.txt").write_text("Lifeboats came.", encoding="utf-8")
        (tmp_path / name / "references" / "editor.txt").write_text(" A ferry.\n", encoding="utf-8")
    (tmp_path / ".hidden").mkdir()
    found = read_cases(tmp_path)
    assert [(case.id, [article.id for article in case.articles], case.references) for case in found] == [
        ("a", ["1.txt", "2.txt"], ("A ferry.",)),
        ("b", ["1.txt", "2.txt"], ("A ferry.",)),
    ]


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps(GOOD) + "\n\n" + json.dumps({**GOOD, "id": None}) + "\n", encoding="utf-8")
    assert [(case.id, case.articles[0].text) for case in read_cases(path)] == [
        ("one", "The ferry ran aground."),
        ("3", "The ferry ran aground."),
    ]


@pytest.mark.parametrize(
    ("line", "kind", "message"),
    [
        ({"articles": GOOD["articles"]}, InvalidArticle, "Line 1 of cases.jsonl must be"),
        ({**GOOD, "references": []}, InvalidArticle, "references must be a list of texts"),
        ({**GOOD, "references": "A ferry."}, InvalidArticle, "references must be a list of texts"),
        ({**GOOD, "articles": []}, NoArticles, "Line 1 of cases.jsonl: articles is empty"),
        ({**GOOD, "articles": [{"text": 3}]}, InvalidArticle, r"articles\[0\].text must be a string"),
    ],
)
def test_a_line_that_is_no_case_is_refused_by_its_number(
    tmp_path: Path, line: object, kind: type[InputError], message: str
) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps(line), encoding="utf-8")
    with pytest.raises(kind, match=message):
        read_cases(path)


def test_what_is_not_there_or_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="Cannot read"):
        read_cases(tmp_path / "none")
    with pytest.raises(NoArticles, match="no bundle"):
        read_cases(tmp_path)
    (tmp_path / "a").mkdir()
    with pytest.raises(InvalidArticle, match="no folder named references"):
        read_cases(tmp_path)
    (tmp_path / "a" / "references").mkdir()
    with pytest.raises(InvalidArticle, match="holds no text"):
        read_cases(tmp_path)
