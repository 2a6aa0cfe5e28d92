"""When to ask again."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

RETRIED = frozenset({429, 503})
LONGEST_WAIT = 60.0
"""Seconds; a service that asks to wait longer is given up."""


@dataclass(frozen=True, slots=True)
class Retry:
    """Tries again what a busy or starting service refused.

    Attributes:
        times: How often.

    """

    times: int = 4

    def wait(self, response: httpx.Response, tried: int) -> float | None:
        """Return the seconds after which to try again, or None when not to; ``tried`` counts the retries so far."""
        if response.status_code not in RETRIED or tried >= self.times:
            return None
        given = response.headers.get("retry-after", "")
        wait = float(given) if given.isdecimal() else 2.0**tried
        return wait if wait <= LONGEST_WAIT else None
