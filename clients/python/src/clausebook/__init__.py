"""Ask Clausebook how apps handle data, and get the clause with the answer.

    from clausebook import Client

    with Client("127.0.0.1:7447") as client:
        answer = client.ask("vendors/acme/apps/tracker", "stores-data-off-atlassian")
        print(answer.sentence)
"""

from clausebook.client import Client, accept, reject
from clausebook.questionnaires import Filled, approve, override, reopen
from clausebook.errors import (
    AlreadyExists,
    BookInvalid,
    ClausebookError,
    Conflict,
    InvalidArgument,
    NotAllowed,
    NotFound,
    Overloaded,
    Unavailable,
)

__all__ = [
    "AlreadyExists",
    "BookInvalid",
    "ClausebookError",
    "Client",
    "Conflict",
    "Filled",
    "InvalidArgument",
    "NotAllowed",
    "NotFound",
    "Overloaded",
    "Unavailable",
    "accept",
    "approve",
    "override",
    "reject",
    "reopen",
]
