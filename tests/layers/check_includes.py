"""Holds the layers: who may include what.

check_includes.py ROOT [--self-test]. Prints every forbidden include and fails. The rules
are the two tables below, and service/DESIGN.md says why.
"""

import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.MULTILINE)

# Our rooms: which rooms a file may include from. The first prefix that fits counts.
ROOMS = [
    ("service/base/", ["service/base/"]),
    ("service/admission/", ["service/base/", "storage/model/", "service/admission/"]),
    ("service/signing/", ["service/base/", "service/signing/"]),
    ("storage/model/", ["service/base/", "storage/model/"]),
    ("storage/store.h", ["service/base/", "storage/model/"]),
    ("storage/audit/", ["service/base/", "storage/model/", "storage/store.h", "storage/audit/"]),
    ("storage/sqlite/", ["service/base/", "storage/model/", "storage/backups.h", "storage/store.h",
                         "storage/audit/", "storage/sqlite/"]),
    ("storage/memory/", ["service/base/", "storage/model/", "storage/store.h", "storage/audit/",
                         "storage/memory/"]),
    ("service/audit/", ["service/base/", "service/signing/", "storage/model/", "storage/store.h",
                        "service/audit/"]),
    ("storage/backups.h", ["service/base/", "storage/model/"]),
    ("service/catalog/", ["service/base/", "storage/model/", "service/catalog/"]),
    ("service/answering/", ["service/base/", "storage/model/", "service/catalog/",
                            "service/answering/"]),
    ("service/package/", ["service/base/", "service/package/"]),
    ("service/evidence/", ["service/base/", "storage/model/", "storage/store.h",
                           "service/catalog/", "service/answering/", "service/package/",
                           "service/evidence/"]),
    ("service/questionnaires/files/", ["service/base/", "service/package/",
                                       "service/questionnaires/files/"]),
    ("service/checking/", ["service/base/", "storage/model/", "service/catalog/",
                           "service/answering/", "service/checking/"]),
    ("service/reports/", ["service/base/", "storage/model/", "service/catalog/",
                          "service/answering/", "service/reports/"]),
    ("service/questionnaires/matching/", ["service/base/", "storage/model/", "service/catalog/",
                                          "service/evidence/",
                                          "service/questionnaires/matching/"]),
    ("service/questionnaires/editions/", ["service/base/", "storage/model/", "service/catalog/",
                                          "service/questionnaires/matching/",
                                          "service/questionnaires/editions/"]),
    ("service/questionnaires/payload/", ["service/base/", "storage/model/", "service/catalog/",
                                         "service/answering/", "service/questionnaires/files/",
                                         "service/questionnaires/editions/",
                                         "service/questionnaires/payload/"]),
    ("service/questionnaires/forms/", ["service/base/", "storage/model/", "service/reports/",
                                       "service/questionnaires/responses/",
                                       "service/questionnaires/forms/"]),
    ("service/questionnaires/responses/", ["service/base/", "storage/model/",
                                           "service/questionnaires/files/",
                                           "service/questionnaires/responses/"]),
    ("service/questionnaires/filling/", ["service/base/", "storage/model/", "service/catalog/",
                                         "service/answering/",
                                         "service/questionnaires/files/",
                                         "service/questionnaires/matching/",
                                         "service/questionnaires/responses/",
                                         "service/questionnaires/editions/",
                                         "service/questionnaires/payload/",
                                         "service/questionnaires/filling/"]),
    ("service/view/", ["service/base/", "storage/model/", "storage/store.h", "service/catalog/",
                       "service/answering/", "service/view/"]),
    ("service/rpc/", ["service/base/", "service/admission/", "storage/model/", "storage/backups.h",
                      "storage/store.h", "service/catalog/",
                      "service/answering/", "service/checking/", "service/evidence/",
                      "service/questionnaires/", "service/reports/", "service/view/",
                      "service/rpc/"]),
    ("service/main/", ["service/", "storage/"]),
    ("clients/cpp/", ["clients/cpp/", "service/base/", "storage/model/"]),
    # Checks and reviews run without a server too, by the server's own code.
    ("clients/cli/findings/", ["clients/", "service/", "storage/"]),
    ("clients/cli/declarations/", ["clients/", "service/", "storage/model/"]),
    ("clients/cli/offline/", ["clients/", "service/", "storage/"]),
    # What is done to database files, with no server.
    ("clients/cli/admin/", ["clients/", "service/base/", "storage/"]),
    ("clients/cli/audit/", ["clients/", "service/base/", "service/audit/", "service/signing/", "storage/"]),
    ("clients/cli/", ["clients/", "service/base/", "service/main/", "service/catalog/",
                      "service/signing/", "storage/model/"]),
    ("tests/", [""]),
]

# Foreign headers: the only places that may include them.
FOREIGN = [
    (re.compile(r"^(sqlite3\.h|SQLiteCpp/)"), ["storage/sqlite/", "tests/"]),
    (re.compile(r"^(grpcpp/|grpc/)"), ["service/rpc/", "service/main/", "clients/", "tests/"]),
    (re.compile(r"^(clausebook/|google/rpc/)"),
     ["service/rpc/", "service/main/", "clients/", "tests/"]),
    (re.compile(r"^yaml-cpp/"), ["service/catalog/", "service/evidence/", "tests/"]),
    (re.compile(r"^nlohmann/"), ["storage/sqlite/", "service/audit/", "service/evidence/", "service/questionnaires/files/",
      "service/questionnaires/payload/", "service/questionnaires/forms/", "service/main/",
      "service/signing/", "clients/cli/", "tests/"]),
    (re.compile(r"^(prometheus/|civetweb)"), ["service/main/monitoring/", "tests/"]),
    (re.compile(r"^xlsxwriter\.h"), ["service/questionnaires/forms/", "tests/"]),
    (re.compile(r"^(zip\.h|expat\.h)"),
     ["service/package/", "service/questionnaires/files/", "tests/"]),
]
OURS = ("service/", "storage/", "clients/", "tests/", "deploy/")
# Handlers write by AttributedWrite, so that the audit log says who it was.
WRITE = re.compile(r"store_?\s*->\s*Write\(")
WRITES_FOR_CALLS = "service/rpc/attributed_write.cc"


def faults_of(path, text):
    """What the file includes and may not."""
    allowed = next((rooms for prefix, rooms in ROOMS if path.startswith(prefix)), None)
    if allowed is None:
        return [f"{path}: no layer is defined for this place; add one to check_includes.py"]
    faults = []
    for match in INCLUDE.finditer(text):
        header = match.group(2)
        line = text.count("\n", 0, match.start(2)) + 1
        if header.startswith(OURS):
            good = any(header.startswith(room) for room in allowed)
        else:
            good = all(any(path.startswith(place) for place in places)
                       for pattern, places in FOREIGN if pattern.match(header))
        if not good:
            faults.append(f"{path}:{line}: may not include {header}")
    if path.startswith("service/rpc/") and path != WRITES_FOR_CALLS and WRITE.search(text):
        faults.append(f"{path}: writes without AttributedWrite")
    return faults


def self_test():
    """The check can fail, and does not fail for nothing."""
    assert faults_of("service/answering/x.cc", '#include "service/rpc/call.h"\n')
    assert faults_of("service/answering/x.cc", "#include <grpcpp/grpcpp.h>\n")
    assert faults_of("service/rpc/x.cc", "#include <sqlite3.h>\n")
    assert faults_of("storage/sqlite/x.cc", '#include "clausebook/v1/app.pb.h"\n')
    assert faults_of("nowhere/x.cc", "")
    assert faults_of("service/rpc/x.cc", "deps_.store\n    ->Write(nullptr, body)")
    assert not faults_of("service/rpc/x.cc", '#include "service/answering/answer.h"\n')


def main():
    root = pathlib.Path(sys.argv[1])
    self_test()
    faults, count = [], 0
    for folder in ("service", "storage", "clients", "tests"):
        for file in sorted((root / folder).rglob("*")):
            if file.suffix in (".h", ".cc") and "node_modules" not in file.parts:
                count += 1
                faults += faults_of(file.relative_to(root).as_posix(), file.read_text())
    print("\n".join(faults) or f"{count} files, every include within its layer")
    return 1 if faults or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
