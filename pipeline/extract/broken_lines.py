"""Words of a paragraph that so wide a space parted from their line that they were taken for labels."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pipeline.extract.paragraphs import TextBlock
from pipeline.extract.text_lines import SAME_LEVEL_EM, TextLine
from pipeline.model.printed import PassageKind

Kinds = list[tuple[TextBlock, PassageKind | None]]
"""The blocks of a page, each with what it is; ``None`` is a label."""


def mended(blocks: Kinds, running: Collection[PassageKind]) -> Kinds:
    """The blocks; what stands inside of a paragraph, in its type and at one of its lines, is a part of that line."""
    homes = [block for block, kind in blocks if kind in running]
    strays: dict[int, list[TextBlock]] = {}
    for block, kind in blocks:
        home = next((index for index, one in enumerate(homes) if kind is None and _is_within(block, one)), None)
        if home is not None:
            strays.setdefault(home, []).append(block)
    gone = {id(block) for inside in strays.values() for block in inside}
    whole = {id(homes[index]): _with(homes[index], inside) for index, inside in strays.items()}
    return [(whole.get(id(block), block), kind) for block, kind in blocks if id(block) not in gone]


def _is_within(block: TextBlock, paragraph: TextBlock) -> bool:
    """Whether every line of a block has a line of the paragraph at its height, between whose edges it stands."""
    inside = paragraph.bbox.holds_centre_of(block.bbox) and block.bbox.x1 <= paragraph.bbox.x1 + 1
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
