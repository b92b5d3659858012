"""Find a Java and fetch the OpenSearch that the cluster's tests start, or say what is missing; never skip."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

VERSION = "3.6.0"
#: The engine as its own integration tests start it: all modules, no Java, no security plugin.
ARTIFACT = f"org.opensearch.distribution.integ-test-zip:opensearch:{VERSION}:zip"
SHA256 = "a91faa1dc1cadc78cb278b4f63847e19e1627a4e9de698e14e7efc14ee37b286"
_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"

#: The oldest Java that this version runs on.
JAVA = 21
#: Where systems put them.
_PLACES = ("/usr/lib/jvm/*", "/opt/java/*", "/Library/Java/JavaVirtualMachines/*/Contents/Home")


class Missing(Exception):
    """What is needed is not here; the text says how to get it."""


def engine_cache() -> Path:
    """Return the folder that keeps the downloaded engine."""
    if named := os.environ.get("KB_ENGINE_CACHE"):
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("kb", appauthor=False) / "engines"


def find_java() -> Path:
    """Return the oldest Java that is new enough; raise Missing where there is none."""
    found = [(version, path) for path in _javas() if (version := _version_of(path)) >= JAVA]
    if not found:
        raise Missing(f"集群的测试需要 Java {JAVA} 或更新的版本。请先安装，或把环境变量 JAVA_HOME 设为它的文件夹。")
    return min(found)[1]


def _javas() -> Iterator[Path]:
    named = [os.environ[name] for name in ("KB_JAVA_HOME", "JAVA_HOME") if os.environ.get(name)]
    homes = [Path(name) for name in named]
    homes += [path for place in _PLACES for path in Path("/").glob(place.lstrip("/"))]
    on_path = shutil.which("java")
    for path in (*(home / "bin/java" for home in homes), *([Path(on_path)] if on_path else [])):
        if path.is_file():
            yield path


def _version_of(java: Path) -> int:
    try:
        done = subprocess.run([java, "-version"], capture_output=True, text=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return 0
    match = re.search(r'version "(?:1\.)?(\d+)', done.stderr)
    return int(match[1]) if match else 0


def fetch() -> Path:
    """Return the engine's archive, downloaded once; raise Missing where it cannot be had or is another one."""
    if named := os.environ.get("KB_OPENSEARCH_ZIP"):
        archive = Path(named)
    else:
        archive = engine_cache() / f"opensearch-{VERSION}.zip"
        if not archive.is_file():
            _download(archive)
    with archive.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != SHA256:
        raise Missing(f"{archive} 不是 OpenSearch {VERSION} 的原文件（SHA-256 对不上）。请删掉它再试一次。")
    return archive


def _download(archive: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise Missing(
            f"集群的测试用 Maven 下载 OpenSearch {VERSION}。请先安装 Maven，或者自己下载 {ARTIFACT}，"
            "把环境变量 KB_OPENSEARCH_ZIP 设为它的路径。"
        )
    archive.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=archive.parent) as folder:
        command = [maven, "-q", "-B", "-ntp", _COPY, f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={folder}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
        found = list(Path(folder).glob("*.zip"))
        if done.returncode or not found:
            said = (done.stdout + done.stderr).strip().splitlines()
            raise Missing(f"OpenSearch {VERSION} 下载不了：{said[0] if said else 'Maven 没有说原因'}")
        found[0].replace(archive)


def main() -> int:
    """Make sure that the cluster's tests can run; exit 1 with the remedy when they cannot."""
    try:
        java, archive = find_java(), fetch()
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 1
    print(f"Java：{java}\nOpenSearch：{archive}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
