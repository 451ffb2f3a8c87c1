"""The systemd unit: unit_test.py BIN_DIR. Skipped where there is no systemd-analyze."""
import configparser
import pathlib
import re
import shutil
import sys
import tempfile
import unittest

import yaml

from paths import DEPLOY, drain_seconds, run

UNIT = DEPLOY / "systemd/clausebookd.service"
BACKUP = DEPLOY / "systemd/clausebook-backup.service"
MOST = 20  # tenths of the score
BIN_DIR = pathlib.Path(sys.argv.pop(1))


class Unit(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def unit(self, source=UNIT, **changes):
        """The unit with the programs where the build has them, and with other changes."""
        path = pathlib.Path(self.folder.name) / source.name
        text = re.sub("/usr/bin/(clausebookd?) ", rf"{BIN_DIR}/\1 ", source.read_text())
        for old, new in changes.items():
            self.assertIn(old, text)
            text = text.replace(old, new)
        path.write_text(text)
        return path

    def settings(self):
        parser = configparser.ConfigParser(strict=False, interpolation=None)
        parser.optionxform = str
        parser.read_string(UNIT.read_text())
        return parser

    def test_says_nothing_that_systemd_does_not_know(self):
        # Unknown keys are told without a failure: any line is one.
        timer = self.unit(DEPLOY / "systemd/clausebook-backup.timer")
        result = run("systemd-analyze", "verify", "--man=no", self.unit(), self.unit(BACKUP), timer)
        self.assertEqual((result.returncode, result.stdout + result.stderr), (0, ""))

    def test_a_wrong_key_would_be_told(self):
        result = run("systemd-analyze", "verify", "--man=no", self.unit(PrivateTmp="PrivatTmp"))
        self.assertIn("PrivatTmp", result.stderr)

    def test_exposes_little(self):
        for unit in (UNIT, BACKUP):
            result = run("systemd-analyze", "security", "--offline=true", f"--threshold={MOST}",
                         "--no-pager", unit)
            self.assertEqual(result.returncode, 0, result.stdout[-400:])

    def test_the_threshold_holds(self):
        result = run("systemd-analyze", "security", "--offline=true", f"--threshold={MOST}",
                     "--no-pager", self.unit(ProtectSystem="#", NoNewPrivileges="#",
                                             CapabilityBoundingSet="#", SystemCallFilter="#"))
        self.assertNotEqual(result.returncode, 0)

    def test_waits_for_the_drain(self):
        stop = int(self.settings()["Service"]["TimeoutStopSec"])
        self.assertGreater(stop, drain_seconds())

    def test_starts_what_the_package_has(self):
        service = self.settings()["Service"]
        self.assertEqual(service["ExecStart"],
                         "/usr/bin/clausebookd --config /etc/clausebook/clausebookd.yaml")
        self.assertEqual(service["ExecStartPre"], service["ExecStart"] + " --check-config")

    def test_what_the_configuration_names_may_be_written(self):
        service = self.settings()["Service"]
        writable = {f"/var/lib/{name}" for name in service["StateDirectory"].split()}
        writable |= {path.lstrip("-") for path in service["ReadWritePaths"].split()}
        postinst = (DEPLOY / "debian/postinst").read_text()
        for name in ("packaged", "network"):
            config = yaml.safe_load((DEPLOY / f"config/{name}.yaml").read_text())
            for folder in (config["database"].rsplit("/", 1)[0], config["backup_folder"]):
                self.assertIn(folder, writable, name)
                self.assertIn(f"-o clausebook -g clausebook {folder}\n", postinst)
            # Over HTTP and without authentication.
            self.assertRegex(config["metrics_listen"], r"^127\.0\.0\.1:\d+$")
        # The examples of the file with all keys are those paths too.
        text = (DEPLOY / "config/clausebookd.yaml").read_text()
        for key in ("backup_folder", "audit_checkpoints"):
            example = re.search(rf"^#   {key}: (\S+)$", text, re.M)[1]
            self.assertTrue(any(example == path or example.startswith(path + "/")
                                for path in writable), example)

    def test_configurations_are_good(self):
        for name in ("packaged", "network", "container", "clausebookd"):
            result = run(BIN_DIR / "clausebookd", "--config", DEPLOY / f"config/{name}.yaml",
                         "--check-config")
            self.assertEqual(result.returncode, 0, f"{name}: {result.stderr}")
        result = run(BIN_DIR / "clausebookd", "--config", DEPLOY / "kubernetes/clausebookd.yaml",
                     "--check-config")
        self.assertEqual(result.returncode, 0, result.stderr)


if __name__ == "__main__":
    if not shutil.which("systemd-analyze"):
        print("systemd-analyze is not here")
        sys.exit(77)
    unittest.main()
