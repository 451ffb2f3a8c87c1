"""Uses the installed Python package against a server with TLS that knows its callers:
secure_client_check.py HOST:PORT AUTHORITY. The token is in TOKEN."""

import os
import sys

import clausebook

ADDRESS, AUTHORITY = sys.argv[1:3]
TOKEN = os.environ["TOKEN"]

with clausebook.Client(ADDRESS, timeout=20, token=TOKEN, ca=AUTHORITY) as client:
    assert list(client.apps()) == []

os.environ["CLAUSEBOOK_TOKEN"] = TOKEN
with clausebook.Client(ADDRESS, timeout=20, ca=AUTHORITY) as client:
    assert list(client.apps()) == []

for token in ("", TOKEN[:-1] + ("A" if TOKEN[-1] != "A" else "B")):
    with clausebook.Client(ADDRESS, timeout=20, token=token, ca=AUTHORITY) as client:
        try:
            list(client.apps())
            raise AssertionError("not refused")
        except clausebook.NotAllowed as error:
            assert error.reason == "UNAUTHENTICATED", error.reason

try:
    clausebook.Client("books.example:7447", token=TOKEN)
    raise AssertionError("a token would be sent in the clear")
except ValueError:
    pass
