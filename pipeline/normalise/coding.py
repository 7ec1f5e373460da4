"""Blocks as printed to coded blocks: which block of the family it is, and the codes of every entry.

A block is known by its labels, not by its place or form: the same box may be a list, a ruled table or a call-out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from pipeline.model.geometry import hull
from pipeline.model.observation import NEW, OTHER, UNKNOWN, SourceKind
from pipeline.model.printed import Block, Caption, Entry, Layout
from pipeline.model.span import Span
from pipeline.normalise.headings import headless_rows, under_rows_of_totals, with_labels_as_headings
from pipeline.normalise.labels import Lexicon, has_total, is_total, without_total
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
class _Role:
    """A text that gives codes: a label that a vocabulary knows, or a word for the total, which gives none."""

    text: Span
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Roles:
    """What the texts of one entry are; those in ``spare`` are unknown."""

    row: _Role | None
    group: _Role | None
    spare: tuple[Span, ...]

    def known(self, spec: BlockSpec) -> bool:
        """Row and, where the block has groups, group are both known."""
        return self.row is not None and (self.group is not None or spec.group is None)


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
        continued = _continued(coded, rows, spec, lexicon) or _begun(begun, rows, spec, lexicon)
        begun = [printed] if _is_total_alone(printed) else _with_rows(begun, printed, rows, spec, lexicon)
        block = replace(printed, entries=printed.entries[headless:]) if continued else printed
        coded.extend(continued)
        name = continued[0].block_id if continued else _best_spec(block, spec, lexicon)
        if name is not None and block.entries:
            headed = with_labels_as_headings(block, spec.blocks[name], lexicon)
            coded.append(_code_block(without_years(headed, years), name, spec.blocks[name], lexicon))
        elif sibling := _sibling(block, blocks, captions, spec, lexicon):
            coded.append(_code_block(without_years(block, years), sibling, spec.blocks[sibling], lexicon))
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
        roles = [_roles(entry, block.layout, one, lexicon) for entry in block.entries]
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


def _only_names_unknown(roles: Sequence[_Roles]) -> bool:
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
    roles = [_roles(entry, block.layout, spec, lexicon) for entry in counted]
    if not any(_is_telling(role) for one in roles if one.row and one.row.codes for role in (one.row, one.group)):
        return 0.0  # words for the total alone tell nothing, nor does "Vet ej": of what is it not known?
    known = [one for one in roles if one.known(spec)]
    if _has_groups_of_its_own(known, roles) or _knows_most_names(known, counted, roles):
        return max(KNOWN_SHARE, len(known) / len(block.entries))
    return len(known) / len(block.entries)


def _has_groups_of_its_own(known: Sequence[_Roles], roles: Sequence[_Roles]) -> bool:
    """Whether several groups are known, and nearly all rows: then the other groups are new ones of the same block."""
    groups = {tuple(one.group.codes.items()) for one in known if one.group is not None}
    return len(groups) > 1 and sum(one.row is not None for one in roles) >= ROWS_KNOWN * len(roles)


def _knows_most_names(known: Sequence[_Roles], entries: Sequence[Entry], roles: Sequence[_Roles]) -> bool:
    """Whether several groups are known, and most of all names, each once however many entries have it."""
    groups = {one.group.text.text for one in known if one.group is not None}
    headings = {entry.headings[-1].text for entry in entries if entry.headings}
    rows = {entry.label.text: role.row is not None for entry, role in zip(entries, roles, strict=True)}
    most_groups = len(groups) > 1 and len(groups) >= KNOWN_SHARE * len(headings)
    return most_groups and sum(rows.values()) >= NAMES_KNOWN * len(rows)


def _is_telling(role: _Role | None) -> bool:
    """Whether a text names a class that no other vocabulary has, too."""
    return role is not None and not set(role.codes.values()) <= {UNKNOWN, OTHER}


def _roles(entry: Entry, layout: Layout, spec: BlockSpec, lexicon: Lexicon) -> _Roles:
    """Give each text of an entry the one role it can play: the label first, then the headings from the innermost.

    What heads the column of a cell says what its number is of, and is no ornament that may be left out.
    """
    texts = [entry.label, *(heading for heading in reversed(entry.headings) if heading != entry.label)]
    row = _take(texts, lambda text: lexicon.meaning(spec.rows, text))
    group = _take(texts, lambda text: lexicon.meaning_of_heading(spec.group, text) if spec.group else None)
    row = row or _take(texts, _total)
    group = group or (_take(texts, _total) if spec.group else None)
    says_more = layout.is_table and any(text != entry.label for text in texts)
    names_itself = _is_role(group, entry.label) or (group is None and _heads_itself(entry))
    if row is None and spec.group and names_itself and not says_more:
        row = _Role(entry.label, {})  # a heading with its own number: Arbetskraft (233)
    return _Roles(row, group, tuple(texts))


def _is_role(role: _Role | None, text: Span) -> bool:
    return role is not None and role.text == text


def _heads_itself(entry: Entry) -> bool:
    """Tell whether the label is a heading with its total: printed as one, or with a word for the total in it."""
    return entry.headings[-1:] == (entry.label,) or has_total(entry.label.text)


def _take(texts: list[Span], codes_of: Callable[[str], Mapping[str, str] | None]) -> _Role | None:
    """Take out the first text that has codes."""
    for text in texts:
        codes = codes_of(text.text)
        if codes is not None:
            texts.remove(text)
            return _Role(text, codes)
    return None


def _total(text: str) -> Mapping[str, str] | None:
    return {} if is_total(text) else None


def _code_block(block: Block, name: str, spec: BlockSpec, lexicon: Lexicon) -> CodedBlock:
    coded, left_over = [], []
    label_is_group = _label_is_group(block, spec, lexicon)
    for entry in block.entries:
        one = _code_entry(entry, block.layout, spec, lexicon, label_is_group=label_is_group)
        if one is None:
            left_over.append(entry)
        else:
            coded.append(one)
    kind = SourceKind.TABLE if block.layout.is_table else spec.printed_as
    return CodedBlock(name, kind, block, tuple(coded), tuple(left_over))


def _label_is_group(block: Block, spec: BlockSpec, lexicon: Lexicon) -> bool:
    """Whether most entries of which both texts are known have the name of their group beside the number, not above.

    A group's total, which is beside its name and nothing else, says nothing of its rows.
    """
    roles = [(entry, _roles(entry, block.layout, spec, lexicon)) for entry in block.entries]
    known = [
        (entry, one)
        for entry, one in roles
        if spec.group and one.known(spec) and not (_is_role(one.row, entry.label) and _is_role(one.group, entry.label))
    ]
    return sum(_is_role(one.group, entry.label) for entry, one in known) * 2 > len(known)


def _code_entry(
    entry: Entry, layout: Layout, spec: BlockSpec, lexicon: Lexicon, *, label_is_group: bool
) -> CodedEntry | None:
    """Codes of one entry of a block that is known; what its vocabularies do not know becomes a new class.

    Where neither text is known, each is what that of the other entries is.
    """
    value = parse_count(entry.number.text)
    if value is None:
        return None
    roles = _roles(entry, layout, spec, lexicon)
    spare = list(roles.spare)
    if roles.row is None and roles.group is None and label_is_group:
        spare.reverse()
    unknown: list[tuple[str, str]] = []
    row = roles.row or _new(spec.rows, spare, lexicon, unknown)
    group = (roles.group or _new(spec.group, spare, lexicon, unknown)) if spec.group else None
    if row is None or (spec.group and group is None):
        return None
    codes = {**spec.codes, **row.codes, **(group.codes if group else {})}
    return CodedEntry(entry, value, codes, row.text.text, group.text.text if group else "", tuple(unknown))


def _new(vocabulary: str, spare: list[Span], lexicon: Lexicon, unknown: list[tuple[str, str]]) -> _Role | None:
    """Make the next unknown text a new class of the vocabulary."""
    if not spare:
        return None
    text = spare.pop(0)
    unknown.append((vocabulary, text.text))
    name = without_total(text.text) or text.text
    return _Role(text, dict.fromkeys(lexicon.dimensions[vocabulary], f"{NEW}{name}"))


def _continued(coded: Sequence[CodedBlock], rows: Block, spec: FamilySpec, lexicon: Lexicon) -> tuple[CodedBlock, ...]:
    """The rest of a box that was cut by a page or column break: rows without a heading go to the group before them.

    Only where that group's printed total says so: the parts have to add up to it exactly, or must not be more where the
    break stands right behind the total and all their labels are known.
    """
    begun = [one for one in reversed(coded) if one.printed.layout is rows.layout][:1]
    ended = [one for one in reversed(coded) if one.printed.page == rows.page - 1]
    names = dict.fromkeys(one.block_id for one in (*begun, *ended) if rows.entries)
    found = (_rest_of(name, coded, rows, spec, lexicon) for name in names)
    return next(filter(None, found), ())


def _is_total_alone(block: Block) -> bool:
    """Whether all of a block is the total of a group, as of a table that a page break cuts behind it."""
    one, *others = block.entries
    named = has_total(one.label.text) and not is_total(one.label.text)  # ``Arbetskraft Totalt: 233``
    return not others and (named or (is_total(one.label.text) and bool(one.headings)))


def _begun(begun: Sequence[Block], rows: Block, spec: FamilySpec, lexicon: Lexicon) -> tuple[CodedBlock, ...]:
    """A total alone at the foot of a page, and the rows at the head of the next ones, where they add up to it."""
    for parts in _pieces(begun, rows, spec, lexicon):
        added = [entry for one in parts for entry in one.entries]
        if _adds_up(added, added[0].group, first=False):
            return parts
    return ()


def _with_rows(begun: Sequence[Block], printed: Block, rows: Block, spec: FamilySpec, lexicon: Lexicon) -> list[Block]:
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
        parts = [_code_block(begun[0], name, one, lexicon)]
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
    candidate = _code_block(joined, block_id, one, lexicon)
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
