#!/usr/bin/env python3
"""Compiles each CMake target as one file, without making anything.

A unity build compiles a few files of a target together, and which ones changes whenever a
file is added. Names in anonymous namespaces therefore have to differ within the whole
target, or a later change breaks the build somewhere else. Targets that one unity file
holds are checked by the build itself; this checks the others.

  check_unity.py BUILD_DIR      BUILD_DIR: of a preset with a unity build, already built
"""
import argparse
import collections
import json
import pathlib
import shlex
import subprocess
import sys
import tempfile


def units_by_target(build):
    """Unity files with their commands, by target, in a stable order."""
    targets = collections.defaultdict(list)
    for entry in json.loads((build / 'compile_commands.json').read_text()):
        source = pathlib.Path(entry['file'])
        if source.parent.name == 'Unity':
            targets[source.parents[1].stem].append((source, entry))
    return {name: sorted(units, key=lambda unit: unit[0])
            for name, units in sorted(targets.items())}


def check(units, scratch):
    """What the compiler says about all units as one; empty if nothing."""
    whole = pathlib.Path(scratch) / 'whole.cc'
    whole.write_text(''.join(f'#include "{source}"\n' for source, _ in units))
    source, entry = units[0]
    command = shlex.split(entry['command'])
    output = command.index('-o')
    del command[output:output + 2]
    command = [str(whole) if word == str(source) else word
               for word in command if word != '-c'] + ['-fsyntax-only', '-w']
    result = subprocess.run(command, cwd=entry['directory'], capture_output=True, text=True)
    return '' if result.returncode == 0 else result.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('build', type=pathlib.Path)
    build = parser.parse_args().build.resolve()
    targets = units_by_target(build)
    if not targets:
        sys.exit(f'{build} is not the build directory of a unity build.')
    failed = []
    with tempfile.TemporaryDirectory() as scratch:
        for name, units in targets.items():
            if len(units) == 1:
                continue
            said = check(units, scratch)
            if said:
                failed.append(name)
                errors = [line for line in said.splitlines() if ' error: ' in line]
                print(f'{name}: two files use the same name for different things\n  ' +
                      '\n  '.join(errors[:20]))
    print(f'{len(targets)} targets, {len(failed)} with names that meet.')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
