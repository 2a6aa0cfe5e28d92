"""Errors that only the service knows; the rest of the tree is in ``summarizer.errors``.

::

    ServiceError
    ├── Malformed               400  no HTTP
    ├── Unauthorized            401  no key, or a wrong one
    ├── NoSuchThing             404  no such route, batch or kept summary
    ├── NotAllowed              405  the route does not know the method
    ├── NotAcceptable           406  no representation that the client accepts
    ├── BodyTooSlow             408  the body did not arrive in time
    ├── HeadTooSlow             408  not even the head did
    ├── BodyTooLarge            413  over the limit on bytes
    ├── WrongMediaType          415  not JSON, or compressed
    ├── InvalidRequest          422  the body does not fit the schema
    ├── TooManyRequests         429  full, or over the key's rate; says when to come back
    ├── ClientGone              499  nobody is left to answer; never sent
    ├── InternalError           500  anything that nobody foresaw
    ├── WorkerDied              500  the thread that ran the model is gone
    ├── NotReady                503  starting or draining; says when to come back
    └── DeadlineExceeded        504  not finished in time
"""

from __future__ import annotations

from summarizer.errors import NewsfuseError


class ServiceError(NewsfuseError):
    """Root of the service's own errors."""


class Malformed(ServiceError):
    """What came is no HTTP."""

    status = 400
    title = "Malformed request"


class Unauthorized(ServiceError):
    """No key, or a wrong one."""

    status = 401
    title = "Key needed"


class NoSuchThing(ServiceError):
    """No such route, batch or kept summary."""

    status = 404
    title = "Not found"


class NotAllowed(ServiceError):
    """The route does not know the method."""

    status = 405
    title = "Method not allowed"


class NotAcceptable(ServiceError):
    """There is no representation that the client accepts."""

    status = 406
    title = "Not acceptable"


class BodyTooSlow(ServiceError):
    """The body did not arrive in time."""

    status = 408
    title = "Body too slow"


class HeadTooSlow(ServiceError):
    """The head of a request did not arrive in time."""

    status = 408
    title = "Head too slow"


class BodyTooLarge(ServiceError):
    """The body is over the limit on bytes."""

    status = 413
    title = "Body too large"


class WrongMediaType(ServiceError):
    """The body is not of a type that is read, or it is compressed."""

    status = 415
    title = "Unsupported media type"


class InvalidRequest(ServiceError):
    """The body does not fit the schema."""

    status = 422
    title = "Invalid request"


class TooManyRequests(ServiceError):
    """The service is full, or the key is over its rate.

    Attributes:
        retry_after: Whole seconds after which to come back.

    """

    status = 429
    title = "Too many requests"

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class ClientGone(ServiceError):
    """The client closed the connection; there is nobody to answer."""

    status = 499
    title = "Client gone"


class InternalError(ServiceError):
    """Anything that nobody foresaw."""


class WorkerDied(ServiceError):
    """The thread that ran the model is gone; ``/livez`` says so."""

    title = "Model worker stopped"


class NotReady(ServiceError):
    """The service is starting or draining.

    Attributes:
        retry_after: Whole seconds after which to come back.

    """

    status = 503
    title = "Not ready"

    def __init__(self, message: str, retry_after: int = 5) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class DeadlineExceeded(ServiceError):
    """The request was not finished in time."""

    status = 504
    title = "Deadline exceeded"
