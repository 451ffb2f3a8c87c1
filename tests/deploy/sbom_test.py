"""The bill of materials, made of the build's programs: sbom_test.py BIN_DIR."""
import json
import os
import pathlib
import sys
import tempfile
import unittest

from paths import DEPLOY, run

BIN_DIR = pathlib.Path(sys.argv.pop(1))
PROGRAMS = [BIN_DIR / name for name in ("clausebook", "clausebookd", "clausebook-extract")]


def generate(out):
    return run(DEPLOY / "sbom/generate_sbom.py", "--out", out, *PROGRAMS,
               env={**os.environ, "SOURCE_DATE_EPOCH": "1800000000"})


class Sbom(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.path = pathlib.Path(cls.folder.name) / "sbom.json"
        result = generate(cls.path)
        assert result.returncode == 0, result.stderr
        cls.bill = json.loads(cls.path.read_text())

    def check(self, bill):
        path = pathlib.Path(self.folder.name) / "changed.json"
        path.write_text(json.dumps(bill))
        return run(DEPLOY / "sbom/check_sbom.py", path, *PROGRAMS)

    def test_is_good(self):
        result = self.check(self.bill)
        self.assertEqual((result.returncode, result.stdout), (0, ""))

    def test_names_what_answers_rest_on(self):
        names = {package["name"] for package in self.bill["packages"]}
        self.assertLessEqual({"clausebook", "libc6", "libgrpc++1.51", "libprotobuf32",
                              "libsqlite3-0", "libssl3", "libpoppler126"}, names)

    def test_same_programs_same_bytes(self):
        again = pathlib.Path(self.folder.name) / "again.json"
        generate(again)
        self.assertEqual(again.read_bytes(), self.path.read_bytes())

    def changed(self, change):
        bill = json.loads(json.dumps(self.bill))
        change(bill)
        result = self.check(bill)
        self.assertEqual(result.returncode, 1)
        return result.stdout

    def test_a_missing_package_is_found(self):
        def change(bill):
            bill["packages"] = [p for p in bill["packages"] if p["name"] != "libssl3"]
            bill["relationships"] = [r for r in bill["relationships"]
                                     if "libssl3" not in r["relatedSpdxElement"]]
        self.assertIn("libssl3", self.changed(change))

    def test_another_version_is_found(self):
        def change(bill):
            for package in bill["packages"]:
                if package["name"] == "libssl3":
                    package["versionInfo"] += "x"
        self.assertIn("libssl3", self.changed(change))

    def test_another_program_is_found(self):
        def change(bill):
            bill["files"][0]["checksums"][0]["checksumValue"] = "0" * 40
        self.assertIn("verification code", self.changed(change))

    def test_a_reference_to_nothing_is_found(self):
        def change(bill):
            bill["relationships"][0]["relatedSpdxElement"] = "SPDXRef-Nothing"
        self.assertIn("SPDXRef-Nothing", self.changed(change))


if __name__ == "__main__":
    unittest.main()
