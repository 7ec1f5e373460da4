"""PDFs to mutate: small ones for many cases, pages of the sample and of another design for some, it for a few."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pikepdf
from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas

from pipeline.spec.loading import AUTO
from tests.fixtures import pdfs
from tests.fixtures.reports import report
from tests.fixtures.undescribed import Leaders
from tests.typeset import PRESETS, load_data, typeset

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "raw_pdfs" / "regionkoordinatorerna-2024-facsimile.pdf"
DATA = ROOT / "tests" / "typeset" / "data" / "regionkoordinatorerna-2024.yml"
DESIGN = "matrix"
SHARE_OF_PAGES, SHARE_OF_SAMPLE = 0.04, 0.002
"""Of all cases; a page takes twenty times as long as a small file, the sample two hundred times."""


@dataclass(frozen=True, slots=True)
class Base:
    """A sound PDF and the family it is taken for: ``None`` for the one that recognises it."""

    name: str
    content: bytes
    family: str | None = AUTO


def base_for(chance: Random) -> Base:
    """One to mutate, mostly a small one."""
    drawn = chance.random()
    if drawn < SHARE_OF_SAMPLE:
        return Base("sample", SAMPLE.read_bytes(), None)
    return chance.choice(pages() if drawn < SHARE_OF_SAMPLE + SHARE_OF_PAGES else small())


@cache
def small() -> tuple[Base, ...]:
    """One phenomenon each."""
    return (
        Base("line", pdfs.plain()),
        Base("pages", pdfs.pages_of("ett 1", "två 2")),
        Base("link", pdfs.linked()),
        Base("ligature", pdfs.ligature()),
        Base("picture", pdfs.image_only()),
        Base("bold", pdfs.overprinted()),
        Base("turned", pdfs.turned_sheet(90)),
        Base("locked", _locked()),
        Base("list", pdfs.drawn(_list, size=(300, 200))),
        Base("table", pdfs.drawn(_table, size=(300, 200))),
        Base("bars", pdfs.drawn(_bars, size=(300, 200))),
        Base("form", _with_a_form()),
        Base("report", report(), None),
    )


@cache
def pages() -> tuple[Base, ...]:
    """Single pages, taken for themselves."""
    other = typeset(load_data(DATA), PRESETS[DESIGN]).pdf
    return (*_single("sample", SAMPLE.read_bytes()), *_single(DESIGN, other))


def _single(name: str, pdf: bytes) -> Iterator[Base]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages, start=1):
            with pikepdf.new() as alone:
                alone.pages.append(page)
                yield Base(f"{name} page {number}", saved(alone))


def saved(document: pikepdf.Pdf, **how: Any) -> bytes:
    """The bytes of a document, the same for the same content."""
    stream = io.BytesIO()
    document.save(stream, static_id=True, **how)
    return stream.getvalue()


def _locked() -> bytes:
    """Opens for everyone; with the old cipher, the only one that does not draw numbers."""
    with pikepdf.open(io.BytesIO(pdfs.plain())) as document:
        return saved(document, encryption=pikepdf.Encryption(owner="x", user="", R=3, aes=False, metadata=False))


def _list(canvas: Canvas) -> None:
    canvas.translate(20, 60)
    Leaders(pdfs.TABLE, 200).drawOn(canvas, 0, 0)


def _table(canvas: Canvas) -> None:
    canvas.grid([40, 160, 240], [40, 60, 80, 100])
    for number, (label, value) in enumerate(pdfs.TABLE):
        canvas.drawString(45, 85 - 20 * number, label)
        canvas.drawRightString(235, 85 - 20 * number, value)


def _bars(canvas: Canvas) -> None:
    canvas.drawString(40, 180, "Figur 1. Kvinnor och flickor, procent")
    for number, (label, value) in enumerate(pdfs.TABLE):
        canvas.setFillColor(colors.steelblue)
        canvas.rect(60 + 60 * number, 40, 40, int(value), stroke=0)
        canvas.setFillColor(colors.black)
        canvas.drawString(62 + 60 * number, 26, label)
        canvas.drawString(72 + 60 * number, 44 + int(value), value)


def _with_a_form() -> bytes:
    """Text in a form that the page draws, as design programs do."""

    def draw(canvas: Canvas) -> None:
        canvas.beginForm("box")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(60, 120, pdfs.TEXT)
        canvas.endForm()
        canvas.doForm("box")

    return pdfs.drawn(draw)
