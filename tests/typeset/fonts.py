"""Fonts that ReportLab ships: the standard ones, not embedded, and Bitstream Vera; matplotlib's DejaVu and STIX."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import reportlab
from matplotlib import get_data_path
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

# Neither the standard encoding nor Vera has U+2009; it is set as a space glyph squeezed to a fifth of an em,
# the width that typographers give it.
THIN_SPACE = "\u2009"
THIN_SPACE_EM = 0.2

_VERA_FILES = ("Vera", "VeraBd", "VeraIt", "VeraBI")
_MATPLOTLIB_FILES = (
    "DejaVuSerif",
    "DejaVuSerif-Bold",
    "DejaVuSerif-Italic",
    "STIXGeneral",
    "STIXGeneralBol",
    "STIXGeneralItalic",
)


@dataclass(frozen=True, slots=True)
class Family:
    """Names of the four faces of a typeface."""

    regular: str
    bold: str
    italic: str


HELVETICA = Family("Helvetica", "Helvetica-Bold", "Helvetica-Oblique")
TIMES = Family("Times-Roman", "Times-Bold", "Times-Italic")
COURIER = Family("Courier", "Courier-Bold", "Courier-Oblique")
VERA = Family("Vera", "VeraBd", "VeraIt")
DEJAVU_SERIF = Family("DejaVuSerif", "DejaVuSerif-Bold", "DejaVuSerif-Italic")
STIX = Family("STIXGeneral", "STIXGeneralBol", "STIXGeneralItalic")


def vera_path(name: str) -> Path:
    """Return the font file of a Vera face."""
    return Path(reportlab.__file__).parent / "fonts" / f"{name}.ttf"


@cache
def register() -> None:
    """Make the faces that are embedded known to ReportLab."""
    for name in _VERA_FILES:
        pdfmetrics.registerFont(TTFont(name, str(vera_path(name))))
    for name in _MATPLOTLIB_FILES:
        pdfmetrics.registerFont(TTFont(name, str(Path(get_data_path()) / "fonts" / "ttf" / f"{name}.ttf")))


def width_pt(text: str, font: str, size: float) -> float:
    """Return the advance width in points."""
    register()
    thin = text.count(THIN_SPACE)
    plain: float = pdfmetrics.stringWidth(text.replace(THIN_SPACE, ""), font, size)
    return plain + thin * THIN_SPACE_EM * size


def ascent_pt(font: str, size: float) -> float:
    """Return how far the face reaches above the baseline."""
    register()
    return float(pdfmetrics.getAscentDescent(font, size)[0])


def descent_pt(font: str, size: float) -> float:
    """Return how far the face reaches below the baseline, as a positive number."""
    register()
    return -float(pdfmetrics.getAscentDescent(font, size)[1])
