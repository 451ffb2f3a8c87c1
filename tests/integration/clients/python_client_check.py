"""Uses the installed Python package: python_client_check.py HOST:PORT BOOK MANIFEST"""

import datetime
import pathlib
import sys
import tempfile

import clausebook
from clausebook.v1 import answer_pb2, check_service_pb2, suggestion_pb2

APP = "vendors/lanternfish/apps/tidewatch"
MANIFEST = pathlib.Path(sys.argv[3])

with clausebook.Client(sys.argv[1], timeout=20) as client:
    answers = list(client.answers(APP))
    assert len(answers) == len(list(client.questions())) > 60, len(answers)
    unknown = list(client.answers(APP, verdicts=[answer_pb2.VERDICT_UNKNOWN]))
    assert 0 < len(unknown) < len(answers)
    assert [app.name for app in client.apps(app_id="tidewatch")] == [APP]
    batch = client.batch_ask([APP], ["hosting-platform", "data-sold"])
    assert len(batch.answers) == 2

    before = client.ask(APP, "hosting-platform", as_of=datetime.date(2020, 1, 1))
    assert before.verdict == answer_pb2.VERDICT_UNKNOWN, before

    try:
        client.ask(APP, "no-such-question")
        raise AssertionError("not refused")
    except clausebook.NotFound as error:
        assert error.reason == "NOT_FOUND", error.reason
        assert error.resource_name == "questions/no-such-question"
        assert error.request_id
    try:
        client.ask("nonsense", "data-sold", as_of="2021-02-30")
        raise AssertionError("not refused")
    except clausebook.InvalidArgument as error:
        assert {v.field for v in error.violations} == {"app", "as_of"}, error.violations

    checked = client.check("lanternfish", as_of="2026-11-23")
    assert checked.app_count == 3 and checked.findings, checked
    manifest = MANIFEST.read_text()
    release = client.check("lanternfish", apps=["tidewatch"], manifest=manifest)
    worst = release.findings[0]
    assert worst.gravity == check_service_pb2.GRAVITY_HIGH and worst.app == APP, worst
    assert worst.left[0].clause.line > 0 and worst.right, worst
    assert len(client.check("lanternfish", ["tidewatch"], MANIFEST).findings) == len(
        release.findings
    )
    try:
        client.check("lanternfish", apps=["tidewatch"], manifest="app: [")
        raise AssertionError("not refused")
    except clausebook.InvalidArgument as error:
        assert error.violations[0].field == "declaration.text", error.violations
    try:
        client.check("lanternfish", manifest=manifest)
        raise AssertionError("not refused")
    except ValueError:
        pass

    assert not client.apply_book(sys.argv[2], dry_run=True).changes
    with tempfile.TemporaryDirectory() as directory:
        book = pathlib.Path(directory) / "factbook.yaml"
        book.write_text("clausebook: 1\nvendor: {id: x}\n")
        try:
            client.apply_book(directory)
            raise AssertionError("not refused")
        except clausebook.BookInvalid as error:
            assert error.problems[0].path == "factbook.yaml" and error.problems[0].line == 2

    BOOK = """clausebook: 1
vendor: {id: pythonic, name: Pythonic}
policies:
  - {id: privacy, title: Privacy, revisions: [{file: p.txt, effective: 2025-01-01}]}
"""
    with tempfile.TemporaryDirectory() as directory:
        TEXT = "We never sell your data. All data is encrypted at rest. Data may be shared.\n"
        (pathlib.Path(directory) / "factbook.yaml").write_text(BOOK)
        (pathlib.Path(directory) / "p.txt").write_text(TEXT)
        client.apply_book(directory)
    VENDOR = "vendors/pythonic"
    suggested = {
        item.suggestion.fact.property: item.suggestion for item in client.review_items(VENDOR)
    }
    assert set(suggested) == {"use.sold", "encryption.at_rest"}, suggested
    assert {s.fact.property for s in client.suggest_facts(TEXT).suggestions} == set(suggested)
    decisions = [
        clausebook.accept(suggested["use.sold"].name, fact_id="sold"),
        clausebook.reject(suggested["encryption.at_rest"].name, "Only backups."),
    ]
    assert len(client.record_decisions(VENDOR, "Mara", decisions, dry_run=True).outcomes) == 2
    done = client.record_decisions(VENDOR, "Mara", decisions)
    assert done.outcomes[0].recorded.approval.reviewer == "Mara", done
    assert not list(client.review_items(VENDOR))
    revision = suggested["use.sold"].fact.evidence.clause.revision
    states = {s.fact.property: s.state for s in client.suggestions(revision)}
    assert states["use.sold"] == suggestion_pb2.SUGGESTION_STATE_ACCEPTED
    assert states["encryption.at_rest"] == suggestion_pb2.SUGGESTION_STATE_REJECTED
    assert [c.clause.text for c in client.unread_clauses(revision)] == ["Data may be shared."]
    try:
        client.record_decisions(VENDOR, "Jo", decisions[:1])
        raise AssertionError("decided twice")
    except clausebook.ClausebookError as error:
        assert error.reason == "NOT_AWAITING_REVIEW", error.reason

    page = client.report(APP)
    assert page.startswith("<!DOCTYPE html>") and 'id="data-sold"' in page
    assert "Tidewatch" in client.matrix("lanternfish", ["tidewatch"])

try:
    clausebook.Client("127.0.0.1:9", timeout=2).ask(APP, "data-sold")
    raise AssertionError("reached nobody")
except clausebook.ClausebookError as error:
    assert error.reason == ""
