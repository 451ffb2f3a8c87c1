"""The jobs of deploy/ci as a code host would run them.

Every command of the files is run in a repository with the example book, and the script for
Bitbucket against a stand-in for Bitbucket's proxy. Needs curl. Run by ctest; by hand:
ci_jobs_test.py BIN_DIR
"""

import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN_DIR = pathlib.Path(sys.argv[1]).resolve()
JOBS = ROOT / "deploy" / "ci"
RELEASE = ROOT / "tests/testing/contradictions/C01-third-parties-denied/manifest.yml"


class Bitbucket(http.server.BaseHTTPRequestHandler):
    """Takes everything and remembers it."""

    calls = []

    def _take(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.calls.append((self.command, self.path, json.loads(body)))
        self.send_response(200)
        self.end_headers()

    do_PUT = do_POST = _take

    def log_message(self, *_):
        pass


class CiJobsTest(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.TemporaryDirectory()
        self.repository = pathlib.Path(self.directory.name)
        (self.repository / ".git").mkdir()
        shutil.copytree(ROOT / "deploy" / "demo", self.repository / "clausebook")
        shutil.copy(RELEASE, self.repository / "manifest.yml")
        shutil.copytree(JOBS, self.repository / "deploy" / "ci")

    def tearDown(self):
        self.directory.cleanup()

    def shell(self, command, **environment):
        return subprocess.run(
            ["bash", "-ec", command], cwd=self.repository, capture_output=True, text=True,
            timeout=120, env={"PATH": f"{BIN_DIR}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8",
                              **environment})

    def sound_manifest(self):
        manifest = RELEASE.read_text()
        sound = manifest[: manifest.index("  external:")]
        (self.repository / "manifest.yml").write_text(sound)

    def commands(self, name):
        found = re.findall(r"(?:run: |- )(clausebook check .*)", (JOBS / name).read_text())
        self.assertTrue(found, name)
        return found

    def test_the_job_for_github(self):
        annotations, sarif = self.commands("github.yml")
        shown = self.shell(annotations)
        self.assertEqual(shown.returncode, 1, shown.stderr)
        self.assertTrue(shown.stdout.startswith("::error file=manifest.yml,line=16,title="))
        self.assertEqual(self.shell(sarif).returncode, 0)
        log = json.loads((self.repository / "check.sarif").read_text())
        self.assertTrue(log["runs"][0]["results"])
        self.sound_manifest()
        self.assertEqual(self.shell(annotations).returncode, 0)

    def test_what_cannot_be_read_is_not_taken_for_a_finding(self):
        (self.repository / "manifest.yml").write_text("app: [")
        for name in ("github.yml", "gitlab-ci.yml"):
            self.assertEqual(self.shell(self.commands(name)[0]).returncode, 2)
        self.assertNotEqual(self.shell(self.commands("github.yml")[1]).returncode, 0)

    def test_the_job_for_gitlab(self):
        report, log = self.commands("gitlab-ci.yml")
        self.assertEqual(self.shell(report).returncode, 1)
        issues = json.loads((self.repository / "gl-code-quality-report.json").read_text())
        self.assertEqual(issues[0]["location"]["path"], "manifest.yml")
        self.assertEqual(len({issue["fingerprint"] for issue in issues}), len(issues))
        self.assertIn("HIGH", self.shell(log).stdout)

    def test_the_report_for_bitbucket(self):
        Bitbucket.calls.clear()
        server = http.server.HTTPServer(("127.0.0.1", 0), Bitbucket)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        environment = {
            "BITBUCKET_REPO_FULL_NAME": "quay/tidewatch", "BITBUCKET_COMMIT": "c0ffee",
            "BITBUCKET_PROXY": f"http://127.0.0.1:{server.server_port}"}
        script = re.search(r"- (deploy/ci/.*)",
                           (JOBS / "bitbucket-pipelines.yml").read_text()).group(1)
        try:
            failed = self.shell(script, **environment)
            self.assertEqual(failed.returncode, 1, failed.stderr)
            url = ("http://api.bitbucket.org/2.0/repositories/quay/tidewatch/commit/c0ffee/"
                   "reports/clausebook")
            (put, report_url, report), (post, annotations_url, annotations) = Bitbucket.calls
            self.assertEqual((put, report_url, report["result"]), ("PUT", url, "FAILED"))
            self.assertEqual((post, annotations_url), ("POST", f"{url}/annotations"))
            self.assertTrue(0 < len(annotations) <= 100)
            self.assertEqual(annotations[0]["path"], "manifest.yml")
            self.assertEqual(annotations[0]["result"], "FAILED")

            Bitbucket.calls.clear()
            (self.repository / "manifest.yml").write_text("app: [")
            self.assertEqual(self.shell(script, **environment).returncode, 2)
            self.assertEqual(Bitbucket.calls, [])
            self.sound_manifest()
            self.assertEqual(self.shell(script, **environment).returncode, 0)
            self.assertEqual(Bitbucket.calls[0][2]["result"], "PASSED")
        finally:
            server.shutdown()
            server.server_close()


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
