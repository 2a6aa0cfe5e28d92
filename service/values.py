"""Values of JSON read as JSON Schema has them, where pydantic by itself would take more."""

from __future__ import annotations

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError


def _whole(value: object) -> object:
    """Take what JSON Schema calls an integer: 3 and 3.0, but neither true nor "3"."""
    if isinstance(value, bool | str):
        raise PydanticCustomError("int_type", "Input should be a valid integer")
    return value


def _number(value: object) -> object:
    if isinstance(value, bool | str):
        raise PydanticCustomError("float_type", "Input should be a valid number")
    return value


WHOLE = BeforeValidator(_whole)
"""For an ``int``; behind the bounds in an ``Annotated``, or the document does not show them."""
NUMBER = BeforeValidator(_number)
"""The same for a ``float``."""
