"""Uses the installed Python package: python_client_check.py HOST:PORT BOOK MANIFEST"""

import csv
import datetime
import json
import pathlib
import sys
import tempfile

import clausebook
from clausebook.v1 import answer_pb2, check_service_pb2, response_pb2, suggestion_pb2

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

    with tempfile.TemporaryDirectory() as directory:
        folder = pathlib.Path(directory)
        asked, out, ledger = folder / "list.csv", folder / "filled.csv", folder / "ledger.json"
        asked.write_text(
            "No.,Question,Answer,Comment\n"
            "1,Does the app store data outside of Atlassian?,,\n"
            "2,Are your fire doors inspected every year?,,\n"
        )
        looked = client.fill(APP, asked)
        assert not looked.wrote and looked.head.summary.item_count == 2, looked
        try:
            client.fill(APP, folder / "missing.csv")
            raise AssertionError("not refused")
        except FileNotFoundError:
            pass
        stages = []
        filled = client.fill(
            APP,
            asked,
            out,
            ledger,
            include_unapproved=True,
            progress=stages.append,
            response_id="python",
            creator="Mara",
        )
        assert filled.wrote and stages, filled
        assert filled.items[0].proposed_answer.startswith("No"), filled.items[0]
        assert filled.items[1].need == response_pb2.ITEM_NEED_NOT_MATCHED
        rows = list(csv.reader(out.open()))
        assert rows[1][2].startswith("No") and rows[2][2] == "", rows
        assert json.loads(ledger.read_text())
        assert not out.with_name(out.name + ".new").exists()
        (folder / "list.pdf").write_bytes(b"%PDF-1.7")
        try:
            client.fill(APP, folder / "list.pdf", out, include_unapproved=True)
            raise AssertionError("not refused")
        except clausebook.InvalidArgument as error:
            assert error.violations[0].field == "file", error.violations
        assert rows == list(csv.reader(out.open())), "what was there stays"

        response = filled.head.response.name
        assert response in [r.name for r in client.responses("lanternfish")]
        assert client.response(response).creator == "Mara"
        try:
            client.export_response(response, out)
            raise AssertionError("not refused")
        except clausebook.Conflict as error:
            assert error.reason == "NOT_APPROVED", error.reason
        items = list(client.response_items(response, open_first=True))
        own = clausebook.override(items[0].name, "Yes", "Seen.", "2027-01-01")
        done = client.review_response_items(response, "Mara", [own], approve_proposed=True)
        assert done.response.summary.approved_count == 2, done
        client.export_response(response, out)
        assert list(csv.reader(out.open()))[2][2] == "Yes"
        assert not client.compare_response(response).differences

    odd = "Might our records turn up on somebody's market?"
    assert not client.match([odd], "pythonic")[0].parts[0].question
    mapping = client.confirm_mapping("pythonic", odd, "Mara", ["data-sold"])
    assert client.match([odd], "pythonic")[0].parts[0].question == "questions/data-sold"
    assert [m.name for m in client.mappings("pythonic")] == [mapping.name]
    client.revoke_mapping(mapping.name, "Jo", "Too wide.")
    assert not list(client.mappings("pythonic"))
    assert "questionnaires/marketplace-privacy-security" in {
        q.name for q in client.questionnaires()
    }
    assert client.questionnaire("marketplace-privacy-security").items

    page = client.report(APP)
    assert page.startswith("<!DOCTYPE html>") and 'id="data-sold"' in page
    assert "Tidewatch" in client.matrix("lanternfish", ["tidewatch"])

try:
    clausebook.Client("127.0.0.1:9", timeout=2).ask(APP, "data-sold")
    raise AssertionError("reached nobody")
except clausebook.ClausebookError as error:
    assert error.reason == ""
