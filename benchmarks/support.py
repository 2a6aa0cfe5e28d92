"""How well false summaries are told from true ones, on sets that people judged; keeps what ``verification`` measures.

python -m benchmarks.support            # 150 summaries a set, about 3 minutes
python -m benchmarks.support --small
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from benchmarks import verification
from benchmarks.results import option, record
from summarizer.models.registry import load_encoder, load_support_scorer
from summarizer.models.training.corpora import data_folder

LIMIT = 150


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure rules, baselines and the scorer that ships; print the product's verdict and record the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    option(parser)
    given = parser.parse_args(arguments)
    if not data_folder().is_dir():
        parser.error(f"no data in {data_folder()}; set SUMMARIZER_DATA")
    limit = 8 if given.small else LIMIT
    scorer = load_support_scorer()
    systems = {
        "coverage": verification.coverage,
        "cosine": verification.cosine(load_encoder()),
        "rules": verification.rules,
        "verdict": verification.verdict(scorer),
    }
    if scorer is not None:
        systems["scorer"] = verification.model(scorer)
    table = verification.measure(verification.cases(data_folder(), limit), systems)
    for name, row in table.items():
        print(f"{name:<24} {row['verdict']:.3f}")
    record("support", {"limit": limit, "sets": table}, command="python -m benchmarks.support", small=given.small)


if __name__ == "__main__":
    main()
