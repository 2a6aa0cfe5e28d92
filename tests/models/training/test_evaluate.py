from summarizer.models.training.evaluate import known_names, report
from summarizer.models.training.mixture import Group

GROUP = Group(("The mayor Ines Okello closed the bridge in 2019.", "It cost 1,200 crowns."), "Ines Okello closed the bridge.")


def test_names_are_capitals_inside_sentences() -> None:
    assert known_names(["Rain fell. Then Ines Okello and The Post left Velmar, the port."]) == {
        "ines",
        "okello",
        "post",
        "velmar",
    }


def test_foreign_names_and_numbers_are_counted() -> None:
    names = frozenset({"okello", "reiner"})
    clean = report([GROUP], ["okello closed it for 1, 200 crowns ."], names)
    assert (clean.foreign_names, clean.foreign_numbers) == (0, 0)
    assert clean.rewritten == 1
    own = Group(("Velmar's council shut Okello’s bridge.",), "")
    assert report([own], ["okello ' s bridge was shut by velmar ."], frozenset({"okello", "velmar", "s"})).foreign_names == 0
    wrong = report([GROUP], ["reiner closed the bridge in 2018 ."], names)
    assert (wrong.foreign_names, wrong.foreign_numbers) == (1, 1)
    assert report([GROUP], ["closed the bridge"], names).rewritten == 0
