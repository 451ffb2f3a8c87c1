"""The manual pages against the programs' own help: manual_test.py BIN_DIR"""
import pathlib
import re
import sys
import unittest

from paths import DEPLOY, ROOT, run

BIN_DIR = pathlib.Path(sys.argv.pop(1))


def page(name):
    """The page as plain text, without the formatting's letters."""
    text = (DEPLOY / f"man/{name}.1").read_text()
    text = re.sub(r'^\.\\".*$', "", text, flags=re.M)
    text = re.sub(r"\\f[A-Z]|^\.[A-Z]+ ", "", text.replace("\\-", "-"), flags=re.M)
    return text.replace('"', "")


def codes_of_help(program):
    """The exit codes that --help lists at the end."""
    text = run(BIN_DIR / program, "--help").stdout
    return set(re.findall(r"(?:^ +|, |: )(\d+) +[A-Za-z]", text[text.index("Exit codes:"):], re.M))


class Manual(unittest.TestCase):
    def test_options_of_the_server_exist(self):
        told = set(re.findall(r"--[a-z-]+", page("clausebookd")))
        help_text = run(BIN_DIR / "clausebookd", "--help").stdout
        self.assertTrue(told)
        for option in told - {"--help"}:
            self.assertIn(option, help_text)

    def test_options_of_the_command_line_exist(self):
        help_text = run(BIN_DIR / "clausebook", "--help").stdout
        for option in set(re.findall(r"^(--[a-z-]+)", page("clausebook"), re.M)):
            self.assertIn(option, help_text)

    def test_exit_codes_are_all_of_them(self):
        for program in ("clausebook", "clausebookd"):
            section = page(program).split("EXIT STATUS")[1].split("SEE ALSO")[0]
            told = set(re.findall(r"^(?:\d+(?:, )?)+$", section, re.M))
            told = {code for line in told for code in line.split(", ")}
            self.assertEqual(told, codes_of_help(program), program)

    def test_version_is_the_project_s(self):
        version = re.search(r"project\(clausebook VERSION (\S+)",
                            (ROOT / "CMakeLists.txt").read_text())[1]
        for path in (DEPLOY / "man").iterdir():
            self.assertIn(f'"Clausebook {version}"', path.read_text())

    def test_completions_are_made(self):
        for shell in ("bash", "zsh", "fish"):
            result = run(BIN_DIR / "clausebook", "completion", shell)
            self.assertEqual(result.returncode, 0)
            self.assertIn("clausebook", result.stdout)


if __name__ == "__main__":
    unittest.main()
