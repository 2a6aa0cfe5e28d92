"""A model of the size of distilbart-cnn-12-6, which many use to summarize, with random weights: its speed needs no download."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from summarizer.models.threads import available_cpus

TOKENS_IN, TOKENS_OUT, BEAMS = 1024, 100, 4


def distilbart() -> Callable[[], object]:
    """Return one call of it: ``TOKENS_IN`` tokens read, ``TOKENS_OUT`` written whatever they are, ``BEAMS`` beams, float32."""
    import torch  # noqa: PLC0415  seconds to import; only when asked for
    import transformers  # noqa: PLC0415

    torch.set_num_threads(available_cpus())
    torch.manual_seed(1)
    library: Any = transformers
    config = library.BartConfig(
        vocab_size=50_264, d_model=1024, encoder_layers=12, decoder_layers=6, encoder_ffn_dim=4096, decoder_ffn_dim=4096,
        encoder_attention_heads=16, decoder_attention_heads=16, max_position_embeddings=1024,
    )  # fmt: skip
    model = library.BartForConditionalGeneration(config).eval()
    ids = torch.randint(10, 50_000, (1, TOKENS_IN))

    def run() -> object:
        with torch.inference_mode():
            return model.generate(ids, num_beams=BEAMS, min_new_tokens=TOKENS_OUT, max_new_tokens=TOKENS_OUT, do_sample=False)

    return run
