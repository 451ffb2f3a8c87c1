"""Makes a script of a runbook: rehearsal.py RUNBOOK.md

Of its ```console blocks all commands (`$ …`, with their continuations), in order. A command
has to end with 0, or with N where it says `# ends with N`. Blocks in other languages are
not for this system and are left out.
"""
import pathlib
import re
import shlex
import sys

PRELUDE = r"""#!/bin/bash
# Made by tests/deploy/rehearsal.py.
step() {
  printf '\n$ %s\n' "$2"
  eval "$2"
  local code=$?
  if [ "$code" != "$1" ]; then
    echo "== ended with $code, not $1"
    systemctl status --no-pager -n 30 clausebookd
    exit 1
  fi
  count=$((count + 1))
}
count=0
"""


def commands(text):
    """Pairs of a command and the code that it ends with."""
    for block in re.findall(r"^```console\n(.*?)^```", text, re.M | re.S):
        for command in re.findall(r"^\$ ((?:.*\\\n)*.*)$", block, re.M):
            code = re.search(r"# ends with (\d+)", command)
            yield command, int(code[1]) if code else 0


if __name__ == "__main__":
    print(PRELUDE)
    for command, code in commands(pathlib.Path(sys.argv[1]).read_text()):
        print(f"step {code} {shlex.quote(command)}")
    print('printf "\\n== done, %s commands\\n" "$count"')
