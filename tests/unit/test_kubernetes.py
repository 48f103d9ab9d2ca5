"""The manifests for Kubernetes: valid where the validator is installed, hardened, and agreeing with image and composition."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

FOLDER = ROOT / "deploy" / "kubernetes"
FILES = ("storage.yaml", "api.yaml", "refresh.yaml", "network.yaml")
VALIDATOR = shutil.which("kubernetes-validate", path=str(Path(sys.executable).parent)) or shutil.which(
    "kubernetes-validate"
)


def manifests() -> Iterator[dict[str, Any]]:
    for name in FILES:
        yield from yaml.safe_load_all((FOLDER / name).read_text())


def pods() -> Iterator[tuple[str, dict[str, Any]]]:
    for manifest in manifests():
        if manifest["kind"] in {"Deployment", "Job"}:
            yield manifest["metadata"]["name"], manifest["spec"]["template"]["spec"]


@pytest.mark.skipif(
    VALIDATOR is None, reason="kubernetes-validate is not installed (pip install kubernetes-validate; 100 MB)"
)
@pytest.mark.parametrize("name", FILES)
def test_every_manifest_is_valid(name: str) -> None:
    done = subprocess.run(
        [str(VALIDATOR), "--strict", str(FOLDER / name)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_list_of_manifests_is_whole() -> None:
    listed = yaml.safe_load((FOLDER / "kustomization.yaml").read_text())["resources"]
    assert set(listed) == set(FILES) == {path.name for path in FOLDER.glob("*.yaml")} - {"kustomization.yaml"}


def test_every_container_is_hardened_bounded_and_probed() -> None:
    for name, pod in pods():
        assert pod["automountServiceAccountToken"] is False, name
        assert pod["securityContext"]["runAsNonRoot"] is True, name
        assert pod["securityContext"]["runAsUser"] == 10001, name
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}, name
        for container in pod["containers"]:
            context = container["securityContext"]
            assert context["readOnlyRootFilesystem"] is True, container["name"]
            assert context["allowPrivilegeEscalation"] is False, container["name"]
            assert context["capabilities"] == {"drop": ["ALL"]}, container["name"]
            assert {"requests", "limits"} <= container["resources"].keys(), container["name"]


def test_what_serves_cannot_write_and_goes_on_while_it_is_replaced() -> None:
    found = {manifest["metadata"]["name"]: manifest for manifest in manifests() if manifest["kind"] == "Deployment"}
    (container,) = found["api"]["spec"]["template"]["spec"]["containers"]
    assert {mount["name"]: mount.get("readOnly") for mount in container["volumeMounts"]}["data"] is True
    assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"
    assert container["livenessProbe"]["httpGet"]["path"] == "/healthz"
    assert found["api"]["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    assert found["dagster"]["spec"]["strategy"]["type"] == "Recreate"


def test_nothing_is_open_by_itself_and_crawls_reach_no_private_address() -> None:
    policies = {item["metadata"]["name"]: item["spec"] for item in manifests() if item["kind"] == "NetworkPolicy"}
    assert policies["nothing-by-itself"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    blocks = [
        to["ipBlock"]
        for rule in policies["refreshes-reach-sites-and-their-database"]["egress"]
        for to in rule.get("to", ())
    ]
    kept_out = {network for block in blocks for network in block["except"]}
    assert {"10.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "fc00::/7"} <= kept_out


def test_no_secret_stands_in_a_file() -> None:
    for _, pod in pods():
        for container in pod["containers"]:
            for variable in container.get("env", ()):
                is_secret = any(word in variable["name"] for word in ("PASSWORD", "FLEET", "DATABASE"))
                assert not is_secret or "secretKeyRef" in variable["valueFrom"], variable["name"]
