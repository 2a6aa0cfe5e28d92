import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.models.support_signs import SIGNS, signs

EVIDENCE = "The council approved the new harbour bridge, which is likely to open in May."


def found(claim: str, evidence: str = EVIDENCE) -> set[str]:
    return {name for name, value in zip(SIGNS, signs(claim, evidence), strict=True) if value}


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("The council approved the harbour bridge.", set()),
        ("The council never approved the bridge.", {"new_negation", "first_negation"}),
        ("The bridge won’t open in May.", {"new_negation", "first_negation"}),
        ("Only the bridge is to open in May.", {"new_limit"}),
        ("The council refused the bridge.", {"new_limit"}),
        ("The bridge rather than the harbour opens.", {"contrast"}),
        ("The bridge is unlikely to open in May.", {"opposite"}),
    ],
)
def test_each_sign_is_seen(claim: str, expected: set[str]) -> None:
    assert found(claim) == expected


def test_what_the_evidence_says_is_no_sign() -> None:
    evidence = "The council did not approve it; only the mayor, rather than the council, is unlikely to resign."
    assert found(evidence, evidence) == set()
    assert found("The council never approved it.", evidence) == {"new_negation"}
    assert found("The mayor is likely to resign.", evidence) == {"opposite"}


@given(st.text(), st.text())
def test_any_texts_give_zeros_and_ones_and_no_text_denies_itself(claim: str, evidence: str) -> None:
    values = signs(claim, evidence)
    assert len(values) == len(SIGNS)
    assert set(values) <= {0.0, 1.0}
    assert not any(signs(claim, claim))
