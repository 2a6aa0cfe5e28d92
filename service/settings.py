"""All that can be set: by environment (``NEWSFUSE_…``), or in the TOML file that ``NEWSFUSE_CONFIG`` names."""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

PREFIX = "NEWSFUSE_"
CONFIG_FILE = PREFIX + "CONFIG"


def default_jobs_url() -> str:
    """Return the embedded job store of this user."""
    return f"sqlite:///{platformdirs.user_data_path('newsfuse') / 'jobs.sqlite'}"


class Settings(BaseSettings):
    """Every setting with its default; the environment wins over the file, arguments win over both."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65_535, description="Port to listen on; 0 takes a free one.")

    keys_file: Path | None = Field(None, description="File of hashed API keys; without one the service asks for no key.")
    allow_anonymous: bool = Field(False, description="Listen beyond loopback although there are no API keys.")
    rate: str | None = Field(None, description="Requests that one key may send, such as `60/minute`; empty: any number.")
    rate_storage: str = Field("memory://", description="Where the rate is counted; `redis://…` shares it between replicas.")

    max_body_bytes: int = Field(8_000_000, ge=1_000, description="Longest request body, counted while it arrives.")
    max_articles: int = Field(200, ge=1, description="Most articles of one bundle.")
    max_article_characters: int = Field(1_000_000, ge=1, description="Longest text of one article, in characters.")
    max_tokens: int = Field(400_000, ge=1, description="Most tokens of one bundle, estimated as a quarter of its UTF-8 bytes.")
    body_seconds: float = Field(20.0, gt=0, description="Time in which a request's head, and then its body, must have arrived.")
    deadline_seconds: float = Field(60.0, gt=0, description="Time in which a request is answered.")
    concurrent_requests: int = Field(64, ge=1, description="Most requests waiting or worked on; more get 429.")
    queue_tokens: int = Field(1_000_000, ge=1, description="Most tokens waiting or worked on; more get 429.")

    model: str = Field("bundled", description="Fusion model: the bundled one, a profile's name, a folder or a hub id.")
    threads: int = Field(8, ge=1, description="Summaries in work at the same time; they share the models' batches.")
    model_threads: int = Field(1, ge=1, description="Threads of one model call; calls of different models run side by side.")
    batch_inputs: int = Field(32, ge=1, description="Most inputs of one model batch.")
    batch_tokens: int = Field(4_096, ge=1, description="Most tokens of one model batch, padding counted.")
    stall_seconds: float = Field(120.0, gt=0, description="A model batch that takes longer makes `/livez` fail.")

    cache_bytes: int = Field(64_000_000, ge=0, description="Memory for answers kept for identical requests; 0 keeps none.")

    jobs: bool = Field(True, description="Whether `/v1/batches` is offered.")
    jobs_url: str = Field(
        default_factory=default_jobs_url, description="Job store: `sqlite:///…` or `postgresql://…`; replicas share the latter."
    )
    jobs_executor: str = Field("local", description="Name of this replica in the job store; each replica needs its own.")
    jobs_workers: int = Field(2, ge=1, description="Bundles of batches in work at the same time, beside the requests.")
    jobs_max_bundles: int = Field(1_000, ge=1, description="Most bundles of one batch.")
    jobs_max_body_bytes: int = Field(64_000_000, ge=1_000, description="Longest body of a batch.")
    jobs_deadline_seconds: float = Field(300.0, gt=0, description="Time in which one bundle of a batch is finished.")
    jobs_keep_hours: float = Field(24.0, gt=0, description="How long a finished batch and its results are kept.")
    jobs_poll_seconds: float = Field(1.0, gt=0, description="How often the job store is asked for work.")

    drain_notice_seconds: float = Field(
        0.0, ge=0, description="How long `/readyz` says 503 after SIGTERM before the port is closed."
    )
    drain_seconds: float = Field(60.0, gt=0, description="Time in which work in flight may finish after SIGTERM.")

    log_format: Literal["text", "json"] = Field("text", description="Form of the log lines on standard error.")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="Least level that is logged.")
    tracing: bool = Field(False, description="OpenTelemetry traces; needs the extra `tracing`, set up by the OTEL_… variables.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then the environment, then the file."""
        file = os.environ.get(CONFIG_FILE)
        sources: tuple[PydanticBaseSettingsSource, ...] = (init_settings, env_settings)
        return (*sources, TomlConfigSettingsSource(settings_cls, Path(file))) if file else sources

    @property
    def exposed(self) -> bool:
        """Whether others than this machine can reach the address."""
        if self.host == "localhost":
            return False
        try:
            return not ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return True


def table() -> str:
    """Return the Markdown table of all settings that the README shows."""
    lines = ["| variable | default | meaning |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "in the user's data folder" if field.default_factory else _plain(field.default)
        lines.append(f"| `{PREFIX}{name.upper()}` | {default} | {field.description} |")
    return "\n".join(lines)


def _plain(value: object) -> str:
    if value is None:
        return "–"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"
