"""Every family on its tiny checkpoint: the suite in transformers and, where CTranslate2 runs it, converted."""

from dataclasses import replace
from pathlib import Path

import pytest

from summarizer.models import conformance, registry
from summarizer.models.convert import CONVERTIBLE, compare, convert
from summarizer.models.errors import UnsupportedModel
from summarizer.models.profiles import GlobalAttention, Profile
from summarizer.models.samples import STORIES
from tests.models.conftest import save, tokenizer_of, transformers

FAMILIES = ("bart", "pegasus", "t5", "mt5", "mbart", "led")


def short(profile: Profile) -> Profile:
    return replace(profile, decoding=replace(profile.decoding, max_tokens=16, min_tokens=0))


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_passes_the_suite_in_transformers(family: str, hub: Path) -> None:
    profile = short(registry.find_profile(f"tiny/{family}"))
    report = conformance.check(f"tiny/{family}", backend="transformers", device="cpu", profile=profile)
    assert [(check.name, check.detail) for check in report.checks if check.passed is not True] == []
    assert len(report.checks) == 9
    assert report.passed


def test_an_encoder_and_a_decoder_that_are_models_of_their_own_pass_the_suite(tmp_path: Path) -> None:
    tokenizer = tokenizer_of("bart", tmp_path / "scratch")
    sizes = {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 4, "intermediate_size": 64}
    encoder = transformers.BertConfig(vocab_size=len(tokenizer), max_position_embeddings=128, **sizes)
    decoder = transformers.BertConfig(
        vocab_size=len(tokenizer), max_position_embeddings=128, is_decoder=True, add_cross_attention=True, **sizes
    )
    config = transformers.EncoderDecoderConfig.from_encoder_decoder_configs(
        encoder, decoder, pad_token_id=1, eos_token_id=2, decoder_start_token_id=0
    )
    folder = save(transformers.EncoderDecoderModel(config=config), tokenizer, tmp_path / "model")
    profile = short(registry.find_profile(str(folder)))
    assert profile.max_input_tokens == 128
    report = conformance.check(str(folder), device="cpu", profile=profile)
    assert [(check.name, check.detail) for check in report.checks if check.passed is not True] == []
    assert len(report.checks) == 9


@pytest.mark.parametrize("family", CONVERTIBLE)
def test_a_family_converted_passes_the_suite_and_writes_the_same(family: str, hub: Path, tmp_path: Path) -> None:
    profile = short(registry.find_profile(f"tiny/{family}"))
    exact = convert(f"tiny/{family}", tmp_path / "float", quantization="float32", profile=profile)
    assert exact.agreement.identical == 1.0
    small = convert(f"tiny/{family}", tmp_path / "int8", profile=profile)
    assert small.bytes_after < exact.bytes_after / 2
    assert small.agreement.similarity <= 1.0
    report = conformance.check(str(small.folder), profile=profile)
    assert [(check.name, check.detail) for check in report.checks if check.passed is not True] == []
    again = registry.find_profile(str(small.folder))
    assert again.max_input_tokens == profile.max_input_tokens
    assert again.decoding == profile.decoding


def test_a_forced_first_token_goes_with_the_converted_model(hub: Path, tmp_path: Path) -> None:
    folder = convert("tiny/bart", tmp_path / "int8", profile=short(registry.find_profile("tiny/bart"))).folder
    assert registry.find_profile(str(folder)).forced_first == "<s>"


def test_beams_and_lock_agree_between_backends(trained: Path, tmp_path: Path) -> None:
    profile = registry.find_profile(str(trained))
    folder = convert(str(trained), tmp_path / "float", quantization="float32", profile=profile).folder
    options = replace(profile.decoding, beams=3, candidates=2, lock=True, max_tokens=40)
    here = registry.load_seq2seq(str(folder))
    there = registry.load_seq2seq(str(trained), backend="transformers", device="cpu", profile=profile)
    for story in STORIES:
        # One at a time: CTranslate2 holds the lock for the union of a batch. The first is what is printed; the order of
        # far less likely ones depends on when each backend stops its search.
        assert here.generate([story[0]], options)[0][0] == there.generate([story[0]], options)[0][0] != ""


def test_led_is_not_converted(hub: Path, tmp_path: Path) -> None:
    with pytest.raises(UnsupportedModel, match="led, which CTranslate2 does not run"):
        convert("tiny/led", tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_a_trained_model_survives_conversion_to_int8(trained: Path, tmp_path: Path) -> None:
    profile = short(registry.find_profile(str(trained)))
    profile = replace(profile, decoding=replace(profile.decoding, max_tokens=60))
    made = convert(str(trained), tmp_path / "int8", profile=profile)
    assert made.agreement.identical >= 0.8
    model = registry.load_seq2seq(str(made.folder))
    options = replace(profile.decoding, beams=2)
    written = model.generate([story[0] for story in STORIES], options)
    assert sum(texts[0] == story[0] for texts, story in zip(written, STORIES, strict=True)) >= 5
    assert conformance.check(str(made.folder)).support > 0.9


def test_primera_marks_documents_and_attends_to_the_marks(hub: Path) -> None:
    profile = replace(
        short(registry.find_profile("tiny/led")),
        separator="<doc-sep>",
        begin=("<s>",),
        end=("<doc-sep>", "</s>"),
        global_attention=GlobalAttention.SEPARATORS,
    )
    model = registry.load_seq2seq("tiny/led", device="cpu", profile=profile)
    text = profile.compose(["One <doc-sep> text.", "Another."])
    assert isinstance(model, conformance.Inspectable)
    ids = model.tokens.encode([text])[0]
    assert ids.count(model.tokens.number("<doc-sep>")) == 2
    arguments = model._arguments([ids])  # type: ignore[attr-defined]
    marked = arguments["global_attention_mask"][0].nonzero().flatten().tolist()
    assert marked == [0, *[place for place, number in enumerate(ids) if number == model.tokens.separator]]
    assert len(model.generate([text], profile.decoding)[0]) == 1


def test_both_models_of_a_comparison_read_the_same_texts(hub: Path) -> None:
    profile = short(registry.find_profile("tiny/t5"))
    model = registry.load_seq2seq("tiny/t5", device="cpu", profile=profile)
    assert compare(model, model, profile).identical == 1.0
