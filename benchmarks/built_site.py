"""Build the site from the real cases, serve it, and open a browser on it."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.browser_sites import serving
from benchmarks.corpus import ROOT
from tools.browser import BROWSER, FLAGS, find_chromium, remedy


@contextmanager
def browser_on_site() -> Iterator[tuple[Browser, str]]:
    """Yield a browser and the address of the site; without a browser say what is missing, and exit."""
    executable = find_chromium()
    if executable is None:
        sys.exit(remedy(BROWSER))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        command = [sys.executable, "-c", "from kb.entrypoints.cli import main; main()", "build", "--site", str(site)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        with serving(site) as (base, _log):
            yield browser, base
        browser.close()
