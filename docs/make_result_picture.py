"""Draws docs/result.png for the README: a page of the sample with every number outlined, and rows of its tidy table.

Run from the project's root after ``make``: ``.venv/bin/python docs/make_result_picture.py``.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pypdfium2 as pdfium
import reportlab
from PIL import Image, ImageDraw, ImageFont

REPORT = "regionkoordinatorerna-2024-facsimile"
SCALE = 1.6
HEIGHT = 790
COLOURS = {"confirmed": "#1a7f37", "unchecked": "#bf8700", "contradicted": "#cf222e"}
FONT = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
OTHER = "#8c959f"
COLUMNS = ("value", "exploitation_form", "sex", "age", "page", "label_printed", "verdict")
WIDTHS = (60, 165, 85, 75, 60, 210, 110)
ROW_HEIGHT = 25


def main() -> None:
    """Write the picture."""
    folder = Path("extracted") / REPORT
    rows = [row for row in _read(folder / "observations.csv") if row["block_id"] == "form_boxes"]
    ledger = _read(folder / "ledger.csv")
    number = int(rows[0]["page"])
    page = pdfium.PdfDocument(Path("raw_pdfs") / f"{REPORT}.pdf")[number - 1]
    image = page.render(scale=SCALE).to_pil()
    verdicts = {row["observation_id"]: row["verdict"] for row in rows}
    for token in (token for token in ledger if int(token["page"]) == number):
        verdict = verdicts.get(token["observation_ids"].split(" ")[0], "")
        box = [float(token[edge]) * SCALE for edge in ("x0", "top", "x1", "bottom")]
        ImageDraw.Draw(image).rectangle(
            [box[0] - 3, box[1] - 2, box[2] + 3, box[3] + 2], outline=COLOURS.get(verdict, OTHER), width=2
        )
    _beside(image, _table(rows, image.height)).save(Path("docs") / "result.png", optimize=True)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _table(rows: list[dict[str, str]], height: int) -> Image.Image:
    table = Image.new("RGB", (sum(WIDTHS) + 20, height), "white")
    draw, font = ImageDraw.Draw(table), ImageFont.truetype(FONT, size=14)
    for line, row in enumerate([dict(zip(COLUMNS, COLUMNS, strict=True)), *rows]):
        x = 20
        for column, width in zip(COLUMNS, WIDTHS, strict=True):
            colour = COLOURS.get(row[column], "#1f2328") if line else "#57606a"
            draw.text((x, 80 + line * ROW_HEIGHT), row[column], fill=colour, font=font)
            x += width
    return table


def _beside(left: Image.Image, right: Image.Image) -> Image.Image:
    both = Image.new("RGB", (left.width + right.width, left.height), "white")
    both.paste(left, (0, 0))
    both.paste(right, (left.width, 0))
    return both.crop((0, 60, both.width, HEIGHT)).quantize(64)


if __name__ == "__main__":
    main()
