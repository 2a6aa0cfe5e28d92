"""The command line as a user runs it: a process of its own, the bundled models, real files."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).with_name("summarize")
BRIDGE = ROOT / "examples" / "harbour-bridge"


def summarize(*arguments: str | Path, stdin: bytes = b"", cwd: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "NO_COLOR": "1"}
    return subprocess.run(
        [COMMAND, *map(str, arguments)], input=stdin, capture_output=True, cwd=cwd, env=environment, timeout=120, check=False
    )


def test_a_folder_gives_a_cited_summary_within_its_length() -> None:
    done = summarize("run", BRIDGE, "--format", "json", "--max-words", "90")
    assert done.returncode == 0, done.stderr.decode()
    summary = json.loads(done.stdout)
    assert 0 < summary["words"] <= 90
    texts = {path.name: path for path in BRIDGE.iterdir()}
    for sentence in summary["sentences"]:
        assert sentence["method"] in {"fused", "extracted"}
        assert sentence["citations"]
        assert all(citation["article_id"] in texts for citation in sentence["citations"])


def test_the_default_path_imports_neither_torch_nor_transformers() -> None:
    code = (
        "import sys; from summarizer.cli import main; sys.argv[1:] = sys.argv[1:]\n"
        "try: main()\nexcept SystemExit: pass\n"
        "heavy = {'torch', 'transformers', 'sklearn', 'pandas'} & set(sys.modules); print(sorted(heavy), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "run", str(BRIDGE)], capture_output=True, cwd=ROOT, timeout=120, check=False
    )
    assert done.stdout.strip()
    assert done.stderr.decode().splitlines()[-1] == "[]"


def test_a_summary_is_written_to_a_file_whole(tmp_path: Path) -> None:
    out = tmp_path / "summary"
    done = summarize("run", BRIDGE, "--format", "ninjs", "--out", out, "--fusion", "none")
    assert (done.returncode, done.stdout) == (0, b"")
    assert len(json.loads(out.read_text(encoding="utf-8"))["bodies"][0]["value"].split()) > 20
    assert [path.name for path in tmp_path.iterdir()] == ["summary"]


def test_standard_input_is_read() -> None:
    bundle = {"articles": [{"text": "The ferry ran aground on Monday. All 140 passengers were saved by lifeboats."}]}
    done = summarize("run", "-", stdin=json.dumps(bundle).encode())
    assert done.returncode == 0, done.stderr.decode()
    assert b"ferry" in done.stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"%PDF-1.7", "a PDF"), (b"", "empty"), (b"Headline only", "two"), (b'{"articles": []', "not JSON"), (b"{}", "articles")],
)
def test_bad_input_is_one_line_and_exit_code_one(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / ("bundle.json" if content.startswith(b"{") else "article.txt")
    path.write_bytes(content)
    done = summarize("run", path)
    assert done.returncode == 1
    assert done.stdout == b""
    lines = done.stderr.decode().strip().splitlines()
    assert len(lines) == 1
    assert said in lines[0]


def test_wrong_usage_is_exit_code_two() -> None:
    assert summarize("run", BRIDGE, "--format", "papyrus").returncode == 2
    assert summarize("run").returncode == 2
    assert summarize("sing").returncode == 2


def test_an_option_out_of_range_says_the_range() -> None:
    done = summarize("run", BRIDGE, "--max-words", "0")
    assert done.returncode == 1
    assert b"max_words must be a whole number" in done.stderr


def test_explain_shows_what_became_of_every_sentence(tmp_path: Path) -> None:
    out = tmp_path / "summary.json"
    assert summarize("run", BRIDGE, "--format", "json", "--out", out).returncode == 0
    done = summarize("explain", out, "--sources", BRIDGE)
    assert done.returncode == 0, done.stderr.decode()
    assert b"furniture" in done.stdout
    assert b"words ranked" in done.stdout


def test_help_is_quick_to_read() -> None:
    done = summarize("--help")
    assert done.returncode == 0
    for command in (b"run", b"serve", b"models", b"verify", b"explain"):
        assert command in done.stdout
