"""Blocks that an edition moves, drops, adds, orders or captions otherwise."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.rehearsal.telling import key_figures, spread_over
from tests.rehearsal.wording import (
    AGE_GROUPS,
    CAPTIONS,
    COLUMNS,
    FOOTNOTE,
    MORE_REFERRERS,
    REGIONS,
    YEARS_BEFORE,
)
from tests.typeset.model import Block, Group, Number, ReportData, Section, block_numbers
from tests.worlds.dice import Dice
from tests.worlds.people import UNKNOWN, World
from tests.worlds.swedish import CLASSES
from tests.worlds.telling import counted

KEY_FIGURES = "key_figures"
_STRANGE = {
    "age_groups": ("Ålder i fem grupper", AGE_GROUPS, "age_group"),
    "regions": ("Region där personerna hittades", REGIONS, "region"),
    "years_before": ("Hur länge personen vistats i Sverige", YEARS_BEFORE, "stay"),
}
_DROPPABLE = ("figure_1", "figure_2", "form_boxes", "industries", "figure_5", "origins")
_APPENDED = ("form_boxes", "industries", "origins")
_UNITS = (
    ("analysis", "labour", "forms", "quote_multiple", "massage"),
    ("sex",),
    ("children",),
    ("industries", "industries_note", "hotels"),
    ("crime",),
    ("referrers",),
    ("origins", "origins_children"),
    ("related",),
)
"""Sections that stay together when the report is ordered otherwise."""


def with_more_referrers(data: ReportData, world: World) -> ReportData:
    """Return the report with a bar for each of the referrers behind the four largest; most of them are new classes."""
    block = block_of(data, "figure_5")
    more = tuple(
        replace(
            counted(world, "cases", referrer=code),
            key=code,
            label=label,
            codes={"referrer": code if code == "social_services" else f"new:{label}"},
        )
        for code, label in MORE_REFERRERS.items()
    )
    order = sorted(more, key=lambda one: -(one.value or Decimal(0)))
    (group,) = block.groups
    return _with_block(data, replace(block, groups=(replace(group, items=(*group.items, *order)),)))


def with_zeros(data: ReportData) -> ReportData:
    """Return the report with a line for every class in every box, also for those without persons."""
    block = block_of(data, "form_boxes")
    return _with_block(data, replace(block, groups=tuple(_filled(group) for group in block.groups)))


def _filled(group: Group) -> Group:
    have = {one.key: one for one in group.items}
    if group.total is None:
        return group
    items = []
    for name, (label, sex, age) in CLASSES.items():
        key = f"{group.key}.{name}"
        empty = replace(
            group.total, key=key, label=label, value=Decimal(0), codes={**group.total.codes, "sex": sex, "age": age}
        )
        items.append(have.get(key, empty))
    return replace(group, items=tuple(items))


def with_other_order(data: ReportData, dice: Dice) -> ReportData:
    """Return the report with the industries, or the countries, in the order of the alphabet."""
    for block_id, chance in (("industries", 0.3), ("origins", 0.4)):
        block = block_of(data, block_id)
        if dice.chance(chance):
            groups = tuple(
                replace(group, items=tuple(sorted(group.items, key=lambda one: one.label)))
                if block_id == "industries"
                else group
                for group in sorted(block.groups, key=lambda one: one.label)
            )
            data = _with_block(data, replace(block, groups=groups))
    return data


def with_other_captions(data: ReportData, dice: Dice) -> ReportData:
    """Return the report with other captions and column heads."""
    blocks = []
    for block in data.blocks:
        caption = dice.one(CAPTIONS[block.id]) if block.id in CAPTIONS and dice.chance(0.6) else block.caption
        heads = COLUMNS.get(block.id)
        columns = dice.one(heads) if heads and dice.chance(0.5) else block.columns
        blocks.append(replace(block, caption=caption, columns=columns))
    return replace(data, blocks=tuple(blocks))


def with_footnotes(data: ReportData, dice: Dice, *, on_label: bool) -> ReportData:
    """Return the report with a footnote at the numbers of unknown age: a raised digit, or one in the label."""
    block = block_of(data, "form_boxes")
    marked = {one.key for one in block_numbers(block) if one.codes.get("age") == UNKNOWN}
    marked = set(dice.some(sorted(marked), dice.whole(1, 3)))
    if not on_label:
        return _with_block(data, replace(block, marked=frozenset(marked), note=f"{block.note} {FOOTNOTE}"))

    labels = {one.label for one in block_numbers(block) if one.key in marked}

    def noted(one: Number) -> Number:
        return replace(one, label=f"{one.label}¹") if one.label in labels else one

    groups = tuple(replace(group, items=tuple(noted(one) for one in group.items)) for group in block.groups)
    return _with_block(data, replace(block, groups=groups, note=f"{block.note} {FOOTNOTE}"))


def with_key_figures(data: ReportData, world: World) -> ReportData:
    """Return the report with a box of key figures behind its introduction."""
    group = Group("", "", None, key_figures(world))
    block = Block(KEY_FIGURES, KEY_FIGURES, "ÅRET I SIFFROR", (group,))
    section = _section(KEY_FIGURES, "", (KEY_FIGURES,))
    return replace(data, blocks=(*data.blocks, block), sections=(data.sections[0], section, *data.sections[1:]))


def with_strange_block(data: ReportData, world: World, dice: Dice) -> tuple[ReportData, Block]:
    """Return the report with a figure that the publication never had, in a section of its own, and that figure."""
    name = dice.one(sorted(_STRANGE))
    caption, labels, dimension = _STRANGE[name]
    group = Group("", "", None, spread_over(world, labels, dimension))
    kind = dice.one(("bars", "industries"))
    block = Block(name, kind, caption, (group,), figure=dice.one((None, 7)), columns=("Grupp", "Antal"))
    at = dice.whole(4, len(data.sections) - 1)
    section = _section(name, caption, (name,))
    sections = (*data.sections[:at], section, *data.sections[at:])
    return replace(data, blocks=(*data.blocks, block), sections=sections), block


def without_block(data: ReportData, dice: Dice) -> tuple[ReportData, str]:
    """Return the report without one of its blocks, and which."""
    gone = dice.one(_DROPPABLE)
    sections = tuple(
        replace(section, figures=_rows_without(section, {gone}))
        for section in data.sections
        if section.paragraphs or _rows_without(section, {gone})
    )
    return replace(data, blocks=tuple(block for block in data.blocks if block.id != gone), sections=sections), gone


def with_sections_moved(data: ReportData, dice: Dice) -> ReportData:
    """Return the report with its units in another order; what opens it and what closes it stays."""
    by_id = {section.id: section for section in data.sections}
    movable = {name for unit in _UNITS for name in unit}
    units = [tuple(name for name in unit if name in by_id) for unit in _UNITS]
    units += [(section.id,) for section in data.sections if section.id in _STRANGE]
    movable |= set(_STRANGE)
    opening: list[Section] = []
    closing: list[Section] = []
    for section in data.sections:
        if section.id not in movable:
            (closing if section.id == "more" else opening).append(section)
    middle = [by_id[name] for unit in dice.shuffled(units) for name in unit]
    return replace(data, sections=(*opening, *middle, *closing))


def with_appendix(data: ReportData, heading: str) -> ReportData:
    """Return the report with boxes, industries and countries in an appendix at its end."""
    present = [block.id for block in data.blocks if block.id in _APPENDED]
    sections = [
        replace(section, figures=_rows_without(section, set(_APPENDED)))
        for section in data.sections
        if section.paragraphs or _rows_without(section, set(_APPENDED))
    ]
    appendix = replace(_section("appendix", heading, ()), figures=tuple((name,) for name in present), level=1)
    return replace(data, sections=(*sections, appendix))


def renumbered(data: ReportData, *, numbers_all: bool) -> ReportData:
    """Return the report with its figures numbered in their order; with `numbers_all` also those that had no number."""
    order = shown(data)
    numbered = {block.id for block in data.blocks if block.kind != KEY_FIGURES and (block.figure or numbers_all)}
    places = {name: place for place, name in enumerate((name for name in order if name in numbered), 1)}
    return replace(data, blocks=tuple(replace(block, figure=places.get(block.id)) for block in data.blocks))


def shown(data: ReportData) -> tuple[str, ...]:
    """Return the blocks in the order of the pages."""
    return tuple(name for section in data.sections for row in section.figures for name in row)


def block_of(data: ReportData, block_id: str) -> Block:
    """Return a block of the report."""
    return next(block for block in data.blocks if block.id == block_id)


def _with_block(data: ReportData, block: Block) -> ReportData:
    return replace(data, blocks=tuple(block if one.id == block.id else one for one in data.blocks))


def _rows_without(section: Section, gone: set[str]) -> tuple[tuple[str, ...], ...]:
    rows = (tuple(name for name in row if name not in gone) for row in section.figures)
    return tuple(row for row in rows if row)


def _section(name: str, heading: str, row: tuple[str, ...]) -> Section:
    return Section(name, heading, 2, "plain", (), (row,) if row else (), "below", "auto")
