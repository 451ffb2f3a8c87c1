#!/usr/bin/env python3
"""Checks a bill of materials: check_sbom.py SBOM [PROGRAM...]

That it is SPDX 2.3 as far as rules of our own go (mandatory fields, unique ids, references
that lead somewhere, package URLs, verification code), and, for each PROGRAM, that its
digest and every library that it loads is in it. Ends with 1 and a line for each fault.
"""
import hashlib
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
MANDATORY = {
    "document": ("spdxVersion", "dataLicense", "SPDXID", "name", "documentNamespace",
                 "creationInfo"),
    "package": ("name", "SPDXID", "downloadLocation", "versionInfo", "supplier",
                "licenseConcluded", "licenseDeclared", "copyrightText", "filesAnalyzed"),
    "file": ("fileName", "SPDXID", "checksums", "licenseConcluded", "copyrightText"),
}


def missing(kind, thing):
    for field in MANDATORY[kind]:
        if field not in thing:
            yield f"{thing.get('SPDXID', kind)}: {field} is missing"


def faults_of_form(bill):
    yield from missing("document", bill)
    if bill.get("spdxVersion") != "SPDX-2.3" or bill.get("dataLicense") != "CC0-1.0":
        yield "not SPDX-2.3 under CC0-1.0"
    if not re.fullmatch(r"https?://[^\s#]+", bill.get("documentNamespace", "")):
        yield "documentNamespace is no URI without fragment"
    info = bill.get("creationInfo", {})
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", info.get("created", "")):
        yield "creationInfo.created is no time in UTC"
    if not info.get("creators"):
        yield "creationInfo.creators is empty"
    packages, files = bill.get("packages", []), bill.get("files", [])
    ids = [thing.get("SPDXID", "") for thing in (bill, *packages, *files)]
    for name in ids:
        if not re.fullmatch(r"SPDXRef-[A-Za-z0-9.-]+", name):
            yield f"'{name}' is no SPDX identifier"
    for name in {name for name in ids if ids.count(name) > 1}:
        yield f"{name} is used twice"
    for package in packages:
        yield from missing("package", package)
        for reference in package.get("externalRefs", []):
            if not re.fullmatch(r"pkg:deb/debian/[a-z0-9.+-]+@[^ +?]+\?arch=[a-z0-9]+&distro=debian-12",
                                reference["referenceLocator"]):
                yield f"{package['name']}: '{reference['referenceLocator']}' is no package URL"
    for entry in files:
        yield from missing("file", entry)
    for relation in bill.get("relationships", []):
        for end in ("spdxElementId", "relatedSpdxElement"):
            if relation[end] not in ids:
                yield f"a relationship names {relation[end]}, which is not there"
    if not any(relation["relationshipType"] == "DESCRIBES"
               for relation in bill.get("relationships", [])):
        yield "the document describes nothing"
    # Who is listed is listed for a reason.
    related = {relation[end] for relation in bill.get("relationships", [])
               for end in ("spdxElementId", "relatedSpdxElement")}
    for package in packages:
        if package.get("SPDXID") not in related:
            yield f"{package['name']}: related to nothing"
    for package in packages:
        if not package.get("filesAnalyzed"):
            continue
        digests = sorted(entry["checksums"][0]["checksumValue"] for entry in files
                         if entry["SPDXID"] in package.get("hasFiles", []))
        code = hashlib.sha1("".join(digests).encode()).hexdigest()
        if code != package.get("packageVerificationCode", {}).get("packageVerificationCodeValue"):
            yield f"{package['name']}: its verification code is not that of its files"


def faults_of_programs(bill, programs):
    known = {check["checksumValue"] for entry in bill["files"] for check in entry["checksums"]}
    listed = {(package["name"], package["versionInfo"]) for package in bill["packages"]}
    for program in programs:
        if hashlib.sha256(program.read_bytes()).hexdigest() not in known:
            yield f"{program}: not the program that the bill is about"
        owners = subprocess.run([HERE / "linked-packages.sh", program], check=True, text=True,
                                stdout=subprocess.PIPE).stdout.split()
        shown = subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${Version}\n", *owners],
                               check=True, text=True, stdout=subprocess.PIPE).stdout
        for line in shown.splitlines():
            if tuple(line.split()) not in listed:
                yield f"{program}: loads {line}, which is not listed"


def main():
    bill = json.loads(pathlib.Path(sys.argv[1]).read_text())
    faults = list(faults_of_form(bill))
    if not faults:
        faults = list(faults_of_programs(bill, [pathlib.Path(name) for name in sys.argv[2:]]))
    for fault in faults:
        print(f"{sys.argv[1]}: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
