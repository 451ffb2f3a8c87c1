"""Where things are, for the tests beside this file."""
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"


def run(*command, **options):
    """The ended process, with what it printed as text; no error if it failed."""
    return subprocess.run([str(word) for word in command], text=True, capture_output=True,
                          timeout=100, **options)


def drain_seconds():
    """How long the server drains if it is not told, by the file with all defaults."""
    text = (DEPLOY / "config/clausebookd.yaml").read_text()
    return int(re.search(r"^drain_seconds: (\d+)$", text, re.M)[1])


def port_of(config, key="listen"):
    return int(config[key].rsplit(":", 1)[1])


def served_paths():
    """What the endpoint of metrics answers, by its documentation."""
    text = (DEPLOY / "monitoring/README.md").read_text()
    return set(re.findall(r"^\| `(/[a-z]+)` \|", text, re.M))
