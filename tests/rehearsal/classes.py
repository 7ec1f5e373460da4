"""Classes that an edition adds, merges or renames: persons are moved between them before anything is counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tests.rehearsal.wording import (
    MERGED_FORMS,
    MERGED_INDUSTRIES,
    NEW_FORMS,
    NEW_INDUSTRIES,
    RENAMED_AGES,
    RENAMED_CLASSES,
    RENAMED_FORMS,
    RENAMED_INDUSTRIES,
    RENAMED_REFERRERS,
)
from tests.typeset.model import Block, Group, Number, ReportData
from tests.worlds.dice import Dice
from tests.worlds.drawing import is_tellable
from tests.worlds.people import Person, World, counts_by, ranked
from tests.worlds.swedish import AXIS, CLASSES, FORMS, INDUSTRIES, NEW, REFERRERS

Renamed = dict[str, str]
"""The label before, by the label now."""


def with_other_classes(world: World, dice: Dice) -> tuple[World, frozenset[str]]:
    """Return the world with classes added or merged, and the names of what was done to it."""
    done: set[str] = set()
    changes: list[tuple[str, float, Callable[[World, Dice], World]]] = [
        ("added_industry", 0.35, _added_industry),
        ("merged_industry", 0.2, _merged_industries),
        ("added_form", 0.25, _added_form),
        ("merged_form", 0.15, _merged_forms),
    ]
    for name, chance, change in changes:
        if dice.chance(chance):
            changed = change(world, dice)
            if changed is not world and is_tellable(changed):
                world = changed
                done.add(name)
    return world, frozenset(done)


def _added_industry(world: World, dice: Dice) -> World:
    found = counts_by(world, "industry", exploitation_form="labour")
    sources = [code for code in ranked(found)[1:] if found[code] > 2]
    if not sources:
        return world
    source = dice.one(sources)
    code = NEW + dice.one(NEW_INDUSTRIES)
    left = dice.whole(1, found[source] - 1)
    return _moved(world, "industry", lambda code_now: code_now == source, code, left)


def _merged_industries(world: World, dice: Dice) -> World:
    found = counts_by(world, "industry", exploitation_form="labour")
    top = ranked(found)[0]
    pairs = [pair for pair in MERGED_INDUSTRIES if top not in pair and all(found.get(code) for code in pair)]
    if not pairs:
        return world
    pair = dice.one(pairs)
    return _moved(world, "industry", lambda code: code in pair, NEW + MERGED_INDUSTRIES[pair])


def _added_form(world: World, dice: Dice) -> World:
    """Some adults of labour exploitation are counted under a form of its own; it has no children."""
    count = dice.whole(1, max(2, len(world.people) // 60))
    code = NEW + dice.one(NEW_FORMS)
    people = []
    for one in world.people:
        is_moved = count > 0 and one.exploitation_form == "sexual" and one.age == "adult" and not one.was_moved
        count -= is_moved
        people.append(replace(one, exploitation_form=code) if is_moved else one)
    return replace(world, people=tuple(people))


def _merged_forms(world: World, dice: Dice) -> World:
    found = counts_by(world, "exploitation_form")
    pairs = [pair for pair in MERGED_FORMS if all(found.get(code) for code in pair)]
    if not pairs or world.is_cut:
        return world
    pair = dice.one(pairs)
    return _moved(world, "exploitation_form", lambda code: code in pair, NEW + MERGED_FORMS[pair])


def _moved(world: World, dimension: str, is_source: Callable[[str], bool], code: str, most: int | None = None) -> World:
    """Move persons of some classes of labour's industries, or of a form, to another class; at most `most` of them."""
    people = []
    left = len(world.people) if most is None else most
    for one in world.people:
        is_moved = left > 0 and is_source(getattr(one, dimension)) and not one.was_moved
        left -= is_moved
        people.append(_with_code(one, dimension, code) if is_moved else one)
    return replace(world, people=tuple(people))


def _with_code(one: Person, dimension: str, code: str) -> Person:
    return replace(one, industry=code) if dimension == "industry" else replace(one, exploitation_form=code)


def with_other_labels(data: ReportData, dice: Dice) -> tuple[ReportData, Renamed]:
    """Rename classes, in every block that has them, and return the labels with what they were before."""
    renamed: Renamed = {}
    renamed |= _chosen(dice, {INDUSTRIES[code][0]: names for code, names in RENAMED_INDUSTRIES.items()}, 0.6, 2)
    forms = _chosen(dice, {FORMS[code]: names for code, names in RENAMED_FORMS.items()}, 0.5, 2)
    classes = _chosen(dice, {CLASSES[code][0]: names for code, names in RENAMED_CLASSES.items()}, 0.4, 2)
    referrers = {_capital(REFERRERS[code]): names for code, names in RENAMED_REFERRERS.items()}
    ages = {"unknown": "Okänd ålder", "child": "Barn", "adult": "Vuxna"}
    by_block = {
        "industries": renamed,
        "figure_5": _chosen(dice, referrers, 0.3, 1),
        "origins": _chosen(dice, {ages[code]: names for code, names in RENAMED_AGES.items()}, 0.2, 1),
        "form_boxes": forms | classes,
        "figure_2": forms | classes | {now: AXIS[code] for code, now in _axis_names(forms).items()},
        "figure_3": forms,
        "figure_4": forms,
    }
    blocks = tuple(
        _relabelled(block, {was: now for now, was in by_block.get(block.id, {}).items()}) for block in data.blocks
    )
    used = {label for block in blocks for label in labels_of(block)}
    known = {now: was for found in by_block.values() for now, was in found.items() if now in used}
    return replace(data, blocks=blocks), known


def labels_of(block: Block) -> tuple[str, ...]:
    """Return the labels of a block's groups and numbers, in their order."""
    found = [label for group in block.groups for label in (group.label, *(item.label for item in group.items))]
    return tuple(dict.fromkeys(label for label in found if label))


def _axis_names(forms: Mapping[str, str]) -> dict[str, str]:
    """Codes of forms whose name on the axis is broken or another one, with their new label."""
    by_label = {label: code for code, label in FORMS.items()}
    return {by_label[was]: now for now, was in forms.items() if by_label[was] in AXIS}


def _chosen(dice: Dice, names: Mapping[str, Sequence[str]], chance: float, most: int) -> Renamed:
    if not dice.chance(chance):
        return {}
    return {dice.one(names[was]): was for was in dice.some(list(names), dice.whole(1, most))}


def _relabelled(block: Block, now: Mapping[str, str]) -> Block:
    def item(one: Number) -> Number:
        return replace(one, label=now.get(one.label, one.label))

    def group(one: Group) -> Group:
        return replace(one, label=now.get(one.label, one.label), items=tuple(item(each) for each in one.items))

    series = tuple(now.get(name, name) for name in block.series)
    return replace(block, groups=tuple(group(one) for one in block.groups), series=series)


def _capital(name: str) -> str:
    return name[0].upper() + name[1:]
