"""Reads the part of the Dockerfile's language that ours is written in, and no more: what
it does not know is an error, so that nothing is skipped unseen."""
import dataclasses
import pathlib
import re

KNOWN = {"ARG", "FROM", "WORKDIR", "COPY", "RUN", "LABEL", "USER", "VOLUME", "EXPOSE",
         "STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT", "CMD"}


@dataclasses.dataclass
class Stage:
    base: str
    name: str = ""
    steps: list = dataclasses.field(default_factory=list)  # pairs: instruction, value


def read_dockerfile(path):
    """The stages in order. ARG is allowed before the first one only."""
    text = re.sub(r"^\s*#.*\n", "", path.read_text(), flags=re.M)
    stages = []
    for line in re.sub(r"\\\n\s*", "", text).splitlines():
        if not line.strip():
            continue
        word, _, value = line.strip().partition(" ")
        if word not in KNOWN:
            raise ValueError(f"{path}: {word} is not known here")
        if word == "FROM":
            base, _, name = value.partition(" AS ")
            stages.append(Stage(base, name))
        elif word == "ARG":
            if stages:
                raise ValueError(f"{path}: ARG within a stage is not known here")
        else:
            stages[-1].steps.append((word, value.strip()))
    return stages


def arguments(path):
    """The defaults of ARG."""
    return dict(re.findall(r"^ARG (\w+)=(\S+)$", path.read_text(), re.M))


def ignored(dockerfile, path):
    """Whether the builder does not get `path`, by the file beside the Dockerfile: the last
    rule that fits counts. Rules here are `*` and paths, without other patterns."""
    result = False
    for line in pathlib.Path(f"{dockerfile}.dockerignore").read_text().splitlines():
        rule = line.strip()
        if not rule or rule.startswith("#"):
            continue
        keep, rule = rule.startswith("!"), rule.lstrip("!")
        if rule != "*" and re.search(r"[*?\[]", rule):
            raise ValueError(f"{rule}: such patterns are not known here")
        if rule == "*" or path == rule or path.startswith(rule + "/"):
            result = not keep
    return result
