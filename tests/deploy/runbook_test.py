"""The runbook against the programs and the alert rules: runbook_test.py BIN_DIR

That its commands work is boot.sh's to show; this holds that it forgets nothing.
"""
import pathlib
import re
import shlex
import sys
import unittest

import yaml

from paths import DEPLOY, run
from rehearsal import commands

BIN_DIR = pathlib.Path(sys.argv.pop(1))
TEXT = (DEPLOY / "RUNBOOK.md").read_text()


def section(title):
    """From its heading to the next of its level."""
    level = re.search(rf"^(#+) {re.escape(title)}$", TEXT, re.M)
    rest = TEXT[level.end():]
    end = re.search(rf"^#{{1,{len(level[1])}}} ", rest, re.M)
    return rest[:end.start()] if end else rest


def codes_of_help(program):
    text = run(BIN_DIR / program, "--help").stdout
    return set(re.findall(r"(?:^ +|, |: )(\d+) +[A-Za-z]", text[text.index("Exit codes:"):], re.M))


class Runbook(unittest.TestCase):
    def test_backups_are_made_on_the_machine_and_by_the_server(self):
        backups = [command for command, _ in commands(section("Backup"))
                   if "admin backup" in command]
        self.assertTrue(any("--server" in command for command in backups))
        self.assertTrue(any("runuser" in command for command in backups))

    def test_audit_is_verified_with_and_without_a_server(self):
        lines = [command for command, _ in commands(section("Audit log"))]
        self.assertTrue(any("audit export" in line for line in lines))
        self.assertTrue(any("audit verify /var/lib/clausebook/clausebook.db" in line
                            and "--checkpoints" in line for line in lines))

    def test_every_exit_code_is_explained(self):
        tables = section("Exit codes").split("`clausebook`:")
        for program, table in zip(("clausebookd", "clausebook"), tables, strict=True):
            told = set(re.findall(r"^\| (\d+) \|", table, re.M))
            self.assertEqual(told, codes_of_help(program), program)

    def test_every_command_exists(self):
        seen = set()
        for command, _ in commands(TEXT):
            command = re.sub(r"^.*?-- (?=clausebook)|^\w+=\$\(cat [^)]*\) ", "", command)
            if not command.startswith("clausebook "):
                continue
            words = shlex.split(re.sub(r"\s#.*", "", command))
            path = []
            skip = False
            for word in words[1:]:
                if skip or word.startswith("-"):
                    skip = word in ("--token-file", "--server", "--ca", "--timeout")
                    continue
                if not re.fullmatch(r"[a-z]+", word) or len(path) == 3:
                    break
                if path and path[0] not in ("admin", "audit", "keys"):
                    break
                path.append(word)
            seen.add(tuple(path))
        self.assertLessEqual(
            {("apply",), ("ask",), ("pack",), ("verify",), ("ping",), ("admin", "check"),
             ("admin", "backup"), ("admin", "restore"), ("admin", "token", "create"),
             ("admin", "token", "list"), ("admin", "token", "revoke"), ("audit", "list"),
             ("audit", "export"), ("audit", "verify"), ("keys", "create"), ("keys", "show")},
            seen)
        for path in seen:
            # What follows a command that takes no further one is its argument.
            result = run(BIN_DIR / "clausebook", *path, "--help")
            self.assertEqual(result.returncode, 0, path)

    def test_links_lead_somewhere(self):
        anchors = {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-")
                   for heading in re.findall(r"^#+ (.*)$", TEXT, re.M)}
        for anchor in re.findall(r"\]\(#([^)]+)\)", TEXT):
            self.assertIn(anchor, anchors)

    def test_every_alert_is_explained(self):
        told = set(re.findall(r"^### (\w+)$", section("Alerts"), re.M))
        ruled = set()
        for path in (DEPLOY / "monitoring").rglob("*.y*ml"):
            for group in (yaml.safe_load(path.read_text()) or {}).get("groups", []):
                ruled |= {rule["alert"] for rule in group["rules"] if "alert" in rule}
        if not ruled:
            self.skipTest("there are no alert rules")
        self.assertEqual(told, ruled)


if __name__ == "__main__":
    unittest.main()
