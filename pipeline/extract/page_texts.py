"""The texts of one page in reading order: paragraphs one by one, labels by the figure or table they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.extract.lines import Fragment
from pipeline.extract.paragraphs import TextBlock
from pipeline.extract.reading_order import reading_order
from pipeline.extract.text_lines import TextLine
from pipeline.model.document import Page
from pipeline.model.geometry import BBox, hull
from pipeline.model.printed import PassageKind

# Labels of one figure stand within this many type sizes of each other.
CLUSTER_GAP_EM = 1.5

# A drawn thing that parts what is above from what is below is wider than this part of the page.
SEPARATOR_SHARE = 0.25

# A bigger one is a background.
BACKGROUND_SHARE = 0.6

ALONE = frozenset({PassageKind.LABEL, PassageKind.AXIS})
"""Kinds whose texts are one fragment each."""

TITLES = frozenset({PassageKind.HEADING, PassageKind.CAPTION})


@dataclass(frozen=True, slots=True)
class PageText:
    """A stretch of text on one page, and what it is."""

    kind: PassageKind
    block: TextBlock

    @property
    def bbox(self) -> BBox:
        """The box around it."""
        return self.block.bbox


def by_itself(kind: PassageKind, fragment: Fragment) -> PageText:
    """A fragment as a text of its own."""
    return PageText(kind, TextBlock((TextLine((fragment,)),)))


def in_reading_order(
    texts: Sequence[PageText], page: Page, frames: Iterable[BBox], tables: Iterable[BBox]
) -> tuple[PageText, ...]:
    """All texts of the page: running heads, what stands on the page, what is turned, running feet.

    A drawn box is read as a whole, and so is a table; labels that stand close together are too.
    """
    furniture = [text for text in texts if text.kind is PassageKind.FURNITURE]
    turned = [text for text in texts if text.kind is not PassageKind.FURNITURE and _is_turned(text)]
    aside = {id(text) for text in (*furniture, *turned)}
    body = [text for text in texts if id(text) not in aside]
    heads = [text for text in furniture if text.bbox.y_mid < page.height_pt / 2]
    feet = [text for text in furniture if text.bbox.y_mid >= page.height_pt / 2]
    return (
        *_row_by_row(heads),
        *_ordered(_framed(body, tuple(frames), tuple(tables)), _separators(page, body)),
        *turned,
        *_row_by_row(feet),
    )


def _is_turned(text: PageText) -> bool:
    return text.block.lines[0].words[0].direction != "ltr"


@dataclass(frozen=True, slots=True)
class _Unit:
    """Texts that are read one after the other, whatever stands around them, and the room they take up."""

    bbox: BBox
    texts: tuple[PageText, ...]

    @property
    def is_figure(self) -> bool:
        """Tell whether it is labels alone."""
        return all(text.kind in ALONE for text in self.texts)

    @property
    def is_title(self) -> bool:
        """Tell whether it is a heading or caption, which belongs to what stands below."""
        return len(self.texts) == 1 and self.texts[0].kind in TITLES


def _unit(texts: Iterable[PageText]) -> _Unit:
    every = tuple(texts)
    return _Unit(hull(text.bbox for text in every), every)


def _ordered(units: Sequence[_Unit], separators: Sequence[BBox]) -> list[PageText]:
    whole = _figures_together(units)
    titles = {index for index, unit in enumerate(whole) if unit.is_title}
    order = reading_order([unit.bbox for unit in whole], titles, separators)
    return [text for index in order for text in whole[index].texts]


def _framed(texts: Sequence[PageText], frames: Sequence[BBox], tables: Sequence[BBox]) -> list[_Unit]:
    """Units of a page: each outermost frame with all that is in it in order, and what stands outside of frames."""
    outermost = sorted(frames, key=lambda frame: -frame.width * frame.height)
    inside: dict[BBox, list[PageText]] = {}
    outside = []
    for text in texts:
        frame = next((frame for frame in outermost if frame.holds_centre_of(text.bbox)), None)
        if frame is None:
            outside.append(text)
        else:
            inside.setdefault(frame, []).append(text)
    for frame, members in list(inside.items()):
        if len(members) == 1 and members[0].kind in ALONE:
            outside.extend(inside.pop(frame))  # a bar with its number
    framed = [_Unit(frame, tuple(_ordered(_units(members, tables), ()))) for frame, members in inside.items()]
    return [*framed, *_units(outside, tables)]


def _units(texts: Sequence[PageText], tables: Sequence[BBox]) -> list[_Unit]:
    """Paragraphs, headings and captions by themselves, the labels of a table together, other labels in clusters."""
    in_table: dict[BBox, list[PageText]] = {}
    loose = []
    for text in texts:
        table = next((table for table in tables if text.kind in ALONE and table.holds_centre_of(text.bbox)), None)
        if table is not None:
            in_table.setdefault(table, []).append(text)
        elif text.kind in ALONE:
            loose.append(text)
    alone = [_unit([text]) for text in texts if text.kind not in ALONE]
    ruled = [_Unit(table, tuple(_row_by_row(labels))) for table, labels in in_table.items()]
    return [*alone, *ruled, *(_unit(_row_by_row(labels)) for labels in _clusters(loose))]


def _figures_together(units: Sequence[_Unit]) -> list[_Unit]:
    """Join the labels of a figure: clusters with no paragraph, heading or caption between them."""
    texts = [unit for unit in units if not unit.is_figure]
    figures: list[tuple[BBox, list[_Unit]]] = []
    for unit in sorted((unit for unit in units if unit.is_figure), key=lambda unit: unit.bbox):
        for index, (box, parts) in enumerate(figures):
            joined = hull((box, unit.bbox))
            if not any(_touch(joined, text.bbox) for text in texts):
                figures[index] = (joined, [*parts, unit])
                break
        else:
            figures.append((unit.bbox, [unit]))
    joint = [_Unit(box, tuple(text for part in _by_rows(parts) for text in part.texts)) for box, parts in figures]
    return [*texts, *joint]


def _clusters(labels: Sequence[PageText]) -> list[list[PageText]]:
    """Labels that hang together, each within reach of another."""
    clusters: list[list[PageText]] = []
    for label in sorted(labels, key=lambda one: one.bbox.top):
        reach = label.bbox.grown(CLUSTER_GAP_EM * label.block.style.size_pt)
        joined, apart = [label], []
        for cluster in clusters:
            if any(_touch(other.bbox, reach) for other in cluster):
                joined.extend(cluster)
            else:
                apart.append(cluster)
        clusters = [*apart, joined]
    return clusters


def _touch(one: BBox, other: BBox) -> bool:
    return one.x_overlap(other) > 0 and one.y_overlap(other) > 0


def _row_by_row(texts: Iterable[PageText]) -> list[PageText]:
    """Line by line from the top, each from the left."""
    return [text for unit in _by_rows([_unit([text]) for text in texts]) for text in unit.texts]


def _by_rows(units: Sequence[_Unit]) -> list[_Unit]:
    """Row by row from the top, each from the left; what stands beside the first of a row is in it."""
    rows: list[list[_Unit]] = []
    for unit in sorted(units, key=lambda one: (one.bbox.y_mid, one.bbox.x0)):
        if rows and unit.bbox.y_mid - rows[-1][0].bbox.y_mid <= 0.5 * unit.bbox.height:
            rows[-1].append(unit)
        else:
            rows.append([unit])
    return [unit for row in rows for unit in sorted(row, key=lambda one: one.bbox)]


def _separators(page: Page, texts: Iterable[PageText]) -> list[BBox]:
    """Drawn things without text between them, such as two charts side by side, that no paragraph stands in."""
    taken = [text.bbox for text in texts if text.kind not in ALONE]
    drawn = {shape.bbox for shapes in (page.rects, page.lines, page.curves, page.images) for shape in shapes}
    largest = BACKGROUND_SHARE * page.width_pt * page.height_pt
    bands: list[BBox] = []
    for box in sorted(drawn, key=lambda one: (one.top, one)):
        if box.width * box.height > largest or any(_touch(box, text) for text in taken):
            continue
        if bands and box.top <= bands[-1].bottom and not any(_touch(hull((bands[-1], box)), text) for text in taken):
            bands[-1] = hull((bands[-1], box))
        else:
            bands.append(box)
    return [band for band in bands if band.width >= SEPARATOR_SHARE * page.width_pt]
