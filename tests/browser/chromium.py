"""Find a Chromium for the browser tests, or install one; run as a script it does both and never skips."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

REMEDY = """没有找到浏览器，浏览器测试不能运行。任选一种办法，然后重新运行测试：
  1. 安装 Playwright 自带的浏览器：  python -m playwright install --with-deps chromium
  2. Debian / Ubuntu：              sudo apt-get install chromium
  3. 已经装在别处：                  设置环境变量 KB_CHROMIUM 为浏览器程序的路径"""

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


def find_chromium() -> Path | None:
    """Return the browser to test with: the one named by KB_CHROMIUM, Playwright's own, or one on the PATH."""
    named = os.environ.get("KB_CHROMIUM")
    if named:
        return Path(named)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    if own.exists():
        return own
    return next((Path(path) for name in NAMES if (path := shutil.which(name))), None)


def install_chromium() -> None:
    """Install Playwright's browser, or Debian's package where that download cannot be reached."""
    if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode == 0:
        return
    apt = shutil.which("apt-get")
    if apt is None:
        return
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"]):
        subprocess.run([*prefix, apt, *command], check=False, env=quiet, stdout=subprocess.DEVNULL)


def main() -> int:
    """Make sure there is a browser; exit 1 with the remedy when there cannot be one."""
    if find_chromium() is None:
        install_chromium()
    browser = find_chromium()
    if browser is None:
        print(REMEDY, file=sys.stderr)
        return 1
    print(f"浏览器：{browser}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
