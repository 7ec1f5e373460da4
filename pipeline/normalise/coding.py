"""Blocks as printed to coded blocks: which block of the family it is, and the codes of every entry.

A block is known by its labels, not by its place or form: the same box may be a list, a ruled table or a call-out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.model.observation import NEW, SourceKind
from pipeline.model.printed import Block, Entry, Layout, Span
from pipeline.normalise.labels import Lexicon, is_total
from pipeline.normalise.numerals import parse_count
from pipeline.spec.schema import BlockSpec, FamilySpec

# A printed block is taken for a block of the family if at least this part of its entries carry labels known there.
KNOWN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class CodedEntry:
    """An entry with its value and codes; ``row`` and ``group`` are the labels that gave them, as printed."""

    entry: Entry
    value: Decimal
    codes: Mapping[str, str]
    row: str
    group: str
    unknown: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CodedBlock:
    """A printed block that is (a part of) a block of the family; ``left_over`` could not be coded."""

    block_id: str
    kind: SourceKind
    printed: Block
    entries: tuple[CodedEntry, ...]
    left_over: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class _Roles:
    """What the texts of one entry are: heading of a group, label of a row, word for the total."""

    group: Span | None
    group_codes: Mapping[str, str] | None
    row: Span | None
    row_codes: Mapping[str, str] | None
    total: Span | None

    def known(self, spec: BlockSpec) -> bool:
        """Group and row are both known; a group alone stands for its total only where nothing else is printed."""
        has_row = self.row_codes is not None or self.total is not None
        return has_row and (self.group_codes is not None or spec.group is None)


def code_blocks(blocks: Sequence[Block], spec: FamilySpec, lexicon: Lexicon) -> tuple[CodedBlock, ...]:
    """The blocks of the family among all that is printed, in reading order."""
    coded: list[CodedBlock] = []
    for block in blocks:
        name = _best_spec(block, spec, lexicon)
        if name is not None:
            coded.append(_code_block(block, name, spec.blocks[name], lexicon))
        else:
            _continue_last(coded, block, spec, lexicon)
    return tuple(coded)


def _best_spec(block: Block, spec: FamilySpec, lexicon: Lexicon) -> str | None:
    """The family's block whose vocabularies know the most entries, if they know enough of them."""
    shares = {name: _known_share(block, one, lexicon) for name, one in spec.blocks.items()}
    name = max(shares, key=lambda name: shares[name])
    return name if shares[name] >= KNOWN_SHARE else None


def _known_share(block: Block, spec: BlockSpec, lexicon: Lexicon) -> float:
    counted = [entry for entry in block.entries if parse_count(entry.number.text) is not None]
    if not counted or not any(_roles(entry, spec, lexicon).row_codes for entry in counted):
        return 0.0
    return sum(_roles(entry, spec, lexicon).known(spec) for entry in counted) / len(block.entries)


def _roles(entry: Entry, spec: BlockSpec, lexicon: Lexicon) -> _Roles:
    """Give each text of an entry the one role it can play: the label first, then the headings from the innermost."""
    group = group_codes = row = row_codes = total = None
    for text in (entry.label, *reversed(entry.headings)):
        if row_codes is None and total is None and (meaning := lexicon.meaning(spec.rows, text.text)):
            row, row_codes = text, meaning
        elif total is None and row_codes is None and is_total(text.text):
            total = text
        elif group_codes is None and spec.group and (meaning := lexicon.meaning(spec.group, text.text)):
            group, group_codes = text, meaning
    if (
        group is not None
        and row is None
        and total is None
        and entry.label.text == group.text
        and not entry.headings[1:]
    ):
        total = entry.label  # a heading with its own number: Arbetskraft (233)
    return _Roles(group, group_codes, row, row_codes, total)


def _code_block(block: Block, name: str, spec: BlockSpec, lexicon: Lexicon) -> CodedBlock:
    coded, left_over = [], []
    for entry in block.entries:
        one = _code_entry(entry, spec, lexicon)
        if one is None:
            left_over.append(entry)
        else:
            coded.append(one)
    kind = SourceKind.TABLE if block.layout is Layout.RULED else spec.printed_as
    return CodedBlock(name, kind, block, tuple(coded), tuple(left_over))


def _code_entry(entry: Entry, spec: BlockSpec, lexicon: Lexicon) -> CodedEntry | None:
    """Codes of one entry of a block that is known; what its vocabularies do not know becomes a new class."""
    value = parse_count(entry.number.text)
    if value is None:
        return None
    roles = _roles(entry, spec, lexicon)
    codes: dict[str, str] = dict(spec.codes)
    unknown: list[tuple[str, str]] = []
    spare = [
        text for text in (entry.label, *reversed(entry.headings)) if text not in (roles.group, roles.row, roles.total)
    ]
    row = roles.row or roles.total or (spare.pop(0) if spare else None)
    if row is None:
        return None
    if roles.row_codes is not None:
        codes |= roles.row_codes
    elif roles.total is None:
        codes |= _new_codes(spec.rows, row, lexicon)
        unknown.append((spec.rows, row.text))
    group = roles.group
    if spec.group is not None:
        group = group or (spare.pop(0) if spare else None)
        if group is None:
            return None
        if roles.group_codes is not None:
            codes |= roles.group_codes
        else:
            codes |= _new_codes(spec.group, group, lexicon)
            unknown.append((spec.group, group.text))
    return CodedEntry(entry, value, codes, row.text, group.text if group else "", tuple(unknown))


def _new_codes(vocabulary: str, label: Span, lexicon: Lexicon) -> dict[str, str]:
    return dict.fromkeys(lexicon.dimensions[vocabulary], f"{NEW}{label.text}")


def _continue_last(coded: list[CodedBlock], block: Block, spec: FamilySpec, lexicon: Lexicon) -> None:
    """Join a box that was cut by a page or column break: rows without a heading go to the group before them.

    Only where that group's printed total says so: the parts have to add up to it exactly.
    """
    if not coded or any(entry.headings for entry in block.entries) or coded[-1].printed.layout is not block.layout:
        return
    last = coded[-1]
    one = spec.blocks[last.block_id]
    if one.group is None or not last.entries:
        return
    heading = _group_span(last.entries[-1], one, lexicon)
    if heading is None:
        return
    joined = replace(block, entries=tuple(replace(entry, headings=(heading,)) for entry in block.entries))
    candidate = _code_block(joined, last.block_id, one, lexicon)
    known = not candidate.left_over and not any(entry.unknown for entry in candidate.entries)
    if known and _adds_up([*last.entries, *candidate.entries], last.entries[-1].group):
        coded.append(candidate)


def _group_span(last: CodedEntry, spec: BlockSpec, lexicon: Lexicon) -> Span | None:
    return _roles(last.entry, spec, lexicon).group


def _adds_up(entries: Iterable[CodedEntry], group: str) -> bool:
    mine = [entry for entry in entries if entry.group == group]
    totals = [entry.value for entry in mine if is_total(entry.row) or entry.row == group]
    parts = [entry.value for entry in mine if not is_total(entry.row) and entry.row != group]
    return len(totals) == 1 and sum(parts) == totals[0]
