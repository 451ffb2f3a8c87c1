#!/usr/bin/python3
"""Builds the image without an engine, and runs it: image_build.py [WORK_DIR], as root.

The Dockerfile itself is read and its steps are taken in order: RUN in a bare Debian 12
(debootstrap) in place of the base image, COPY through the rules of .dockerignore. Then the
last stage runs as a container would: root read-only, user and command of the Dockerfile, no
capabilities, only volumes to write to; health is asked by the Dockerfile's own check.

Not proven: that the official base image is like the bare Debian (it is slimmer; apt brings
what is missing), layers, labels and what an engine itself adds. With CCACHE_DIR set,
compilers in the root use that cache, which the Dockerfile does not say.
"""
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

import yaml

from dockerfile import arguments, ignored, read_dockerfile
from paths import DEPLOY, ROOT, port_of

HERE = pathlib.Path(__file__).resolve().parent
DOCKERFILE = DEPLOY / "docker/Dockerfile"


def say(text):
    print(f"== {text}", flush=True)


def run(*command, **options):
    subprocess.run([str(word) for word in command], check=True, **options)


def copy_context(target, source):
    """COPY of `source` of the build's context, as an engine would send it."""
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-co", "--exclude-standard", "-z", "--",
                             source], check=True, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if ignored(DOCKERFILE, name) or not (ROOT / name).exists():
            continue
        to = target / (os.path.relpath(name, source) if (ROOT / source).is_dir() else
                       pathlib.Path(name).name)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, to)


def in_root(root, *command, cwd="/"):
    binds = []
    if cache := os.environ.get("CCACHE_DIR"):
        binds = ["--bind", f"{cache}:/ccache"]
    environment = {**os.environ, "CCACHE_DIR": "/ccache" if binds else "",
                   "CCACHE_BASEDIR": "/src", "CCACHE_NOHASHDIR": "1"}
    step = f"cd {shlex.quote(cwd)} && {' '.join(command)}"
    run(HERE / "in_root.sh", *binds, root, "/bin/sh", "-ec", step, env=environment)


def build_stage(stage, roots, work):
    root = work / f"stage-{len(roots)}"
    if stage.base == "scratch":
        root.mkdir()
    elif stage.base in roots:
        run("cp", "-a", "--reflink=auto", roots[stage.base], root)
    else:
        run(HERE / "bare_root.sh", root)
    cwd = "/"
    for word, value in stage.steps:
        start = time.monotonic()
        if word == "WORKDIR":
            cwd = value
            (root / cwd.lstrip("/")).mkdir(parents=True, exist_ok=True)
        elif word == "RUN":
            in_root(root, value, cwd=cwd)
        elif word == "COPY":
            words = shlex.split(value)
            target = root / os.path.join(cwd, words[-1]).lstrip("/")
            if words[0].startswith("--from="):
                (source,) = words[1:-1]
                target.mkdir(parents=True, exist_ok=True)
                run("cp", "-aT", roots[words[0][len("--from="):]] / source.strip("/"), target)
            else:
                for source in words[:-1]:
                    copy_context(target, source)
        else:
            continue
        say(f"{word} {value} ({time.monotonic() - start:.0f} s)")
    roots[stage.name or str(len(roots))] = root
    return root


def check_contents(root):
    files = [path for path in root.rglob("*") if not path.is_symlink()]
    for path in files:
        mode = path.stat().st_mode
        assert not mode & 0o6000, f"{path}: set-user-id"
        assert not (mode & 0o002 and path != root / "tmp"), f"{path}: anybody may write it"
    for name in ("sh", "bash", "dash", "apt-get", "dpkg", "perl", "python3"):
        assert not (root / "usr/bin" / name).exists(), name
    size = sum(path.stat().st_size for path in files if path.is_file())
    say(f"image: {size / 1e6:.0f} MB in {sum(path.is_file() for path in files)} files; no shell, "
        "no package manager, nothing set-user-id")


def check_running(stage, root, build_root, work):
    steps = dict(stage.steps)
    user = steps["USER"]
    health = steps["HEALTHCHECK"]
    config = yaml.safe_load((DEPLOY / "config/container.yaml").read_text())
    for name in ("data", "backups", "tls/current"):
        (work / name).mkdir(parents=True)
    run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
        "-nodes", "-days", "2", "-subj", "/CN=clausebook", "-addext",
        "subjectAltName=DNS:localhost,DNS:clausebook", "-keyout", work / "tls/current/tls.key",
        "-out", work / "tls/current/tls.crt", stderr=subprocess.DEVNULL)
    shutil.copy(work / "tls/current/tls.crt", work / "tls/current/ca.crt")
    run("chown", "-R", user, work / "data", work / "backups", work / "tls")
    environment = {
        **os.environ, "IMAGE": root, "WORK": work, "IMAGE_USER": user,
        "CONTAINER_START": shlex.join(json.loads(steps["ENTRYPOINT"]) + json.loads(steps["CMD"])),
        "CONTAINER_HEALTH": shlex.join(json.loads(health[health.index("["):])),
        "CONTAINER_CLI": "/usr/bin/clausebook --server localhost:7447 --ca /etc/clausebook/tls/current/ca.crt",
        "DEMO": ROOT / "deploy", "METRICS_PORT": port_of(config, "metrics_listen"),
    }
    run("unshare", "--mount", "--pid", "--net", "--ipc", "--fork", "--kill-child", "--propagation",
        "private", HERE / "image_run.sh", env={k: str(v) for k, v in environment.items()})
    # Documents are read the same with the image's few files as on a whole Debian.
    pdf = ROOT / "tests/testing/documents/policy.pdf"
    order = ["pdf", "1024", "20"]
    whole = subprocess.run(["chroot", build_root, "/src/build/package/bin/clausebook-extract", *order],
                           check=True, stdin=pdf.open("rb"), capture_output=True)
    small = subprocess.run(["chroot", f"--userspec={user}", root, "/usr/bin/clausebook-extract", *order],
                           check=True, stdin=pdf.open("rb"), capture_output=True)
    assert whole.stdout == small.stdout and len(small.stdout) > 200
    say(f"{pdf.name} is read alike: {len(small.stdout)} bytes")


def main():
    work = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(dir="/var/tmp"))
    work.mkdir(exist_ok=True)
    base = arguments(DOCKERFILE)["BASE"]
    say(f"a bare Debian 12 stands in for {base}")
    roots, stages = {}, read_dockerfile(DOCKERFILE)
    for stage in stages:
        root = build_stage(stage, roots, work)
    (build_name,) = [stage.name for stage in stages[:-1]]
    in_root(roots[build_name], "deploy/sbom/check_sbom.py", "/image/usr/share/clausebook/sbom.spdx.json",
            "/image/usr/bin/*", cwd="/src")
    say("its bill of materials is that of its programs")
    check_contents(root)
    check_running(stages[-1], root, roots[build_name], work)
    say(f"done; the roots are in {work}")


if __name__ == "__main__":
    main()
