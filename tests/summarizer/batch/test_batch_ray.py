import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from summarizer import Options
from summarizer.batch import Alone, FolderStore, Job, Record, Status, discover, run_batch
from summarizer.batch.ray_crew import RayCrew
from summarizer.errors import MissingExtra
from tests.summarizer.crews import DEADLY, fake, missing, mortal

ray: Any = pytest.importorskip("ray", reason="needs the extra: pip install 'newsfuse[ray]'")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::ResourceWarning")

FERRY = "The ferry Alma ran aground on Monday. All 140 passengers were taken off by lifeboat. Nobody was hurt."
JOB = Job(options=Options(max_words=30))


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A head that works on nothing, and two nodes of a worker each."""
    found = import_module("ray.cluster_utils").Cluster(
        initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False}
    )
    found.nodes = [found.add_node(num_cpus=1) for _ in range(2)]
    ray.init(address=found.address, log_to_driver=False)
    yield found
    ray.shutdown()
    found.shutdown()


def test_workers_and_a_node_that_die_cost_nothing(cluster: Any, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "all.jsonl").write_text((json.dumps({"articles": [{"text": FERRY}]}) + "\n") * 12 + "{oops\n")
    (folder / "deadly.txt").write_text(f"{FERRY} {DEADLY}")
    sources = discover(str(folder))
    run_batch(sources, FolderStore(tmp_path / "whole"), JOB, Alone(fake))
    seen: list[str] = []

    def lose_a_node(record: Record, skipped: bool) -> None:
        assert not skipped
        seen.append(record.name)
        if len(seen) == 3:
            cluster.remove_node(cluster.nodes[1], allow_graceful=False)

    crew = RayCrew(mortal(tmp_path / "lives", 1))
    assert crew.workers == 2
    out = FolderStore(tmp_path / "out")
    report = run_batch(sources, out, JOB, crew, on_record=lose_a_node)
    assert report.counts == {Status.DONE: 13, Status.REFUSED: 1}
    assert (tmp_path / "lives").read_text() == "0", "a worker was killed"
    assert sorted(seen) == sorted(source.name for source in sources)
    for path in (tmp_path / "whole").glob("*.json"):
        assert (tmp_path / "out" / path.name).read_bytes() == path.read_bytes()
    assert run_batch(sources, out, JOB, RayCrew(fake, 1)).counts == {Status.SKIPPED: 14}
    with pytest.raises(MissingExtra, match="transformers"):
        run_batch(sources, FolderStore(tmp_path / "none"), JOB, RayCrew(missing, 1))
    report = run_batch(sources[-1:], FolderStore(tmp_path / "each"), JOB, RayCrew(mortal(tmp_path / "lives", 99), 1))
    assert [record.error for record in report.unhappy.values()] == ["worker-died"]
