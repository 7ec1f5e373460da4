"""Blocks as printed to coded blocks: which block of the family each one is.

A block is known by its labels, not by its place or form: the same box may be a list, a ruled table or a call-out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.model.geometry import hull
from pipeline.model.observation import OTHER, UNKNOWN
from pipeline.model.printed import Block, Caption, Entry
from pipeline.normalise.coding import CodedBlock, Role, Roles, code_block, roles_of
from pipeline.normalise.cut_blocks import is_total_alone, rest_of_a_group, rows_of_total, with_rows
from pipeline.normalise.headings import headless_rows, under_rows_of_totals, with_labels_as_headings
from pipeline.normalise.labels import Lexicon
from pipeline.normalise.numerals import parse_count
from pipeline.normalise.years import Place, without_years
from pipeline.spec.schema import BlockSpec, FamilySpec

# A printed block is taken for a block of the family if at least this part of its entries carry labels known there.
KNOWN_SHARE = 0.5

# And this part of the next column of a list that is known.
SOME = 0.2

# Fewer do where so many of the rows are known, and several of the groups.
ROWS_KNOWN = 0.8

# Or where this part of the names of rows is known, and half of those of groups.
NAMES_KNOWN = 0.65

# Both parts of a table that a page break cuts have their edges in the same place, to this.
SAME_TABLE_PT = 1.5


def code_blocks(
    blocks: Sequence[Block],
    spec: FamilySpec,
    lexicon: Lexicon,
    years: frozenset[Place] = frozenset(),
    captions: Sequence[Caption] = (),
) -> tuple[CodedBlock, ...]:
    """The blocks of the family among all that is printed, in reading order.

    ``years`` are places of no counts; a table that one of the ``captions`` stands above is the rest of no other.
    """
    coded: list[CodedBlock] = []
    begun: list[Block] = []
    groups = {one.group for one in spec.blocks.values() if one.group is not None}

    def names_group(text: str) -> bool:
        return any(lexicon.meaning_of_heading(group, text) is not None for group in groups)

    blocks = [part for block in blocks for part in _parted(under_rows_of_totals(block, names_group), spec, lexicon)]
    for printed in blocks:
        headless = headless_rows(printed)
        rows = replace(printed, entries=printed.entries[:headless])
        continued = rest_of_a_group(coded, rows, spec, lexicon) or rows_of_total(begun, rows, spec, lexicon)
        begun = [printed] if is_total_alone(printed) else with_rows(begun, printed, rows, spec, lexicon)
        block = replace(printed, entries=printed.entries[headless:]) if continued else printed
        coded.extend(continued)
        name = continued[0].block_id if continued else _best_spec(block, spec, lexicon)
        if name is not None and block.entries:
            headed = with_labels_as_headings(block, spec.blocks[name], lexicon)
            coded.append(code_block(without_years(headed, years), name, spec.blocks[name], lexicon))
        elif sibling := _sibling(block, blocks, captions, spec, lexicon):
            coded.append(code_block(without_years(block, years), sibling, spec.blocks[sibling], lexicon))
    return tuple(coded)


def _parted(block: Block, spec: FamilySpec, lexicon: Lexicon) -> Iterator[Block]:
    """Boxes that look alike and stand together, parted where they are of different blocks of the family.

    A box that none of them knows stays with those before it.
    """
    boxes = [replace(block, entries=tuple(box)) for _, box in groupby(block.entries, key=lambda one: one.headings)]
    names = [_best_spec(box, spec, lexicon) for box in boxes]
    if block.layout.is_table or len({name for name in names if name is not None}) <= 1:
        yield block
        return
    known = next(name for name in names if name is not None)
    of_box = [known := name or known for name in names]
    for _, run in groupby(zip(of_box, boxes, strict=True), key=lambda one: one[0]):
        entries = tuple(entry for _, box in run for entry in box.entries)
        boxes_of = (box for one in entries for span in (one.label, one.number, *one.headings) for box in span.boxes)
        yield replace(block, entries=entries, region=hull(boxes_of))


def _sibling(
    block: Block, blocks: Sequence[Block], captions: Sequence[Caption], spec: FamilySpec, lexicon: Lexicon
) -> str | None:
    """The block whose boxes look like this one, if only names are unknown: its group's, some rows'.

    Or that of the table that goes on on the next page or began on the one before, whatever its names here are; or of
    the list whose next column it is, if one of its names is known.
    """
    for other in blocks:
        name = _best_spec(other, spec, lexicon)
        is_one = any(_goes_on_in(*two, blocks, captions) for two in ((block, other), (other, block)))
        is_one = is_one or (_is_beside(block, other) and _best_spec(block, spec, lexicon, SOME) == name)
        if name is not None and spec.blocks[name].group is None and is_one:
            return name
        if name is None or (other.layout, other.look) != (block.layout, block.look):
            continue
        if abs(other.page - block.page) > 1:  # boxes of one set go on at the next page's head, no farther
            continue
        one = spec.blocks[name]
        roles = [roles_of(entry, block.layout, one, lexicon) for entry in block.entries]
        if one.group and block.look and _only_names_unknown(roles):
            return name
    return None


def _is_beside(block: Block, other: Block) -> bool:
    """Whether two lists are the columns of one: alike, at one height, side by side."""
    is_alike = (block.page, block.layout, block.look) == (other.page, other.layout, other.look)
    is_level = abs(block.region.top - other.region.top) <= SAME_TABLE_PT
    return is_alike and is_level and block.region.x_overlap(other.region) <= 0


def _goes_on_in(block: Block, other: Block, blocks: Sequence[Block], captions: Sequence[Caption]) -> bool:
    """Whether one table ends its page and another, as wide and in the same place, begins the next one."""
    if any(one.span.page == other.page and one.span.bbox.bottom <= other.region.top for one in captions):
        return False
    if not block.layout.is_table or (other.layout, other.page) != (block.layout, block.page + 1):
        return False
    tops = [one.region.top for one in blocks if one.page == other.page]
    bottoms = [one.region.bottom for one in blocks if one.page == block.page]
    apart = max(abs(block.region.x0 - other.region.x0), abs(block.region.x1 - other.region.x1))
    return apart <= SAME_TABLE_PT and other.region.top == min(tops) and block.region.bottom == max(bottoms)


def _only_names_unknown(roles: Sequence[Roles]) -> bool:
    """Whether every entry lacks the name of its group, and some of them that of their row, but most have theirs."""
    known = [role.row for role in roles if role.row is not None]
    lack_names = all(role.group is None and len(role.spare) == (1 if role.row else 2) for role in roles)
    return lack_names and len(known) >= KNOWN_SHARE * len(roles) and any(row.codes for row in known)


def _best_spec(block: Block, spec: FamilySpec, lexicon: Lexicon, least: float = KNOWN_SHARE) -> str | None:
    """The family's block whose vocabularies know the most entries, if they know at least this part of them."""
    shares = {name: _known_share(block, one, lexicon) for name, one in spec.blocks.items()}
    name = max(shares, key=lambda name: shares[name], default=None)
    return name if name is not None and shares[name] >= least else None


def _known_share(block: Block, spec: BlockSpec, lexicon: Lexicon) -> float:
    headed = with_labels_as_headings(block, spec, lexicon)
    counted = [entry for entry in headed.entries if parse_count(entry.number.text) is not None]
    roles = [roles_of(entry, block.layout, spec, lexicon) for entry in counted]
    if not any(_is_telling(role) for one in roles if one.row and one.row.codes for role in (one.row, one.group)):
        return 0.0  # words for the total alone tell nothing, nor does "Vet ej": of what is it not known?
    known = [one for one in roles if one.known(spec)]
    if _has_groups_of_its_own(known, roles) or _knows_most_names(known, counted, roles):
        return max(KNOWN_SHARE, len(known) / len(block.entries))
    return len(known) / len(block.entries)


def _has_groups_of_its_own(known: Sequence[Roles], roles: Sequence[Roles]) -> bool:
    """Whether several groups are known, and nearly all rows: then the other groups are new ones of the same block."""
    groups = {tuple(one.group.codes.items()) for one in known if one.group is not None}
    return len(groups) > 1 and sum(one.row is not None for one in roles) >= ROWS_KNOWN * len(roles)


def _knows_most_names(known: Sequence[Roles], entries: Sequence[Entry], roles: Sequence[Roles]) -> bool:
    """Whether several groups are known, and most of all names, each once however many entries have it."""
    groups = {one.group.text.text for one in known if one.group is not None}
    headings = {entry.headings[-1].text for entry in entries if entry.headings}
    rows = {entry.label.text: role.row is not None for entry, role in zip(entries, roles, strict=True)}
    most_groups = len(groups) > 1 and len(groups) >= KNOWN_SHARE * len(headings)
    return most_groups and sum(rows.values()) >= NAMES_KNOWN * len(rows)


def _is_telling(role: Role | None) -> bool:
    """Whether a text names a class that no other vocabulary has, too."""
    return role is not None and not set(role.codes.values()) <= {UNKNOWN, OTHER}
