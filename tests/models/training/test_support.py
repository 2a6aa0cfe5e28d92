import json
import lzma
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from tokenizers import Tokenizer  # noqa: E402

from summarizer.models.support import CTranslate2SupportScorer  # noqa: E402
from summarizer.models.training import support, support_calibration, support_dev, support_examples  # noqa: E402
from summarizer.models.training.support_examples import Pair  # noqa: E402
from summarizer.models.training.support_export import export  # noqa: E402
from summarizer.models.training.support_model import BEGIN, END, UNJUDGED, faults, freeze, tiny, tokenizer_of  # noqa: E402

WORDS = "the ferry council mayor fire storm bridge port river city vote school doctor judge train".split()
VERBS = "sank met fell rose opened closed voted burned ended began".split()


def sentence(rng: random.Random) -> str:
    return f"the {rng.choice(WORDS)} of the {rng.choice(WORDS)} {rng.choice(VERBS)} near the {rng.choice(WORDS)} ."


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """Two threads that wait for each other on a busy machine take twenty times as long as one."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", "of", "near", *WORDS, *VERBS]
    description = {
        "version": "1.0",
        "truncation": {"direction": "Right", "max_length": 62, "strategy": "LongestFirst", "stride": 0},
        "padding": None,
        "added_tokens": [
            {
                "id": i, "content": piece, "special": True,
                **dict.fromkeys(("single_word", "lstrip", "rstrip", "normalized"), False),
            }
            for i, piece in enumerate(pieces[:5])
        ],
        "normalizer": {
            "type": "BertNormalizer",
            **dict.fromkeys(("clean_text", "handle_chinese_chars", "lowercase"), True),
            "strip_accents": None,
        },
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": None,
        "decoder": None,
        "model": {
            "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
            "vocab": {piece: i for i, piece in enumerate(dict.fromkeys(pieces))},
        },
    }  # fmt: skip
    folder: Path = tmp_path_factory.mktemp("fusion")
    (folder / "tokenizer.json").write_text(json.dumps(description))
    return tokenizer_of(folder)


def pairs(count: int) -> list[Pair]:
    rng = random.Random(4)
    found = []
    for _ in range(count):
        claim, other = sentence(rng), sentence(rng)
        found.append(Pair(claim, claim, 1.0, "copy", claim))
        found.append(Pair(other, claim, 0.0, "swap", claim))
    return found


def test_pairs_are_framed_and_faults_marked(tokenizer: Tokenizer) -> None:
    before = "the ferry sank near the port ."
    (encoded,) = support.encode([Pair("the train sank near the port .", before, 0.0, "x", before)], tokenizer)
    assert encoded.ids[0] == BEGIN
    assert encoded.ids.count(END) == 2
    assert encoded.types == [0] * 9 + [1] * 8
    assert [i for i, label in enumerate(encoded.tokens) if label == 1.0] == [2]
    assert encoded.tokens[0] == encoded.tokens[8] == UNJUDGED
    # The tokenizer's own frame for a pair is the same.
    assert tokenizer.encode("the train sank near the port .", before).ids == encoded.ids


def test_a_cut_marks_its_neighbours() -> None:
    assert faults([1, 2, 4], [1, 2, 3, 4]) == [0.0, 1.0, 1.0]
    assert faults([1, 2], [1, 2]) == [0.0, 0.0]


def test_what_does_not_fit_is_left_out(tokenizer: Tokenizer) -> None:
    long = "the ferry " * support.LONGEST
    assert list(support.encode([Pair("the ferry", long, 1.0, "x", None)], tokenizer)) == []


def test_training_lowers_the_loss_resumes_and_exports(tokenizer: Tokenizer, tmp_path: Path) -> None:
    plan = support.Plan(count=2_400, minutes=5.0, rate=3e-3, warm_up=5, every=1000.0)
    run = support.Run(tiny(tokenizer), tokenizer, pairs(300), plan)
    batch = next(run._stream)
    first = support.loss_of(run.model, batch, plan).item()
    run.epoch(1000.0)
    assert support.loss_of(run.model, batch, plan).item() < first
    assert run.progress.share == 1.0
    run.save(tmp_path / "last.pt")
    again = support.Run(tiny(tokenizer), tokenizer, pairs(300), plan)
    again.restore(tmp_path / "last.pt")
    assert again.progress.seen == run.progress.seen
    claims = [pair.claim for pair in pairs(20)]
    evidence = [pair.evidence for pair in pairs(20)]
    assert np.allclose(again.score(claims, evidence), run.score(claims, evidence))
    model = tiny(tokenizer)
    model.load_state_dict(run.weights(), strict=False)
    model.train(False)
    with torch.no_grad():
        encodings = [tokenizer.encode(c, e) for c, e in zip(claims, evidence, strict=True)]
        raw = [float(model(torch.tensor([e.ids]), torch.tensor([e.type_ids]))[0]) for e in encodings]
    export(model, tokenizer, tmp_path / "model")
    scorer = CTranslate2SupportScorer(tmp_path / "model")
    scores = scorer.score(claims, evidence)
    assert np.abs(scores - 1 / (1 + np.exp(-np.array(raw)))).max() < 0.1
    drawn = [Pair(c, e, float(c == e), "x") for c, e in zip(claims, evidence, strict=True)]
    areas = support_calibration.calibrate(tmp_path / "model", drawn, passing=0.9)
    assert areas["blend"] >= areas["verdict"] - 0.05
    calibrated = CTranslate2SupportScorer(tmp_path / "model").score(claims, evidence)
    assert np.mean([s >= 0.5 for s, pair in zip(calibrated, drawn, strict=True) if pair.label]) >= 0.9


def test_frozen_layers_stay_and_are_still_among_the_weights(tokenizer: Tokenizer) -> None:
    model = tiny(tokenizer)
    freeze(model, 1)
    before = {name: value.clone() for name, value in model.named_parameters()}
    run = support.Run(model, tokenizer, pairs(60), support.Plan(count=120, minutes=5.0, rate=3e-3, warm_up=2))
    run.epoch(1000.0)
    after = run.weights()
    assert after.keys() == before.keys()
    fixed = [name for name in before if name.startswith("bert.")]
    assert all(torch.equal(after[name], before[name]) for name in fixed)
    assert not torch.equal(after["verdict.weight"], before["verdict.weight"])


def pack(path: Path, rows: list[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(path, "wt", encoding="utf8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


ARTICLE = (
    "Mayor Anna Kowalski opened the new bridge in Port Ellis on Tuesday. It cost 4 million crowns and took 3 years to build. "
    "Tom Reyes, who leads the council, said that all ferries will stop in March. The old bridge was closed after a storm in 2019."
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    pack(
        folder / "articles" / "cased_articles.jsonl.xz",
        [{"id": str(i), "title": "T", "text": ARTICLE.replace("4 million", f"{i + 4} million")} for i in range(4)],
    )
    summary = "Anna Kowalski opened the bridge in Port Ellis."
    wrong = "Anna Kowalski closed the bridge in Port Ellis."
    pack(
        folder / "faithfulness" / "bump.jsonl.xz",
        [{"article": ARTICLE, "reference_summary": summary, "edited_summary": wrong} for _ in range(3)],
    )
    judged = {"article": ARTICLE, "candidate": wrong, "has_error": True, "feedback": str({"summary": summary})}
    pack(folder / "faithfulness" / "defacto_val.jsonl.xz", [judged, {**judged, "candidate": summary, "has_error": False}])
    pack(folder / "faithfulness" / "defacto_train.jsonl.xz", [judged])
    rows: list[dict[str, object]] = [
        {"domain": "mail", "doc": ARTICLE, "summary": text, "label": n} for n, text in enumerate((wrong, summary))
    ]
    pack(folder / "faithfulness" / "summedits_without_news.jsonl.xz", rows)
    mined = tmp_path / "mined"
    mined.mkdir()
    fusion = {
        "sources": ["Anna Kowalski opened the bridge on Tuesday.", "The bridge in Port Ellis cost 4 million crowns."],
        "target": "Anna Kowalski opened the bridge in Port Ellis on Tuesday.",
        "extras": [],
        "distractors": ["Tom Reyes said that all ferries will stop in March."],
    }
    (mined / "neus.jsonl").write_text(json.dumps(fusion) + "\n")
    return folder


def test_examples_are_built_with_faults_known(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "support.jsonl"
    count = support_examples.build(data, tmp_path / "mined", None, frozenset(), out, limit=8)
    found = list(support_examples.read(out))
    assert len(found) == count
    assert {pair.label for pair in found} == {0.0, 1.0}
    assert {"neus", "articles", "defacto", "defacto_corrected"} <= {pair.kind for pair in found}
    for pair in found:
        if pair.before is not None:
            assert (pair.before == pair.claim) == (pair.label == 1.0)
    again = tmp_path / "again.jsonl"
    support_examples.build(data, tmp_path / "mined", None, frozenset(), again, limit=8)
    assert again.read_bytes() == out.read_bytes()


def test_dev_sets_judge_a_summary_by_its_worst_sentence(data: Path) -> None:
    sets = {dev.name: dev for dev in support_dev.dev_sets(data)}
    assert sets.keys() == {"bump", "defacto_val", "summedits_mail"}
    bump = sets["bump"]
    assert sum(bump.labels) == 3
    perfect = [1.0 if bump.labels[owner] else 0.0 for owner in bump.owner]
    assert support_dev.balanced_accuracy(bump, perfect) == 1.0
    assert support_dev.balanced_accuracy(bump, [0.3] * len(perfect)) == 0.5
    assert support_dev.balanced_accuracy(bump, [1 - value for value in perfect], threshold=0.5) == 0.0


def test_evidence_is_picked_for_what_it_covers() -> None:
    sentences = ["The bridge was closed.", "Ferries will stop in March.", "Nobody was hurt."]
    assert support_examples.pick("In March the ferries stop at the bridge.", sentences, 2) == sentences[:2]
    assert support_examples.pick("Entirely foreign.", sentences, 2) == []
