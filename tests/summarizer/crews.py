"""Summarizers that worker processes of a test can make: functions of a module that they can import."""

import os
import signal
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from summarizer import Article, Options, Summarizer, Summary
from summarizer.engine import Engine
from summarizer.errors import MissingExtra
from summarizer.models.fakes import FAKE_PROFILE, FakeEncoder, FakeSeq2Seq

DEADLY = "This one takes the worker down."
"""Text of an article that does so."""


def fake() -> Summarizer:
    return Summarizer(engine=Engine(encoder=FakeEncoder(), seq2seq=FakeSeq2Seq(), profile=FAKE_PROFILE, name="fake"))


def missing() -> Summarizer:
    raise MissingExtra("torch", "transformers")


class Mortal(Summarizer):
    """Kills its process when it meets a deadly article, as often as there are ``lives`` left in a file."""

    def __init__(self, lives: Path) -> None:
        super().__init__(engine=fake().engine)
        self._lives = lives

    def summarize(self, articles: Sequence[Article], options: Options | None = None, **others: Any) -> Summary:
        left = int(self._lives.read_text())
        if left and any(DEADLY in article.text for article in articles):
            self._lives.write_text(str(left - 1))
            os.kill(os.getpid(), signal.SIGKILL)
        return super().summarize(articles, options, **others)


def mortal(lives: Path, deaths: int) -> partial[Mortal]:
    """Return what makes workers that die so many times, together."""
    lives.write_text(str(deaths))
    return partial(Mortal, lives)


class Stuck(Summarizer):
    """Never ends with a deadly article."""

    def summarize(self, articles: Sequence[Article], options: Options | None = None, **others: Any) -> Summary:
        if any(DEADLY in article.text for article in articles):
            threading.Event().wait()
        return super().summarize(articles, options, **others)


def stuck() -> Stuck:
    return Stuck(engine=fake().engine)
