"""What a report is made of: numbers, the blocks that hold them, and prose that tells them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

_Change = Callable[["Number"], "Number"]


class UnknownKeyError(KeyError):
    """No number of the data has the asked-for block and key."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number to print; `key` is its address within its block, `<group>.<item>` or `<section>.<name>`.

    `printed` overrides how the layout would write the value (a number word, a missing mark). A number without
    value is a missing mark.
    """

    key: str
    value: Decimal | None
    label: str = ""
    printed: str | None = None
    measure: str = ""
    unit: str = ""
    time_period: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    qualifier: str = "exact"
    period_kind: str = "total"
    base_measure: str = "_Z"
    share_base: str = "_Z"
    compared_to: str = "_Z"
    about: str = "_Z"


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with its total and its numbers; a block without headings is one group with an empty label."""

    key: str
    label: str
    total: Number | None
    items: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A figure or table; `kind` says what it shows, the layout how; `marked` are keys of numbers with a footnote."""

    id: str
    kind: str
    caption: str
    groups: tuple[Group, ...]
    figure: int | None = None
    note: str = ""
    columns: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    share_base: str = "_Z"
    marked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A template with `{name}` where a number of `numbers` stands."""

    text: str
    numbers: Mapping[str, Number] = field(default_factory=dict)
    link: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, its paragraphs and its figures; each tuple of `figures` is one row of block ids."""

    id: str
    heading: str
    level: int
    style: str
    paragraphs: tuple[Paragraph, ...]
    figures: tuple[tuple[str, ...], ...]
    place: str
    digits: str


@dataclass(frozen=True, slots=True)
class ReportData:
    """Everything a report says; all words of it come from the data file."""

    family: str
    edition_year: int
    title: tuple[str, ...]
    running_head: str
    facsimile_note: str
    metadata_title: str
    metadata_facsimile: str
    keywords: tuple[str, ...]
    words: Mapping[str, str]
    seams: tuple[str, ...]
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]


def block_numbers(block: Block) -> Iterator[Number]:
    """Yield each number of a block, a group's total before its items."""
    for group in block.groups:
        if group.total is not None:
            yield group.total
        yield from group.items


def prose_numbers(data: ReportData) -> Iterator[Number]:
    """Yield each number told in prose, in the order of the sections."""
    for section in data.sections:
        for paragraph in section.paragraphs:
            yield from paragraph.numbers.values()


def with_value(
    data: ReportData, block_id: str, key: str, value: Decimal | int | None, printed: str | None = None
) -> ReportData:
    """Return the data with one number changed; `block_id` is a block's id or `prose`.

    Without `printed`, the layout writes the value in digits.

    Raises:
        UnknownKeyError: no number of the data stands there.
    """
    new_value = None if value is None else Decimal(value)

    def changed(number: Number) -> Number:
        return replace(number, value=new_value, printed=printed) if number.key == key else number

    if block_id == "prose":
        known = {number.key for number in prose_numbers(data)}
        result = replace(data, sections=tuple(_map_section(section, changed) for section in data.sections))
    else:
        known = {number.key for block in data.blocks if block.id == block_id for number in block_numbers(block)}
        blocks = (_map_block(block, changed) if block.id == block_id else block for block in data.blocks)
        result = replace(data, blocks=tuple(blocks))
    if key not in known:
        raise UnknownKeyError(f"{block_id} has no number {key!r}; it has {', '.join(sorted(known)) or 'none'}")
    return result


def without_note(data: ReportData) -> ReportData:
    """Return the data of a report that does not call itself a facsimile."""
    return replace(data, facsimile_note="")


def _map_section(section: Section, changed: _Change) -> Section:
    return replace(
        section,
        paragraphs=tuple(
            replace(paragraph, numbers={name: changed(number) for name, number in paragraph.numbers.items()})
            for paragraph in section.paragraphs
        ),
    )


def _map_block(block: Block, changed: _Change) -> Block:
    return replace(
        block,
        groups=tuple(
            replace(
                group,
                total=None if group.total is None else changed(group.total),
                items=tuple(changed(number) for number in group.items),
            )
            for group in block.groups
        ),
    )
