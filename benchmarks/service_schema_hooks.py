"""Teaches schemathesis to send JSON Lines."""

from __future__ import annotations

import json
from typing import Any

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def json_lines(ctx: schemathesis.SerializationContext, value: Any) -> bytes:  # noqa: ANN401  generated values
    """Write each item in a line; what is no list in one."""
    items = value if isinstance(value, list) else [value]
    return b"".join(json.dumps(item).encode() + b"\n" for item in items)
