"""Dockerfile and compose file, by rules of our own: no engine is asked."""
import json
import re
import shlex
import shutil
import unittest

import yaml

from dockerfile import ignored, read_dockerfile
from paths import DEPLOY, ROOT, drain_seconds, port_of, run

DOCKERFILE = DEPLOY / "docker/Dockerfile"
CONFIG = yaml.safe_load((DEPLOY / "config/container.yaml").read_text())


class Image(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.stages = read_dockerfile(DOCKERFILE)
        cls.last = cls.stages[-1]

    def one(self, name):
        (value,) = [value for word, value in self.last.steps if word == name]
        return value

    def test_what_runs_has_nothing_to_build_with(self):
        self.assertGreater(len(self.stages), 1)
        self.assertEqual(self.last.base, "scratch")
        self.assertFalse([word for word, _ in self.last.steps if word == "RUN"])

    def test_bases_are_debian_12_and_no_moving_name(self):
        text = DOCKERFILE.read_text()
        self.assertEqual(re.findall(r"^ARG BASE=(\S+)$", text, re.M), ["debian:12-slim"])
        names = {stage.name for stage in self.stages}
        for stage in self.stages:
            self.assertIn(stage.base, names | {"scratch", "${BASE}"})

    def test_user_is_a_number_and_not_root(self):
        self.assertRegex(self.one("USER"), r"^[1-9]\d{3,}:[1-9]\d{3,}$")

    def test_nothing_is_fetched_or_unpacked_unseen(self):
        for stage in self.stages:
            for word, value in stage.steps:
                self.assertNotEqual(word, "ADD")
                if word == "RUN":
                    self.assertNotRegex(value, r"\b(curl|wget|sudo)\b")

    def test_what_is_copied_is_there_and_sent_to_the_builder(self):
        for stage in self.stages:
            for word, value in stage.steps:
                if word != "COPY":
                    continue
                words = shlex.split(value)
                if words[0].startswith("--from="):
                    self.assertIn(words[0][len("--from="):], {s.name for s in self.stages})
                    continue
                for source in words[:-1]:
                    self.assertTrue((ROOT / source).exists(), source)
                    if source != ".":
                        self.assertFalse(ignored(DOCKERFILE, source), source)

    def test_secrets_and_history_stay_out(self):
        for path in (".git/config", "build/release/bin/clausebookd", "admin.token", "tls/tls.key",
                     "tests/CMakeLists.txt", "clausebook.db"):
            self.assertTrue(ignored(DOCKERFILE, path), path)

    def test_what_the_build_needs_is_sent(self):
        for path in ("CMakeLists.txt", "CMakePresets.json", "service/main/main.cc",
                     "clients/cli/main.cc", "clients/cpp/client.cc", "clients/CMakeLists.txt",
                     "storage/store.h", "proto/CMakeLists.txt", "deploy/cmake/Packaging.cmake"):
            self.assertTrue((ROOT / path).exists(), path)
            self.assertFalse(ignored(DOCKERFILE, path), path)

    def test_steps_are_sound_shell(self):
        if not shutil.which("shellcheck"):
            self.skipTest("shellcheck is not here")
        for stage in self.stages:
            for word, value in stage.steps:
                if word == "RUN":
                    result = run("shellcheck", "-s", "sh", "-", input=value)
                    self.assertEqual(result.returncode, 0, result.stdout)

    def test_health_is_asked_where_the_server_listens(self):
        check = self.one("HEALTHCHECK")
        command = json.loads(check[check.index("["):])
        self.assertEqual((command[0], command[-1]), ("/usr/bin/clausebook", "ping"))
        self.assertIn(f"localhost:{port_of(CONFIG)}", command)
        self.assertIn(CONFIG["tls_client_ca"], command)
        self.assertEqual([int(port) for port in self.one("EXPOSE").split()],
                         [port_of(CONFIG), port_of(CONFIG, "metrics_listen")])

    def test_volumes_are_what_is_written(self):
        self.assertEqual(json.loads(self.one("VOLUME")),
                         [CONFIG["database"].rsplit("/", 1)[0], CONFIG["backup_folder"]])

    def test_starts_without_a_shell(self):
        self.assertEqual(json.loads(self.one("ENTRYPOINT")), ["/usr/bin/clausebookd"])
        self.assertEqual(json.loads(self.one("CMD")),
                         ["--config", "/etc/clausebook/clausebookd.yaml"])
        self.assertEqual(self.one("STOPSIGNAL"), "SIGTERM")

    def test_version_is_the_project_s(self):
        version = re.search(r"project\(clausebook VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text())[1]
        self.assertIn(f'image.version="{version}"', self.one("LABEL"))
        compose = yaml.safe_load((DEPLOY / "docker/compose.yaml").read_text())
        self.assertEqual(compose["services"]["clausebookd"]["image"], f"clausebook:{version}")
        kustomization = yaml.safe_load((DEPLOY / "kubernetes/kustomization.yaml").read_text())
        self.assertEqual(kustomization["images"], [{"name": "clausebook", "newTag": version}])
        changelog = (DEPLOY / "debian/changelog").read_text()
        self.assertTrue(changelog.startswith(f"clausebook ({version}-"))


class Compose(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.compose = yaml.safe_load((DEPLOY / "docker/compose.yaml").read_text())
        (cls.service,) = cls.compose["services"].values()

    def test_closed(self):
        self.assertIs(self.service["read_only"], True)
        self.assertEqual(self.service["cap_drop"], ["ALL"])
        self.assertIn("no-new-privileges:true", self.service["security_opt"])
        for key in ("privileged", "network_mode", "pid", "cap_add", "devices"):
            self.assertNotIn(key, self.service)

    def test_user_and_health_are_the_image_s(self):
        steps = read_dockerfile(DOCKERFILE)[-1].steps
        values = dict(steps)
        self.assertEqual(self.service["user"], values["USER"])
        check = values["HEALTHCHECK"]
        self.assertEqual(self.service["healthcheck"]["test"][1:], json.loads(check[check.index("["):]))

    def test_one_and_bounded(self):
        self.assertEqual(self.service["deploy"]["replicas"], 1)
        self.assertLessEqual({"mem_limit", "pids_limit", "ulimits"}, set(self.service))

    def test_metrics_are_for_this_machine_only(self):
        grpc, metrics = port_of(CONFIG), port_of(CONFIG, "metrics_listen")
        self.assertEqual(self.service["ports"],
                         [f"{grpc}:{grpc}", f"127.0.0.1:{metrics}:{metrics}"])

    def test_there_is_time_to_drain(self):
        self.assertGreater(int(self.service["stop_grace_period"].rstrip("s")), drain_seconds())

    def test_what_is_written_is_a_volume(self):
        named = [volume.split(":") for volume in self.service["volumes"] if isinstance(volume, str)]
        self.assertEqual(named, [["data", CONFIG["database"].rsplit("/", 1)[0]],
                                 ["backups", CONFIG["backup_folder"]]])
        self.assertLessEqual({name for name, _ in named}, set(self.compose["volumes"]))
        (tls,) = [volume for volume in self.service["volumes"] if isinstance(volume, dict)]
        self.assertIs(tls["read_only"], True)
        self.assertTrue(CONFIG["tls_certificate"].startswith(tls["target"] + "/"))


if __name__ == "__main__":
    unittest.main()
