"""Designs of rehearsals: drawn so that each differs in many ways from the named ones."""

from __future__ import annotations

from typing import Literal

from tests.typeset import Layout
from tests.typeset.fonts import COURIER, DEJAVU_SERIF, HELVETICA, STIX, TIMES, VERA, Family
from tests.typeset.layout import MM, Captions, Charts, Forms, Furniture, Industries, Origins, Page, Palette, Typography
from tests.typeset.layouts import A4, FOREST, GREYS, LANDSCAPE, LETTER, NAVY, SQUARE, TEAL, WIDE_MARGINS
from tests.worlds.dice import Dice

PAGES = {
    "a4": A4,
    "letter": LETTER,
    "square": SQUARE,
    "landscape": LANDSCAPE,
    "wide_margins": WIDE_MARGINS,
    "b5": Page(width=176 * MM, height=250 * MM, margin_x=42.0, margin_top=50.0, margin_bottom=56.0),
    "slides": Page(width=960.0, height=540.0, margin_x=72.0, margin_top=48.0, margin_bottom=56.0),
    "tall": Page(width=190 * MM, height=330 * MM, margin_x=60.0, margin_top=70.0, margin_bottom=70.0),
}
FONTS: dict[str, Family] = {
    "helvetica": HELVETICA,
    "times": TIMES,
    "vera": VERA,
    "courier": COURIER,
    "dejavu_serif": DEJAVU_SERIF,
    "stix": STIX,
}
WARM = Palette(
    ink="#2a211c",
    primary="#7a1f3d",
    accent="#b5541c",
    tint="#f7efe6",
    grey="#8d8279",
    series=("#7a1f3d", "#b5541c", "#d9a8b4", "#efc9a4", "#3f5e5a", "#8b9d5f", "#c9a227", "#5a4a78"),
)
PALETTES = (NAVY, TEAL, FOREST, GREYS, WARM)
THOUSANDS: dict[str, Literal["", " ", "\u00a0", "\u2009"]] = {
    "none": "",
    "space": " ",
    "nbsp": "\u00a0",
    "thin": "\u2009",
}
_FORMS: tuple[Literal["leaders", "ruled_span", "ruled_rows", "matrix", "cards"], ...] = (
    "leaders",
    "leaders",
    "leaders",
    "ruled_span",
    "ruled_rows",
    "ruled_rows",
    "matrix",
    "cards",
    "cards",
)
_EVERY_CHART = frozenset({"figure_1", "figure_2", "figure_3", "figure_4", "figure_5"})
_OUTLINED = {"none": frozenset[str](), "figure_5": frozenset({"figure_5"}), "all": _EVERY_CHART}


def draw_layout(seed: int, dice: Dice) -> tuple[Layout, frozenset[str]]:
    """Draw a design, and return what was chosen as `aspect:choice`."""
    page = dice.one(("a4", "a4", *PAGES))
    thousands = dice.one(sorted(THOUSANDS))
    kind, chosen = _typography(dice, larger=page == "slides")
    outlined = dice.one(("none", "none", "none", "figure_5", "all"))
    layout = Layout(
        name=f"rehearsal-{seed}",
        page=PAGES[page],
        palette=dice.one(PALETTES),
        type=kind,
        forms=_forms(dice),
        industries=_industries(dice),
        origins=Origins(
            kind=dice.one(("map", "text", "neighbours", "ruled", "boxes", "cards")),
            rects=dice.chance(0.5),
            per_line=dice.one((1, 1, 2)),
            seed=dice.whole(0, 49),
        ),
        charts=Charts(
            figure_bars=dice.one(("vertical", "horizontal")),
            referrer_bars=dice.one(("vertical", "horizontal")),
            stacked_height=dice.one((110.0, 140.0, 180.0)),
            gridlines=dice.chance(0.5),
            outlined=_OUTLINED[outlined],
            outlined_numbers=frozenset({"figure_1"}) if dice.chance(0.12) else frozenset(),
            numbers=dice.chance(0.75),
            part_labels=dice.chance(0.4),
        ),
        captions=_captions(dice),
        furniture=_furniture(dice),
        order=dice.one(("as_written", "figures_first", "figures_last", "figures_swapped")),
        thousands=THOUSANDS[thousands],
        fresh_pages=dice.chance(0.3),
    )
    return layout, frozenset(
        {f"page:{page}", f"thousands:{thousands}", f"outlined:{outlined}", *chosen, *_traits(layout)}
    )


def _typography(dice: Dice, *, larger: bool) -> tuple[Typography, set[str]]:
    body, display = dice.one(sorted(FONTS)), dice.one(sorted(set(FONTS) - {"courier"}))
    kind = Typography(
        body=FONTS[body],
        display=FONTS[display],
        size=dice.one((8.4, 9.0, 9.6, 10.2)) + (3.0 if larger else 0.0),
        leading=dice.one((1.3, 1.4, 1.5)),
        heading=dice.one((10.5, 11.5, 13.0)),
        title=dice.one((22.0, 27.0, 34.0)),
        columns=dice.one((1, 1, 2, 2, 3)),
        justified=dice.chance(0.5),
        hyphenated=dice.chance(0.5),
    )
    return kind, {f"body:{body}", f"display:{display}", f"columns:{kind.columns}"}


def _forms(dice: Dice) -> Forms:
    kind = dice.one(_FORMS)
    columns = dice.one((1, 1, 1, 1, 2, 3, 4))
    cut = dice.chance(0.8 if columns == 1 or kind == "ruled_rows" else 0.5) and columns < 4
    return Forms(
        kind=kind,
        columns=columns,
        frame="none" if columns == 1 and cut else dice.one(("panel", "none", "rects")),
        leader=dice.one((".", ". ", "·", "_", "", "•", "- ", "…")),
        leader_gap=dice.one((0.0, 2.0)),
        label_end=dice.one(("", ":", "first")),
        total=dice.one(("heading", "leader", "parenthesis", "below")),
        empty=dice.one(("", "–", "-")),
        rules=dice.one(("all", "rows", "all", "rows", "none")),
        cut=cut,
        parted=dice.chance(0.6),
    )


def _industries(dice: Dice) -> Industries:
    return Industries(
        kind=dice.one(
            (
                "bubbles",
                "bubbles",
                "bars_number_first",
                "bars_label_first",
                "leaders",
                "ruled",
                "cards",
                "colons",
                "columns",
            )
        ),
        number=dice.one(("glued", "beneath", "spaced")),
        number_size=dice.one((1.0, 1.3, 1.6)),
        columns=dice.one((1, 2)),
        wrap_at=dice.one((1000.0, 90.0, 70.0)),
        seed=dice.whole(0, 49),
    )


def _captions(dice: Dice) -> Captions:
    return Captions(
        after_word=dice.one((" ", " ", "")),
        after_number=dice.one((". ", ": ", " ")),
        tables_numbered=dice.chance(0.5),
        below=dice.chance(0.5),
        all_below=dice.chance(0.25),
        numbering=dice.one(("digits", "digits", "digits", "letters", "none")),
        shift=dice.one((0, 0, 0, 1, 3)),
    )


def _furniture(dice: Dice) -> Furniture:
    return Furniture(
        page_number=dice.one(("none", "right", "centre", "header")),
        running_head=dice.one(("none", "header", "footer")),
        note=dice.one(("footer", "header", "side")),
        cover=dice.one(("band", "plain", "rule")),
        contents=dice.chance(0.4),
    )


def _traits(layout: Layout) -> set[str]:
    captions, furniture, charts, forms = layout.captions, layout.furniture, layout.charts, layout.forms
    return {
        f"forms:{forms.kind}",
        f"industries:{layout.industries.kind}",
        f"origins:{layout.origins.kind}",
        f"numbering:{captions.numbering}",
        f"order:{layout.order}",
        *({f"grid:{forms.columns}", f"leader:{forms.leader}"} if forms.kind == "leaders" else set()),
        *({"captions:below"} if captions.all_below else set()),
        *({"figures:shifted"} if captions.shift else set()),
        *({"contents"} if furniture.contents else set()),
        *({f"running_head:{furniture.running_head}"}),
        *({"chart_numbers"} if charts.numbers else {"chart_axes"}),
        *({"part_labels"} if charts.part_labels else set()),
    }
