"""What can be said of the container without a daemon: that its files keep what they promise."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from summarizer.service.settings import Settings

ROOT = Path(__file__).parents[2]


def test_the_image_runs_as_nobody_special_and_looks_after_itself() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    final = text.rpartition("\nFROM ")[2]
    assert re.search(r"^USER (?!0$|root)", final, re.MULTILINE)
    assert "HEALTHCHECK" in final
    assert "/livez" in final


def test_every_variable_in_the_files_is_a_setting() -> None:
    text = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("Dockerfile", "compose.yaml"))
    names = set(re.findall(r"NEWSFUSE_([A-Z_]+)", text))
    assert names
    assert {name.lower() for name in names} <= set(Settings.model_fields)


def test_the_compose_file_is_strict() -> None:
    service = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]["newsfuse"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["user"] not in {"0", "root"}
    assert int(service["stop_grace_period"].removesuffix("s")) > float(service["environment"]["NEWSFUSE_DRAIN_SECONDS"])
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
