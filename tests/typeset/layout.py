"""What a designer decides: everything about a report that is not what it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from tests.typeset.fonts import HELVETICA, Family

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Page:
    """Page and margins in points."""

    width: float = 210 * MM
    height: float = 297 * MM
    margin_x: float = 56.0
    margin_top: float = 58.0
    margin_bottom: float = 64.0


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as #rrggbb; `series` colours classes of charts and bubbles."""

    ink: str = "#1a1a1a"
    primary: str = "#14365d"
    accent: str = "#e8743b"
    tint: str = "#e8edf4"
    grey: str = "#8a8f98"
    series: tuple[str, ...] = ("#5b2a86", "#e8743b", "#b49ccf", "#f6c49c", "#14365d", "#3b8f7c", "#d7a31a", "#8f4a5a")


@dataclass(frozen=True, slots=True)
class Typography:
    """Faces, sizes in points, and how prose is set."""

    body: Family = HELVETICA
    display: Family = HELVETICA
    size: float = 9.5
    leading: float = 1.45
    heading: float = 11.0
    title: float = 27.0
    columns: int = 1
    justified: bool = False
    hyphenated: bool = True


@dataclass(frozen=True, slots=True)
class Forms:
    """The form boxes: groups with a total and a line for each class.

    `cut` lets a column end within a box, and a page where there is one column without a panel; it parts the rows of a
    group in a table of rows. `parted` lets a page end within a table. `mark` is where a footnote mark stands.
    """

    kind: Literal["leaders", "ruled_span", "ruled_rows", "matrix", "cards"] = "leaders"
    columns: int = 3
    frame: Literal["panel", "none", "rects"] = "panel"
    leader: Literal[".", ". ", "·", "_", "", "•", "- ", "…"] = "."
    leader_gap: float = 0.0
    label_end: Literal["", ":", "first"] = "first"
    total: Literal["heading", "leader", "parenthesis", "below"] = "heading"
    empty: Literal["", "–", "-"] = ""
    rules: Literal["all", "rows", "none"] = "all"
    cut: bool = False
    parted: bool = False
    mark: Literal["none", "label", "number"] = "none"


@dataclass(frozen=True, slots=True)
class Industries:
    """The industries: one label and number each."""

    kind: Literal[
        "bubbles", "bars_number_first", "bars_label_first", "leaders", "ruled", "cards", "colons", "columns"
    ] = "bubbles"
    number: Literal["glued", "beneath", "spaced"] = "glued"
    number_size: float = 1.45
    columns: int = 1
    wrap_at: float = 1000.0
    seed: int = 3


@dataclass(frozen=True, slots=True)
class Origins:
    """The call-outs of the countries of origin."""

    kind: Literal["map", "text", "neighbours", "ruled", "boxes", "cards"] = "map"
    rects: bool = True
    per_line: int = 1
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Charts:
    """How charts are drawn; `outlined` blocks have their labels as paths, `outlined_numbers` their numbers too.

    `numbers` are printed at bars, else an axis has ticks; `part_labels` are the percentages of parts and slices.
    `misdrawn` are bars that do not show what is printed: block, name of the bar, and how many times too long it is.
    """

    figure_bars: Literal["vertical", "horizontal"] = "vertical"
    referrer_bars: Literal["vertical", "horizontal"] = "horizontal"
    stacked_height: float = 130.0
    gridlines: bool = True
    outlined: frozenset[str] = frozenset()
    outlined_numbers: frozenset[str] = frozenset()
    misdrawn: tuple[tuple[str, str, float], ...] = ()
    numbers: bool = True
    part_labels: bool = False

    def stretch(self, block: str, name: str) -> float:
        """How many times too long a bar is drawn."""
        return next((factor for one, bar, factor in self.misdrawn if (one, bar) == (block, name)), 1.0)


@dataclass(frozen=True, slots=True)
class Captions:
    """Figure captions; `word` names a word of the data file, `below` puts those of charts under them, `all_below` all.

    `shift` is added to the figures' numbers.
    """

    word: Literal["figure", "diagram"] = "figure"
    after_word: Literal[" ", ""] = " "
    after_number: Literal[". ", ": ", " "] = ". "
    tables_numbered: bool = False
    below: bool = False
    all_below: bool = False
    numbering: Literal["digits", "letters", "none"] = "digits"
    shift: int = 0


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands in the margins of every page."""

    page_number: Literal["none", "right", "centre", "header"] = "right"
    running_head: Literal["none", "header", "footer"] = "footer"
    note: Literal["footer", "header", "side"] = "footer"
    cover: Literal["band", "plain", "rule"] = "band"
    contents: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A design; `order` moves figures against the prose, `thousands` stands between groups of digits.

    `fresh_pages` begins a page with each main heading; `photo` is the height of a picture's place above the form boxes.
    """

    name: str
    page: Page = field(default_factory=Page)
    palette: Palette = field(default_factory=Palette)
    type: Typography = field(default_factory=Typography)
    forms: Forms = field(default_factory=Forms)
    industries: Industries = field(default_factory=Industries)
    origins: Origins = field(default_factory=Origins)
    charts: Charts = field(default_factory=Charts)
    captions: Captions = field(default_factory=Captions)
    furniture: Furniture = field(default_factory=Furniture)
    order: Literal["as_written", "figures_first", "figures_last", "figures_swapped"] = "as_written"
    thousands: Literal["", " ", "\u00a0", "\u2009"] = " "
    fresh_pages: bool = False
    photo: float = 0.0
