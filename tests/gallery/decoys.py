"""Pages with coloured shapes and numbers and no chart, as HTML."""

import random
from collections.abc import Callable

from tests.gallery.design import ink
from tests.gallery.layout import PAGE_HEIGHT, PAGE_WIDTH
from tests.gallery.names import category_names, series_names
from tests.gallery.svg import element, line, write

_SEED = 7
_COLOURS = ("#1f4e79", "#2e75b6", "#9dc3e6", "#deebf7", "#ffc000", "#c55a11", "#70ad47", "#7f7f7f")
_TEXT = (
    "Under året har verksamheten fortsatt att utvecklas. Flera av de insatser som planerades har genomförts, och de "
    "som deltog 2023 uppger att stödet har varit till nytta. Arbetet följs upp varje kvartal och redovisas i bilagan."
)


def decoy_pages() -> tuple[str, ...]:
    """The same pages every time, each the inner HTML of a section."""
    rng = random.Random(_SEED)  # noqa: S311 -- test data, no secret
    makers: tuple[Callable[[random.Random], str], ...] = (
        _coloured_table,
        _heat_table,
        _panels,
        _icons,
        _map,
        _swatches,
        _furniture,
        _ruled_lists,
        _key_figures,
        _steps,
        _boxes_with_lines,
        _checklist,
    )
    return tuple(_heading(i) + maker(rng) for i, maker in enumerate(makers, 1))


def _heading(number: int) -> str:
    bar = f"left:0;top:0;width:{PAGE_WIDTH:.0f}pt;height:22pt;background:{_COLOURS[number % len(_COLOURS)]}"
    title = element("h1", f"Avsnitt {number}", class_="heading")
    return element("div", style=bar) + title + element("p", str(number), class_="number")


def _body(*children: str) -> str:
    return element("div", *children, style="left:40pt;top:70pt;width:515pt;font-size:8.5pt;line-height:1.4")


def _drawing(*children: str) -> str:
    view = f"0 0 515 {PAGE_HEIGHT - 150:.0f}"
    return _body(element("svg", *children, viewBox=view, style="width:515pt"))


def _row(texts: tuple[str, ...], fills: tuple[str, ...], tag: str = "td") -> str:
    cells = (
        element(tag, text, style=f"background:{fill};color:{ink(fill)};padding:3pt 6pt;text-align:right")
        for text, fill in zip(texts, fills, strict=True)
    )
    return element("tr", *cells)


def _coloured_table(rng: random.Random) -> str:
    rows = [_row(("Område", "2021", "2022", "2023"), ("#1f4e79",) * 4, "th")]
    for i, name in enumerate(category_names(rng, 8, 60)):
        numbers = (str(rng.randint(2, 90)) for _ in range(3))
        rows.append(_row((name, *numbers), ("#deebf7" if i % 2 else "#ffffff",) * 4))
    rows.append(_row(("Totalt", "412", "398", "455"), ("#9dc3e6",) * 4))
    return _body(element("table", *rows, style="border-collapse:collapse;width:515pt"), element("p", _TEXT))


def _heat_table(rng: random.Random) -> str:
    rows = []
    for name in category_names(rng, 7, 60):
        shares = [rng.randint(5, 95) for _ in range(5)]
        fills = tuple(_COLOURS[3 - share // 25] for share in shares)
        rows.append(_row((name, *(f"{share} %" for share in shares)), ("#ffffff", *fills)))
    return _body(element("p", _TEXT), element("table", *rows, style="border-spacing:2pt;width:515pt"))


def _panels(_rng: random.Random) -> str:
    style = "padding:10pt;margin:0 0 12pt;background:{};border-left:5pt solid {}"
    panels = (
        element("div", element("b", "Exempel"), element("p", _TEXT), style=style.format(fill, edge))
        for fill, edge in (("#deebf7", "#1f4e79"), ("#f3f1ea", "#c55a11"), ("#ffffff", "#70ad47"))
    )
    columns = (
        element("div", element("p", _TEXT), style=f"background:{fill};padding:8pt;height:{height}pt;flex:1")
        for fill, height in (("#9dc3e6", 220), ("#deebf7", 180), ("#ffe699", 200))
    )
    return _body(*panels, element("div", *columns, style="display:flex;gap:12pt;align-items:flex-end"))


def _icons(_rng: random.Random) -> str:
    """A house with windows, a calendar, a stack of books and a sheet of paper."""
    house = [element("rect", x=20, y=40, width=90, height=110, fill="#1f4e79")]
    house += [
        element("rect", x=32 + 26 * i, y=54 + 30 * j, width=14, height=18, fill="#ffffff")
        for i in range(3)
        for j in range(3)
    ]
    calendar = [element("rect", x=160, y=40, width=90, height=20, fill="#c55a11")]
    calendar += [
        element("rect", x=160 + 19 * i, y=64 + 19 * j, width=16, height=16, fill="#9dc3e6")
        for i in range(5)
        for j in range(4)
    ]
    books = [
        element("rect", x=300 + shift, y=130 - 16 * i, width=80, height=14, rx=2, fill=_COLOURS[i])
        for i, shift in enumerate((0, 6, 2, 9))
    ]
    sheet = [element("rect", x=420, y=40, width=70, height=95, fill="none", stroke="#7f7f7f")]
    sheet += [element("rect", x=430, y=54 + 12 * i, width=50 - 6 * (i % 3), height=4, fill="#7f7f7f") for i in range(6)]
    names = (
        write((x, 170), name, 8, text_anchor="middle")
        for x, name in ((65, "Boende"), (205, "Planering"), (345, "Kunskap"), (455, "Ansökan"))
    )
    return _drawing(*house, *calendar, *books, *sheet, *names)


def _map(rng: random.Random) -> str:
    """Regions along a coast in the colours of three classes, which a legend names."""
    west = [(150 + rng.randint(-18, 18), 20 + 70 * i) for i in range(8)]
    east = [(330 + rng.randint(-40, 40), 20 + 70 * i) for i in range(8)]
    regions = []
    for i, name in enumerate(category_names(rng, 7, 20)):
        corners = (west[i], east[i], (east[i][0] + 14, east[i][1] + 33), east[i + 1], west[i + 1])
        path = "M" + "L".join(f"{x} {y}" for x, y in corners) + "Z"
        fill = _COLOURS[1 + i % 3]
        regions.append(element("path", d=path, fill=fill, stroke="#ffffff", stroke_width=1))
        regions.append(write((240, 55 + 70 * i), name, 7, fill=ink(fill), text_anchor="middle"))
    for i, text in enumerate(("20–29 procent", "10–19 procent", "0–9 procent")):
        regions.append(element("rect", x=420, y=30 + 16 * i, width=10, height=10, fill=_COLOURS[1 + i]))
        regions.append(write((436, 35 + 16 * i), text, 7))
    return _drawing(*regions)


def _swatches(_rng: random.Random) -> str:
    parts = []
    for i, colour in enumerate(_COLOURS):
        x, y = 20 + 125 * (i % 4), 20 + 130 * (i // 4)
        parts.append(element("rect", x=x, y=y, width=90, height=80, fill=colour))
        parts.append(write((x, y + 94), f"Färg {i + 1}", 8))
        parts.append(write((x, y + 106), colour, 7))
    return _drawing(*parts)


def _furniture(_rng: random.Random) -> str:
    """Bars along the edges of the page, a tab and a coloured band for the chapter."""
    high = f"{PAGE_HEIGHT - 60:.0f}"
    places = (
        f"left:0;top:22pt;width:14pt;height:{high}pt;background:#2e75b6",
        f"left:581pt;top:22pt;width:14pt;height:{high}pt;background:#9dc3e6",
        "left:560pt;top:200pt;width:35pt;height:60pt;background:#c55a11",
        "left:0;top:804pt;width:200pt;height:6pt;background:#1f4e79",
        "left:200pt;top:804pt;width:150pt;height:6pt;background:#ffc000",
        "left:350pt;top:804pt;width:245pt;height:6pt;background:#70ad47",
    )
    band = element("h2", "2. Metod", style="background:#1f4e79;color:#ffffff;padding:4pt 8pt;margin:0 0 8pt")
    bars = "".join(element("div", style=place) for place in places)
    return bars + _body(band, *(element("p", _TEXT) for _ in range(6)))


def _ruled_lists(rng: random.Random) -> str:
    rows = (
        element(
            "div",
            element("span", name),
            element("span", str(rng.randint(1, 99))),
            style="display:flex;justify-content:space-between;border-bottom:0.5pt solid #7f7f7f;padding:4pt 0",
        )
        for name in category_names(rng, 8, 60)
    )
    items = (element("li", name) for name in series_names(rng, 5, 60))
    return _body(element("h3", "Innehåll"), *rows, element("ul", *items), element("p", _TEXT))


def _key_figures(rng: random.Random) -> str:
    """Numbers in circles and boxes of one size."""
    parts = []
    for i, name in enumerate(category_names(rng, 4, 20)):
        x, number = 65 + 125 * i, rng.randint(3, 97)
        parts.append(element("circle", cx=x, cy=70, r=42, fill=_COLOURS[i % 2]))
        parts.append(write((x, 70), f"{number} %", 16, fill="#ffffff", text_anchor="middle"))
        parts.append(write((x, 128), name, 8, text_anchor="middle"))
        parts.append(element("rect", x=x - 50, y=180, width=100, height=70, fill="#deebf7"))
        parts.append(write((x, 205), f"{number * 13}", 18, text_anchor="middle"))
        parts.append(write((x, 232), "personer fick stöd", 7, text_anchor="middle"))
    return _drawing(*parts)


def _steps(rng: random.Random) -> str:
    """A line of time with numbered dots, and arrows for the steps of a process."""
    parts = [line((30, 60), (480, 60), stroke="#7f7f7f", stroke_width=2)]
    for i, name in enumerate(category_names(rng, 5, 16)):
        x = 45 + 100 * i
        parts.append(element("circle", cx=x, cy=60, r=9, fill="#c55a11"))
        parts.append(write((x, 60), str(i + 1), 8, fill="#ffffff", text_anchor="middle"))
        parts.append(write((x, 84), name, 7, text_anchor="middle"))
        left = 10 + 98 * i
        arrow = f"M{left} 140h80l12 25l-12 25h-80l12 -25Z"
        parts.append(element("path", d=arrow, fill=_COLOURS[i]))
        parts.append(write((left + 48, 165), f"Steg {i + 1}", 8, fill=ink(_COLOURS[i]), text_anchor="middle"))
    return _drawing(*parts)


def _boxes_with_lines(rng: random.Random) -> str:
    """Who answers to whom."""
    parts = [element("rect", x=197, y=20, width=120, height=36, fill="#1f4e79")]
    parts.append(write((257, 38), "Ledning", 9, fill="#ffffff", text_anchor="middle"))
    parts.append(line((257, 56), (257, 80), stroke="#7f7f7f"))
    parts.append(line((70, 80), (445, 80), stroke="#7f7f7f"))
    for i, name in enumerate(category_names(rng, 4, 16)):
        x = 70 + 125 * i
        parts.append(line((x, 80), (x, 100), stroke="#7f7f7f"))
        parts.append(element("rect", x=x - 50, y=100, width=100, height=36, fill="#9dc3e6"))
        parts.append(write((x, 118), name, 8, text_anchor="middle"))
    return _drawing(*parts)


def _checklist(rng: random.Random) -> str:
    """Questions with boxes to tick and lines to write on."""
    parts = []
    for i, name in enumerate(category_names(rng, 7, 60)):
        y = 30 + 40 * i
        parts.append(write((10, y), f"{i + 1}. {name}", 8))
        for j, answer in enumerate(("Ja", "Nej", "Vet ej")):
            parts.append(element("rect", x=280 + 70 * j, y=y - 5, width=10, height=10, fill="none", stroke="#1f4e79"))
            parts.append(write((296 + 70 * j, y), answer, 8))
        parts.append(line((10, y + 18), (500, y + 18), stroke="#7f7f7f", stroke_width=0.5))
    return _drawing(*parts)
