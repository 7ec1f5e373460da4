"""The figures of a report, counted from a world."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from tests.typeset.model import Block, Group, Number
from tests.worlds.people import OTHER, UNKNOWN, World, counts_by, ranked
from tests.worlds.swedish import AXIS, CLASSES, COUNTRIES, FORMS, INDUSTRIES, REFERRERS, form_label, industry_label
from tests.worlds.telling import counted

_KNOWN_CLASSES = {"women": "Kvinnor", "men": "Män", "girls": "Flickor", "boys": "Pojkar"}
_AGES = {"adult": "Vuxna", "child": "Barn", UNKNOWN: "Okänd ålder"}
_SHOWN_OF_LAST_BOX = ("women", "boys")
"""Lines of the box of sexual purposes that a cut edition has; boxes behind it it has none."""


def blocks(world: World) -> tuple[Block, ...]:
    """Return all figures, in the order of the data of the sample."""
    return (
        _figure_1(world),
        _figure_2(world),
        _form_boxes(world),
        _pie(world, "figure_3", 3, "Fördelning i procent av exploateringsform för flickor", "female"),
        _pie(world, "figure_4", 4, "Fördelning i procent av exploateringsform för pojkar", "male"),
        _industries(world),
        _figure_5(world),
        _origins(world),
    )


def forms_of(world: World) -> tuple[str, ...]:
    """Return the forms that have persons, in the order of the page; new ones before sexual purposes."""
    found = counts_by(world, "exploitation_form")
    known = [form for form in FORMS if found.get(form)]
    at = known.index("sexual")
    return (*known[:at], *sorted(set(found) - set(known)), *known[at:])


def boxed_forms(world: World) -> tuple[str, ...]:
    """Return the forms that have a box, which in a cut edition end with sexual purposes."""
    forms = forms_of(world)
    return forms[: forms.index("sexual") + 1] if world.is_cut else forms


def top_origins(world: World) -> tuple[str, ...]:
    """Return the countries on the map, the largest first."""
    return ranked(counts_by(world, "origin"))[:5]


def _figure_1(world: World) -> Block:
    sex = (_item(world, "female", "Kvinnor/flickor", sex="female"), _item(world, "male", "Män/pojkar", sex="male"))
    age = (
        _item(world, "adult", "Vuxna", age="adult"),
        _item(world, "child", "Barn", age="child"),
        _item(world, "unknown", "Okänd ålder", age=UNKNOWN),
    )
    children = (
        _item(world, "girls", "Flickor", sex="female", age="child"),
        _item(world, "boys", "Pojkar", sex="male", age="child"),
    )
    groups = (_group("sex", "Kön", sex), _group("age", "Ålder", age), _group("children", "Barn", children))
    return Block("figure_1", "bars", "Antal identifierade personer. Fördelat på kön och ålder.", groups, figure=1)


def _figure_2(world: World) -> Block:
    """A cut edition has, as in the sample, no columns where the boxes do not say all."""
    forms = boxed_forms(world)
    drawn = forms[:-1] if world.is_cut else forms
    return Block(
        id="figure_2",
        kind="stacked",
        caption="Kvinnor, män, flickor och pojkar per exploateringsform",
        groups=tuple(
            _group(
                form,
                AXIS.get(form, form_label(form)),
                tuple(_class_items(world, form, tuple(_KNOWN_CLASSES))) if form in drawn else (),
            )
            for form in forms_of(world)
        ),
        figure=2,
        note="*Bara personer vars kön och ålder är kända ingår i diagrammet; övriga återfinns i rutan nedanför.",
        series=tuple(_KNOWN_CLASSES.values()),
        share_base="exploitation_form|known:sex,age",
    )


def _form_boxes(world: World) -> Block:
    return Block(
        id="form_boxes",
        kind="boxes",
        caption="Antal identifierade personer per exploateringsform, kön och ålder",
        groups=tuple(_box(world, form) for form in boxed_forms(world)),
        note=(
            "*Rutorna ger antalet personer för varje exploateringsform, uppdelat efter kön och ålder. Grupper utan "
            "personer är utelämnade."
        ),
        columns=("Exploateringsform", "Kön och ålder", "Antal"),
    )


def _box(world: World, form: str) -> Group:
    is_cut_off = world.is_cut and form == "sexual"
    items = _class_items(world, form, _SHOWN_OF_LAST_BOX if is_cut_off else tuple(CLASSES))
    return _group(form, form_label(form), tuple(items), counted(world, exploitation_form=form))


def _class_items(world: World, form: str, classes: tuple[str, ...]) -> Iterator[Number]:
    """Only classes with persons are shown."""
    for name in classes:
        label, sex, age = CLASSES[name]
        one = _item(world, name, label, exploitation_form=form, sex=sex, age=age)
        if one.value:
            yield one


def _pie(world: World, key: str, figure: int, caption: str, sex: str) -> Block:
    """Children by form, where the boxes tell it; the others have one slice together."""
    line = "girls" if sex == "female" else "boys"
    told = [
        form
        for form in boxed_forms(world)
        if form != UNKNOWN and not (world.is_cut and form == "sexual" and line not in _SHOWN_OF_LAST_BOX)
    ]
    items = [_item(world, form, form_label(form), exploitation_form=form, sex=sex, age="child") for form in told]
    rest = counted(world, sex=sex, age="child")
    left = (rest.value or 0) - sum(one.value or 0 for one in items)
    codes = {"exploitation_form": UNKNOWN, "sex": sex, "age": "child"}
    items.append(replace(rest, key="unknown", label="Okänd fördelning", value=Decimal(left), codes=codes))
    group = _group("", "", tuple(one for one in items if one.value))
    return Block(key, "pie", caption, (group,), figure=figure, share_base="sex+age")


def _industries(world: World) -> Block:
    """The largest first; as in the sample the unknown and the rest stand by their size too."""
    found = counts_by(world, "industry", exploitation_form="labour")
    places = {code: place for place, code in enumerate(INDUSTRIES)}
    order = sorted(found, key=lambda code: (-found[code], places.get(code, len(places)), code))
    names = {UNKNOWN: "unknown", OTHER: "other", "food_agriculture_fishing_animals": "food"}
    items = tuple(
        _item(world, names.get(code, code), industry_label(code), exploitation_form="labour", industry=code)
        for code in order
    )
    caption = "Antal identifierade inom respektive bransch"
    return Block("industries", "industries", caption, (_group("", "", items),), columns=("Bransch", "Antal"))


def _figure_5(world: World) -> Block:
    order = ranked(counts_by(world, "referrer"))[: len(REFERRERS)]
    items = tuple(replace(_item(world, code, _capital(REFERRERS[code]), referrer=code), unit="cases") for code in order)
    return Block("figure_5", "bars", "Hänvisande aktör", (_group("", "", items),), figure=5)


def _origins(world: World) -> Block:
    return Block(
        id="origins",
        kind="callouts",
        caption=f"Ursprungsland för vuxna och barn som identifierats under {world.year}",
        groups=tuple(_callout(world, code) for code in top_origins(world)),
        figure=6,
        columns=("Land", "Totalt", "Vuxna", "Barn", "Okänd ålder"),
    )


def _callout(world: World, code: str) -> Group:
    """Adults and children always, be they none; those of unknown age only where there are any."""
    items = [
        _item(world, "unknown" if age == UNKNOWN else age, label, origin=code, age=age) for age, label in _AGES.items()
    ]
    shown = tuple(one for one in items if one.value or one.codes["age"] != UNKNOWN)
    return _group(code, COUNTRIES[code], shown, counted(world, origin=code))


def _item(world: World, key: str, label: str, **codes: str) -> Number:
    return replace(counted(world, **codes), key=key, label=label)


def _group(key: str, label: str, items: tuple[Number, ...], total: Number | None = None) -> Group:
    """A group whose numbers have its key before their own."""
    prefix = f"{key}." if key else ""
    return Group(
        key=key,
        label=label,
        total=None if total is None else replace(total, key=f"{prefix}total"),
        items=tuple(replace(one, key=prefix + one.key) for one in items),
    )


def _capital(name: str) -> str:
    return name[0].upper() + name[1:]
