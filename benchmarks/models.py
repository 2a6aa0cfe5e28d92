"""How fast the models are, always as ratios of two things measured in one run on one machine.

    python -m benchmarks.models            # about 5 minutes on two quiet cores
    python -m benchmarks.models --small

``backends``: the bundled model in CTranslate2 int8 against the same weights in transformers float32, one input and eight at a
time; size on disk and peak memory of both. ``rouge``: what both score on DUC 2003. ``cold``: a whole ``summarize run`` of each
example against importing torch and transformers. ``peer``: a bundle against the usual way to use a summarizer (one call of
``benchmarks.distilbart``). ``ranking``: ranking and grouping, vectors given, against sumy's LexRank at 1,700 sentences (wants
``make peers``), and 10,000 sentences against 2,000.

``rouge`` and ``ranking`` need the data folder. Of each time the best of the repetitions counts, since noise only ever adds. Run
nothing else on the machine meanwhile.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.clock import fastest
from benchmarks.clusters import bundles
from benchmarks.distilbart import distilbart
from benchmarks.peer_process import peers
from benchmarks.process import run_process
from benchmarks.results import ROOT, option, record
from summarizer import Article, Summarizer
from summarizer.defaults import load_engine
from summarizer.models import bundled, registry
from summarizer.models.conformance import Inspectable
from summarizer.models.profiles import BUNDLED
from summarizer.models.protocols import Decoding, Seq2Seq
from summarizer.preparation.prepare import prepare
from summarizer.ranking import ranker
from summarizer.ranking.material import Material
from summarizer.readers import read
from summarizer.selection.grouping import group

EXAMPLE = "harbour-bridge"
OF_SUMY = 1_700
SIZES = (2_000, 10_000)
SMALL_SIZES = (200, 1_000)

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


def example(name: str = EXAMPLE) -> tuple[Article, ...]:
    """Return the articles of an example bundle."""
    return read([ROOT / "examples" / name]).articles


def backends(repeat: int) -> Figures:
    """Tokens a second of both backends, and what they take of disk and memory."""
    recorder = Recorder(registry.load_seq2seq())
    Summarizer(seq2seq=recorder).summarize(example(), max_words=120)
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
        figures[f"{backend}_peak_mib"] = run_process([sys.executable, "-c", code])[1]
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
    from benchmarks.quality import MEASURES  # noqa: PLC0415
    from summarizer.evaluation import Rouge  # noqa: PLC0415

    engine = load_engine()
    judge = Rouge()
    figures: Figures = {}
    for backend in ("ctranslate2", "transformers"):
        summarizer = Summarizer(engine=replace(engine, seq2seq=registry.load_seq2seq(backend=backend, device="cpu")))
        rows = [
            judge.score(summarizer.summarize(bundle.articles, max_words=100).text, bundle.references)
            for bundle in bundles("duc2003", limit)
        ]
        figures |= {f"{backend}_{name}": statistics.fmean(row[name] for row in rows) for name in MEASURES}
    for name in MEASURES:
        figures[f"{name}_difference"] = figures[f"ctranslate2_{name}"] - figures[f"transformers_{name}"]
    return figures


def cold(repeat: int, names: Sequence[str]) -> Figures:
    """Whole runs of the command line against an import of torch and transformers; the slowest example counts."""
    summarize = str(Path(sys.executable).with_name("summarize"))
    imports = [sys.executable, "-c", "import torch, transformers; transformers.AutoModelForSeq2SeqLM"]
    ours = {name: [run_process([summarize, "run", str(ROOT / "examples" / name)]) for _ in range(repeat)] for name in names}
    theirs = min(run_process(imports)[0] for _ in range(repeat))
    best = {name: min(seconds for seconds, _ in runs) for name, runs in ours.items()}
    return {
        **{f"{name}_seconds": seconds for name, seconds in best.items()},
        "peak_mib": max(memory for runs in ours.values() for _, memory in runs),
        "import_seconds": theirs,
        "ratio": theirs / max(best.values()),
    }


def peer(repeat: int) -> Figures:
    """A warm summary against one call of a model of distilbart-cnn-12-6's size."""
    articles = example()
    summarizer = Summarizer()
    summarizer.summarize(articles, max_words=120)
    ours = fastest(lambda: summarizer.summarize(articles, max_words=120), repeat)
    theirs = fastest(distilbart(), repeat)
    words = sum(len(article.text.split()) for article in articles)
    return {"words": words, "summary_seconds": ours, "peer_seconds": theirs, "ratio": theirs / ours}


def ranking(repeat: int, sizes: tuple[int, int], of_sumy: int) -> Figures:
    """Ranking and grouping at two sizes, vectors given, and sumy's LexRank at one more."""
    whole = _material(max(sizes))
    figures: Figures = {}
    for count in (of_sumy, *sizes):
        method = ranker("learned")

        def work(count: int = count) -> object:
            material = _first(whole, count)  # a material keeps what it works out, so each run has its own
            return group(material, method.rank(material))  # noqa: B023  called here

        figures[f"seconds_{count}"] = fastest(work, repeat)
    figures[f"growth_{sizes[0]}_to_{sizes[1]}"] = figures[f"seconds_{sizes[1]}"] / figures[f"seconds_{sizes[0]}"]
    with peers() as others:
        texts = [sentence.text for sentence in whole.sentences[:of_sumy]]
        figures[f"sumy_seconds_{of_sumy}"] = others.choose("sumy-lexrank", texts, 120)[1]
    figures["ratio_to_sumy"] = figures[f"sumy_seconds_{of_sumy}"] / figures[f"seconds_{of_sumy}"]
    return figures


def _material(count: int) -> Material:
    """A bundle of that many sentences out of all of DUC 2003, with their vectors; each article is an origin of its own."""
    articles: list[Article] = []
    for bundle in bundles("duc2003"):
        articles += [replace(one, id=f"{bundle.id}/{one.id}") for one in bundle.articles]
    ready = prepare(articles)
    sentences = tuple(ready.all_sentences())[:count]
    if len(sentences) < count:
        raise RuntimeError(f"DUC 2003 has {len(sentences)} sentences, fewer than {count}")
    vectors = registry.load_encoder().encode([sentence.text for sentence in sentences])
    return Material(ready.articles, sentences, {article.id: number for number, article in enumerate(ready.articles)}, vectors)


def _first(material: Material, count: int) -> Material:
    """Return the first sentences of a material, with the articles that they are from."""
    kept = material.sentences[:count]
    names = {sentence.article_id for sentence in kept}
    used = tuple(article for article in material.articles if article.id in names)
    return Material(used, kept, {article.id: number for number, article in enumerate(used)}, material.vectors[:count])


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the parts asked for, print each, and record the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", default="backends,rouge,cold,peer,ranking")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--limit", type=int, default=60, help="bundles of DUC 2003")
    option(parser)
    given = parser.parse_args(arguments)
    repeat = 1 if given.small else given.repeat
    names = [path.name for path in sorted((ROOT / "examples").iterdir()) if path.name not in {"README.md", "truth"}]
    parts: dict[str, Callable[[], Figures]] = {
        "backends": lambda: backends(repeat),
        "rouge": lambda: rouge(2 if given.small else given.limit),
        "cold": lambda: cold(repeat, names[:1] if given.small else names),
        "peer": lambda: peer(repeat),
        "ranking": lambda: ranking(repeat, SMALL_SIZES if given.small else SIZES, 100 if given.small else OF_SUMY),
    }
    found: dict[str, Figures] = {}
    for name in given.parts.split(","):
        found[name] = parts[name]()
        print(name, json.dumps(found[name], indent=1), flush=True)
    command = "python -m benchmarks.models"
    if set(found) != set(parts):
        command += f" --parts {','.join(found)}"
    record("models", found, command=command, small=given.small)


if __name__ == "__main__":
    main()
