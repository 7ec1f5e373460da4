"""Words of a paragraph that so wide a space parted from their line that they were taken for labels."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pipeline.extract.paragraphs import TextBlock
from pipeline.extract.running_text import COLUMN_EDGE_PT
from pipeline.extract.text_lines import SAME_LEVEL_EM, TextLine
from pipeline.model.geometry import BBox
from pipeline.model.printed import PassageKind

Kinds = list[tuple[TextBlock, PassageKind | None]]
"""The blocks of a page, each with what it is; ``None`` is a label."""


def mended(blocks: Kinds, running: Collection[PassageKind]) -> Kinds:
    """The blocks; what stands inside of a paragraph, in its type and at one of its lines, is a part of that line.

    Beside other columns a paragraph is as wide as the others of its column are: its last line may have a wide space.
    """
    paragraphs = [block for block, kind in blocks if kind in running]
    rooms = {id(block): _room(block, paragraphs) for block in paragraphs}
    parts = {id(block) for block in paragraphs if any(_is_part(block, one, rooms[id(one)]) for one in paragraphs)}
    homes = [block for block in paragraphs if id(block) not in parts]
    strays: dict[int, list[TextBlock]] = {}
    for block, kind in blocks:
        may_be = kind is None or id(block) in parts
        within = (at for at, one in enumerate(homes) if may_be and _is_within(block, one, rooms[id(one)]))
        home = next(within, None)
        if home is not None:
            strays.setdefault(home, []).append(block)
    gone = {id(block) for inside in strays.values() for block in inside}
    whole = {id(homes[index]): _with(homes[index], inside) for index, inside in strays.items()}
    return [(whole.get(id(block), block), kind) for block, kind in blocks if id(block) not in gone]


def _room(paragraph: TextBlock, paragraphs: Sequence[TextBlock]) -> BBox:
    """The box of a paragraph, as wide as its column where another one stands beside it."""
    box = paragraph.bbox
    column = [one.bbox.x1 for one in paragraphs if abs(one.bbox.x0 - box.x0) <= COLUMN_EDGE_PT]
    level = [one for one in paragraphs if one.bbox.x0 > box.x1 and one.bbox.y_overlap(box) > 0]
    beside = [one.bbox.x0 for one in level if not _ends_line(one, column)]
    next_column = min(beside, default=max(one.bbox.x1 for one in (paragraph, *level)) + 1)
    return BBox(box.x0, box.top, max((x1 for x1 in column if x1 < next_column), default=box.x1), box.bottom)


def _ends_line(block: TextBlock, rights: Sequence[float]) -> bool:
    """Whether one word ends where the lines of a column do: it is set apart by a wide space."""
    is_word = len(block.lines) == 1 and len(block.lines[0].words) == 1
    return is_word and any(abs(block.bbox.x1 - right) <= COLUMN_EDGE_PT for right in rights)


def _is_part(block: TextBlock, paragraph: TextBlock, room: BBox) -> bool:
    """Whether a piece of running text is a piece of the lines of another one."""
    return len(block.lines) < len(paragraph.lines) and _is_within(block, paragraph, room)


def _is_within(block: TextBlock, paragraph: TextBlock, room: BBox) -> bool:
    """Whether every line of a block has a line of the paragraph at its height, and room in its column."""
    inside = room.holds_centre_of(block.bbox) and block.bbox.x1 <= room.x1 + 1
    alike = abs(block.style.size_pt - paragraph.style.size_pt) <= 0.1 * paragraph.style.size_pt
    return inside and alike and all(_home(line, paragraph.lines) is not None for line in block.lines)


def _home(line: TextLine, lines: Sequence[TextLine]) -> int | None:
    level = SAME_LEVEL_EM * line.style.size_pt
    return next((index for index, one in enumerate(lines) if abs(one.bbox.y_mid - line.bbox.y_mid) <= level), None)


def _with(paragraph: TextBlock, strays: Sequence[TextBlock]) -> TextBlock:
    lines = list(paragraph.lines)
    for stray in strays:
        for line in stray.lines:
            home = _home(line, paragraph.lines)
            if home is not None:
                fragments = sorted((*lines[home].fragments, *line.fragments), key=lambda one: one.bbox.x0)
                lines[home] = TextLine(tuple(fragments))
    return TextBlock(tuple(lines))
