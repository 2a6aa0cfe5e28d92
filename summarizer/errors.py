"""Errors of the caller's input, and the tree they belong to.

The model branch, and the picture of the whole tree, are in ``summarizer.models.errors``. The input branch::

    InputError
    ├── NoArticles               the bundle is empty
    ├── InvalidArticle           an article has no text, or text that is not text
    ├── NotEnoughText            fewer than two usable sentences in the whole bundle
    ├── UnreadableInput          a file that cannot be opened or decoded
    ├── UnsupportedFormat        a file or body of a kind that is not read (a PDF, an image)
    ├── TooLarge                 over a limit on articles, characters or tokens
    ├── InvalidOption            an option outside its range, or two that exclude each other
    ├── CannotFit                no sentence fits the length asked for
    └── NotOneStory              the bundle holds several stories: the caller asked to refuse that, or none is the largest

Beside both stand ``CannotWrite``, an output file or folder cannot be written, and ``ClusterLost``, the machines that were to do
the work cannot be had.
"""

from __future__ import annotations

from summarizer.models.errors import (
    Cancelled,
    GenerationFailed,
    MissingExtra,
    ModelError,
    ModelNotFound,
    ModelUnavailable,
    NewsfuseError,
    OutOfMemory,
    UnsupportedModel,
    WeightsRefused,
)

__all__ = [
    "Cancelled",
    "CannotFit",
    "CannotWrite",
    "ClusterLost",
    "GenerationFailed",
    "InputError",
    "InvalidArticle",
    "InvalidOption",
    "MissingExtra",
    "ModelError",
    "ModelNotFound",
    "ModelUnavailable",
    "NewsfuseError",
    "NoArticles",
    "NotEnoughText",
    "NotOneStory",
    "OutOfMemory",
    "TooLarge",
    "UnreadableInput",
    "UnsupportedFormat",
    "UnsupportedModel",
    "WeightsRefused",
]


class InputError(NewsfuseError):
    """The caller's articles or options cannot be used."""

    status = 422
    title = "Input cannot be used"


class CannotWrite(NewsfuseError):
    """An output file or folder cannot be written."""

    status = 507
    title = "Output cannot be written"


class ClusterLost(NewsfuseError):
    """The machines that were to do the work cannot be reached, or die as they start."""

    status = 503
    title = "Cluster not available"


class NoArticles(InputError):
    """The bundle is empty."""

    title = "No articles"


class InvalidArticle(InputError):
    """An article has no text, or text that is not text."""

    title = "Invalid article"


class NotEnoughText(InputError):
    """Fewer than two usable sentences in the whole bundle."""

    title = "Not enough text"


class UnreadableInput(InputError):
    """A file that cannot be opened or decoded."""

    title = "Input cannot be read"


class UnsupportedFormat(InputError):
    """A file or body of a kind that is not read."""

    status = 415
    title = "Unsupported format"


class TooLarge(InputError):
    """Over a limit on articles, characters or tokens."""

    status = 413
    title = "Too large"


class InvalidOption(InputError):
    """An option outside its range, or two that exclude each other."""

    title = "Invalid option"


class CannotFit(InputError):
    """No sentence fits the length asked for."""

    title = "Length cannot be met"


class NotOneStory(InputError):
    """The bundle holds several stories, and the caller asked to refuse that or none of them is told by two origins."""

    title = "Not one story"
