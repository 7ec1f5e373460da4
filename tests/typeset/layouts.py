"""Named designs, and designs drawn by lot."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from tests.typeset.fonts import COURIER, HELVETICA, TIMES, VERA
from tests.typeset.layout import (
    MM,
    Captions,
    Charts,
    Forms,
    Furniture,
    Industries,
    Layout,
    Origins,
    Page,
    Palette,
    Typography,
)

_Choice = TypeVar("_Choice")

A4 = Page()
LETTER = Page(width=612.0, height=792.0, margin_x=68.0, margin_top=64.0, margin_bottom=66.0)
SQUARE = Page(width=210 * MM, height=210 * MM, margin_x=48.0, margin_top=46.0, margin_bottom=52.0)
LANDSCAPE = Page(width=297 * MM, height=210 * MM, margin_x=84.0, margin_top=46.0, margin_bottom=52.0)
WIDE_MARGINS = Page(margin_x=84.0, margin_top=76.0, margin_bottom=82.0)

NAVY = Palette()
TEAL = Palette(
    primary="#2f6f73",
    accent="#a23b5a",
    tint="#f1e9df",
    series=("#a23b5a", "#2f6f73", "#dfa6b8", "#9fc9cc", "#c9a04a", "#5b6f8f", "#7d4f73", "#8a8f3c"),
)
FOREST = Palette(
    primary="#22301c",
    accent="#3f6212",
    tint="#ecefe6",
    series=("#3f6212", "#a16207", "#a3c27a", "#e2c48a", "#1f4e4a", "#7f8f5a", "#6b4a1c", "#8fa9a6"),
)
GREYS = Palette(
    primary="#111111",
    accent="#444444",
    tint="#efefef",
    series=("#222222", "#777777", "#aaaaaa", "#d0d0d0", "#555555", "#999999", "#333333", "#bbbbbb"),
)

FACSIMILE = Layout(
    name="facsimile",
    page=Page(margin_top=54.0, margin_bottom=54.0),
    type=Typography(size=10.4, leading=1.44, heading=12.0, title=29.0),
    charts=Charts(outlined=frozenset({"figure_3", "figure_4", "figure_5"})),
)

# Like the published report, whose figures 1 and 5 have no text at all.
OUTLINED = replace(
    FACSIMILE,
    name="outlined",
    charts=Charts(
        outlined=frozenset({"figure_1", "figure_3", "figure_4", "figure_5"}),
        outlined_numbers=frozenset({"figure_1", "figure_5"}),
    ),
    forms=Forms(leader_gap=1.5, cut=True),
    order="figures_swapped",
)

PLAIN_TABLE = Layout(
    name="plain_table",
    palette=TEAL,
    type=Typography(body=TIMES, display=VERA, size=10.4, leading=1.4, columns=2, justified=True),
    forms=Forms(kind="ruled_span", label_end=""),
    industries=Industries(kind="bars_number_first"),
    origins=Origins(kind="map", seed=11),
    charts=Charts(figure_bars="horizontal", referrer_bars="vertical"),
    furniture=Furniture(cover="rule"),
)

MATRIX = Layout(
    name="matrix",
    palette=FOREST,
    type=Typography(body=HELVETICA, display=HELVETICA, size=9.0, hyphenated=False),
    forms=Forms(kind="matrix", empty="–"),
    industries=Industries(kind="ruled"),
    origins=Origins(kind="ruled"),
    captions=Captions(word="diagram", after_number=": ", tables_numbered=True),
    furniture=Furniture(page_number="centre", running_head="header", cover="plain"),
)

COLUMNS_NO_RULES = Layout(
    name="columns_no_rules",
    palette=GREYS,
    page=WIDE_MARGINS,
    type=Typography(body=TIMES, display=TIMES, size=10.6, leading=1.32, columns=2),
    forms=Forms(columns=2, frame="none", leader="", total="below", label_end=""),
    industries=Industries(kind="leaders", columns=2),
    origins=Origins(kind="neighbours", rects=False),
    charts=Charts(figure_bars="horizontal", gridlines=False),
    captions=Captions(after_word="", below=True),
    furniture=Furniture(page_number="header", running_head="header", note="side", cover="plain"),
    order="figures_last",
)

SQUARE_PAGES = Layout(
    name="square",
    page=SQUARE,
    type=Typography(body=VERA, display=VERA, size=8.2, leading=1.5),
    forms=Forms(columns=3, frame="rects", leader="·", total="parenthesis", label_end=":"),
    industries=Industries(number="beneath", number_size=1.7, wrap_at=78.0, seed=5),
    origins=Origins(kind="map", per_line=2, seed=4),
    captions=Captions(after_number=" "),
    furniture=Furniture(page_number="none", running_head="none", note="header"),
    order="figures_first",
)

LETTER_LIST = Layout(
    name="letter_list",
    page=LETTER,
    palette=TEAL,
    type=Typography(body=COURIER, display=HELVETICA, size=9.0, leading=1.4, hyphenated=False),
    forms=Forms(columns=1, frame="none", leader=". ", leader_gap=3.0, total="leader", label_end=""),
    industries=Industries(kind="leaders"),
    origins=Origins(kind="text", rects=False, per_line=2),
    furniture=Furniture(cover="rule", running_head="none"),
    order="figures_swapped",
)

GROUP_ROWS = Layout(
    name="group_rows",
    page=LANDSCAPE,
    palette=FOREST,
    type=Typography(body=HELVETICA, display=VERA, size=9.2, columns=3),
    forms=Forms(kind="ruled_rows", rules="rows", parted=True),
    industries=Industries(kind="bars_label_first"),
    origins=Origins(kind="map", rects=False, seed=9),
    captions=Captions(below=True, tables_numbered=True),
)

PRESETS = {
    layout.name: layout
    for layout in (
        FACSIMILE,
        PLAIN_TABLE,
        MATRIX,
        COLUMNS_NO_RULES,
        SQUARE_PAGES,
        LETTER_LIST,
        OUTLINED,
        GROUP_ROWS,
    )
}


def random_layout(seed: int) -> Layout:
    """Draw each decision of a design by lot; the same seed gives the same design."""
    lot = _Lot(seed)
    return Layout(
        name=f"random-{seed}",
        page=lot.one((A4, A4, LETTER, SQUARE, LANDSCAPE, WIDE_MARGINS)),
        palette=lot.one((NAVY, TEAL, FOREST, GREYS)),
        type=_random_typography(lot),
        forms=_random_forms(lot),
        industries=_random_industries(lot),
        origins=Origins(
            kind=lot.one(("map", "text", "neighbours", "ruled")),
            rects=lot.one((True, False)),
            per_line=lot.one((1, 1, 2)),
            seed=lot.one(range(50)),
        ),
        charts=_random_charts(lot),
        captions=Captions(
            word=lot.one(("figure", "diagram")),
            after_word=lot.one((" ", " ", "")),
            after_number=lot.one((". ", ": ", " ")),
            tables_numbered=lot.one((True, False)),
            below=lot.one((True, False)),
        ),
        furniture=Furniture(
            page_number=lot.one(("none", "right", "centre", "header")),
            running_head=lot.one(("none", "header", "footer")),
            note=lot.one(("footer", "header", "side")),
            cover=lot.one(("band", "plain", "rule")),
        ),
        order=lot.one(("as_written", "figures_first", "figures_last", "figures_swapped")),
        thousands=lot.one(("", " ", "\u00a0", "\u2009")),
    )


class _Lot:
    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)  # noqa: S311 - choosing designs, not keeping secrets

    def one(self, choices: Sequence[_Choice]) -> _Choice:
        return choices[int(self._dice.random() * len(choices))]


def _random_typography(lot: _Lot) -> Typography:
    return Typography(
        body=lot.one((HELVETICA, TIMES, VERA, COURIER)),
        display=lot.one((HELVETICA, TIMES, VERA)),
        size=lot.one((8.4, 9.0, 9.6, 10.2)),
        leading=lot.one((1.3, 1.4, 1.5)),
        heading=lot.one((10.5, 11.5, 13.0)),
        title=lot.one((22.0, 27.0, 34.0)),
        columns=lot.one((1, 1, 2)),
        justified=lot.one((True, False)),
        hyphenated=lot.one((True, False)),
    )


def _random_forms(lot: _Lot) -> Forms:
    return Forms(
        kind=lot.one(("leaders", "leaders", "leaders", "ruled_span", "ruled_rows", "matrix")),
        columns=lot.one((1, 2, 3)),
        frame=lot.one(("panel", "none", "rects")),
        leader=lot.one((".", ". ", "·", "_", "")),
        leader_gap=lot.one((0.0, 2.0)),
        label_end=lot.one(("", ":", "first")),
        total=lot.one(("heading", "leader", "parenthesis", "below")),
        empty=lot.one(("", "–", "-")),
        rules=lot.one(("all", "rows", "none")),
        cut=lot.one((True, False)),
        parted=lot.one((True, False)),
    )


def _random_industries(lot: _Lot) -> Industries:
    return Industries(
        kind=lot.one(("bubbles", "bubbles", "bars_number_first", "bars_label_first", "leaders", "ruled")),
        number=lot.one(("glued", "beneath", "spaced")),
        number_size=lot.one((1.0, 1.3, 1.6)),
        columns=lot.one((1, 2)),
        wrap_at=lot.one((1000.0, 90.0, 70.0)),
        seed=lot.one(range(50)),
    )


def _random_charts(lot: _Lot) -> Charts:
    everything = frozenset({"figure_1", "figure_2", "figure_3", "figure_4", "figure_5"})
    return Charts(
        figure_bars=lot.one(("vertical", "horizontal")),
        referrer_bars=lot.one(("vertical", "horizontal")),
        stacked_height=lot.one((110.0, 130.0, 160.0)),
        gridlines=lot.one((True, False)),
        outlined=lot.one((frozenset(), frozenset({"figure_5"}), everything)),
        outlined_numbers=lot.one((frozenset(), frozenset(), frozenset({"figure_1"}))),
    )
