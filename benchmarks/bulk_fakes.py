"""``summarize batch`` with fake models, for runs that try the files and the processes and not the summaries.

python -m benchmarks.bulk_fakes IN OUT --workers 2
"""

from __future__ import annotations

import argparse
import sys

from summarizer import Options, Summarizer
from summarizer.batch import Job, Processes, discover, open_store, run_batch
from summarizer.engine import Engine
from summarizer.models.fakes import FAKE_PROFILE, FakeEncoder, FakeSeq2Seq


def make() -> Summarizer:
    """Return a summarizer without weights."""
    return Summarizer(engine=Engine(encoder=FakeEncoder(), seq2seq=FakeSeq2Seq(), profile=FAKE_PROFILE, name="fake"))


def main() -> int:
    """Run a batch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("out")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    job = Job(options=Options())
    return int(run_batch(discover(given.folder), open_store(given.out), job, Processes(make, given.workers)).failed)


if __name__ == "__main__":
    sys.exit(main())
