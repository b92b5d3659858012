"""Find a Chromium for the browser tests, or install one with what it needs; never skip.

Nothing here starts Playwright: its driver needs a library that a bare system lacks, and would end in a traceback.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

#: Where a browser lies below a folder of Playwright's cache, on the three systems.
PLACES = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)

#: Debian's packages of a browser, of a font with Chinese characters, and of what Playwright's driver is linked with.
BROWSER, FONT, LIBRARY = "chromium", "fonts-noto-cjk", "libatomic1"

_REMEDY = (
    "浏览器测试还不能运行：请安装软件包 {packages}（Debian、Ubuntu 用 sudo apt-get install {packages}），"
    "浏览器已经装在别处的，把环境变量 KB_CHROMIUM 设为它的路径。"
)

#: Flags that keep a browser under test from talking to the network or needing a user's sandbox.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)


def playwright_cache() -> Path:
    """Return the folder in which Playwright keeps the browsers it downloads."""
    if named := os.environ.get("PLAYWRIGHT_BROWSERS_PATH"):
        return Path(named)
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches/ms-playwright"
    if sys.platform == "win32":
        return Path.home() / "AppData/Local/ms-playwright"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ms-playwright"


def find_chromium() -> Path | None:
    """Return the browser to test with: the one named by KB_CHROMIUM, Playwright's newest, or one on the PATH."""
    if named := os.environ.get("KB_CHROMIUM"):
        return Path(named)
    own = [path for place in PLACES for path in playwright_cache().glob(place)]
    if own:
        return max(own, key=lambda path: path.stat().st_mtime)
    return next((Path(path) for name in NAMES if (path := shutil.which(name))), None)


def remedy(*packages: str) -> str:
    """Say in one sentence what to install."""
    return _REMEDY.format(packages=" ".join(packages))


def missing_packages() -> list[str]:
    """Return the packages of what is not there or does not start."""
    browser = find_chromium()
    missing = [] if browser and _starts(browser) else [BROWSER]
    if not _has_chinese_font():
        missing.append(FONT)
    if not _starts(_driver()):
        missing.append(LIBRARY)
    return missing


def _driver() -> Path:
    import playwright  # only its place is asked for

    name = "node.exe" if sys.platform == "win32" else "node"
    return Path(playwright.__file__).parent / "driver" / name


def _starts(program: Path) -> bool:
    if sys.platform != "linux":
        return program.exists()
    try:
        return subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _has_chinese_font() -> bool:
    if sys.platform != "linux":
        return True
    if fc_list := shutil.which("fc-list"):
        return bool(subprocess.run([fc_list, ":lang=zh-cn"], capture_output=True, check=False).stdout.strip())
    return any(Path("/usr/share/fonts").rglob("*CJK*"))


def install(packages: list[str]) -> None:
    """Install by apt where it is and may be used, and else the browser that Playwright brings."""
    apt = shutil.which("apt-get")
    prefix = [] if sys.platform != "linux" or os.geteuid() == 0 else ["sudo", "-n"]
    if apt and (not prefix or shutil.which("sudo")):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            subprocess.run([*prefix, apt, "-qq", *command], check=False, env=quiet, stdout=subprocess.DEVNULL)
    if find_chromium() is None and _starts(_driver()):
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    """Make sure that browser tests can run; exit 1 with the remedy when they cannot."""
    missing = missing_packages()
    if missing:
        print(f"正在安装浏览器测试所需的 {'、'.join(missing)}……")
        install(missing)
        missing = missing_packages()
    if missing:
        print(remedy(*missing), file=sys.stderr)
        return 1
    print(f"浏览器：{find_chromium()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
