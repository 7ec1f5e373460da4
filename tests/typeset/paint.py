"""Draws marks into a PDF with ReportLab; nothing else of the tool knows ReportLab's canvas."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from tests.typeset.fonts import THIN_SPACE, THIN_SPACE_EM, register, width_pt
from tests.typeset.outlines import glyph_paths
from tests.typeset.scene import Anchor, ChartArea, Circle, Line, Link, Mark, Polygon, Rect, Text, Wedge


@dataclass(frozen=True, slots=True)
class Metadata:
    """Document information."""

    title: str
    subject: str
    keywords: str


def paint(pages: Sequence[Sequence[Mark]], width: float, height: float, metadata: Metadata) -> bytes:
    """Return the PDF. Streams are not compressed, so that no version of zlib changes the bytes."""
    register()
    rl_config.invariant = 1
    buffer = io.BytesIO()
    canvas: Any = Canvas(buffer, pagesize=(width, height), pageCompression=0, invariant=1)
    canvas.setTitle(metadata.title)
    canvas.setSubject(metadata.subject)
    canvas.setKeywords(metadata.keywords)
    canvas.setAuthor("")
    canvas.setCreator("tests.typeset")
    for marks in pages:
        for mark in marks:
            _draw(canvas, mark, height)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw(canvas: Any, mark: Mark, page_height: float) -> None:
    match mark:
        case Text():
            _text(canvas, mark, page_height)
        case Rect():
            _rect(canvas, mark, page_height)
        case Polygon():
            _polygon(canvas, mark, page_height)
        case Line():
            canvas.setStrokeColor(HexColor(mark.colour))
            canvas.setLineWidth(mark.width)
            canvas.line(mark.x0, page_height - mark.y0, mark.x1, page_height - mark.y1)
        case Circle():
            canvas.setFillColor(HexColor(mark.fill))
            canvas.circle(mark.x, page_height - mark.y, mark.radius, stroke=0, fill=1)
        case Wedge():
            _wedge(canvas, mark, page_height)
        case Link():
            box = (mark.x, page_height - mark.top - mark.height, mark.x + mark.width, page_height - mark.top)
            canvas.linkURL(mark.url, box, relative=0)
        case ChartArea() | Anchor():
            pass


def _text(canvas: Any, mark: Text, page_height: float) -> None:
    run = mark.run
    canvas.setFillColor(HexColor(run.style.colour))
    if run.outlined:
        _outline(canvas, mark, page_height)
        return
    text = canvas.beginText()
    if mark.turned:
        text.setTextTransform(0, 1, -1, 0, mark.x, page_height - mark.baseline)
    else:
        text.setTextOrigin(mark.x, page_height - mark.baseline)
    text.setFont(run.style.font, run.style.size)
    squeeze = 100 * THIN_SPACE_EM * run.style.size / width_pt(" ", run.style.font, run.style.size)
    for index, part in enumerate(run.text.split(THIN_SPACE)):
        if index:
            text.setHorizScale(squeeze)
            text.textOut(" ")
            text.setHorizScale(100)
        text.textOut(part)
    canvas.drawText(text)


def _outline(canvas: Any, mark: Text, page_height: float) -> None:
    style = mark.run.style
    path = canvas.beginPath()
    bold = "Bol" in style.font or style.font == "VeraBd"
    for command in glyph_paths(mark.run.text, bold=bold, width=mark.run.width_pt):
        points = [(mark.x + x, page_height - mark.baseline + y) for x, y in command.points]
        if command.kind == "move":
            path.moveTo(*points[0])
        elif command.kind == "line":
            path.lineTo(*points[0])
        elif command.kind == "curve":
            path.curveTo(*(coordinate for point in points for coordinate in point))
        else:
            path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _rect(canvas: Any, mark: Rect, page_height: float) -> None:
    fill, stroke = _colours(canvas, mark.fill, mark.stroke, mark.line_width)
    bottom = page_height - mark.top - mark.height
    if mark.radius:
        canvas.roundRect(mark.x, bottom, mark.width, mark.height, mark.radius, stroke=stroke, fill=fill)
    else:
        canvas.rect(mark.x, bottom, mark.width, mark.height, stroke=stroke, fill=fill)


def _polygon(canvas: Any, mark: Polygon, page_height: float) -> None:
    fill, stroke = _colours(canvas, mark.fill, mark.stroke, mark.line_width)
    path = canvas.beginPath()
    path.moveTo(mark.points[0][0], page_height - mark.points[0][1])
    for x, y in mark.points[1:]:
        path.lineTo(x, page_height - y)
    path.close()
    canvas.drawPath(path, stroke=stroke, fill=fill)


def _wedge(canvas: Any, mark: Wedge, page_height: float) -> None:
    canvas.setFillColor(HexColor(mark.fill))
    canvas.setStrokeColor(HexColor("#ffffff"))
    canvas.setLineWidth(0.6)
    x, y, radius = mark.x, page_height - mark.y, mark.radius
    canvas.wedge(
        x - radius,
        y - radius,
        x + radius,
        y + radius,
        90 - mark.start_deg - mark.extent_deg,
        mark.extent_deg,
        stroke=1,
        fill=1,
    )


def _colours(canvas: Any, fill: str, stroke: str, line_width: float) -> tuple[int, int]:
    if fill:
        canvas.setFillColor(HexColor(fill))
    if stroke:
        canvas.setStrokeColor(HexColor(stroke))
        canvas.setLineWidth(line_width)
    return int(bool(fill)), int(bool(stroke))
