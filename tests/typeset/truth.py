"""What a typeset report says and where, taken from the same marks that are drawn."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from tests.typeset.scene import ChartArea, Mark, Text, text_box

_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Box:
    """Points, origin top left of the page."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class NumberPrint:
    """One number of the data where it is printed; `set_as` is `text`, or `outline` for digits drawn as paths.

    `value` is None for a missing mark.
    """

    block: str
    key: str
    kind: str
    page: int
    box: Box
    printed: str
    value: Decimal | None
    unit: str
    label: str
    group: str
    measure: str
    time_period: str
    codes: Mapping[str, str]
    qualifier: str
    period_kind: str
    base_measure: str
    share_base: str
    compared_to: str
    about: str
    set_as: str


@dataclass(frozen=True, slots=True)
class ChartQuantity:
    """What one mark of a chart says."""

    category: str
    series: str
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart and all that its marks say."""

    block: str
    figure: int | None
    kind: str
    page: int
    box: Box
    values: tuple[ChartQuantity, ...]


@dataclass(frozen=True, slots=True)
class TextNumber:
    """A digit run that is no number of the data.

    `what` is one of `year`, `figure_number`, `page_number`, `axis_tick`, `contact`, `other`.
    """

    page: int
    box: Box
    printed: str
    what: str
    set_as: str


@dataclass(frozen=True, slots=True)
class Truth:
    """All numbers of a report; `marks` are the missing marks (`–`) that stand where a number could."""

    family: str
    edition_year: int
    layout: str
    pages: int
    numbers: tuple[NumberPrint, ...]
    marks: tuple[NumberPrint, ...]
    charts: tuple[Chart, ...]
    text_numbers: tuple[TextNumber, ...]


def collect(pages: Sequence[Sequence[Mark]], family: str, edition_year: int, layout: str) -> Truth:
    """Read the truth off the marks of the pages, page by page in drawing order."""
    texts = [(page, mark) for page, marks in enumerate(pages, 1) for mark in marks if isinstance(mark, Text)]
    areas = [(page, mark) for page, marks in enumerate(pages, 1) for mark in marks if isinstance(mark, ChartArea)]
    prints = [_number_print(page, text) for page, text in texts if text.run.source is not None]
    return Truth(
        family=family,
        edition_year=edition_year,
        layout=layout,
        pages=len(pages),
        numbers=tuple(each for each in prints if each.value is not None),
        marks=tuple(each for each in prints if each.value is None),
        charts=tuple(_chart(page, area) for page, area in areas),
        text_numbers=tuple(each for page, text in texts if text.run.source is None for each in _digits(page, text)),
    )


def truth_json(truth: Truth) -> str:
    """Return the truth as JSON, a line an entry: boxes as [x0, top, x1, bottom], values as decimal text."""
    fields = asdict(truth, dict_factory=_json_object)
    lines = [f'"{name}": {_json_value(value)}' for name, value in fields.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _json_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: list(value.values()) if name == "box" else value for name, value in pairs}


def _json_value(value: object) -> str:
    if not isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    entries = [json.dumps(entry, ensure_ascii=False, default=str) for entry in value]
    return "[\n" + ",\n".join(entries) + "\n]" if entries else "[]"


def _number_print(page: int, text: Text) -> NumberPrint:
    source = text.run.source
    if source is None:
        raise ValueError(f"{text.run.text!r} prints no number of the data")
    number = source.number
    return NumberPrint(
        block=source.block,
        key=number.key,
        kind=source.kind,
        page=page,
        box=_box(text, 0, len(text.run.text)),
        printed=text.run.text,
        value=number.value,
        unit=number.unit,
        label=source.label,
        group=source.group,
        measure=number.measure,
        time_period=number.time_period,
        codes=dict(number.codes),
        qualifier=number.qualifier,
        period_kind=number.period_kind,
        base_measure=number.base_measure,
        share_base=number.share_base,
        compared_to=number.compared_to,
        about=number.about,
        set_as="outline" if text.run.outlined else "text",
    )


def _digits(page: int, text: Text) -> list[TextNumber]:
    set_as = "outline" if text.run.outlined else "text"
    return [
        TextNumber(page, _box(text, *match.span()), match.group(), _what(text.run.digits, match.group()), set_as)
        for match in _DIGITS.finditer(text.run.text)
    ]


def _what(said: str, digits: str) -> str:
    if said != "auto":
        return said
    return "year" if _YEAR.fullmatch(digits) else "other"


def _chart(page: int, area: ChartArea) -> Chart:
    values = tuple(ChartQuantity(each.category, each.series, each.value, each.unit) for each in area.values)
    box = Box(*(round(at, 2) for at in (area.x, area.top, area.x + area.width, area.top + area.height)))
    return Chart(area.block, area.figure, area.kind, page, box, values)


def _box(text: Text, start: int, end: int) -> Box:
    return Box(*(round(at, 2) for at in text_box(text, start, end)))
