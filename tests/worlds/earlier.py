"""Draws the years before an edition: free cells that agree with each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from tests.worlds.dice import Dice
from tests.worlds.origins import past_top_five
from tests.worlds.people import EDITION_YEAR, OTHER, SPAN, UNKNOWN, Past, Person
from tests.worlds.swedish import INDUSTRIES


class PastCells(TypedDict):
    """What a world keeps of the years before."""

    past: Mapping[int, Past]
    children_around: int


def draw_past(dice: Dice, people: Sequence[Person], children: int) -> PastCells:
    """Draw the years before the edition's, back to the first one that a sentence is about."""
    around = _round(children * dice.one((dice.part(2.05, 2.4), dice.part(0.3, 0.45), dice.part(0.7, 1.8))))
    steady = dice.chance(0.6)
    female = sum(one.sex == "female" for one in people) / len(people)
    years = [EDITION_YEAR - before for before in range(1, SPAN + 2)]
    return {
        "past": {
            year: _past(dice, year, len(people), female if steady else dice.part(0.35, 0.7), around) for year in years
        },
        "children_around": around,
    }


def _round(value: float) -> int:
    step = 10 if value >= 30 else 5
    return max(step, int(value / step + 0.5) * step)


def _past(dice: Dice, year: int, size: int, female_share: float, around: int) -> Past:
    total = int(size * dice.part(0.88, 1.12))
    female = int(total * min(0.8, max(0.2, female_share + dice.part(-0.04, 0.04))))
    labour = int(total * dice.part(0.36, 0.56))
    last = year == EDITION_YEAR - 1
    children = max(4, int(around * (dice.part(0.55, 1.25) if last else dice.part(0.9, 1.1))))
    unknown_sex = dice.one((0, 0, 1))
    girls = dice.whole(children // 4, children - children // 4)
    known = [name for name in INDUSTRIES if name not in {UNKNOWN, OTHER}]
    return Past(
        year=year,
        total=total,
        female=female,
        male=total - female - max(unknown_sex, dice.one((0, 0, 1, 2))),  # the children are among all
        girls=girls,
        boys=children - girls - unknown_sex,
        children=children,
        labour=labour,
        # No more of them are of another sex than there are of all.
        labour_female=min(female, max(int(labour * dice.part(0.15, 0.5)), labour - (total - female))),
        sexual=int(total * dice.part(0.3, 0.42)),
        industries=tuple(sorted(dice.some(known, dice.whole(4, 8)), key=known.index)),
        industry_unknown=dice.whole(2, 24),
        industry_other=dice.whole(2, 9),
        referrers=_referrers(dice, total),
        origins=tuple(past_top_five(dice)),
        related_sweden=dice.whole(2, 60),
        related_abroad=dice.whole(20, 140),
    )


def _referrers(dice: Dice, total: int) -> dict[str, int]:
    """The three at the top in any order and the social services fourth, none level with another."""
    order = (
        *dice.shuffled(("own_outreach", "migration_agency", "police")),
        "social_services",
        *dice.shuffled(("civil_society", "health_care", "schools")),
    )
    counts: dict[str, int] = {}
    share = 0.24
    for name in order:
        share *= dice.part(0.6, 0.86)
        counts[name] = max(1, int(total * share) - len(counts))
    return counts
