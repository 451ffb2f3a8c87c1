#!/usr/bin/env python3
"""Writes the bill of materials of the programs, SPDX 2.3 in JSON.

    generate_sbom.py --out FILE [--build BUILD_DIR] PROGRAM...
    generate_sbom.py --out FILE [--build BUILD_DIR] --package DEB

Nothing in it is typed by hand: files with their digests are the programs (or those inside
of DEB); what they load are the Debian packages that `linked-packages.sh` finds, with what
dpkg knows of them on this machine. With --build also what was compiled in: the packages
whose headers the build read, by ninja's record, and whose archives it linked.

Licences are not judged: what Debian's copyright files name is told in licenseComments.
Same programs and packages, same SOURCE_DATE_EPOCH: same bytes. check_sbom.py checks it.
"""
import argparse
import datetime
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
NOT_TOLD = "NOASSERTION"
FIELDS = ("binary:Package", "Package", "Version", "Architecture", "source:Package", "source:Version", "Maintainer",
          "Homepage")


def run(*command):
    return subprocess.run([str(word) for word in command], check=True, text=True,
                          stdout=subprocess.PIPE).stdout


def spdx_id(*parts):
    return "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]+", "-", "-".join(parts))


def packages_owning(paths):
    """The packages that own these files, by the names that dpkg may know them under."""
    names = set()
    for path in paths:
        real = os.path.realpath(path)
        for name in (path, real):
            names.add(name)
            names.add(name[4:] if name.startswith("/usr/") else "/usr" + name)
    owners = set()
    ordered = sorted(names)
    for start in range(0, len(ordered), 500):
        # Some of the names are not known, which is no failure.
        found = subprocess.run(["dpkg-query", "-S", *ordered[start:start + 500]], text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
        for line in found.splitlines():
            if not line.startswith("diversion"):
                owners.update(line.rsplit(": ", 1)[0].split(", "))
    return owners


def linked(programs):
    return set(run(HERE / "linked-packages.sh", *programs).split())


def directly_linked(program):
    """The packages of the libraries that the program itself names."""
    needed = set(re.findall(r"NEEDED.*\[(.*)\]", run("readelf", "-d", program)))
    paths = [path for name, path in re.findall(r"(\S+) => (/\S+)", run("ldd", program))
             if name in needed]
    return packages_owning(paths)


def compiled_in(build):
    """Packages whose headers were read, and packages whose archives were linked."""
    headers = set(re.findall(r"^    (/usr/\S+)$", run("ninja", "-C", build, "-t", "deps"), re.M))
    archives = set(re.findall(r"(/usr/lib/\S+\.a)\b", (build / "build.ninja").read_text()))
    return packages_owning(headers), packages_owning(archives)


def licences_named(package):
    """What Debian's machine-readable copyright file names; empty if it is not one."""
    try:
        text = pathlib.Path(f"/usr/share/doc/{package}/copyright").read_text(errors="replace")
    except OSError:
        return []
    if not text.lstrip().lower().startswith("format:"):
        return []
    return sorted(set(re.findall(r"^License:[ \t]*(\S.*?)[ \t]*$", text, re.M)))


def debian_packages(owners):
    """The entries of all packages, by the names that dpkg gives to owners of files."""
    form = "\\t".join("${%s}" % field for field in FIELDS) + "\\n"
    shown = run("dpkg-query", "-W", "-f", form, *sorted(owners)).splitlines()
    lines = [line.split("\t") for line in shown]
    return {owner: debian_package(*fields) for owner, *fields in lines}


def debian_package(name, version, architecture, source, source_version, maintainer, homepage):
    # The form of package URLs: + is written out.
    purl = f"pkg:deb/debian/{name}@{version.replace('+', '%2B')}?arch={architecture}&distro=debian-12"
    package = {
        "name": name,
        "SPDXID": spdx_id("Debian", name, architecture),
        "versionInfo": version,
        "supplier": f"Organization: {re.sub(r' *<.*', '', maintainer)}",
        "downloadLocation": NOT_TOLD,
        "filesAnalyzed": False,
        "sourceInfo": f"built by Debian from source package {source} {source_version}",
        "licenseConcluded": NOT_TOLD,
        "licenseDeclared": NOT_TOLD,
        "copyrightText": NOT_TOLD,
        "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                          "referenceLocator": purl}],
    }
    if homepage:
        package["homepage"] = homepage
    if named := licences_named(name):
        package["licenseComments"] = "Debian's copyright file names: " + "; ".join(named)
    return package


def file_entry(program):
    content = program.read_bytes()
    return {
        "fileName": f"./usr/bin/{program.name}",
        "SPDXID": spdx_id("File", program.name),
        "fileTypes": ["BINARY"],
        "checksums": [
            {"algorithm": "SHA1", "checksumValue": hashlib.sha1(content).hexdigest()},
            {"algorithm": "SHA256", "checksumValue": hashlib.sha256(content).hexdigest()}],
        "licenseConcluded": NOT_TOLD,
        "licenseInfoInFiles": [NOT_TOLD],
        "copyrightText": NOT_TOLD,
    }


def verification_code(files):
    """SPDX 2.3, 7.9: the SHA-1 of the files' sorted SHA-1s."""
    digests = sorted(entry["checksums"][0]["checksumValue"] for entry in files)
    return hashlib.sha1("".join(digests).encode()).hexdigest()


def bill(programs, build):
    programs = sorted(programs, key=lambda program: program.name)
    version = run(next(p for p in programs if p.name == "clausebookd"), "--version").split()[-1]
    files = [file_entry(program) for program in programs]
    ours = {
        "name": "clausebook",
        "SPDXID": "SPDXRef-Clausebook",
        "versionInfo": version,
        "supplier": NOT_TOLD,
        "downloadLocation": NOT_TOLD,
        "primaryPackagePurpose": "APPLICATION",
        "filesAnalyzed": True,
        "packageVerificationCode": {"packageVerificationCodeValue": verification_code(files)},
        "hasFiles": [entry["SPDXID"] for entry in files],
        "licenseConcluded": NOT_TOLD,
        "licenseInfoFromFiles": [NOT_TOLD],
        "licenseDeclared": NOT_TOLD,
        "copyrightText": NOT_TOLD,
    }
    loaded = linked(programs)
    headers, archives = compiled_in(build) if build else (set(), set())
    packages = debian_packages(loaded | headers | archives)
    relationships = {("SPDXRef-DOCUMENT", "DESCRIBES", ours["SPDXID"])}
    for owner in loaded:
        relationships.add((ours["SPDXID"], "DEPENDS_ON", packages[owner]["SPDXID"]))
    for program, entry in zip(programs, files):
        for owner in directly_linked(program) & loaded:
            relationships.add((entry["SPDXID"], "DYNAMIC_LINK", packages[owner]["SPDXID"]))
    for owner in archives:
        relationships.add((ours["SPDXID"], "STATIC_LINK", packages[owner]["SPDXID"]))
    for owner in headers:
        relationships.add((packages[owner]["SPDXID"], "BUILD_DEPENDENCY_OF", ours["SPDXID"]))
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = (datetime.datetime.fromtimestamp(int(epoch), datetime.timezone.utc) if epoch
              else datetime.datetime.now(datetime.timezone.utc))
    listed = sorted(packages.values(), key=lambda package: package["SPDXID"])
    content = json.dumps([files, listed], sort_keys=True)
    return {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"clausebook-{version}",
        # Not an address: a name that no other content has.
        "documentNamespace": f"https://clausebook.example/spdx/clausebook-{version}-"
                             + hashlib.sha256(content.encode()).hexdigest(),
        "creationInfo": {"created": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
                         "creators": [f"Tool: clausebook-generate_sbom-{version}"]},
        "packages": [ours, *listed],
        "files": files,
        "relationships": [
            {"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other}
            for one, kind, other in sorted(relationships)],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--build", type=pathlib.Path)
    parser.add_argument("--package", type=pathlib.Path)
    parser.add_argument("programs", type=pathlib.Path, nargs="*")
    options = parser.parse_args()
    if bool(options.package) == bool(options.programs):
        parser.error("takes either programs or --package")
    with tempfile.TemporaryDirectory() as folder:
        programs = options.programs
        if options.package:
            run("dpkg-deb", "-x", options.package, folder)
            programs = list((pathlib.Path(folder) / "usr/bin").iterdir())
        result = bill(programs, options.build)
    options.out.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")
    debian = len(result["packages"]) - 1
    print(f"{options.out}: {len(result['files'])} programs, {debian} Debian packages")


if __name__ == "__main__":
    sys.exit(main())
