"""What the texts of printed entries are: the codes of every entry of a block of the family."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.observation import NEW, SourceKind
from pipeline.model.printed import Block, Entry, Layout
from pipeline.model.span import Span
from pipeline.normalise.labels import Lexicon, has_total, is_total, without_total
from pipeline.normalise.numerals import parse_count
from pipeline.spec.schema import BlockSpec


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
class Role:
    """A text that gives codes: a label that a vocabulary knows, or a word for the total, which gives none."""

    text: Span
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Roles:
    """What the texts of one entry are; those in ``spare`` are unknown."""

    row: Role | None
    group: Role | None
    spare: tuple[Span, ...]

    def known(self, spec: BlockSpec) -> bool:
        """Row and, where the block has groups, group are both known."""
        return self.row is not None and (self.group is not None or spec.group is None)


def roles_of(entry: Entry, layout: Layout, spec: BlockSpec, lexicon: Lexicon) -> Roles:
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
        row = Role(entry.label, {})  # a heading with its own number: Arbetskraft (233)
    return Roles(row, group, tuple(texts))


def _is_role(role: Role | None, text: Span) -> bool:
    return role is not None and role.text == text


def _heads_itself(entry: Entry) -> bool:
    """Tell whether the label is a heading with its total: printed as one, or with a word for the total in it."""
    return entry.headings[-1:] == (entry.label,) or has_total(entry.label.text)


def _take(texts: list[Span], codes_of: Callable[[str], Mapping[str, str] | None]) -> Role | None:
    """Take out the first text that has codes."""
    for text in texts:
        codes = codes_of(text.text)
        if codes is not None:
            texts.remove(text)
            return Role(text, codes)
    return None


def _total(text: str) -> Mapping[str, str] | None:
    return {} if is_total(text) else None


def code_block(block: Block, name: str, spec: BlockSpec, lexicon: Lexicon) -> CodedBlock:
    """All entries of a printed block coded as those of a block of the family; what is no count is left over."""
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
    roles = [(entry, roles_of(entry, block.layout, spec, lexicon)) for entry in block.entries]
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
    roles = roles_of(entry, layout, spec, lexicon)
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


def _new(vocabulary: str, spare: list[Span], lexicon: Lexicon, unknown: list[tuple[str, str]]) -> Role | None:
    """Make the next unknown text a new class of the vocabulary."""
    if not spare:
        return None
    text = spare.pop(0)
    unknown.append((vocabulary, text.text))
    name = without_total(text.text) or text.text
    return Role(text, dict.fromkeys(lexicon.dimensions[vocabulary], f"{NEW}{name}"))
