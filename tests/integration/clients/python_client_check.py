"""Uses the installed Python package: python_client_check.py HOST:PORT BOOK MANIFEST"""

import datetime
import pathlib
import sys
import tempfile

import clausebook
from clausebook.v1 import answer_pb2, check_service_pb2

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

try:
    clausebook.Client("127.0.0.1:9", timeout=2).ask(APP, "data-sold")
    raise AssertionError("reached nobody")
except clausebook.ClausebookError as error:
    assert error.reason == ""
