"""Draws docs/audit.png for the README: the audit page of the sample, opened at a number.

Run from the project's root after ``make``, with Chromium installed: ``.venv/bin/python docs/make_audit_picture.py``.
"""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

FOLDER = Path("extracted") / "regionkoordinatorerna-2024-facsimile"
PICTURE = Path("docs") / "audit.png"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDTH, HEIGHT = 1280, 800
COLOURS = 255


def main() -> None:
    """Write the picture."""
    with (FOLDER / "observations.csv").open(encoding="utf-8", newline="") as stream:
        shown = next(row for row in csv.DictReader(stream) if row["block_id"] == "form_boxes")
    address = f"{(FOLDER / 'audit.html').resolve().as_uri()}#{shown['observation_id']}"
    executable = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB")
        page.goto(address)
        picture = Image.open(io.BytesIO(page.screenshot()))
        browser.close()
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
