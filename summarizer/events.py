"""What a caller may watch while a summary is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from summarizer.errors import Cancelled
from summarizer.summary import SummarySentence


class Stage(StrEnum):
    """The stages of a summary, in order."""

    CLEAN = "clean"
    ENCODE = "encode"
    ORIGINS = "origins"
    RANK = "rank"
    SELECT = "select"
    FUSE = "fuse"
    VERIFY = "verify"
    COMPOSE = "compose"


@dataclass(frozen=True, slots=True)
class StageStarted:
    """A stage begins."""

    stage: Stage


@dataclass(frozen=True, slots=True)
class SentenceReady:
    """A sentence of the summary has been verified.

    Attributes:
        number: Its place in the summary, from 1.
        sentence: The sentence.
    """

    number: int
    sentence: SummarySentence


Event: TypeAlias = StageStarted | SentenceReady
Observer: TypeAlias = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Watch:
    """The caller's ears and brake, passed through the stages.

    Attributes:
        observer: Told of every event; None: nobody listens.
        cancelled: Asked between stages and decoding steps; True stops the work.
    """

    observer: Observer | None = None
    cancelled: Callable[[], bool] | None = None

    def start(self, stage: Stage) -> None:
        """Tell that a stage begins.

        Raises:
            Cancelled: The caller does not want the summary any more.
        """
        if self.cancelled is not None and self.cancelled():
            raise Cancelled(f"Stopped before the stage {stage}.")
        self.tell(StageStarted(stage))

    def tell(self, event: Event) -> None:
        """Pass an event on."""
        if self.observer is not None:
            self.observer(event)
