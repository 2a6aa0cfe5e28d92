import pytest

from summarizer.models import registry
from summarizer.models.devices import split
from summarizer.models.errors import UnsupportedModel


@pytest.mark.parametrize(
    ("device", "parts"),
    [
        ("auto", ("auto", None)),
        ("cpu", ("cpu", None)),
        ("cuda", ("cuda", None)),
        ("cuda:0", ("cuda", 0)),
        ("cuda:12", ("cuda", 12)),
    ],
)
def test_a_gpu_may_be_named_by_its_number(device: str, parts: tuple[str, int | None]) -> None:
    assert split(device) == parts


@pytest.mark.parametrize("device", ["", "tpu", "cpu:0", "cuda:", "cuda:x", "cuda:-1", "cuda:²", "CUDA"])
def test_there_are_no_others(device: str) -> None:
    with pytest.raises(UnsupportedModel, match="There is no device"):
        split(device)
    with pytest.raises(UnsupportedModel, match="There is no device"):
        registry.load_seq2seq(device=device)


def test_ctranslate2_is_told_the_number_of_a_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, object] = {}

    def translator(folder: str, **arguments: object) -> None:
        asked.update(arguments)
        raise RuntimeError("CUDA driver version is insufficient")

    monkeypatch.setattr("ctranslate2.Translator", translator)
    with pytest.raises(UnsupportedModel, match="CUDA driver"):
        registry.load_seq2seq(device="cuda:1")
    assert (asked["device"], asked["device_index"]) == ("cuda", 1)
