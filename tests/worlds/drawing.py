"""Draws the persons of an edition's year by lot, and with the years before them a world."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, pairwise

from tests.worlds.dice import Dice
from tests.worlds.earlier import draw_past
from tests.worlds.origins import deal_origins
from tests.worlds.people import EDITION_YEAR, OTHER, UNKNOWN, Person, World, counts_by, ranked, rounded_points
from tests.worlds.swedish import CLASSES, INDUSTRIES, TOP_INDUSTRIES

_SMALL_FORMS = ("domestic_work", "criminality", "multiple", "organ_removal", "begging", "forced_marriage", UNKNOWN)
_BEHIND_THE_CUT = ("begging", "forced_marriage", UNKNOWN)
_SMALL_REFERRERS = ("social_services", "health_care", "schools", "embassies")
_LEADING_REFERRERS = ("own_outreach", "migration_agency", "police")
_LEAST = {
    "labour": {"women": 4, "men": 4, "girls": 2, "boys": 2},
    "sexual": {"women": 6, "girls": 1, "boys": 2},
}
_TRIES = 1_000_003
"""Draws of a seed are this far apart, so that no two seeds share one."""


def draw(seed: int, thousands: float = 0.08) -> World:
    """Draw a world of which every sentence of the report can be told; the same seed gives the same world.

    `thousands` is the probability of more than a thousand persons.
    """
    return next(world for world in _tries(seed, thousands) if is_tellable(world))


def _tries(seed: int, thousands: float) -> Iterator[World]:
    for attempt in count():
        yield _try(seed, Dice(seed + _TRIES * attempt), thousands)


def _try(seed: int, dice: Dice, thousands: float) -> World:
    is_cut = dice.chance(0.6)
    people = _people(dice, _form_sizes(dice, thousands, is_cut=is_cut))
    children = sum(one.age == "child" for one in people)
    return World(
        seed=seed,
        year=EDITION_YEAR,
        people=tuple(people),
        **draw_past(dice, people, children),
        related_sweden=dice.whole(2, 60),
        related_abroad=dice.whole(20, 140),
        is_cut=is_cut,
    )


def _form_sizes(dice: Dice, thousands: float, *, is_cut: bool) -> dict[str, int]:
    """How many persons each form has: labour most, sexual purposes second, the others few."""
    total = dice.whole(1000, 3000) if dice.chance(thousands) else int(150 * 6.4 ** dice.part(0, 1))
    present = [form for form in _SMALL_FORMS if dice.chance(0.75 if form == "domestic_work" else 0.6)]
    if is_cut and not set(present) & set(_BEHIND_THE_CUT):
        present.append("forced_marriage")
    small = {form: dice.whole(1, max(3, int(total * 0.025))) for form in present}
    labour = int(total * dice.part(0.44, 0.66))
    return {"labour": labour, "sexual": total - labour - sum(small.values()), **small}


def _people(dice: Dice, sizes: dict[str, int]) -> list[Person]:
    people = [one for form, size in sizes.items() for one in _of_form(dice, form, size)]
    people = _detected(dice, _with_industries(dice, people))
    people = deal_origins(dice, _with_referrers(dice, people))
    return _moved(dice, people)


def _of_form(dice: Dice, form: str, size: int) -> Iterator[Person]:
    female = dice.part(0.75, 0.95) if form == "sexual" else dice.part(0.2, 0.6)
    child, unknown = dice.part(0.01, 0.06), dice.part(0.0, 0.12)
    weights = {
        "women": female * (1 - child - unknown),
        "girls": female * child,
        "female_unknown_age": female * unknown,
        "men": (1 - female) * (1 - child - unknown),
        "boys": (1 - female) * child,
        "male_unknown_age": (1 - female) * unknown,
        "unknown": dice.one((0.0, 0.0, 0.006)),
    }
    for name, number in dice.spread(size, weights, _LEAST.get(form)).items():
        _, sex, age = CLASSES[name]
        trafficking = dice.part(0.3, 0.7)
        for _ in range(number):
            offence = "trafficking" if dice.chance(trafficking) else "human_exploitation"
            yield Person(form, sex, age, offence)


def _with_industries(dice: Dice, people: Sequence[Person]) -> list[Person]:
    known = [name for name in INDUSTRIES if name not in {UNKNOWN, OTHER}]
    top = dice.one(tuple(TOP_INDUSTRIES))
    observed = [top, *(name for name in dice.some(known, dice.whole(5, 10)) if name != top)]
    weights = {name: 0.75**place * dice.part(0.7, 1.0) for place, name in enumerate(observed)}
    weights |= {UNKNOWN: 0.15, OTHER: 0.1}
    size = sum(one.exploitation_form == "labour" for one in people)
    counts = dice.spread(size, weights, {UNKNOWN: 2, OTHER: 2, **dict.fromkeys(observed, 1)})
    deck = iter(dice.shuffled([name for name, number in counts.items() for _ in range(number)]))
    return [replace(one, industry=next(deck)) if one.exploitation_form == "labour" else one for one in people]


def _detected(dice: Dice, people: Sequence[Person]) -> list[Person]:
    """Joint inspections find work above all; in some worlds nothing but work and sexual purposes."""
    rates = {"labour": dice.part(0.1, 0.6), "sexual": dice.part(0.02, 0.2)}
    rest = dice.one((0.0, 0.1))
    return [
        replace(one, channel="joint_inspection") if dice.chance(rates.get(one.exploitation_form, rest)) else one
        for one in people
    ]


def _with_referrers(dice: Dice, people: Sequence[Person]) -> list[Person]:
    """The three at the top in any order, civil society fourth, the others behind it, none level with another."""
    size, share = len(people), 0.22
    counts: dict[str, int] = {}
    for name in (*dice.shuffled(_LEADING_REFERRERS), "civil_society", *dice.shuffled(_SMALL_REFERRERS)):
        share *= dice.part(0.6, 0.85)
        counts[name] = max(1, int(size * share) - len(counts))
    counts[UNKNOWN] = size - sum(counts.values())
    deck = dice.shuffled([name for name, number in counts.items() for _ in range(number)])
    return [replace(one, referrer=name) for one, name in zip(people, deck, strict=True)]


def _moved(dice: Dice, people: Sequence[Person]) -> list[Person]:
    """Some of those from Thailand in sexual exploitation, moved there from several forms."""
    candidates = [index for index, one in enumerate(people) if (one.exploitation_form, one.origin) == ("sexual", "TH")]
    chosen = set(candidates[: dice.whole(2, max(2, len(candidates) - 1))])
    return [
        replace(one, was_moved=True, industry="beauty_body_care") if index in chosen else one
        for index, one in enumerate(people)
    ]


def is_tellable(world: World) -> bool:
    """Whether what the report says of every world is true of this one."""
    forms, industries = counts_by(world, "exploitation_form"), counts_by(world, "industry", exploitation_form="labour")
    labour, sexual = forms["labour"], forms["sexual"]
    most = ranked(industries)
    from_thailand = counts_by(world, "exploitation_form", origin="TH")
    joint = counts_by(world, "exploitation_form", channel="joint_inspection")
    referrers = counts_by(world, "referrer")
    return all(
        (
            labour > sexual > 3 * max((forms[form] for form in forms if form not in {"labour", "sexual"}), default=0),
            world.count(sex="female") != world.count(sex="male"),
            world.count(age=UNKNOWN) > 1,
            most[0] in TOP_INDUSTRIES and industries[most[0]] > industries[most[1]],
            _falls(referrers[code] for code in ranked(referrers)[:8]),
            len(ranked(referrers)) == len(_SMALL_REFERRERS) + len(_LEADING_REFERRERS) + 1,
            _falls(counts_by(world, "origin")[code] for code in ranked(counts_by(world, "origin"))[:6]),
            from_thailand.get("sexual", 0) > 3 and from_thailand.get("labour", 0) > 1,
            joint.get("labour", 0) > 1 and joint.get("sexual", 0) > 1,
            _past_is_tellable(world),
        )
    )


def _past_is_tellable(world: World) -> bool:
    last = world.before(1)
    civil = world.count(referrer="civil_society")
    change = 100 * (civil * last.total - last.referrers["civil_society"] * len(world.people))
    points = change / (last.total * len(world.people))
    return all(
        (
            # Else a difference of rounded shares would be another one than the rounded difference.
            abs(points) >= 1 and abs(points - round(points)) < 0.3,
            rounded_points(world) == round(points),
            ranked(last.referrers).index("social_services") == 3,
            world.count(age="child") != last.children,
            last.children != world.before(2).children,
            world.count(sex="female", age="child") != last.girls,
            world.count(sex="male", age="child") != last.boys,
            last.origins.index("SE") != ranked(counts_by(world, "origin")).index("SE"),
        )
    )


def _falls(counts: Iterator[int]) -> bool:
    values = list(counts)
    return all(one > other for one, other in pairwise(values))
