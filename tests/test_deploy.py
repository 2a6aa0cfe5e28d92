"""The manifests name settings, metrics and times that the service really has."""

from pathlib import Path
from typing import Any

import yaml

from summarizer.service.settings import Settings

ROOT = Path(__file__).parents[1]
PARTS = {part["kind"]: part for part in yaml.safe_load_all((ROOT / "deploy" / "kubernetes.yaml").read_text(encoding="utf-8"))}
POD: dict[str, Any] = PARTS["StatefulSet"]["spec"]["template"]["spec"]
(CONTAINER,) = POD["containers"]
ENVIRONMENT = {one["name"]: one.get("value") for one in CONTAINER["env"]}


def test_every_variable_is_a_setting() -> None:
    known = {f"NEWSFUSE_{name.upper()}" for name in Settings.model_fields}
    assert set(ENVIRONMENT) <= known


def test_a_pod_is_not_killed_before_it_has_drained() -> None:
    drain = float(ENVIRONMENT["NEWSFUSE_DRAIN_NOTICE_SECONDS"]) + float(ENVIRONMENT["NEWSFUSE_DRAIN_SECONDS"])
    assert POD["terminationGracePeriodSeconds"] > drain
    probe = CONTAINER["readinessProbe"]
    assert float(ENVIRONMENT["NEWSFUSE_DRAIN_NOTICE_SECONDS"]) > probe["periodSeconds"] * probe["failureThreshold"]


def test_the_autoscaler_reads_a_metric_that_there_is() -> None:
    (metric,) = PARTS["HorizontalPodAutoscaler"]["spec"]["metrics"]
    name = metric["pods"]["metric"]["name"]
    assert f'"{name}"' in (ROOT / "service" / "metrics.py").read_text(encoding="utf-8")
    assert name in PARTS["ConfigMap"]["data"]["config.yaml"]


def test_parts_find_each_other() -> None:
    labels = PARTS["StatefulSet"]["spec"]["template"]["metadata"]["labels"]
    assert PARTS["Service"]["spec"]["selector"].items() <= labels.items()
    assert PARTS["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]["name"] == PARTS["StatefulSet"]["metadata"]["name"]
    assert {mount["name"] for mount in CONTAINER["volumeMounts"]} == {volume["name"] for volume in POD["volumes"]}
