"""Makes next year's report of the first family from a seed: a world, its words, its blocks, its design."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from itertools import count
from pathlib import Path

import yaml

from tests.rehearsal.blocks import (
    KEY_FIGURES,
    renumbered,
    shown,
    with_appendix,
    with_footnotes,
    with_key_figures,
    with_more_referrers,
    with_other_captions,
    with_other_order,
    with_sections_moved,
    with_strange_block,
    with_zeros,
    without_block,
)
from tests.rehearsal.classes import labels_of, with_other_classes, with_other_labels
from tests.rehearsal.drifts import drifts_of
from tests.rehearsal.layouts import PAGES, draw_layout
from tests.rehearsal.model import Rehearsal
from tests.rehearsal.telling import OTHERWISE, paragraphs_of
from tests.rehearsal.wording import FIGURE_WORDS, HEADINGS, RUNNING_HEADS, TABLE_WORDS, TITLES, TOTALS
from tests.typeset import Layout, typeset
from tests.typeset.model import ReportData, Section
from tests.typeset.paging import DoesNotFitError
from tests.worlds.dice import Dice
from tests.worlds.drawing import draw
from tests.worlds.people import World
from tests.worlds.report import report_of

_FAMILY = Path(__file__).parents[2] / "pipeline" / "families" / "regionkoordinatorerna" / "family.yml"
_MOST = 2000
"""Persons of an edition or a year before it; the suites of the family allow no count above it."""

_PHOTOS = (0.0, 90.0, 140.0, 190.0, 240.0)
"""Heights of a picture, in points, of which one may push a box over the end of a page."""

_LARGE = 0.35
"""Probability of a world of more than a thousand persons, so that thousands are parted."""


@lru_cache(maxsize=32)
def rehearse(seed: int) -> Rehearsal:
    """Return the rehearsal of a seed; the same seed gives the same."""
    dice = Dice(seed + 500_009)
    world, traits = with_other_classes(_world(seed), dice)
    data = _retold(report_of(world), world, dice)
    if dice.chance(0.25):
        data, traits = with_more_referrers(data, world), traits | {"more_referrers"}
    if not world.is_cut and dice.chance(0.15):
        data, traits = with_zeros(data), traits | {"zeros"}
    data, renamed = with_other_labels(data, dice)
    data = with_other_captions(with_other_order(data, dice), dice)
    data, strange, gone, more = _other_blocks(data, world, dice)
    layout, chosen = draw_layout(seed, dice)
    layout, chosen = _fitting(data, layout, chosen)
    layout = _with_cut_box(data, layout)
    if _is_box_cut(data, layout):
        traits |= {"cut_box"}
    traits |= more | chosen | ({"renamed"} if renamed else set()) | ({"thousand"} if len(world.people) > 999 else set())
    fresh = fresh_labels(data)
    known = {now: was for now, was in renamed.items() if now in fresh}
    drifts = drifts_of(data, layout, known, fresh, (gone, strange))
    return Rehearsal(seed, data, layout, drifts, fresh, strange, traits)


def _fitting(data: ReportData, layout: Layout, chosen: frozenset[str]) -> tuple[Layout, frozenset[str]]:
    """Return the design on a taller page where a figure of it is taller than its page."""
    for name, page in (("", layout.page), ("a4", PAGES["a4"]), ("tall", PAGES["tall"])):
        one = replace(layout, page=page)
        try:
            typeset(data, one)
        except DoesNotFitError:
            continue
        if not name:
            return one, chosen
        return one, frozenset({f"page:{name}", *(trait for trait in chosen if not trait.startswith("page:"))})
    raise DoesNotFitError(f"no page is tall enough for the figures of {layout.name}")


def _with_cut_box(data: ReportData, layout: Layout) -> Layout:
    """Return the design with a picture above the boxes, so tall that a page ends within one, if one can."""
    forms = layout.forms
    can_be_cut = (forms.cut and (forms.kind, forms.columns) == ("leaders", 1)) or (
        forms.kind == "ruled_rows" and forms.cut
    )
    if not can_be_cut or "form_boxes" not in shown(data):
        return layout
    tries = [replace(layout, photo=height) for height in _PHOTOS]
    return next((one for one in tries if _is_box_cut(data, one)), layout)


def _is_box_cut(data: ReportData, layout: Layout) -> bool:
    if not layout.forms.cut:
        return False
    numbers = typeset(data, layout).truth.numbers
    places = {(one.group, one.page) for one in numbers if one.block == "form_boxes"}
    return len({group for group, _ in places}) < len(places)


def _world(seed: int) -> World:
    """Draw worlds until one, and the years before it, are no larger than about four times what was ever published."""
    worlds = (draw(seed + 70_000 + 1000 * at, _LARGE) for at in count())
    return next(one for one in worlds if max(len(one.people), *(past.total for past in one.past.values())) < _MOST)


def _other_blocks(
    data: ReportData, world: World, dice: Dice
) -> tuple[ReportData, frozenset[str], frozenset[str], frozenset[str]]:
    """Change which blocks there are and where; return the strange ones, the gone ones, and what was done."""
    done: set[str] = set()
    strange: set[str] = set()
    gone: set[str] = set()
    if dice.chance(0.3):
        on_label = dice.chance(0.5)
        data = with_footnotes(data, dice, on_label=on_label)
        done.add("footnote:label" if on_label else "footnote:number")
    if dice.chance(0.4):
        data = with_key_figures(data, world)
        done.add("key_figures")
    if dice.chance(0.3):
        data, block = with_strange_block(data, world, dice)
        strange.add(block.id)
        done.add("new_block")
    if dice.chance(0.2):
        data, name = without_block(data, dice)
        gone.add(name)
        done.add("gone_block")
    if dice.chance(0.6):
        data = with_sections_moved(data, dice)
        done.add("moved")
    if dice.chance(0.25):
        data = with_appendix(data, "Tabeller")
        done.add("appendix")
    if dice.chance(0.7):
        numbers_all = dice.chance(0.5)
        data = renumbered(data, numbers_all=numbers_all)
        done.add("renumbered_all" if numbers_all else "renumbered")
    return data, frozenset(strange), frozenset(gone), frozenset(done)


def _retold(data: ReportData, world: World, dice: Dice) -> ReportData:
    """Return the report with other words: title, running head, headings, and sentences."""
    year = str(world.year)
    sections = tuple(_otherwise(section, world, dice) for section in data.sections)
    words = {
        **data.words,
        "total": dice.one(TOTALS),
        "figure": dice.one(FIGURE_WORDS),
        "table": dice.one(TABLE_WORDS),
        "contents": "Innehåll",
    }
    return replace(
        data,
        title=tuple(line.format(year=year) for line in dice.one(TITLES)),
        running_head=dice.one(RUNNING_HEADS),
        words=words,
        sections=sections,
    )


def _otherwise(section: Section, world: World, dice: Dice) -> Section:
    is_retold, is_renamed = dice.chance(0.5), dice.chance(0.5)
    name = dice.one(HEADINGS.get(section.id, (section.heading,)))
    heading = name if section.heading and (is_retold or is_renamed) else section.heading
    if is_retold and section.id in OTHERWISE:
        return replace(section, heading=heading, paragraphs=paragraphs_of(world, section.id))
    return replace(section, heading=heading)


def fresh_labels(data: ReportData) -> frozenset[str]:
    """Return the labels of the report's blocks that the family file does not know; countries have standard names."""
    known = known_labels()
    countries = {group.label for block in data.blocks if block.kind == "callouts" for group in block.groups}
    found = {label for block in data.blocks if block.id != KEY_FIGURES for label in labels_of(block)}
    groups_of_bars = {group.label for block in data.blocks if block.kind == "bars" for group in block.groups}
    return frozenset(
        label
        for label in found - countries - groups_of_bars
        if plain(label) not in known and label != "Okänd fördelning"
    )


def plain(label: str) -> str:
    """Return a label without what the end of a line, a colon or a footnote mark does to it."""
    joined = label.replace("-\n", "").replace("\n", " ").replace("¹", "").rstrip(":")
    return "".join(joined.split()).casefold()


@cache
def known_labels() -> frozenset[str]:
    """Return all labels of the family file, in the form that `plain` gives them."""
    family = yaml.safe_load(_FAMILY.read_text(encoding="utf-8"))
    return frozenset(
        plain(label)
        for vocabulary in family["vocabularies"].values()
        for entry in vocabulary["labels"]
        for label in entry["labels"]
    )
