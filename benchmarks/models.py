"""How fast the models are, always as ratios of two things measured in one run on one machine.

    python -m benchmarks.models --parts backends,rouge,cold,peer,ranking --repeat 3

``backends``: the bundled model in CTranslate2 int8 against the same weights in transformers float32, one input and eight at a
time; size on disk and peak memory of both. ``rouge``: what both score on DUC 2003 (needs the data folder). ``cold``: a whole
``summarize run`` against importing torch and transformers. ``peer``: a bundle against the usual way to use a summarizer:
concatenate, cut at 1,024 tokens, a model of distilbart-cnn-12-6's size (random weights, forced to 100 tokens), 4 beams.
``ranking``: ranking and grouping against sumy's LexRank at 1,700 sentences (needs ``pip install sumy`` and the data folder), and
10,000 sentences against 2,000.

Of each time the best of the repetitions counts, since noise only ever adds. Results are printed and written to
``benchmarks/out/models.json``. Run nothing else on the machine meanwhile.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.clusters import bundles
from summarizer import Article, Summarizer
from summarizer.defaults import load_engine
from summarizer.grouping import group
from summarizer.material import Material
from summarizer.models import bundled, registry
from summarizer.models.conformance import Inspectable
from summarizer.models.profiles import BUNDLED
from summarizer.models.protocols import Decoding, Seq2Seq
from summarizer.models.threads import available_cpus
from summarizer.prepare import prepare
from summarizer.ranking import ranker
from summarizer.readers import read

OUT = Path("benchmarks/out/models.json")
EXAMPLE = Path("examples/harbour-bridge")
PEER_TOKENS, PEER_INPUT = 100, 1024

Figures = dict[str, float]


class Recorder:
    """A ``Seq2Seq`` that keeps what it is asked: real inputs to time other models on."""

    def __init__(self, inner: Seq2Seq) -> None:
        self._inner = inner
        self.inputs: list[str] = []

    def generate(self, inputs: Sequence[str], options: Decoding) -> list[list[str]]:
        """Pass the inputs on."""
        self.inputs += inputs
        return self._inner.generate(inputs, options)

    def count_tokens(self, inputs: Sequence[str]) -> list[int]:
        """Pass the inputs on."""
        return self._inner.count_tokens(inputs)


def fastest(work: Callable[[], object], repeat: int) -> float:
    """Return the seconds of the quickest of several runs."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def process(arguments: Sequence[str]) -> tuple[float, float]:
    """Run a command as a whole process; return its seconds and its peak memory in MB. Raises ``RuntimeError`` where it fails."""
    start = time.perf_counter()
    child = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{arguments[0]} answered {child.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def example_articles() -> tuple[Article, ...]:
    """Return the articles of the example bundle."""
    return read([EXAMPLE]).articles


def backends(repeat: int) -> Figures:
    """Tokens a second of both backends, and what they take of disk and memory."""
    recorder = Recorder(registry.load_seq2seq())
    Summarizer(seq2seq=recorder).summarize(example_articles(), max_words=120)
    inputs = (recorder.inputs * 8)[:8]
    figures: Figures = {}
    for decoding, name in (
        (BUNDLED.decoding, "as_shipped"),
        (replace(BUNDLED.decoding, beams=1, candidates=1, lock=False), "greedy"),
    ):
        speeds: dict[str, tuple[float, float]] = {}
        for backend in ("ctranslate2", "transformers"):
            model = registry.load_seq2seq(backend=backend, device="cpu")
            if not isinstance(model, Inspectable):
                raise TypeError(f"the backend {backend} shows no tokens")
            speeds[backend] = _speeds(model, inputs, decoding, repeat)
        for place, batch in enumerate((1, 8)):
            quick, slow = speeds["ctranslate2"][place], speeds["transformers"][place]
            figures |= {
                f"{name}_batch{batch}_ctranslate2_tokens_per_second": quick,
                f"{name}_batch{batch}_transformers_tokens_per_second": slow,
                f"{name}_batch{batch}_ratio": quick / slow,
            }
    folder = bundled.part("fusion").folder
    figures["ctranslate2_file_mb"] = (folder / "model.bin").stat().st_size / 1e6
    figures["transformers_float32_mb"] = _parameters() * 4 / 1e6
    for backend in ("ctranslate2", "transformers"):
        code = (
            "from summarizer.models import registry, samples; from summarizer.models.profiles import BUNDLED as b; "
            f"registry.load_seq2seq(backend={backend!r}, device='cpu').generate(samples.inputs(b), b.decoding)"
        )
        figures[f"{backend}_rss_mb"] = process([sys.executable, "-c", code])[1]
    return figures


def _speeds(model: Inspectable, inputs: Sequence[str], decoding: Decoding, repeat: int) -> tuple[float, float]:
    """Tokens a second, one input at a time and all together. The best candidate's tokens count."""

    def rate(calls: Sequence[Sequence[str]]) -> float:
        tokens = sum(len(of_one[0]) for call in calls for of_one in model.generate_ids(call, decoding))
        return tokens / fastest(lambda: [model.generate_ids(call, decoding) for call in calls], repeat)

    return rate([[text] for text in inputs]), rate([inputs])


def _parameters() -> int:
    from summarizer.models.ct2_weights import bart_state, read_checkpoint  # noqa: PLC0415

    state = bart_state(read_checkpoint(bundled.part("fusion").folder / "model.bin"))
    tied = ("lm_head.weight", "model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight")
    return sum(array.size for name, array in state.items() if name not in tied)


def rouge(limit: int) -> Figures:
    """ROUGE recall on DUC 2003 of the product with each backend."""
    from benchmarks.quality import MEASURES, Rouge  # noqa: PLC0415

    engine = load_engine()
    judge = Rouge()
    figures: Figures = {}
    for backend in ("ctranslate2", "transformers"):
        summarizer = Summarizer(engine=replace(engine, seq2seq=registry.load_seq2seq(backend=backend, device="cpu")))
        rows = [
            judge.score(summarizer.summarize(bundle.articles, max_words=100).text, bundle.references)
            for bundle in bundles("duc2003", limit)
        ]
        for name, value in zip(MEASURES, np.mean(rows, axis=0), strict=True):
            figures[f"{backend}_{name}"] = float(value)
    for name in MEASURES:
        figures[f"{name}_difference"] = figures[f"ctranslate2_{name}"] - figures[f"transformers_{name}"]
    return figures


def cold(repeat: int) -> Figures:
    """A whole run of the command line against an import of torch and transformers."""
    command = [str(Path(sys.executable).with_name("summarize")), "run", str(EXAMPLE)]
    imports = [sys.executable, "-c", "import torch, transformers; transformers.AutoModelForSeq2SeqLM"]
    ours = [process(command) for _ in range(repeat)]
    theirs = [process(imports) for _ in range(repeat)]
    return {
        "run_seconds": min(seconds for seconds, _ in ours),
        "run_rss_mb": max(memory for _, memory in ours),
        "import_seconds": min(seconds for seconds, _ in theirs),
        "ratio": min(seconds for seconds, _ in theirs) / min(seconds for seconds, _ in ours),
    }


def peer(repeat: int) -> Figures:
    """A warm summary against one call of a model of distilbart-cnn-12-6's size."""
    articles = example_articles()
    summarizer = Summarizer()
    summarizer.summarize(articles, max_words=120)
    ours = fastest(lambda: summarizer.summarize(articles, max_words=120), repeat)
    theirs = fastest(_distilbart(), repeat)
    return {"summary_seconds": ours, "peer_seconds": theirs, "ratio": theirs / ours}


def _distilbart() -> Callable[[], object]:
    import torch  # noqa: PLC0415
    import transformers  # noqa: PLC0415

    torch.set_num_threads(available_cpus())
    torch.manual_seed(1)
    library: Any = transformers
    config = library.BartConfig(
        vocab_size=50_264, d_model=1024, encoder_layers=12, decoder_layers=6, encoder_ffn_dim=4096, decoder_ffn_dim=4096,
        encoder_attention_heads=16, decoder_attention_heads=16, max_position_embeddings=1024,
    )  # fmt: skip
    model = library.BartForConditionalGeneration(config).eval()
    ids = torch.randint(10, 50_000, (1, PEER_INPUT))

    def run() -> object:
        with torch.inference_mode():
            return model.generate(ids, num_beams=4, min_new_tokens=PEER_TOKENS, max_new_tokens=PEER_TOKENS, do_sample=False)

    return run


def ranking(repeat: int) -> Figures:
    """Ranking and grouping at three sizes, vectors given, and sumy's LexRank at one of them."""
    figures: Figures = {}
    for count in (1_700, 2_000, 10_000):
        material = _material(count)
        method = ranker("learned")
        figures[f"seconds_{count}"] = fastest(lambda: group(material, method.rank(material)), repeat)  # noqa: B023  called here
    figures["growth_2000_to_10000"] = figures["seconds_10000"] / figures["seconds_2000"]
    try:
        figures["sumy_seconds_1700"] = _sumy([sentence.text for sentence in _material(1_700).sentences])
        figures["ratio_to_sumy"] = figures["sumy_seconds_1700"] / figures["seconds_1700"]
    except ImportError:
        sys.stderr.write("sumy is not installed: pip install sumy\n")
    return figures


def _material(count: int) -> Material:
    """A bundle of that many sentences out of DUC 2003, with random vectors of the size that the encoder gives."""
    articles: list[Article] = []
    for bundle in bundles("duc2003"):
        articles += [replace(one, id=f"{bundle.id}/{one.id}") for one in bundle.articles]
    ready = prepare(articles)
    sentences = tuple(ready.all_sentences())
    if len(sentences) < count:
        raise RuntimeError(f"DUC 2003 has {len(sentences)} sentences, fewer than {count}")
    kept = sentences[:count]
    names = {sentence.article_id for sentence in kept}
    used = tuple(article for article in ready.articles if article.id in names)
    draw = np.random.default_rng(4).normal(size=(count, 384)).astype(np.float32)
    vectors = draw / np.linalg.norm(draw, axis=1, keepdims=True)
    return Material(used, kept, {article.id: number for number, article in enumerate(used)}, vectors)


def _sumy(texts: Sequence[str]) -> float:
    """Seconds of sumy's LexRank. Its parser needs data from the network, so the document is put together by hand."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence  # noqa: PLC0415
    from sumy.summarizers.lex_rank import LexRankSummarizer  # noqa: PLC0415

    class Words:
        def to_words(self, text: str) -> tuple[str, ...]:
            return tuple(text.split())

    document = ObjectDocumentModel([Paragraph([Sentence(text, Words()) for text in texts])])
    start = time.perf_counter()
    LexRankSummarizer()(document, 5)
    return time.perf_counter() - start


def main() -> None:
    """Run the parts asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", default="backends,rouge,cold,peer,ranking")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--limit", type=int, default=60, help="bundles of DUC 2003")
    given = parser.parse_args()
    parts: dict[str, Callable[[], Figures]] = {
        "backends": lambda: backends(given.repeat),
        "rouge": lambda: rouge(given.limit),
        "cold": lambda: cold(given.repeat),
        "peer": lambda: peer(given.repeat),
        "ranking": lambda: ranking(given.repeat),
    }
    found: dict[str, Figures] = {}
    for name in given.parts.split(","):
        found[name] = {key: round(value, 4) for key, value in parts[name]().items()}
        print(name, json.dumps(found[name], indent=2), flush=True)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps({"cpus": available_cpus(), **found}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
