"""Questionnaires and responses: the part of the client that fills files."""

from __future__ import annotations

import datetime
import os
import pathlib
import uuid
from typing import Callable, Iterable, Iterator, List, NamedTuple, Optional, Union

import grpc

from clausebook import errors
from clausebook.v1 import (
    questionnaire_pb2,
    questionnaire_service_pb2,
    response_pb2,
    response_service_pb2,
)

_Day = Union[str, datetime.date]
_Path = Union[str, os.PathLike]

_PIECE_BYTES = 1 << 20  # of a file in one message


class Filled(NamedTuple):
    """What came of filling a questionnaire.

    head: sheets, notes, summary and response. items: in reading order. wrote: whether the
    filled file was written.
    """

    head: questionnaire_service_pb2.FillHead
    items: List[response_pb2.ResponseItem]
    wrote: bool


class Questionnaires:
    """The calls of QuestionnaireService and ResponseService; a part of Client."""

    def questionnaires(self) -> Iterator[questionnaire_pb2.Questionnaire]:
        """The known questionnaires, without their items."""
        request = questionnaire_service_pb2.ListQuestionnairesRequest(page_size=1000)
        return self._pages(
            self.questionnaires_stub.ListQuestionnaires,
            request,
            lambda page: page.questionnaires,
        )

    def questionnaire(self, questionnaire: str) -> questionnaire_pb2.Questionnaire:
        """One (its id or full name) with its items."""
        request = questionnaire_service_pb2.GetQuestionnaireRequest(
            name=_name("questionnaires", questionnaire)
        )
        return self._call(self.questionnaires_stub.GetQuestionnaire, request).questionnaire

    def match(
        self, wordings: Iterable[str], vendor: str = ""
    ) -> List[questionnaire_pb2.QuestionMatch]:
        """What wordings ask, one match for each, in their order.

        vendor: whose confirmed wordings count (its id).
        """
        request = questionnaire_service_pb2.MatchQuestionsRequest(
            parent=_name("vendors", vendor),
            wordings=[questionnaire_service_pb2.Wording(text=text) for text in wordings],
        )
        return list(self._call(self.questionnaires_stub.MatchQuestions, request).matches)

    def mappings(
        self, vendor: str, show_revoked: bool = False
    ) -> Iterator[questionnaire_pb2.Mapping]:
        """What people said that wordings ask, for a vendor (its id)."""
        request = questionnaire_service_pb2.ListMappingsRequest(
            parent=_name("vendors", vendor), show_revoked=show_revoked, page_size=1000
        )
        return self._pages(
            self.questionnaires_stub.ListMappings, request, lambda page: page.mappings
        )

    def confirm_mapping(
        self,
        vendor: str,
        wording: str,
        confirmed_by: str,
        questions: Iterable[str] = (),
        opposites: Iterable[str] = (),
    ) -> questionnaire_pb2.Mapping:
        """Records that a wording asks these questions (ids), or the opposite of those.

        Without any it asks nothing that is answered here.
        """
        mapped = [
            questionnaire_pb2.MappedQuestion(
                question=_name("questions", question), opposite=opposite
            )
            for opposite, names in ((False, questions), (True, opposites))
            for question in names
        ]
        request = questionnaire_service_pb2.CreateMappingRequest(
            parent=_name("vendors", vendor),
            mapping=questionnaire_pb2.Mapping(
                wording=wording, confirmed_by=confirmed_by, questions=mapped
            ),
            request_id=str(uuid.uuid4()),
        )
        return self._call(self.questionnaires_stub.CreateMapping, request).mapping

    def revoke_mapping(
        self, name: str, revoked_by: str, reason: str = ""
    ) -> questionnaire_pb2.Mapping:
        """Takes a mapping (full name) back; it stays on record."""
        request = questionnaire_service_pb2.RevokeMappingRequest(
            name=name, revoked_by=revoked_by, reason=reason, request_id=str(uuid.uuid4())
        )
        return self._call(self.questionnaires_stub.RevokeMapping, request).mapping

    def fill(
        self,
        app: str,
        path: Optional[_Path] = None,
        out: Optional[_Path] = None,
        ledger: Optional[_Path] = None,
        questionnaire: str = "",
        as_of: Optional[_Day] = None,
        known_at: Optional[datetime.datetime] = None,
        progress: Optional[Callable[[questionnaire_service_pb2.FillProgress], None]] = None,
        **options,
    ) -> Filled:
        """Fills the questionnaire in the file at `path` for an app (full name).

        out: where the filled file goes; it is there whole or not at all, and needs
        include_unapproved=True, since nobody has approved these answers. ledger: where it is
        told what was written where, as JSON. questionnaire: the known one that the file is
        an edition of, or that is filled without a file. options: the other fields of
        FillOptions, such as layouts, form, overwrite, response_id, creator.
        """
        request = questionnaire_service_pb2.FillOptions(
            app=app,
            questionnaire=_name("questionnaires", questionnaire),
            file_name=pathlib.Path(path).name if path is not None else "",
            as_of=as_of.isoformat() if isinstance(as_of, datetime.date) else as_of or "",
            **options,
        )
        self._set_known_at(request, known_at)
        if path is not None:
            open(path, "rb").close()  # what cannot be read is told before anything is sent
        head, items = questionnaire_service_pb2.FillHead(), []
        with _Incoming(out, ledger) as incoming:
            stream = self.questionnaires_stub.FillQuestionnaire(
                _parts(request, path), timeout=self._transfer_timeout, metadata=self._metadata
            )
            for response in self._stream(stream):
                part = response.WhichOneof("part")
                if part == "progress" and progress is not None:
                    progress(response.progress)
                elif part == "head":
                    head = response.head
                elif part == "items":
                    items.extend(response.items.items)
                else:
                    incoming.take(part, response)
            wrote = incoming.keep()
        return Filled(head, items, wrote)

    def responses(self, vendor: str, app: str = "") -> Iterator[response_pb2.Response]:
        """The responses of a vendor (its id), or only those of an app (full name)."""
        request = response_service_pb2.ListResponsesRequest(
            parent=_name("vendors", vendor), app=app, page_size=1000
        )
        return self._pages(
            self.responses_stub.ListResponses, request, lambda page: page.responses
        )

    def response(self, name: str) -> response_pb2.Response:
        """One response (full name)."""
        request = response_service_pb2.GetResponseRequest(name=name)
        return self._call(self.responses_stub.GetResponse, request).response

    def response_items(
        self, response: str, statuses: Iterable[int] = (), open_first: bool = False
    ) -> Iterator[response_pb2.ResponseItem]:
        """The items of a response (full name)."""
        request = response_service_pb2.ListResponseItemsRequest(
            parent=response, statuses=statuses, open_first=open_first, page_size=1000
        )
        return self._pages(
            self.responses_stub.ListResponseItems,
            request,
            lambda page: page.response_items,
        )

    def review_response_items(
        self,
        response: str,
        reviewer: str,
        decisions: Iterable[response_service_pb2.ItemReviewDecision] = (),
        approve_proposed: bool = False,
        dry_run: bool = False,
    ) -> response_service_pb2.ReviewResponseItemsResponse:
        """Records decisions about items, all or none: approve(), override(), reopen()."""
        request = response_service_pb2.ReviewResponseItemsRequest(
            name=response,
            reviewer=reviewer,
            decisions=decisions,
            approve_proposed=approve_proposed,
            validate_only=dry_run,
            request_id=str(uuid.uuid4()),
        )
        return self._call(self.responses_stub.ReviewResponseItems, request)

    def compare_response(
        self,
        response: str,
        as_of: Optional[_Day] = None,
        known_at: Optional[datetime.datetime] = None,
    ) -> response_service_pb2.CompareResponseResponse:
        """Which answers that were given would be different today, and why."""
        request = response_service_pb2.CompareResponseRequest(
            name=response,
            as_of=as_of.isoformat() if isinstance(as_of, datetime.date) else as_of or "",
        )
        self._set_known_at(request, known_at)
        return self._call(self.responses_stub.CompareResponse, request)

    def export_response(
        self,
        response: str,
        out: _Path,
        ledger: Optional[_Path] = None,
        form: int = response_pb2.EXPORT_FORM_UNSPECIFIED,
        include_unapproved: bool = False,
    ) -> None:
        """Writes the filled file to `out`, whole or not at all."""
        request = response_service_pb2.ExportResponseRequest(
            name=response, form=form, include_unapproved=include_unapproved
        )
        with _Incoming(out, ledger) as incoming:
            stream = self.responses_stub.ExportResponse(
                request, timeout=self._transfer_timeout, metadata=self._metadata
            )
            for part in self._stream(stream):
                incoming.take(part.WhichOneof("part"), part)
            incoming.keep()

    @staticmethod
    def _stream(stream) -> Iterator:
        """What the server sends; ends the call if whoever takes it gives up."""
        try:
            yield from stream
        except grpc.RpcError as error:
            raise errors.from_rpc_error(error) from None
        finally:
            stream.cancel()


def approve(item: str) -> response_service_pb2.ItemReviewDecision:
    """The decision that what is proposed for an item (full name) goes out."""
    return response_service_pb2.ItemReviewDecision(
        item=item, approve=response_pb2.ItemApproval()
    )


def override(
    item: str, answer: str, reason: str, expire_date: _Day, comment: str = ""
) -> response_service_pb2.ItemReviewDecision:
    """A person's own answer, which counts until a day."""
    own = response_pb2.ItemOverride(
        answer=answer,
        comment=comment,
        reason=reason,
        expire_date=(
            expire_date.isoformat() if isinstance(expire_date, datetime.date) else expire_date
        ),
    )
    return response_service_pb2.ItemReviewDecision(item=item, override=own)


def reopen(item: str, reason: str = "") -> response_service_pb2.ItemReviewDecision:
    """Takes back what was decided about an item."""
    return response_service_pb2.ItemReviewDecision(
        item=item, reopen=response_pb2.ItemReopening(reason=reason)
    )


class _Incoming:
    """Files that are written as they come, and are there only when all has come."""

    def __init__(self, out: Optional[_Path], ledger: Optional[_Path]):
        self._out = None if out is None else pathlib.Path(out)
        self._ledger_path = None if ledger is None else pathlib.Path(ledger)
        self._new = None if out is None else self._out.with_name(self._out.name + ".new")
        self._file = None
        self._ledger = ""

    def __enter__(self) -> "_Incoming":
        return self

    def __exit__(self, *_) -> None:
        if self._file is not None:
            self._file.close()
            self._new.unlink(missing_ok=True)

    def take(self, part: Optional[str], response) -> None:
        """A chunk or the ledger."""
        if part == "ledger":
            self._ledger += response.ledger
        elif part == "chunk" and self._new is not None:
            if self._file is None:
                self._file = open(self._new, "wb")
            self._file.write(response.chunk)

    def keep(self) -> bool:
        """Puts the files in their places; whether there is one."""
        if self._file is None:
            return False
        self._file.close()
        if self._ledger_path is not None:
            self._ledger_path.write_text(self._ledger, encoding="utf-8")
        self._new.replace(self._out)
        self._file = None
        return True


def _parts(
    options: questionnaire_service_pb2.FillOptions, path: Optional[_Path]
) -> Iterator[questionnaire_service_pb2.FillQuestionnaireRequest]:
    yield questionnaire_service_pb2.FillQuestionnaireRequest(options=options)
    if path is None:
        return
    with open(path, "rb") as file:
        while piece := file.read(_PIECE_BYTES):
            yield questionnaire_service_pb2.FillQuestionnaireRequest(chunk=piece)


def _name(collection: str, text: str) -> str:
    return text if not text or text.startswith(collection + "/") else f"{collection}/{text}"
