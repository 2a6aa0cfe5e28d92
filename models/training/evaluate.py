"""Evaluate an exported fusion model: ``python -m summarizer.models.training.evaluate .training/export/fusion``.

Each held-out group is written freely, and locked to the pieces of its own group plus function words, both greedily and with
beams. Of each way are told ROUGE against the editor's sentence, the share rewritten (not copied whole), and how many sentences
hold a number or a name that no sentence of their group has. Names and numbers are found by other means than the lock: regular
expressions over the cased text of the group and of the editor's sentence, never the pieces.
"""

import argparse
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from summarizer.models.training.fusion import DEV, dev_groups
from summarizer.models.training.mixture import Group
from summarizer.models.training.rouge import mean_f1
from summarizer.models.training.scores import Writer, copied_whole
from summarizer.models.training.words import numbers, tokens


@dataclass(frozen=True, slots=True)
class Report:
    """Figures of one way of decoding one dev set. ROUGE is F1 in percent, ``words`` the mean length, the rest are shares, 0 to 1.

    ``foreign_names`` and ``foreign_numbers`` count sentences that hold at least one that their group lacks.
    """

    groups: int
    rouge1: float
    rouge2: float
    words: float
    rewritten: float
    foreign_names: int
    foreign_numbers: int
    foreign_words: float


_CAPITAL = re.compile(r"(?<![.!?:\"“‘'’] )(?<!^)\b[A-Z][\w’'-]+")

_SMALL = re.compile(r"\b[a-z][\w’'-]+")


def known_names(texts: Sequence[str]) -> frozenset[str]:
    """Return, in lower case, the words that stand with a capital inside a sentence of ``texts`` and never without one."""
    plain = {part for text in texts for match in _SMALL.findall(text) for part in tokens(match)}
    return frozenset(part for text in texts for match in _CAPITAL.findall(text) for part in tokens(match)) - plain


def report(groups: Sequence[Group], written: Sequence[str], names: frozenset[str]) -> Report:
    """Return the figures of what was written; ``names`` are all words that count as a name."""
    rouge1, rouge2 = mean_f1([group.target for group in groups], written)
    foreign = [_words(text) - _words(" ".join(g.sentences)) for g, text in zip(groups, written, strict=True)]
    strange = [numbers(_joined(text)) - numbers(" ".join(g.sentences)) for g, text in zip(groups, written, strict=True)]
    count = len(groups)
    return Report(
        groups=count,
        rouge1=round(rouge1, 2),
        rouge2=round(rouge2, 2),
        words=round(sum(len(tokens(text)) for text in written) / count, 1),
        rewritten=round(1 - sum(copied_whole(t, g.sentences) for g, t in zip(groups, written, strict=True)) / count, 3),
        foreign_names=sum(bool(words & names) for words in foreign),
        foreign_numbers=sum(bool(each) for each in strange),
        foreign_words=round(sum(map(len, foreign)) / max(sum(len(tokens(text)) for text in written), 1), 4),
    )


def _words(text: str) -> frozenset[str]:
    """Return a text's words without possessive endings, whether these stand on their own ("velmar ' s") or not."""
    closed = re.sub(r"\s*['’]\s*s\b", " ", text)
    return frozenset(tokens(re.sub(r"['’.]", " ", closed)))


def _joined(text: str) -> str:
    """Return text with the spaces taken out that word pieces leave inside numbers ("1, 200", "3. 5")."""
    return re.sub(r"(?<=\d)\s*([.,:])\s*(?=\d)", r"\1", text)


def evaluate(writer: Writer, dev: Mapping[str, Sequence[Group]], beams: int) -> dict[str, dict[str, dict[str, float]]]:
    """Return the figures of each dev set, for free and for locked writing, greedy and with beams."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    for name, groups in dev.items():
        names = known_names([text for group in groups for text in (*group.sentences, group.target)])
        ways = {
            "greedy": writer(groups),
            "locked": writer(groups, locked=True),
            f"{beams} beams": writer(groups, beams=beams),
            f"locked, {beams} beams": writer(groups, locked=True, beams=beams),
        }
        found[name] = {way: asdict(report(groups, written, names)) for way, written in ways.items()}
    return found


def main() -> None:
    """Evaluate from the command line; the figures go to standard output as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="an exported model folder")
    parser.add_argument("--cache", type=Path, default=Path(".training/examples"))
    parser.add_argument("--beams", type=int, default=4)
    given = parser.parse_args()
    figures = evaluate(Writer(given.model), dev_groups(given.cache, DEV), given.beams)
    print(json.dumps(figures, indent=2))  # noqa: T201  the command's output


if __name__ == "__main__":
    main()
