"""The client: the generated stubs behind a thin face."""

from __future__ import annotations

import datetime
import os
import pathlib
import uuid
from typing import Callable, Iterable, Iterator, List, Optional, TypeVar, Union

import grpc

from clausebook import errors
from clausebook.questionnaires import Questionnaires
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
    fact_pb2,
    policy_pb2,
    query_service_pb2,
    query_service_pb2_grpc,
    question_pb2,
    question_service_pb2,
    question_service_pb2_grpc,
    questionnaire_service_pb2_grpc,
    report_service_pb2,
    report_service_pb2_grpc,
    response_service_pb2_grpc,
    review_service_pb2,
    review_service_pb2_grpc,
    suggestion_pb2,
)

_Day = Union[str, datetime.date]
_Response = TypeVar("_Response")

_LOOPBACK = ("127.", "localhost:", "[::1]:", "unix:")
_SERVICE_CONFIG = pathlib.Path(__file__).with_name("service_config.json")


class Client(Questionnaires):
    """A connection to a Clausebook server. Thread-safe; close it, or use `with`.

    address: HOST:PORT. timeout: seconds that a call may take; transfer_timeout: the same of
    calls that carry files. Reads are tried again while the server is unavailable; writes
    carry a request id.

    token: sent with every call; default: the environment's CLAUSEBOOK_TOKEN, and none if
    it has none. tls: protect the connection, trusting whom the system trusts; ca (a PEM
    file), or cert and key (PEM files of the client's own certificate), mean it too. A token
    is only sent to another machine over TLS.
    """

    def __init__(
        self,
        address: str = "127.0.0.1:7447",
        timeout: float = 30.0,
        transfer_timeout: float = 600.0,
        *,
        token: Optional[str] = None,
        tls: bool = False,
        ca: Union[None, str, pathlib.Path] = None,
        cert: Union[None, str, pathlib.Path] = None,
        key: Union[None, str, pathlib.Path] = None,
    ):
        self._timeout = timeout
        self._transfer_timeout = transfer_timeout
        if token is None:
            token = os.environ.get("CLAUSEBOOK_TOKEN", "")
        token = token.strip()
        self._metadata = (("authorization", f"Bearer {token}"),) if token else ()
        tls = tls or ca is not None or cert is not None
        if (cert is None) != (key is None):
            raise ValueError("cert and key go together")
        if token and not tls and not address.startswith(_LOOPBACK):
            raise ValueError("the token would be sent in the clear: use ca or tls")
        options = [
            ("grpc.service_config", _SERVICE_CONFIG.read_text()),
            ("grpc.max_receive_message_length", 64 << 20),
        ]
        if tls:
            credentials = grpc.ssl_channel_credentials(
                root_certificates=_read(ca), private_key=_read(key), certificate_chain=_read(cert)
            )
            self._channel = grpc.secure_channel(address, credentials, options=options)
        else:
            self._channel = grpc.insecure_channel(address, options=options)
        self.catalog = catalog_service_pb2_grpc.CatalogServiceStub(self._channel)
        self.questions_stub = question_service_pb2_grpc.QuestionServiceStub(self._channel)
        self.queries = query_service_pb2_grpc.QueryServiceStub(self._channel)
        self.books = book_service_pb2_grpc.BookServiceStub(self._channel)
        self.checks = check_service_pb2_grpc.CheckServiceStub(self._channel)
        self.reports = report_service_pb2_grpc.ReportServiceStub(self._channel)
        self.reviews = review_service_pb2_grpc.ReviewServiceStub(self._channel)
        self.questionnaires_stub = questionnaire_service_pb2_grpc.QuestionnaireServiceStub(
            self._channel
        )
        self.responses_stub = response_service_pb2_grpc.ResponseServiceStub(self._channel)

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

    def report(
        self,
        app: str,
        as_of: Optional[_Day] = None,
        known_at: Optional[datetime.datetime] = None,
    ) -> str:
        """All answers about one app (full name) as a page for a browser: one HTML document."""
        request = report_service_pb2.RenderAppReportRequest(app=app, as_of=_day(as_of))
        _set_time(request, known_at)
        return self._call(self.reports.RenderAppReport, request).html

    def matrix(
        self,
        vendor: str,
        apps: Iterable[str] = (),
        as_of: Optional[_Day] = None,
        known_at: Optional[datetime.datetime] = None,
    ) -> str:
        """All questions by the apps of a vendor (its id) as a page; apps: ids, default all."""
        parent = f"vendors/{vendor}"
        request = report_service_pb2.RenderAppMatrixRequest(
            parent=parent, apps=[f"{parent}/apps/{app}" for app in apps], as_of=_day(as_of)
        )
        _set_time(request, known_at)
        return self._call(self.reports.RenderAppMatrix, request).html

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

    def suggest_facts(
        self,
        text: Union[str, bytes],
        media_type: str = "text/plain",
        parent: str = "",
        title: str = "",
    ) -> review_service_pb2.SuggestFactsResponse:
        """What a document that is not recorded would suggest; nothing is stored.

        For HTML, PDF and DOCX `text` is the file's bytes. parent: whose document it is.
        """
        content = text.encode() if isinstance(text, str) else text
        revision = policy_pb2.PolicyRevision(media_type=media_type)
        if media_type in ("text/plain", "text/markdown"):
            revision.text = content
        else:
            revision.source = content
        request = review_service_pb2.SuggestFactsRequest(
            parent=parent, title=title, policy_revision=revision
        )
        return self._call(self.reviews.SuggestFacts, request)

    def suggestions(
        self,
        revision: str,
        states: Iterable[int] = (),
        known_at: Optional[datetime.datetime] = None,
    ) -> Iterator[suggestion_pb2.Suggestion]:
        """What a recorded revision's clauses suggest, with what became of each."""
        request = review_service_pb2.ListSuggestionsRequest(
            parent=revision, states=states, page_size=1000
        )
        _set_time(request, known_at)
        return self._pages(
            self.reviews.ListSuggestions, request, lambda page: page.suggestions
        )

    def unread_clauses(self, revision: str) -> Iterator[suggestion_pb2.UnreadClause]:
        """The clauses of a revision that a person has to read."""
        request = review_service_pb2.ListUnreadClausesRequest(parent=revision, page_size=1000)
        return self._pages(
            self.reviews.ListUnreadClauses, request, lambda page: page.unread_clauses
        )

    def review_items(self, parent: str) -> Iterator[suggestion_pb2.ReviewItem]:
        """What awaits review of a vendor, platform or policy (full name)."""
        request = review_service_pb2.ListReviewItemsRequest(parent=parent, page_size=1000)
        return self._pages(
            self.reviews.ListReviewItems, request, lambda page: page.review_items
        )

    def record_decisions(
        self,
        parent: str,
        reviewer: str,
        decisions: Iterable[suggestion_pb2.ReviewDecision],
        dry_run: bool = False,
    ) -> review_service_pb2.RecordDecisionsResponse:
        """Records decisions, made with accept() and reject(): all of them or none."""
        request = review_service_pb2.RecordDecisionsRequest(
            parent=parent,
            reviewer=reviewer,
            decisions=decisions,
            validate_only=dry_run,
            request_id=str(uuid.uuid4()),
        )
        return self._call(self.reviews.RecordDecisions, request)

    @staticmethod
    def _set_known_at(request, known_at: Optional[datetime.datetime]) -> None:
        _set_time(request, known_at)

    def _call(self, method: Callable[..., _Response], request) -> _Response:
        try:
            return method(request, timeout=self._timeout, metadata=self._metadata)
        except grpc.RpcError as error:
            raise errors.from_rpc_error(error) from None

    def _pages(self, method, request, entries: Callable) -> Iterator:
        while True:
            page = self._call(method, request)
            yield from entries(page)
            if not page.next_page_token:
                return
            request.page_token = page.next_page_token


def accept(
    item: str,
    fact: Optional[fact_pb2.Fact] = None,
    fact_id: str = "",
    overrule_rejection: bool = False,
) -> suggestion_pb2.ReviewDecision:
    """The decision that a suggestion, or a fact in review, is so.

    fact: what to record instead of what was suggested. overrule_rejection: although the
    suggestion was refused.
    """
    acceptance = suggestion_pb2.Acceptance(
        fact=fact, fact_id=fact_id, overrule_rejection=overrule_rejection
    )
    return suggestion_pb2.ReviewDecision(item=item, accept=acceptance)


def reject(item: str, reason: str = "") -> suggestion_pb2.ReviewDecision:
    """The decision that a suggestion, or a fact in review, is not so."""
    return suggestion_pb2.ReviewDecision(
        item=item, reject=suggestion_pb2.Refusal(reason=reason)
    )


def _read(path: Union[None, str, pathlib.Path]) -> Optional[bytes]:
    return None if path is None else pathlib.Path(path).read_bytes()


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
