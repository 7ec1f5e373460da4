"""The rest of what a page or column break cuts: rows without a heading go to the group before them, if they add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.model.printed import Block
from pipeline.normalise.coding import CodedBlock, CodedEntry, code_block
from pipeline.normalise.labels import Lexicon, has_total, is_total, without_total
from pipeline.spec.schema import FamilySpec


def rest_of_a_group(
    coded: Sequence[CodedBlock], rows: Block, spec: FamilySpec, lexicon: Lexicon
) -> tuple[CodedBlock, ...]:
    """The rest of a box that was cut by a page or column break: rows without a heading go to the group before them.

    Only where that group's printed total says so: the parts have to add up to it exactly, or must not be more where the
    break stands right behind the total and all their labels are known.
    """
    begun = [one for one in reversed(coded) if one.printed.layout is rows.layout][:1]
    ended = [one for one in reversed(coded) if one.printed.page == rows.page - 1]
    names = dict.fromkeys(one.block_id for one in (*begun, *ended) if rows.entries)
    found = (_rest_of(name, coded, rows, spec, lexicon) for name in names)
    return next(filter(None, found), ())


def is_total_alone(block: Block) -> bool:
    """Whether all of a block is the total of a group, as of a table that a page break cuts behind it."""
    one, *others = block.entries
    named = has_total(one.label.text) and not is_total(one.label.text)  # ``Arbetskraft Totalt: 233``
    return not others and (named or (is_total(one.label.text) and bool(one.headings)))


def rows_of_total(begun: Sequence[Block], rows: Block, spec: FamilySpec, lexicon: Lexicon) -> tuple[CodedBlock, ...]:
    """A total alone at the foot of a page, and the rows at the head of the next ones, where they add up to it."""
    for parts in _pieces(begun, rows, spec, lexicon):
        added = [entry for one in parts for entry in one.entries]
        if _adds_up(added, added[0].group, first=False):
            return parts
    return ()


def with_rows(begun: Sequence[Block], printed: Block, rows: Block, spec: FamilySpec, lexicon: Lexicon) -> list[Block]:
    """A total and its rows so far, with all that a page has of them, if there may be more on the next page."""
    is_whole = len(rows.entries) == len(printed.entries)
    return [*begun, rows] if is_whole and any(True for _ in _pieces(begun, rows, spec, lexicon)) else []


def _pieces(
    begun: Sequence[Block], rows: Block, spec: FamilySpec, lexicon: Lexicon
) -> Iterator[tuple[CodedBlock, ...]]:
    """What a total alone, its rows so far and those on the next page are in each block of the family that fits."""
    if not begun or not rows.entries or rows.page != begun[-1].page + 1:
        return
    for name, one in spec.blocks.items():
        if one.group is None:
            continue
        parts = [code_block(begun[0], name, one, lexicon)]
        for piece in (*begun[1:], rows):
            rest = _rest_of(name, parts, piece, spec, lexicon)
            if not rest:
                break
            parts.extend(rest)
        else:
            yield tuple(parts)


def _rest_of(
    block_id: str, coded: Sequence[CodedBlock], rows: Block, spec: FamilySpec, lexicon: Lexicon
) -> tuple[CodedBlock, ...]:
    mine = [one for one in coded if one.block_id == block_id]
    so_far = [entry for one in mine for entry in one.entries]
    one = spec.blocks[block_id]
    if one.group is None or not so_far:
        return ()
    last = so_far[-1]
    group = next(text for text in (last.entry.label, *last.entry.headings) if text.text == last.group)
    joined = replace(rows, entries=tuple(replace(entry, headings=(group,)) for entry in rows.entries))
    candidate = code_block(joined, block_id, one, lexicon)
    new = {name for entry in so_far for name in entry.unknown}
    known = not candidate.left_over and all(set(entry.unknown) <= new for entry in candidate.entries)
    is_first = known and all(entry.row == last.row for entry in so_far if entry.group == last.group)
    adds_up = _adds_up([*so_far, *candidate.entries], last.group, first=is_first)
    is_rest = adds_up and not candidate.left_over and all(entry.group == last.group for entry in candidate.entries)
    return (candidate,) if is_rest else ()


def _adds_up(entries: Iterable[CodedEntry], group: str, *, first: bool) -> bool:
    mine = [entry for entry in entries if without_total(entry.group) == without_total(group)]
    totals = [entry.value for entry in mine if is_total(entry.row) or entry.row == group]
    parts = [entry.value for entry in mine if not is_total(entry.row) and entry.row != group]
    return len(totals) == 1 and (sum(parts) == totals[0] or (first and sum(parts) < totals[0]))
