"""Prints HTML to PDF with a headless browser."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_TIMEOUT_S = 180


class BrowserError(Exception):
    """No browser is installed, or it wrote no PDF."""


def print_pdf(html: str, path: Path) -> None:
    """Writes the page as PDF.

    Raises:
        BrowserError: no browser is found, or it does not end in time or fails.
    """
    browser = _find_browser()
    path = path.resolve()
    path.unlink(missing_ok=True)
    # The browser may still be closing its profile when it has written the file.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        page = Path(folder, "page.html")
        page.write_text(html, encoding="utf-8")
        errors = _run(
            [
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-pdf-header-footer",
                f"--user-data-dir={folder}/profile",
                f"--print-to-pdf={path}",
                page.as_uri(),
            ]
        )
    if not path.exists():
        raise BrowserError(f"{browser} wrote no {path}: {errors[-2000:]}")


def _find_browser() -> str:
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if not found:
        raise BrowserError(f"charts are drawn by a browser, none is on the path: install one of {', '.join(_NAMES)}")
    return found


def _run(command: list[str]) -> str:
    """Runs the browser in a process group of its own, so that its children end with it; returns what it complains."""
    with subprocess.Popen(  # noqa: S603 -- the browser and our own page
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            return process.communicate(timeout=_TIMEOUT_S)[1]
        except subprocess.TimeoutExpired as error:
            os.killpg(process.pid, signal.SIGKILL)
            raise BrowserError(f"{command[0]} did not end in {_TIMEOUT_S} s") from error
