"""The component that makes backups in the cluster: backup_job_test.py BIN_DIR

Held against the manifests that it is added to, the server's configuration, and the command
line that it calls.
"""
import os
import pathlib
import shutil
import sys
import tempfile
import unittest

import yaml

from kubernetes_objects import FOLDER, closed_faults, key_faults, pod_of, rendered
from paths import DEPLOY, port_of, run

BIN_DIR = pathlib.Path(sys.argv.pop(1))
CLIENT = ("clausebook.example.org/client", "true")


class BackupJob(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.objects = {thing["kind"]: thing for thing in rendered("backup")}
        cls.base = {thing["kind"]: thing for thing in rendered()}
        cls.cron = cls.objects["CronJob"]["spec"]
        cls.job = cls.cron["jobTemplate"]["spec"]
        cls.pod = pod_of(cls.objects["CronJob"])
        cls.labels = cls.job["template"]["metadata"]["labels"]
        (cls.container,) = cls.pod["containers"]
        cls.policy = cls.objects["NetworkPolicy"]["spec"]
        cls.config = yaml.safe_load((FOLDER / "clausebookd.yaml").read_text())

    def option(self, name):
        return next(word.split("=", 1)[1] for word in self.container["command"]
                    if word.startswith(f"--{name}="))

    def test_every_file_is_part_of_it(self):
        kustomization = yaml.safe_load((FOLDER / "backup/kustomization.yaml").read_text())
        self.assertEqual(kustomization["kind"], "Component")
        self.assertEqual({"kustomization.yaml", *kustomization["resources"]},
                         {path.name for path in (FOLDER / "backup").iterdir()})
        base = yaml.safe_load((FOLDER / "kustomization.yaml").read_text())
        for key in ("images", "namespace"):
            self.assertEqual(kustomization[key], base[key])

    def test_kinds_and_keys_are_known(self):
        self.assertEqual(set(self.objects), {"CronJob", "NetworkPolicy"})
        self.assertEqual([fault for thing in self.objects.values()
                          for fault in key_faults(thing)], [])

    def test_it_can_be_added(self):
        if not shutil.which("kubectl"):
            self.skipTest("there is no kubectl")
        with tempfile.TemporaryDirectory() as folder:
            text = yaml.safe_dump({
                "apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization",
                "resources": [os.path.relpath(FOLDER, os.path.realpath(folder))],
                "components": [os.path.relpath(FOLDER / "backup", os.path.realpath(folder))]})
            (pathlib.Path(folder) / "kustomization.yaml").write_text(text)
            result = run("kubectl", "kustomize", folder)
        self.assertEqual(result.returncode, 0, result.stderr)
        together = list(yaml.safe_load_all(result.stdout))
        self.assertEqual(len(together), len(self.base) + len(self.objects))
        images = {container["image"] for thing in together if pod_of(thing)
                  for container in pod_of(thing)["containers"]}
        self.assertEqual(len(images), 1, "the job is of another version than the server")
        for thing in together:
            if thing["kind"] != "Namespace":
                self.assertEqual(thing["metadata"]["namespace"], "clausebook", thing["kind"])

    def test_restricted(self):
        self.assertEqual(closed_faults(self.pod), [])
        server = pod_of(self.base["StatefulSet"])
        self.assertEqual(self.pod["securityContext"]["runAsUser"],
                         server["securityContext"]["runAsUser"])
        self.assertEqual(self.pod["serviceAccountName"],
                         self.base["ServiceAccount"]["metadata"]["name"])

    def test_a_rule_that_is_broken_is_seen(self):
        open_pod = {**self.pod, "hostNetwork": True, "automountServiceAccountToken": True}
        self.assertEqual(closed_faults(open_pod),
                         ["automountServiceAccountToken", "hostNetwork"])
        odd = {**self.objects["CronJob"], "spec": {**self.cron, "timezone": "UTC"}}
        self.assertEqual(key_faults(odd), ["CronJob: timezone"])

    def test_one_at_a_time_and_not_for_ever(self):
        self.assertEqual(self.cron["concurrencyPolicy"], "Forbid")
        self.assertEqual(self.pod["restartPolicy"], "Never")
        self.assertGreater(self.job["activeDeadlineSeconds"], 120, "the longest deadline")

    def test_the_server_lets_it_in_and_it_gets_nowhere_else(self):
        self.assertIn(CLIENT, self.labels.items())
        ingress = self.base["NetworkPolicy"]["spec"]["ingress"]
        clients = [rule for rule in ingress
                   if rule["from"][0]["podSelector"]["matchLabels"] == dict([CLIENT])]
        self.assertEqual([port["port"] for port in clients[0]["ports"]], ["grpc"])
        self.assertEqual(self.policy["policyTypes"], ["Ingress", "Egress"])
        self.assertEqual(self.policy["ingress"], [])
        self.assertLessEqual(self.policy["podSelector"]["matchLabels"].items(),
                             self.labels.items())
        to_server, to_names = self.policy["egress"]
        server = self.base["StatefulSet"]["spec"]["template"]["metadata"]["labels"]
        (peer,) = to_server["to"]
        self.assertLessEqual(peer["podSelector"]["matchLabels"].items(), server.items())
        self.assertEqual([port["port"] for port in to_server["ports"]],
                         [port_of(self.config)])
        self.assertEqual({port["port"] for port in to_names["ports"]}, {53})

    def test_nobody_takes_it_for_the_server(self):
        for selector in (self.base["Service"]["spec"]["selector"],
                         self.base["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
                         self.base["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"],
                         self.base["StatefulSet"]["spec"]["selector"]["matchLabels"]):
            self.assertFalse(selector.items() <= self.labels.items())

    def test_the_server_is_where_it_asks_and_makes_backups(self):
        service = self.base["Service"]["metadata"]["name"]
        self.assertEqual(self.option("server"), f"{service}:{port_of(self.config)}")
        self.assertTrue(self.config["backup_folder"])

    def test_it_has_its_token_and_not_the_server_s_key(self):
        mounts = {mount["mountPath"]: mount for mount in self.container["volumeMounts"]}
        volumes = {volume["name"]: volume["secret"] for volume in self.pod["volumes"]}
        self.assertEqual({mount["name"] for mount in mounts.values()}, set(volumes))
        keys = set()
        for mount in mounts.values():
            self.assertTrue(mount["readOnly"])
            keys |= {item["key"] for item in volumes[mount["name"]]["items"]}
        self.assertEqual(keys, {"ca.crt", "token"})
        for name in ("ca", "token-file"):
            folder, file = self.option(name).rsplit("/", 1)
            items = volumes[mounts[folder]["name"]]["items"]
            self.assertEqual([item["path"] for item in items], [file])

    def test_the_command_line_takes_it(self):
        command = self.container["command"]
        self.assertEqual(command[0], "/usr/bin/clausebook")
        with tempfile.TemporaryDirectory() as folder:
            # There is no server, and no such authority: that is all that is wrong with it.
            words = [word.replace(self.option("server"), "127.0.0.1:1")
                     .replace(self.option("token-file"), f"{folder}/token")
                     for word in command[1:] if not word.startswith("--ca=")]
            (pathlib.Path(folder) / "token").write_text("cbk_token")
            result = run(BIN_DIR / "clausebook", "--timeout=2", *words)
        self.assertEqual(result.returncode, 3, result.stderr)

    def test_the_runbook_names_what_it_needs(self):
        text = (DEPLOY / "RUNBOOK.md").read_text()
        for volume in self.pod["volumes"]:
            self.assertIn(volume["secret"]["secretName"], text)
        self.assertIn("deploy/kubernetes/backup", text)


if __name__ == "__main__":
    unittest.main()
