"""The clients of other languages against a real server.

Installs the Python and Node packages as a user would, runs their examples, and calls Ask
with `buf curl`, through reflection and with the shipped contract. Needs Debian's python3
with jsonschema, npm with its registry, protoc. Run by ctest; by hand: clients_test.py
BIN_DIR WORK_DIR
"""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unittest

import jsonschema

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
APP = "vendors/lanternfish/apps/tidewatch"
QUESTION = "stores-data-off-atlassian"
QUOTE = "All of it stays in Atlassian’s custody."
RELEASE = ROOT / "tests/testing/contradictions/C01-third-parties-denied"
BIN_DIR, WORK_DIR = (pathlib.Path(p).resolve() for p in sys.argv[1:3])


def run(*command, check=True, **options):
    result = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, timeout=600, **options
    )
    if check and result.returncode != 0:
        raise AssertionError(f"{command}: {result.returncode}\n{result.stdout}\n{result.stderr}")
    return result


def sarif_schema():
    """The schema of SARIF 2.1.0, as a package of the registry has it."""
    packed = run("npm", "pack", "--silent", "--pack-destination", WORK_DIR,
                 "@microsoft/jest-sarif@1.0.0-beta.0").stdout.split()[-1]
    with tarfile.open(WORK_DIR / packed) as package:
        name = "package/lib/schemas/sarif-2.1.0-rtm.5.json"
        return json.load(package.extractfile(name))


class ClientsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.TemporaryDirectory()
        cls.server = subprocess.Popen(
            [BIN_DIR / "clausebookd", "--listen", "127.0.0.1:0",
             "--database", os.path.join(cls.directory.name, "test.db")],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        # Unlike tearDownClass, when the set-up fails too.
        cls.addClassCleanup(cls.stop_server)
        cls.address = cls.server.stdout.readline().strip().removeprefix("listening on ")
        for book in ("demo-platform", "demo"):
            run(BIN_DIR / "clausebook", "--server", cls.address, "apply", ROOT / "deploy" / book)
        WORK_DIR.mkdir(parents=True, exist_ok=True)
        npm_dir = WORK_DIR / "npm"
        npm_dir.mkdir(exist_ok=True)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(HERE / name, npm_dir)
        # Not `npm ci`: it wants the binaries of all other systems in the lock file.
        run("npm", "install", "--no-save", "--no-audit", "--no-fund", cwd=npm_dir)
        cls.buf = npm_dir / "node_modules" / ".bin" / "buf"

    @classmethod
    def stop_server(cls):
        cls.server.terminate()
        assert cls.server.wait(timeout=60) == 0
        cls.server.stdout.close()
        cls.directory.cleanup()

    @contextlib.contextmanager
    def secure_server(self):
        """A server with TLS that knows its callers: address, authority's file, a token."""
        folder = pathlib.Path(self.directory.name) / self.id().rsplit(".", 1)[-1]
        folder.mkdir()
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
            "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=server",
            "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
            "-keyout", folder / "tls.key", "-out", folder / "tls.crt")
        database = ["--database", folder / "secure.db"]
        token = run(BIN_DIR / "clausebookd", *database, "--create-admin-token", "Mara Lind").stdout
        server = subprocess.Popen(
            [BIN_DIR / "clausebookd", "--listen", "127.0.0.1:0", *database,
             "--authentication", "required", "--tls-certificate", folder / "tls.crt",
             "--tls-key", folder / "tls.key"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            address = server.stdout.readline().strip().removeprefix("listening on ")
            yield address, folder / "tls.crt", token.strip()
        finally:
            server.terminate()
            server.wait(timeout=60)
            server.stdout.close()

    def buf_ask(self, question, *schema):
        request = json.dumps({"app": APP, "question": f"questions/{question}"})
        return run(self.buf, "curl", "--protocol", "grpc", "--http2-prior-knowledge", *schema,
                   "-d", request, f"http://{self.address}/clausebook.v1.QueryService/Ask",
                   check=False)

    def check_buf(self, *schema):
        answer = json.loads(self.buf_ask(QUESTION, *schema).stdout)["answer"]
        self.assertEqual(answer["verdict"], "VERDICT_NO")
        self.assertEqual(answer["citations"][0]["clause"]["quote"], QUOTE)

    def test_buf_curl_by_reflection(self):
        self.check_buf()

    def test_buf_curl_with_the_shipped_contract(self):
        self.check_buf("--schema", ROOT / "proto")

    def test_buf_curl_tells_an_unknown_question(self):
        # Exit codes of buf curl are the gRPC code times eight.
        self.assertEqual(self.buf_ask("no-such-question").returncode, 5 * 8)

    @staticmethod
    def questions():
        path = WORK_DIR / "questions.csv"
        path.write_text("Question,Answer,Comment\n"
                        "Does the app store data outside of Atlassian?,,\n"
                        "Are your fire doors inspected every year?,,\n")
        return path

    def check_filled(self, shown, out):
        self.assertIn("1 answered, 1 need a person", shown)
        self.assertIn("fire doors", shown)
        self.assertIn("Atlassian?,No", out.read_text())

    def test_python_package(self):
        venv = WORK_DIR / "venv"
        shutil.rmtree(venv, ignore_errors=True)
        run("/usr/bin/python3", "-m", "venv", "--system-site-packages", venv)
        python = venv / "bin" / "python3"
        package = WORK_DIR / "python"
        shutil.rmtree(package, ignore_errors=True)
        # As in the repository: the package finds the contract beside itself.
        for part in ("proto", "clients/python", "clients/cpp"):
            shutil.copytree(ROOT / part, package / part)
        run(python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps",
            "--no-build-isolation", package / "clients" / "python")
        shown = run(python, ROOT / "clients/python/examples/ask.py", self.address, APP, QUESTION,
                    cwd=WORK_DIR)
        self.assertIn("No. Tidewatch for Jira", shown.stdout)
        self.assertIn(QUOTE, shown.stdout)
        filled = run(python, ROOT / "clients/python/examples/fill.py", self.address, APP,
                     self.questions(), WORK_DIR / "python-filled.csv", cwd=WORK_DIR)
        self.check_filled(filled.stdout, WORK_DIR / "python-filled.csv")
        run(python, HERE / "python_client_check.py", self.address, ROOT / "deploy/demo",
            RELEASE / "manifest.yml", cwd=WORK_DIR)
        with self.secure_server() as (address, authority, token):
            run(python, HERE / "secure_client_check.py", address, authority, cwd=WORK_DIR,
                env={**os.environ, "TOKEN": token})

    def test_node_package(self):
        user = WORK_DIR / "node"
        shutil.rmtree(user, ignore_errors=True)
        user.mkdir()
        packed = run("npm", "pack", "--silent", "--pack-destination", user,
                     cwd=ROOT / "clients/node").stdout.split()[-1]
        (user / "package.json").write_text('{"name": "user", "private": true, "type": "module"}')
        run("npm", "install", "--no-audit", "--no-fund", user / packed, cwd=user)
        example = user / "node_modules/@clausebook/client/examples/ask.js"
        shown = run("node", example, self.address, APP, QUESTION, cwd=user)
        self.assertIn("No. Tidewatch for Jira", shown.stdout)
        self.assertIn(QUOTE, shown.stdout)
        example = user / "node_modules/@clausebook/client/examples/fill.js"
        filled = run("node", example, self.address, APP, self.questions(),
                     user / "filled.csv", cwd=user)
        self.check_filled(filled.stdout, user / "filled.csv")
        shutil.copy(HERE / "node_client_check.js", user)
        run("node", user / "node_client_check.js", self.address, ROOT / "deploy/demo",
            RELEASE / "manifest.yml", cwd=user)
        shutil.copy(HERE / "secure_client_check.js", user)
        with self.secure_server() as (address, authority, token):
            run("node", user / "secure_client_check.js", address, authority, cwd=user,
                env={**os.environ, "TOKEN": token})

    def test_findings_are_valid_sarif(self):
        validator = jsonschema.Draft4Validator(sarif_schema())
        contradictions = sorted(RELEASE.parent.glob("*/book"))
        self.assertGreater(len(contradictions), 20)
        for book in [*contradictions, ROOT / "deploy" / "demo"]:
            log = json.loads(run(BIN_DIR / "clausebook", "check", "--book", book, "--format",
                                 "sarif", check=False).stdout)
            self.assertEqual([str(e.message) for e in validator.iter_errors(log)], [], book)
        log = json.loads(run(BIN_DIR / "clausebook", "check", "--book", RELEASE / "book", "--app",
                             "slipway", "--manifest", RELEASE / "manifest.yml", "--format",
                             "sarif", check=False).stdout)
        self.assertEqual(len(log["runs"][0]["results"]), 1)
        self.assertEqual(list(validator.iter_errors(log)), [])
        log["runs"][0]["results"][0]["level"] = "dreadful"
        self.assertFalse(validator.is_valid(log))  # the check can fail

    def test_the_contract_is_lint_clean(self):
        run(self.buf, "lint", cwd=ROOT)

    def test_the_contract_breaks_nobody(self):
        # Against what landed last (see proto/README.md), and that the check can fail.
        run(self.buf, "breaking", "--against", ROOT / "proto" / "baseline.binpb", cwd=ROOT)
        changed = WORK_DIR / "changed"
        shutil.rmtree(changed, ignore_errors=True)
        shutil.copytree(ROOT / "proto", changed / "proto")
        shutil.copy(ROOT / "buf.yaml", changed)
        app = changed / "proto/clausebook/v1/app.proto"
        app.write_text(app.read_text().replace("string display_name = 2", "bytes display_name = 2"))
        broken = run(self.buf, "breaking", "--against", ROOT / "proto" / "baseline.binpb",
                     cwd=changed, check=False)
        self.assertEqual(broken.returncode, 100, broken.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
