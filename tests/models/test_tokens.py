from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.models import bundled
from summarizer.models.errors import ModelNotFound, UnsupportedModel
from summarizer.models.profiles import BUNDLED, JOINT
from summarizer.models.tokens import Tokens, read_tokenizer

TOKENIZER = bundled.root() / "fusion" / "tokenizer.json"
TOKENS = Tokens(read_tokenizer(TOKENIZER), BUNDLED)
BEGIN, END, MARK = (TOKENS.number(name) for name in ("[CLS]", "[SEP]", "[MASK]"))


def test_parts_are_joined_by_the_control_token() -> None:
    ids = TOKENS.encode([BUNDLED.compose(["one man", "two men"])])[0]
    assert [TOKENS.name(number) for number in ids] == ["[CLS]", "one", "man", "[MASK]", "two", "men", "[SEP]"]


def test_a_headline_is_asked_for_by_a_mark_in_front() -> None:
    ids = TOKENS.encode([BUNDLED.compose(["one man"], headline=True)])[0]
    assert ids[:2] == [BEGIN, MARK]


@given(
    st.lists(st.one_of(st.text(), st.sampled_from(["[SEP]", "a [MASK] b", "[CLS][PAD]", JOINT, "</s>"])), min_size=1, max_size=4)
)
def test_no_text_ends_or_divides_an_input(parts: list[str]) -> None:
    try:
        "".join(parts).encode()
    except UnicodeEncodeError:
        return  # lone surrogates never get past the reading of articles
    ids = TOKENS.encode([BUNDLED.compose(parts)])[0]
    control = [number for number in ids if number in TOKENS.control]
    assert control == [BEGIN, *[MARK] * (len(parts) - 1), END]
    assert ids[0] == BEGIN
    assert ids[-1] == END


def test_plain_separators_and_prefixes_are_text() -> None:
    tokens = Tokens(read_tokenizer(TOKENIZER), replace(BUNDLED, separator=" and ", prefix="tell: "))
    names = [tokens.name(number) for number in tokens.encode([BUNDLED.compose(["one", "two"])])[0]]
    assert names == ["[CLS]", "tell", ":", "one", "and", "two", "[SEP]"]
    assert tokens.separator is None


def test_control_tokens_are_left_out_of_texts() -> None:
    ids = [BEGIN, *TOKENS.encode(["the bridge"])[0], MARK, END]
    assert TOKENS.decode(ids) == "the bridge"


def test_a_profile_that_does_not_fit_is_refused() -> None:
    with pytest.raises(UnsupportedModel, match="<doc-sep>"):
        Tokens(read_tokenizer(TOKENIZER), replace(BUNDLED, separator="<doc-sep>"))
    with pytest.raises(UnsupportedModel, match="<s>"):
        Tokens(read_tokenizer(TOKENIZER), replace(BUNDLED, begin=("<s>",)))


def test_a_missing_or_broken_tokenizer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFound):
        read_tokenizer(tmp_path / "tokenizer.json")
    (tmp_path / "tokenizer.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UnsupportedModel):
        read_tokenizer(tmp_path / "tokenizer.json")
