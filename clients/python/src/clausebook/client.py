"""The client: the generated stubs behind a thin face."""

from __future__ import annotations

import datetime
import pathlib
import uuid
from typing import Callable, Iterable, Iterator, List, Optional, TypeVar, Union

import grpc

from clausebook import errors
from clausebook.v1 import (
    answer_pb2,
    app_pb2,
    book_pb2,
    book_service_pb2,
    book_service_pb2_grpc,
    catalog_service_pb2,
    catalog_service_pb2_grpc,
    check_service_pb2,
    check_service_pb2_grpc,
    policy_pb2,
    query_service_pb2,
    query_service_pb2_grpc,
    question_pb2,
    question_service_pb2,
    question_service_pb2_grpc,
)

_Day = Union[str, datetime.date]
_Response = TypeVar("_Response")

_SERVICE_CONFIG = pathlib.Path(__file__).with_name("service_config.json")


class Client:
    """A connection to a Clausebook server. Thread-safe; close it, or use `with`.

    address: HOST:PORT. timeout: seconds that a call may take. Reads are tried again while
    the server is unavailable; writes carry a request id.
    """

    def __init__(self, address: str = "127.0.0.1:7447", timeout: float = 30.0):
        self._timeout = timeout
        self._channel = grpc.insecure_channel(
            address,
            options=[
                ("grpc.service_config", _SERVICE_CONFIG.read_text()),
                ("grpc.max_receive_message_length", 64 << 20),
            ],
        )
        self.catalog = catalog_service_pb2_grpc.CatalogServiceStub(self._channel)
        self.questions_stub = question_service_pb2_grpc.QuestionServiceStub(self._channel)
        self.queries = query_service_pb2_grpc.QueryServiceStub(self._channel)
        self.books = book_service_pb2_grpc.BookServiceStub(self._channel)
        self.checks = check_service_pb2_grpc.CheckServiceStub(self._channel)

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connection."""
        self._channel.close()

    def ask(
        self,
        app: str,
        question: str,
        as_of: Optional[_Day] = None,
        known_at: Optional[datetime.datetime] = None,
    ) -> answer_pb2.Answer:
        """The answer to one question (its id or full name) about one app (full name)."""
        request = query_service_pb2.AskRequest(
            app=app, question=_question_name(question), as_of=_day(as_of)
        )
        _set_time(request, known_at)
        return self._call(self.queries.Ask, request).answer

    def answers(
        self,
        app: str,
        as_of: Optional[_Day] = None,
        known_at: Optional[datetime.datetime] = None,
        verdicts: Iterable[int] = (),
    ) -> Iterator[answer_pb2.Answer]:
        """The answers to all questions about one app."""
        request = query_service_pb2.ListAnswersRequest(
            parent=app, as_of=_day(as_of), verdicts=verdicts
        )
        _set_time(request, known_at)
        return self._pages(self.queries.ListAnswers, request, lambda page: page.answers)

    def batch_ask(
        self,
        apps: Iterable[str],
        questions: Iterable[str] = (),
        as_of: Optional[_Day] = None,
        known_at: Optional[datetime.datetime] = None,
    ) -> query_service_pb2.BatchAskResponse:
        """Many questions about many apps, from one consistent state."""
        request = query_service_pb2.BatchAskRequest(
            apps=apps, questions=[_question_name(q) for q in questions], as_of=_day(as_of)
        )
        _set_time(request, known_at)
        return self._call(self.queries.BatchAsk, request)

    def check(
        self,
        vendor: str,
        apps: Iterable[str] = (),
        manifest: Union[None, str, bytes, pathlib.Path] = None,
        descriptor: Union[None, str, bytes, pathlib.Path] = None,
        as_of: Optional[_Day] = None,
        known_at: Optional[datetime.datetime] = None,
    ) -> check_service_pb2.CheckAppsResponse:
        """Where the sources on apps of a vendor (its id) disagree, the gravest first.

        apps: ids; default all. manifest, descriptor: the text (or the path) of a Forge
        manifest or Connect descriptor to check in the place of the one on record, of the
        one app that is named; nothing is stored.
        """
        parent = f"vendors/{vendor}"
        names = [f"{parent}/apps/{app}" for app in apps]
        request = check_service_pb2.CheckAppsRequest(
            parent=parent, apps=names, as_of=_day(as_of)
        )
        _set_time(request, known_at)
        if manifest is not None and descriptor is not None:
            raise ValueError("either manifest or descriptor")
        if manifest is not None or descriptor is not None:
            if len(names) != 1:
                raise ValueError("a manifest or descriptor is of one app: name it in apps")
            request.declaration.app = names[0]
            request.declaration.kind = (
                policy_pb2.POLICY_KIND_FORGE_MANIFEST
                if descriptor is None
                else policy_pb2.POLICY_KIND_CONNECT_DESCRIPTOR
            )
            request.declaration.text = _bytes(manifest if descriptor is None else descriptor)
        return self._call(self.checks.CheckApps, request)

    def apps(self, vendor: str = "-", app_id: str = "") -> Iterator[app_pb2.App]:
        """The apps of a vendor (its id), or of all."""
        request = catalog_service_pb2.ListAppsRequest(parent=f"vendors/{vendor}", app_id=app_id)
        return self._pages(self.catalog.ListApps, request, lambda page: page.apps)

    def questions(self, topic: str = "") -> Iterator[question_pb2.Question]:
        """The questions, in the order of the catalogue."""
        request = question_service_pb2.ListQuestionsRequest(topic=topic, page_size=1000)
        return self._pages(
            self.questions_stub.ListQuestions, request, lambda page: page.questions
        )

    def apply_book(
        self, directory: Union[str, pathlib.Path], dry_run: bool = False
    ) -> book_service_pb2.ApplyBookResponse:
        """Makes the service hold exactly the fact book in `directory`."""
        request = book_service_pb2.ApplyBookRequest(
            files=_read_book(pathlib.Path(directory)),
            validate_only=dry_run,
            request_id=str(uuid.uuid4()),
        )
        return self._call(self.books.ApplyBook, request)

    def _call(self, method: Callable[..., _Response], request) -> _Response:
        try:
            return method(request, timeout=self._timeout)
        except grpc.RpcError as error:
            raise errors.from_rpc_error(error) from None

    def _pages(self, method, request, entries: Callable) -> Iterator:
        while True:
            page = self._call(method, request)
            yield from entries(page)
            if not page.next_page_token:
                return
            request.page_token = page.next_page_token


def _question_name(question: str) -> str:
    return question if question.startswith("questions/") else f"questions/{question}"


def _day(day: Optional[_Day]) -> str:
    return day.isoformat() if isinstance(day, datetime.date) else day or ""


def _bytes(text: Union[str, bytes, pathlib.Path]) -> bytes:
    if isinstance(text, pathlib.Path):
        return text.read_bytes()
    return text.encode() if isinstance(text, str) else text


def _set_time(request, known_at: Optional[datetime.datetime]) -> None:
    if known_at is None:
        return
    if known_at.tzinfo is None:
        raise ValueError("known_at needs a time zone")
    request.known_at.FromDatetime(known_at.astimezone(datetime.timezone.utc))


def _read_book(directory: pathlib.Path) -> List[book_pb2.BookFile]:
    return [
        book_pb2.BookFile(
            path=path.relative_to(directory).as_posix(), content=path.read_bytes()
        )
        for path in sorted(directory.rglob("*"))
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(directory).parts)
    ]
