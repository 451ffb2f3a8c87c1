"""The Kubernetes manifests: rendered by kubectl where it is, else read as they are.

There is no cluster to ask. Held are the rules of the standard `restricted`, of this
service (one writer, drain, probes that can work), and that names lead to each other.
"""
import re
import shutil
import unittest

import yaml

from paths import DEPLOY, drain_seconds, port_of, run, served_paths

FOLDER = DEPLOY / "kubernetes"
# Every object and the fields that we use of it: a misspelt key is otherwise ignored by
# whoever reads it, and not here. Keys below `*` are free.
KNOWN = {
    "Namespace": {"metadata"},
    "ServiceAccount": {"metadata", "automountServiceAccountToken"},
    "Service": {"metadata", "spec"},
    "ConfigMap": {"metadata", "data"},
    "StatefulSet": {"metadata", "spec"},
    "PodDisruptionBudget": {"metadata", "spec"},
    "NetworkPolicy": {"metadata", "spec"},
}
VERSIONS = {
    "Namespace": "v1", "ServiceAccount": "v1", "Service": "v1", "ConfigMap": "v1",
    "StatefulSet": "apps/v1", "PodDisruptionBudget": "policy/v1",
    "NetworkPolicy": "networking.k8s.io/v1",
}
SPEC_KEYS = {
    "StatefulSet": {"serviceName", "replicas", "updateStrategy", "selector", "template",
                    "persistentVolumeClaimRetentionPolicy", "volumeClaimTemplates"},
    "Service": {"type", "selector", "ports"},
    "PodDisruptionBudget": {"minAvailable", "unhealthyPodEvictionPolicy", "selector"},
    "NetworkPolicy": {"podSelector", "policyTypes", "ingress", "egress"},
}
POD_KEYS = {"serviceAccountName", "automountServiceAccountToken", "enableServiceLinks",
            "terminationGracePeriodSeconds", "securityContext", "containers", "volumes"}
CONTAINER_KEYS = {"name", "image", "imagePullPolicy", "args", "ports", "securityContext",
                  "resources", "startupProbe", "readinessProbe", "livenessProbe",
                  "volumeMounts"}


def rendered():
    """The objects by kind."""
    kubectl = shutil.which("kubectl")
    result = run(kubectl, "kustomize", FOLDER) if kubectl else None
    if result and result.returncode == 0:
        documents = yaml.safe_load_all(result.stdout)
    else:
        kustomization = yaml.safe_load((FOLDER / "kustomization.yaml").read_text())
        documents = [yaml.safe_load((FOLDER / name).read_text())
                     for name in kustomization["resources"]]
        for generated in kustomization["configMapGenerator"]:
            documents.append({"apiVersion": "v1", "kind": "ConfigMap",
                              "metadata": {"name": generated["name"]},
                              "data": {name: (FOLDER / name).read_text()
                                       for name in generated["files"]}})
    objects = {}
    for document in documents:
        assert document["kind"] not in objects, "one of each kind"
        objects[document["kind"]] = document
    return objects


class Manifests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.objects = rendered()
        cls.set = cls.objects["StatefulSet"]["spec"]
        cls.pod = cls.set["template"]["spec"]
        (cls.container,) = cls.pod["containers"]
        cls.config = yaml.safe_load(cls.objects["ConfigMap"]["data"]["clausebookd.yaml"])

    def test_every_file_is_part_of_it(self):
        kustomization = yaml.safe_load((FOLDER / "kustomization.yaml").read_text())
        named = {"kustomization.yaml", *kustomization["resources"]}
        for generated in kustomization["configMapGenerator"]:
            named.update(generated["files"])
        self.assertEqual(named, {path.name for path in FOLDER.iterdir()})

    def test_kinds_and_keys_are_known(self):
        self.assertEqual(set(self.objects), set(KNOWN))
        for kind, thing in self.objects.items():
            self.assertEqual(thing["apiVersion"], VERSIONS[kind])
            self.assertLessEqual(set(thing), KNOWN[kind] | {"apiVersion", "kind"}, kind)
            if kind in SPEC_KEYS:
                self.assertLessEqual(set(thing["spec"]), SPEC_KEYS[kind], kind)
        self.assertLessEqual(set(self.pod), POD_KEYS)
        self.assertLessEqual(set(self.container), CONTAINER_KEYS)

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
        pod, own = self.pod["securityContext"], self.container["securityContext"]
        self.assertIs(pod["runAsNonRoot"], True)
        self.assertGreater(pod["runAsUser"], 9999)
        self.assertEqual(pod["seccompProfile"], {"type": "RuntimeDefault"})
        self.assertEqual(own["capabilities"], {"drop": ["ALL"]})
        self.assertIs(own["allowPrivilegeEscalation"], False)
        self.assertIs(own["readOnlyRootFilesystem"], True)
        self.assertFalse(own.get("privileged"))
        for key in ("hostNetwork", "hostPID", "hostIPC"):
            self.assertNotIn(key, self.pod)
        for volume in self.pod["volumes"]:
            self.assertLessEqual(set(volume), {"name", "configMap", "secret", "emptyDir"})

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
