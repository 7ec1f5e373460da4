"""Stacks: rows that stand below each other under a common heading, as in a box of a list or a map's call-out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.extract.lines import Fragment, join_wrapped
from pipeline.extract.rows import ALIGNED_PT, Row, Rows
from pipeline.model.document import Curve, Page
from pipeline.model.geometry import BBox, hull
from pipeline.model.printed import Block, Entry, Layout
from pipeline.model.span import Span

# Rows of one stack, and a heading over it, follow each other within this many type sizes (blank space, edge to edge).
STACK_GAP_EM = 1.5

# Bars stand up to this many line heights apart.
RUN_GAP_EM = 4.0

# Left edges that agree to this are one column: indents are smaller, columns of boxes wider.
COLUMN_PT = 36.0

# Lines of type set tight may overlap by this part of their size.
OVERLAP_EM = 0.5

# A heading is set at least this much larger than labels.
HEADING_SIZE = 1.2

# A lower one is a band behind one line, not a box around several.
LOWEST_FRAME_PT = 24.0

# A frame bigger than this part of the page is a background, not a box around one stack.
LARGEST_FRAME_SHARE = 0.5


def blocks_of(page: Page, rows: Rows) -> tuple[Block, ...]:
    """One block a stack, in reading order (columns from the left, each from the top)."""
    frames = frames_of(page)
    stacks = [_Stack(tuple(members), frames) for members in _connected(rows.rows, frames)]
    blocks = [block for stack in stacks for block in split_before_heading(stack.as_block(page.number, rows.texts))]
    return tuple(in_reading_order(_with_runs_together(_with_scattered_together(blocks, rows.texts), rows.texts)))


def split_before_heading(block: Block) -> tuple[Block, ...]:
    """Part a block where its first heading comes: rows above it may continue the block before."""
    headless = next((index for index, entry in enumerate(block.entries) if entry.headings), 0)
    if headless == 0 or block.entries[headless - 1].label == block.entries[headless].headings[-1]:
        return (block,)  # none, or the row above is itself the heading, with its total
    return (part_of(block, block.entries[:headless]), part_of(block, block.entries[headless:]))


def part_of(block: Block, entries: tuple[Entry, ...]) -> Block:
    """Some entries of a block by themselves."""
    spans = [span for entry in entries for span in (entry.number, entry.label, *entry.headings)]
    return replace(block, region=hull(box for span in spans for box in span.boxes), entries=entries)


def _with_scattered_together(blocks: Sequence[Block], texts: Sequence[Fragment]) -> list[Block]:
    """Single labels with numbers all over a figure (bubbles) are one block if they look alike, up to a heading."""
    together: defaultdict[str, list[Block]] = defaultdict(list)
    others = []
    for block in blocks:
        if block.layout is Layout.PAIRS and not has_heading(block):
            together[block.look].append(block)
        else:
            others.append(block)
    parts = [part for alike in together.values() for part in _between_headings(alike, texts)]
    return [*others, *(_joined(part) for part in parts)]


def _between_headings(blocks: Sequence[Block], texts: Sequence[Fragment]) -> list[list[Block]]:
    """Blocks parted where a text in larger type than their labels stands below some and above the others."""
    around = hull(block.region for block in blocks)
    label_pt = max(box.height for block in blocks for entry in block.entries for box in entry.label.boxes)
    over = [
        text.bbox.y_mid
        for text in texts
        if text.bbox.height >= HEADING_SIZE * label_pt
        and text.bbox.x_overlap(around) > 0
        and not any(text.bbox.y_overlap(block.region) > 0 for block in blocks)
    ]
    parts: defaultdict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        parts[sum(top < block.region.top for top in over)].append(block)
    return [parts[number] for number in sorted(parts)]


def _with_runs_together(blocks: Sequence[Block], texts: Sequence[Fragment]) -> list[Block]:
    """Rows without headings that are set wide apart (bars) are one block if they look alike, with nothing between."""
    runs: list[list[Block]] = []
    others = []
    for block in sorted(blocks, key=lambda block: block.region.top):
        if block.layout is not Layout.SPREAD or has_heading(block):
            others.append(block)
        elif home := next((run for run in runs if _runs_on(run[-1], block, texts)), None):
            home.append(block)
        else:
            runs.append([block])
    return [*others, *(_joined(run) for run in runs)]


def _runs_on(above: Block, below: Block, texts: Sequence[Fragment]) -> bool:
    upper, lower = above.entries[-1], below.entries[0]
    gap = BBox(above.region.x0, above.region.bottom, above.region.x1, max(below.region.top, above.region.bottom))
    aligned = min(
        abs(upper.label.bbox.x0 - lower.label.bbox.x0),
        abs(upper.label.bbox.x1 - lower.label.bbox.x1),
        abs(upper.number.bbox.x0 - lower.number.bbox.x0),
        abs(upper.number.bbox.x1 - lower.number.bbox.x1),
    )
    near = gap.height <= RUN_GAP_EM * lower.label.boxes[0].height
    is_free = not any(gap.holds_centre_of(text.bbox) for text in texts)
    return above.look == below.look and aligned <= ALIGNED_PT and near and is_free


def has_heading(block: Block) -> bool:
    """Tell whether any of its rows stands under a heading."""
    return any(entry.headings for entry in block.entries)


def _joined(blocks: Sequence[Block]) -> Block:
    return part_of(blocks[0], tuple(entry for block in blocks for entry in block.entries))


def frames_of(page: Page) -> tuple[BBox, ...]:
    """Drawn rectangles, rounded ones too, that can hold a stack."""
    drawn = [rect.bbox for rect in page.rects]
    drawn.extend(curve.bbox for curve in page.curves if _is_rectangle(curve))
    limit = LARGEST_FRAME_SHARE * page.width_pt * page.height_pt
    return tuple(box for box in drawn if box.height >= LOWEST_FRAME_PT and box.width * box.height <= limit)


def _is_rectangle(curve: Curve) -> bool:
    """All nodes lie on the edges of the box around them, as those of a rectangle with rounded corners do."""
    box, slack = curve.bbox, 0.5
    return all(
        min(abs(x - box.x0), abs(x - box.x1)) <= slack or min(abs(y - box.top), abs(y - box.bottom)) <= slack
        for x, y in curve.points
    )


def in_reading_order(blocks: Iterable[Block]) -> list[Block]:
    """Column by column, each from the top."""
    left_edges: list[float] = []
    ordered = sorted(blocks, key=lambda block: block.region.x0)
    column_of: dict[int, int] = {}
    for block in ordered:
        if not left_edges or block.region.x0 - left_edges[-1] > COLUMN_PT:
            left_edges.append(block.region.x0)
        column_of[id(block)] = len(left_edges)
    return sorted(ordered, key=lambda block: (block.page, column_of[id(block)], block.region.top))


def _connected(rows: Sequence[Row], frames: Sequence[BBox]) -> list[list[Row]]:
    """Rows in one frame that follow each other closely with a common edge; failing that, on one line."""
    stacks: list[list[Row]] = []
    for row in sorted(rows, key=lambda row: (row.bbox.top, row.bbox.x0)):
        same_frame = [stack for stack in stacks if _frame(stack[-1], frames) == _frame(row, frames)]
        below = (stack for stack in same_frame if any(_closely_below(other, row) for other in stack))
        beside = [stack for stack in same_frame if stack[-1].line is row.line]
        home = next(below, None) or max(beside, key=lambda stack: stack[-1].bbox.x1, default=None)
        if home is None:
            stacks.append([row])
        else:
            home.append(row)
    return stacks


def _frame(row: Row, frames: Sequence[BBox]) -> BBox | None:
    return frame_around(row.bbox, frames)


def _closely_below(upper: Row, lower: Row) -> bool:
    gap_em = (lower.label.boxes[0].top - upper.bbox.bottom) / lower.style.size_pt
    common = upper.bbox.x_overlap(lower.bbox)
    return -OVERLAP_EM <= gap_em <= STACK_GAP_EM and common > 0 and _aligned(lower, upper, common)


def _aligned(row: Row, other: Row, common: float) -> bool:
    """A common edge or axis; a total set at the end of its heading need only stand over the row it is spread along."""
    if row.spread and common >= 0.5 * other.bbox.width:
        return True
    edges = (
        row.label.bbox.x0 - other.label.bbox.x0,
        row.number.bbox.x1 - other.number.bbox.x1,
        row.bbox.x_mid - other.bbox.x_mid,
    )
    return min(abs(edge) for edge in edges) <= ALIGNED_PT


def frame_around(box: BBox, frames: Iterable[BBox]) -> BBox | None:
    """The smallest frame that holds the box's centre and is larger than it."""
    around = [frame for frame in frames if frame.holds_centre_of(box) and frame.height > box.height]
    return min(around, key=lambda frame: frame.width * frame.height, default=None)


@dataclass(frozen=True, slots=True)
class _Stack:
    rows: tuple[Row, ...]
    frames: tuple[BBox, ...]

    def as_block(self, page: int, texts: Sequence[Fragment]) -> Block:
        """Walk from the top: texts become the heading of the rows below them."""
        body = hull(row.bbox for row in self.rows)
        headings = self._headings(texts, body)
        entries: list[Entry] = []
        heading: tuple[Span, ...] = ()
        last_heading: Fragment | None = None
        for row in self.rows:
            above = [text for text in headings if text.bbox.y_mid <= row.bbox.bottom]
            if above and above[-1] is not last_heading:
                last_heading = above[-1]
                heading = (_heading_that_ends_with(above),)
            over, label = _titled_label(row)
            entries.append(Entry(row.number, label, over or heading or self._own_heading()))
        layout = Layout.SPREAD if any(row.spread for row in self.rows) else Layout.PAIRS
        region = hull([body, *(box for entry in entries for span in entry.headings for box in span.boxes)])
        return Block(layout, page, region, tuple(entries), self._look(last_heading))

    def _look(self, heading: Fragment | None) -> str:
        """Fonts and sizes of heading, label and number; colours change with what they stand on."""
        row = self.rows[-1]
        number = row.line.style_at(len(row.line.text) - 1)
        styles = [row.style, number, *([heading.style_at(0)] if heading else [])]
        return " / ".join(f"{style.font} {style.size_pt}" for style in styles)

    def _own_heading(self) -> tuple[Span, ...]:
        """A row set close over spread ones is a heading with its total: ``Arbetskraft (233)``."""
        first = self.rows[0]
        is_heading = not first.spread and any(row.spread for row in self.rows)
        return (first.label,) if is_heading else ()

    def _headings(self, texts: Sequence[Fragment], body: BBox) -> list[Fragment]:
        """Texts within the stack's width that stand between its rows or closely above, from the top."""
        top = body.top
        found: list[Fragment] = []
        for text in sorted(texts, key=lambda text: -text.bbox.y_mid):
            box = text.bbox
            within = box.x_overlap(body) >= 0.5 * min(box.width, body.width) and box.y_mid < body.bottom
            around = frame_around(box, self.frames)
            same_frame = around is None or around.holds_centre_of(body)
            if not within or not same_frame or top - box.bottom > STACK_GAP_EM * text.size_pt:
                continue
            if found and box.bottom <= body.top and text.style_at(0) != found[-1].style_at(0):
                break  # another type above the heading is other text
            found.append(text)
            top = min(top, box.top)
        return _leftmost_of_each_line(found[::-1])


_WIDE_GAP = re.compile(r"\s{2,}")


def _titled_label(row: Row) -> tuple[tuple[Span, ...], Span]:
    """``Arbetskraft  Totalt 269``: a title with the label of its total behind a wide gap."""
    gap = _WIDE_GAP.search(row.label.text)
    if row.spread or gap is None or not row.line.text.startswith(row.label.text):
        return (), row.label
    return (row.line.span(0, gap.start()),), row.line.span(gap.end(), len(row.label.text))


def _leftmost_of_each_line(texts: Sequence[Fragment]) -> list[Fragment]:
    """Over a list of labels and numbers the left of two column headings is that of the labels."""
    return [
        text
        for text in texts
        if not any(
            other.bbox.x0 < text.bbox.x0 and other.bbox.top < text.bbox.y_mid < other.bbox.bottom for other in texts
        )
    ]


def _heading_that_ends_with(texts: Sequence[Fragment]) -> Span:
    """The last text together with the lines directly above it in the same type."""
    lines = [texts[-1]]
    for text in reversed(texts[:-1]):
        below = lines[0]
        close = below.bbox.top - text.bbox.bottom <= 0.6 * text.size_pt
        if not close or text.style_at(0) != below.style_at(0):
            break
        lines.insert(0, text)
    joined = lines[0].text
    for line in lines[1:]:
        joined = join_wrapped(joined, line.text)
    return Span(joined.rstrip(" :"), lines[0].page, tuple(line.bbox for line in lines))
