"""What can go wrong, the root of the tree and its model branch.

The whole tree::

    NewsfuseError
    ├── ModelError                       a model cannot be had or does not work
    │   ├── ModelNotFound                no such name, folder or hub id
    │   ├── ModelUnavailable             it exists, but cannot be fetched from here (offline, no access)
    │   ├── WeightsRefused               pickle weights, wrong checksum, remote code
    │   ├── UnsupportedModel             no backend runs this architecture
    │   ├── OutOfMemory                  too large for the memory or device
    │   ├── InputTooLong                 an input has more tokens than the model reads
    │   └── GenerationFailed             the model raised while it worked
    ├── MissingExtra                     an optional dependency is not installed
    ├── Cancelled                        the caller went away or the deadline passed while a model worked
    └── InputError                       (summarizer.errors) the caller's articles or options

Each class owns the HTTP status and a title that may be shown to anyone; the message says what to do and never holds article text.
"""

from __future__ import annotations

from typing import ClassVar


class NewsfuseError(Exception):
    """Root of every error this software raises on purpose.

    Attributes:
        status: HTTP status that the service answers with.
        title: Short public name of the kind of error.

    """

    status: ClassVar[int] = 500
    title: ClassVar[str] = "Internal error"

    @property
    def kind(self) -> str:
        """The class name in kebab case: a stable identifier for clients, as in ``model-not-found``."""
        name = type(self).__name__
        return "".join(f"-{c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name))


class ModelError(NewsfuseError):
    """A model cannot be had or does not work."""

    title = "Model error"


class ModelNotFound(ModelError):
    """No model of that name, folder or hub id."""

    status = 404
    title = "Model not found"


class ModelUnavailable(ModelError):
    """The model exists, but cannot be fetched from here."""

    status = 503
    title = "Model not available"


class WeightsRefused(ModelError):
    """The weights are of a kind that is not loaded, or not what they claim to be."""

    title = "Weights refused"


class UnsupportedModel(ModelError):
    """No backend runs this architecture."""

    status = 422
    title = "Model not supported"


class OutOfMemory(ModelError):
    """The model or its batch does not fit the memory."""

    status = 507
    title = "Out of memory"


class InputTooLong(ModelError):
    """An input has more tokens than the model reads; the caller has to cut it, since a silent cut would lose text."""

    status = 413
    title = "Input longer than the model reads"


class GenerationFailed(ModelError):
    """The model raised while it worked."""

    title = "Model failed"


class Cancelled(NewsfuseError):
    """The caller went away, or the deadline passed, while a model worked."""

    status = 504
    title = "Cancelled"


class MissingExtra(NewsfuseError):
    """An optional dependency is not installed."""

    status = 501
    title = "Optional dependency not installed"

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"{package} is not installed. Install it with: pip install 'newsfuse[{extra}]'")
        self.package = package
        self.extra = extra

    def __reduce__(self) -> tuple[type[MissingExtra], tuple[str, str]]:
        """Let the error cross processes, which by default would give the message to the constructor."""
        return type(self), (self.package, self.extra)
