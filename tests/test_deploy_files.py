"""Files for those who run servers are as their readers expect, hold no secret and give no needless rights."""

import importlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cases import ROOT

DEPLOY = ROOT / "deploy"


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))


def test_the_dockerfile_is_clean() -> None:
    hadolint = Path(sys.executable).parent / "hadolint"
    done = subprocess.run([hadolint, DEPLOY / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_what_the_image_is_made_of_is_there_and_let_through() -> None:
    lines = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = [name for line in lines if line.startswith("COPY") for name in line.split()[1:-1]]
    allowed = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").split()
    assert copied
    assert {f"!{name}" for name in copied} == {name for name in allowed if name.startswith("!")}
    assert all((ROOT / name).exists() for name in copied)


def test_the_unit_is_one_that_systemd_takes(tmp_path: Path) -> None:
    unit = (DEPLOY / "kb-api.service").read_text(encoding="utf-8")
    command = re.search(r"^ExecStart=(\S+) (.*)$", unit, re.MULTILINE)
    assert command
    assert_known_options(command[2].split())
    analyze = shutil.which("systemd-analyze")
    if analyze is None:  # read as what it is where systemd itself cannot
        keys = re.findall(r"^([A-Z]\w+)=", unit, re.MULTILINE)
        assert {"ExecStart", "DynamicUser", "NoNewPrivileges", "ProtectSystem"} <= set(keys)
        return
    copy = tmp_path / "kb-api.service"
    copy.write_text(unit.replace(command[1], sys.executable), encoding="utf-8")
    done = subprocess.run([analyze, "verify", copy], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def assert_known_options(words: list[str]) -> None:
    """Let each word be a command of ours, an option of it, or a value."""
    name = words.pop(0) if not words[0].startswith("-") else "api"
    known = {
        option
        for parameter in importlib.import_module(f"kb.entrypoints.cli.{name}").command.params
        for option in parameter.opts
    }
    assert {word for word in words if word.startswith("-")} <= known


def test_the_compose_file_names_what_is_there(compose: dict[str, Any]) -> None:
    assert {name for name in compose if not name.startswith("x-")} == {
        "name", "services", "secrets", "networks", "volumes",
    }  # fmt: skip
    services = compose["services"]
    assert {name.split("-")[0] for name in services} == {"caddy", "api", "index", "search"}
    assert len([name for name in services if name.startswith("search-")]) == 3
    made = {"./certificates", "./secrets", "./opensearch-security/internal_users.yml"}  # by secrets.sh
    for service in services.values():
        networks = service["networks"]
        assert set(networks) <= set(compose["networks"])
        assert set(service.get("secrets", ())) <= set(compose["secrets"])
        assert set(service.get("depends_on", ())) <= set(services)
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            if source.startswith("."):
                assert source.startswith(tuple(made)) or source == "../site" or (DEPLOY / source).exists(), source
                assert volume.endswith(":ro")
            else:
                assert source in compose["volumes"]
    assert_known_options([*services["api-1"]["command"]])
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8")
    assert all(f"deploy/{name.removeprefix('./')}" in ignored for name in made)


def test_containers_have_few_rights_and_no_secret_in_the_file(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert "latest" not in service["image"].partition(":")[2] or ":" not in service["image"], name
        assert re.search(r":[\w.-]+$", service["image"]), name
        for key, value in service.get("environment", {}).items():
            assert not re.search("PASSWORD|SECRET|TOKEN", key) or key.endswith("_FILE")
            assert "DISABLE_SECURITY_PLUGIN" not in key
            assert "password" not in str(value).lower()
        # Only Caddy is reached from outside.
        assert ("ports" in service) == (name == "caddy")
    assert compose["networks"]["search"]["internal"] is True


def test_the_cluster_is_encrypted_and_its_reader_cannot_write() -> None:
    node = yaml.safe_load((DEPLOY / "opensearch.yml").read_text(encoding="utf-8"))
    assert node["plugins.security.ssl.http.enabled"] is True
    assert not [key for key in node if "disabled" in key]
    roles = yaml.safe_load((DEPLOY / "opensearch-security/roles.yml").read_text(encoding="utf-8"))
    (permission,) = roles["kb_reader"]["index_permissions"]
    assert not [
        one
        for one in permission["allowed_actions"]
        if "write" in one or (one.endswith(("/*", "admin/*")) and "read" not in one)
    ]
    assert "cluster_permissions" not in roles["kb_reader"]
    mapping = yaml.safe_load((DEPLOY / "opensearch-security/roles_mapping.yml").read_text(encoding="utf-8"))
    assert {name: one["users"] for name, one in mapping.items() if name != "_meta"} == {
        "kb_reader": ["kb-reader"],
        "kb_writer": ["kb-writer"],
    }


def test_the_shell_script_reads_as_one() -> None:
    done = subprocess.run(["sh", "-n", DEPLOY / "secrets.sh"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_docker_takes_the_compose_file_where_it_is() -> None:
    docker = shutil.which("docker")
    version = subprocess.run([docker or "false", "compose", "version"], capture_output=True, check=False)
    if version.returncode:
        return  # the tests above read the file
    environment = {"KB_HOST": "kb.example.cn", "KB_MAIL": "a@example.cn", "PATH": "/usr/bin:/bin:/usr/local/bin"}
    command = [str(docker), "compose", "-f", str(DEPLOY / "compose.yml"), "config", "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["services"]
