"""The service's errors as exceptions, with what the service said about them."""

from __future__ import annotations

from typing import Dict, List, NamedTuple, Optional

import grpc

try:  # Two definitions of one file cannot live in one process: use what is there.
    from google.rpc import error_details_pb2, status_pb2
except ImportError:
    from clausebook._google_rpc import error_details_pb2, status_pb2

from clausebook.v1 import book_pb2


class Violation(NamedTuple):
    """A request field at fault, and what would be right."""

    field: str
    description: str


class ClausebookError(Exception):
    """A call that failed.

    code: the gRPC status code. reason: the cause, for programs, such as NOT_FOUND or
    ETAG_MISMATCH; empty if the service was not reached. metadata: what the message says,
    by key. violations: the fields at fault. problems: the faults of a fact book.
    retry_after: seconds after which it is worth trying again, or None. request_id: to find
    the call in the server's log.
    """

    def __init__(self, code: grpc.StatusCode, message: str):
        super().__init__(message)
        self.code = code
        self.message = message
        self.reason = ""
        self.metadata: Dict[str, str] = {}
        self.violations: List[Violation] = []
        self.problems: List[book_pb2.BookProblem] = []
        self.resource_name = ""
        self.retry_after: Optional[float] = None
        self.request_id = ""


class NotFound(ClausebookError):
    """What was named does not exist."""


class AlreadyExists(ClausebookError):
    """What was to be created exists."""


class InvalidArgument(ClausebookError):
    """The request is wrong; `violations` says where."""


class BookInvalid(InvalidArgument):
    """The fact book is wrong; `problems` says where."""


class Conflict(ClausebookError):
    """Somebody else changed it meanwhile, or it is still in use."""


class NotAllowed(ClausebookError):
    """It is not known who calls, or the caller may not do this."""


class Overloaded(ClausebookError):
    """The server has too much to do; try again after `retry_after`."""


class Unavailable(ClausebookError):
    """The server cannot be reached, or cannot serve now."""


_CLASSES = {
    grpc.StatusCode.NOT_FOUND: NotFound,
    grpc.StatusCode.ALREADY_EXISTS: AlreadyExists,
    grpc.StatusCode.INVALID_ARGUMENT: InvalidArgument,
    grpc.StatusCode.ABORTED: Conflict,
    grpc.StatusCode.FAILED_PRECONDITION: Conflict,
    grpc.StatusCode.UNAUTHENTICATED: NotAllowed,
    grpc.StatusCode.PERMISSION_DENIED: NotAllowed,
    grpc.StatusCode.RESOURCE_EXHAUSTED: Overloaded,
    grpc.StatusCode.UNAVAILABLE: Unavailable,
}


def from_rpc_error(error: grpc.RpcError) -> ClausebookError:
    """The exception for a failed call, with all details that came with it."""
    details = {}
    for key, value in error.trailing_metadata() or ():
        if key == "grpc-status-details-bin":
            for detail in status_pb2.Status.FromString(value).details:
                details[detail.TypeName()] = detail.value
    problems = details.get("clausebook.v1.BookProblems")
    kind = BookInvalid if problems else _CLASSES.get(error.code(), ClausebookError)
    result = kind(error.code(), error.details() or "")
    if problems:
        result.problems = list(book_pb2.BookProblems.FromString(problems).problems)
    if "google.rpc.ErrorInfo" in details:
        info = error_details_pb2.ErrorInfo.FromString(details["google.rpc.ErrorInfo"])
        result.reason, result.metadata = info.reason, dict(info.metadata)
    if "google.rpc.BadRequest" in details:
        bad = error_details_pb2.BadRequest.FromString(details["google.rpc.BadRequest"])
        result.violations = [Violation(v.field, v.description) for v in bad.field_violations]
    if "google.rpc.ResourceInfo" in details:
        resource = error_details_pb2.ResourceInfo.FromString(details["google.rpc.ResourceInfo"])
        result.resource_name = resource.resource_name
    if "google.rpc.RetryInfo" in details:
        retry = error_details_pb2.RetryInfo.FromString(details["google.rpc.RetryInfo"])
        result.retry_after = retry.retry_delay.seconds + retry.retry_delay.nanos / 1e9
    if "google.rpc.RequestInfo" in details:
        request = error_details_pb2.RequestInfo.FromString(details["google.rpc.RequestInfo"])
        result.request_id = request.request_id
    return result
