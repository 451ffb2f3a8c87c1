"""The Kubernetes manifests as objects, and rules that hold for each of them."""
import shutil

import yaml

from paths import DEPLOY, run

FOLDER = DEPLOY / "kubernetes"
# Every object and the fields that we use of it: a misspelt key is otherwise ignored by
# whoever reads it, and not here. Keys below these are free.
VERSIONS = {
    "Namespace": "v1", "ServiceAccount": "v1", "Service": "v1", "ConfigMap": "v1",
    "StatefulSet": "apps/v1", "CronJob": "batch/v1", "PodDisruptionBudget": "policy/v1",
    "NetworkPolicy": "networking.k8s.io/v1",
}
KEYS = {
    "Namespace": {"metadata"},
    "ServiceAccount": {"metadata", "automountServiceAccountToken"},
    "ConfigMap": {"metadata", "data"},
}
SPEC_KEYS = {
    "StatefulSet": {"serviceName", "replicas", "updateStrategy", "selector", "template",
                    "persistentVolumeClaimRetentionPolicy", "volumeClaimTemplates"},
    "CronJob": {"schedule", "timeZone", "concurrencyPolicy", "startingDeadlineSeconds",
                "successfulJobsHistoryLimit", "failedJobsHistoryLimit", "jobTemplate"},
    "Service": {"type", "selector", "ports"},
    "PodDisruptionBudget": {"minAvailable", "unhealthyPodEvictionPolicy", "selector"},
    "NetworkPolicy": {"podSelector", "policyTypes", "ingress", "egress"},
}
JOB_KEYS = {"backoffLimit", "activeDeadlineSeconds", "template"}
POD_KEYS = {"serviceAccountName", "automountServiceAccountToken", "enableServiceLinks",
            "terminationGracePeriodSeconds", "restartPolicy", "securityContext", "containers",
            "volumes"}
CONTAINER_KEYS = {"name", "image", "imagePullPolicy", "command", "args", "ports",
                  "securityContext", "resources", "startupProbe", "readinessProbe",
                  "livenessProbe", "volumeMounts"}


def rendered(component=None):
    """What kubectl makes of the folder, or of one of its components alone; where there is no
    kubectl, the files as they are."""
    folder = FOLDER / component if component else FOLDER
    kubectl = shutil.which("kubectl")
    result = run(kubectl, "kustomize", folder) if kubectl else None
    if result and result.returncode == 0:
        return list(yaml.safe_load_all(result.stdout))
    kustomization = yaml.safe_load((folder / "kustomization.yaml").read_text())
    documents = [yaml.safe_load((folder / name).read_text())
                 for name in kustomization["resources"]]
    for generated in kustomization.get("configMapGenerator", []):
        documents.append({"apiVersion": "v1", "kind": "ConfigMap",
                          "metadata": {"name": generated["name"]},
                          "data": {name: (folder / name).read_text()
                                   for name in generated["files"]}})
    return documents


def pod_of(thing):
    """The pod that an object makes; None if it makes none."""
    spec = thing.get("spec", {})
    spec = spec.get("jobTemplate", {}).get("spec", spec)
    return spec["template"]["spec"] if "template" in spec else None


def key_faults(thing):
    """Keys of an object that are not known, and a version that is not its kind's."""
    kind = thing["kind"]
    known = KEYS.get(kind, {"metadata", "spec"}) | {"apiVersion", "kind"}
    unknown = set(thing) - known
    unknown |= set(thing.get("spec", {})) - SPEC_KEYS.get(kind, set())
    unknown |= set(thing.get("spec", {}).get("jobTemplate", {}).get("spec", {})) - JOB_KEYS
    pod = pod_of(thing) or {"containers": []}
    unknown |= set(pod) - POD_KEYS
    for container in pod["containers"]:
        unknown |= set(container) - CONTAINER_KEYS
    if thing["apiVersion"] != VERSIONS[kind]:
        unknown.add(thing["apiVersion"])
    return [f"{kind}: {key}" for key in sorted(unknown)]


def closed_faults(pod):
    """What a pod has that the standard `restricted` does not admit, or that ours do without:
    rights in the cluster, a file system to write to, memory without a limit."""
    faults = []

    def hold(what, name):
        if not what:
            faults.append(name)

    context = pod["securityContext"]
    hold(context.get("runAsNonRoot") is True, "runAsNonRoot")
    hold(context.get("runAsUser", 0) > 9999, "runAsUser")
    hold(context.get("seccompProfile") == {"type": "RuntimeDefault"}, "seccompProfile")
    hold(pod.get("automountServiceAccountToken") is False, "automountServiceAccountToken")
    for key in ("hostNetwork", "hostPID", "hostIPC"):
        hold(key not in pod, key)
    for volume in pod["volumes"]:
        hold(set(volume) <= {"name", "configMap", "secret", "emptyDir"}, volume["name"])
    for container in pod["containers"]:
        own = container["securityContext"]
        hold(own.get("capabilities") == {"drop": ["ALL"]}, "capabilities")
        hold(own.get("allowPrivilegeEscalation") is False, "allowPrivilegeEscalation")
        hold(own.get("readOnlyRootFilesystem") is True, "readOnlyRootFilesystem")
        hold(not own.get("privileged"), "privileged")
        hold({"cpu", "memory"} <= set(container["resources"]["requests"]), "requests")
        hold("memory" in container["resources"]["limits"], "limits")
    return faults
