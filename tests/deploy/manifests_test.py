"""The Kubernetes manifests: rendered by kubectl where it is, else read as they are.

There is no cluster to ask. Held are the rules of the standard `restricted`, of this
service (one writer, drain, probes that can work), and that names lead to each other.
"""
import re
import unittest

import yaml

from kubernetes_objects import FOLDER, closed_faults, key_faults, rendered
from paths import DEPLOY, drain_seconds, port_of, served_paths

class Manifests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.objects = {thing["kind"]: thing for thing in rendered()}
        cls.set = cls.objects["StatefulSet"]["spec"]
        cls.pod = cls.set["template"]["spec"]
        (cls.container,) = cls.pod["containers"]
        cls.config = yaml.safe_load(cls.objects["ConfigMap"]["data"]["clausebookd.yaml"])

    def test_every_file_is_part_of_it(self):
        kustomization = yaml.safe_load((FOLDER / "kustomization.yaml").read_text())
        named = {"kustomization.yaml", *kustomization["resources"]}
        for generated in kustomization["configMapGenerator"]:
            named.update(generated["files"])
        # A component of its own: backup_job_test.py.
        self.assertEqual(named | {"backup"}, {path.name for path in FOLDER.iterdir()})

    def test_kinds_and_keys_are_known(self):
        self.assertEqual(sorted(thing["kind"] for thing in rendered()),
                         ["ConfigMap", "Namespace", "NetworkPolicy", "PodDisruptionBudget",
                          "Service", "ServiceAccount", "StatefulSet"])
        self.assertEqual([fault for thing in rendered() for fault in key_faults(thing)], [])

    def test_one_writer(self):
        self.assertEqual(self.set["replicas"], 1)
        modes = {claim["metadata"]["name"]: claim["spec"]["accessModes"]
                 for claim in self.set["volumeClaimTemplates"]}
        self.assertEqual(modes, {"data": ["ReadWriteOncePod"], "backups": ["ReadWriteOnce"]})
        self.assertEqual(self.set["persistentVolumeClaimRetentionPolicy"],
                         {"whenDeleted": "Retain", "whenScaled": "Retain"})

    def test_restricted(self):
        labels = self.objects["Namespace"]["metadata"]["labels"]
        self.assertEqual(labels["pod-security.kubernetes.io/enforce"], "restricted")
        self.assertEqual(closed_faults(self.pod), [])

    def test_no_rights_in_the_cluster(self):
        self.assertIs(self.pod["automountServiceAccountToken"], False)
        self.assertEqual(self.pod["serviceAccountName"],
                         self.objects["ServiceAccount"]["metadata"]["name"])

    def test_user_is_the_image_s(self):
        dockerfile = (DEPLOY / "docker/Dockerfile").read_text()
        user = re.search(r"^USER (\d+):(\d+)$", dockerfile, re.M)
        context = self.pod["securityContext"]
        self.assertEqual([context["runAsUser"], context["runAsGroup"]],
                         [int(user[1]), int(user[2])])
        self.assertEqual(context["fsGroup"], int(user[2]))

    def test_selectors_find_the_pod(self):
        labels = self.set["template"]["metadata"]["labels"]
        selectors = [self.set["selector"]["matchLabels"],
                     self.objects["Service"]["spec"]["selector"],
                     self.objects["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
                     self.objects["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"]]
        for selector in selectors:
            self.assertTrue(selector)
            self.assertLessEqual(selector.items(), labels.items())
        self.assertEqual(self.set["serviceName"], self.objects["Service"]["metadata"]["name"])

    def test_ports_are_those_of_the_configuration(self):
        ports = {port["name"]: port["containerPort"] for port in self.container["ports"]}
        self.assertEqual(ports, {"grpc": port_of(self.config),
                                 "metrics": port_of(self.config, "metrics_listen")})
        for port in self.objects["Service"]["spec"]["ports"]:
            self.assertEqual(ports[port["targetPort"]], port["port"])
            self.assertEqual(port["name"], port["targetPort"])

    def test_who_gets_in_gets_to_one_port(self):
        reached = {}
        for rule in self.objects["NetworkPolicy"]["spec"]["ingress"]:
            self.assertTrue(rule["from"], "an empty list lets everybody in")
            for peer in rule["from"]:
                (label,) = peer["podSelector"]["matchLabels"].items()
                reached[label] = [port["port"] for port in rule["ports"]]
        self.assertEqual(reached, {("clausebook.example.org/client", "true"): ["grpc"],
                                   ("app.kubernetes.io/name", "prometheus"): ["metrics"]})

    def test_nothing_goes_out(self):
        policy = self.objects["NetworkPolicy"]["spec"]
        self.assertEqual(policy["policyTypes"], ["Ingress", "Egress"])
        self.assertEqual(policy["egress"], [])

    def test_ready_is_what_a_client_would_find(self):
        for name in ("startupProbe", "readinessProbe"):
            probe = self.container[name]
            command = probe["exec"]["command"]
            self.assertEqual((command[0], command[-1]), ("/usr/bin/clausebook", "ping"))
            self.assertIn(f"--server=localhost:{port_of(self.config)}", command)
            self.assertIn(f"--ca={self.config['tls_client_ca']}", command)
            patience = next(word for word in command if word.startswith("--timeout="))
            self.assertLess(int(patience.split("=")[1]), probe["timeoutSeconds"])
        # A probe has no client certificate.
        self.assertNotEqual(self.config["tls_client_certificates"], "required")

    def test_only_a_dead_process_is_restarted(self):
        live = self.container["livenessProbe"]
        # Not /readyz, nor a health check: a restart mends no disk and no database.
        self.assertEqual(live["httpGet"], {"path": "/livez", "port": "metrics"})
        self.assertIn("/livez", served_paths())
        # The kubelet asks at the pod's address.
        self.assertTrue(self.config["metrics_listen"].startswith("0.0.0.0:"))
        self.assertGreater(live["periodSeconds"] * live["failureThreshold"], drain_seconds())

    def test_there_is_time_to_drain(self):
        self.assertGreater(self.pod["terminationGracePeriodSeconds"],
                           self.config.get("drain_seconds", drain_seconds()))

    def test_resources_are_bounded(self):
        resources = self.container["resources"]
        self.assertLessEqual({"cpu", "memory"}, set(resources["requests"]))
        self.assertIn("memory", resources["limits"])

    def test_mounts_have_volumes_and_files_have_mounts(self):
        volumes = {volume["name"] for volume in self.pod["volumes"]}
        volumes |= {claim["metadata"]["name"] for claim in self.set["volumeClaimTemplates"]}
        mounts = {mount["mountPath"]: mount for mount in self.container["volumeMounts"]}
        self.assertEqual({mount["name"] for mount in mounts.values()}, volumes)
        for mount in mounts.values():
            self.assertNotIn("subPath", mount, "renewed files would not be seen")
        config_file = self.container["args"][self.container["args"].index("--config") + 1]
        for path in [config_file, self.config["database"], self.config["tls_certificate"],
                     self.config["tls_key"], self.config["tls_client_ca"]]:
            self.assertIn(path.rsplit("/", 1)[0], mounts)
        self.assertEqual(mounts[self.config["backup_folder"]]["name"], "backups")
        for path, mount in mounts.items():
            self.assertEqual(bool(mount.get("readOnly")), path.startswith("/etc/"), path)

    def test_the_configuration_is_the_one_generated(self):
        names = {volume["configMap"]["name"] for volume in self.pod["volumes"]
                 if "configMap" in volume}
        self.assertEqual(names, {self.objects["ConfigMap"]["metadata"]["name"]})

    def test_callers_are_known(self):
        self.assertEqual(self.config["authentication"], "required")
        self.assertTrue(self.config["tls_certificate"])


if __name__ == "__main__":
    unittest.main()
