"""Print a page to PDF with the Chromium that is installed; nothing of it is downloaded or bundled."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from kb.errors import PublishError

#: Set to use a browser that stands elsewhere.
CHROMIUM: Final = "KB_CHROMIUM"

_NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "msedge",
    "chrome",
)
#: Where Windows and macOS keep browsers that are not on the path.
PLACES: Final = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
#: Page headers and page numbers are drawn from this version on.
_OLDEST: Final = 131
_PATIENCE_S: Final = 120
_FLAGS: Final = (
    *("--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--disable-extensions", "--no-pdf-header-footer", "--generate-pdf-document-outline"),
)

REMEDY: Final = f"""没有找到 Chromium 内核的浏览器，不能生成 PDF。任选一种办法：
  1. 输出成网页（-o 讲义.html），用任何浏览器打开，打印时选“另存为 PDF”；
  2. 安装 Chromium、Chrome 或 Edge（第 {_OLDEST} 版以后），再运行一次；
  3. 浏览器装在别处的，把环境变量 {CHROMIUM} 设成它的路径。"""


def find_browser() -> Path:
    """Return the browser to print with, or say how to get one."""
    named = os.environ.get(CHROMIUM)
    if named:
        if not Path(named).is_file():
            raise PublishError(f"环境变量 {CHROMIUM} 指的“{named}”不是程序。请改正或去掉它。")
        return Path(named)
    roots = [os.environ.get(name, "") for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
    places = (Path(root, place) for place in PLACES for root in roots)
    on_path = (Path(found) for name in _NAMES if (found := shutil.which(name)))
    browser = next((path for path in (*on_path, *places) if path.is_absolute() and path.is_file()), None)
    if browser is None:
        raise PublishError(REMEDY)
    return browser


def print_pdf(html: str, output: Path) -> None:
    """Print one self-contained page; the file is put in its place only when it is whole."""
    browser = find_browser()
    with tempfile.TemporaryDirectory() as scratch:
        page, printed = Path(scratch) / "page.html", Path(scratch) / "page.pdf"
        page.write_text(html, encoding="utf-8")
        command = [str(browser), *_FLAGS, *_sandbox(), f"--user-data-dir={Path(scratch) / 'profile'}"]
        command += [f"--print-to-pdf={printed}", page.as_uri()]
        try:
            # No pipes: a helper process of Chromium that outlives it would keep them open, and we would wait for it.
            quiet = subprocess.DEVNULL
            done = subprocess.run(command, stdout=quiet, stderr=quiet, timeout=_PATIENCE_S, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise PublishError(f"浏览器 {browser} 没有完成打印（{type(error).__name__}）。{_INSTEAD}") from error
        data = printed.read_bytes() if printed.is_file() else b""
        if done.returncode or not data.startswith(b"%PDF-") or b"%%EOF" not in data[-32:]:
            raise PublishError(f"浏览器 {browser} 没有生成 PDF（退出码 {done.returncode}）。{_INSTEAD}")
        output.write_bytes(data)


_INSTEAD: Final = "可以先输出成网页（-o 讲义.html），在浏览器里打印。"


def _sandbox() -> tuple[str, ...]:
    """Chromium refuses its sandbox to the root user of a container; what it opens here is only our own page."""
    is_root = sys.platform != "win32" and os.geteuid() == 0
    return ("--no-sandbox",) if is_root else ()
