#!/usr/bin/env python3
"""Starts a server on a database of more than 1 GiB, checks, backs up, cuts and restores it,
and tells how long each takes and how much memory.

    large_database.py BIN_DIR WORK_DIR [GIB]

Takes about four times as much room in WORK_DIR and some minutes, so it is run by hand
(target `large-database`). Fails if a command fails, or takes more memory than MOST_MIB:
nothing may grow with the size of the database.
"""

import json
import os
import pathlib
import signal
import subprocess
import sys
import time

MOST_MIB = 256


def size_of(database):
    return sum(p.stat().st_size for p in (database, pathlib.Path(f"{database}-wal")) if p.exists())


def fill(bin_dir, database, bytes_wanted):
    """Entries of the kill tests, until the file is large; the writer is killed then."""
    writer = subprocess.Popen(
        [bin_dir / "storage_writer", database], stdout=subprocess.PIPE, text=True)
    try:
        entries = 0
        for line in writer.stdout:
            entries = int(line) + 1
            if entries % 10 == 0 and size_of(database) > bytes_wanted:
                break
    finally:
        writer.kill()
        writer.wait()
    return entries


def run(bin_dir, *words):
    """Seconds, the most memory in MiB, and what it said."""
    started = time.monotonic()
    process = subprocess.Popen(
        [bin_dir / "clausebook", "admin", *map(str, words), "--json"], stdout=subprocess.PIPE)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{words}: exit code {process.returncode}")
    return time.monotonic() - started, usage.ru_maxrss / 1024, json.loads(said)


def start(bin_dir, database):
    """Starts the server and stops it: seconds until it listens, the most memory in MiB."""
    started = time.monotonic()
    process = subprocess.Popen(
        [bin_dir / "clausebookd", "--listen", "127.0.0.1:0", "--database", database,
         "--log-level", "error"], stdout=subprocess.PIPE, text=True)
    listening = process.stdout.readline()
    seconds = time.monotonic() - started
    process.send_signal(signal.SIGTERM)
    process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if not listening.startswith("listening on ") or process.returncode != 0:
        raise SystemExit(f"start: {listening!r}, exit code {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


def main():
    bin_dir, work = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    gib = float(sys.argv[3]) if len(sys.argv) > 3 else 1.1
    work.mkdir(parents=True, exist_ok=True)
    database, backup, cut = (work / name for name in ("large.db", "backup.db", "cut.db"))
    if any(path.exists() for path in (database, backup, cut)):
        raise SystemExit(f"{work} is not empty")
    entries = fill(bin_dir, database, gib * 2**30)
    print(f"{size_of(database) / 2**30:.2f} GiB in {entries} entries, left by a killed writer", flush=True)
    steps = {
        "start after the kill": ("start",),
        "start": ("start",),
        "check": ("check", database),
        "backup": ("backup", database, backup),
        "check of the backup": ("check", backup),
        "backup cut at a time": ("backup", database, cut, "--known-at",
                                 time.strftime("%Y-%m-%d", time.gmtime())),
        "restore": ("restore", backup, database),
        "check of what was restored": ("check", database),
    }
    print(f"{'what':30} {'seconds':>8} {'MiB':>6}")
    too_much = []
    for name, words in steps.items():
        if words == ("start",):
            seconds, mib = start(bin_dir, database)
        else:
            seconds, mib, said = run(bin_dir, *words)
        print(f"{name:30} {seconds:8.1f} {mib:6.0f}", flush=True)
        if mib > MOST_MIB:
            too_much.append(name)
        if name.startswith("check") and not said["sound"]:
            raise SystemExit(f"{name}: not sound")
    for path in work.iterdir():
        path.unlink()
    if too_much:
        raise SystemExit(f"more than {MOST_MIB} MiB: {', '.join(too_much)}")


if __name__ == "__main__":
    main()
