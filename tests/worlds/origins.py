"""Deals countries of origin: five at the top with Thailand first, Romania and Nigeria right behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.worlds.dice import Dice
from tests.worlds.people import UNKNOWN, Person
from tests.worlds.swedish import COUNTRIES

_USUAL = ("RO", "NG")
_FURTHER = ("AL", "RS", "GE", "CN", "MN", "IQ", "IR", "AF", "TR", "MA", "ER", "ET", "SO", "UG", "GH", "CM")
_TOP = 5


def deal_origins(dice: Dice, people: Sequence[Person]) -> list[Person]:
    """Give every person an origin; of the children most come from Sweden, and of some nothing is known."""
    counts = _sizes(dice, len(people))
    children = [index for index, one in enumerate(people) if one.age == "child"]
    dealt = dict(zip(dice.shuffled(children), _of_children(dice, counts, len(children)), strict=True))
    for code in dealt.values():
        counts[code] -= 1
    deck = iter(dice.shuffled([code for code, number in counts.items() for _ in range(number)]))
    return [replace(one, origin=dealt.get(index) or next(deck)) for index, one in enumerate(people)]


def top_five(dice: Dice) -> list[str]:
    """Draw the five largest countries in their order; Thailand leads, Sweden is among them."""
    return ["TH", *dice.shuffled(["SE", *dice.some(_others(), _TOP - 2)])]


def past_top_five(dice: Dice) -> list[str]:
    """Draw the five largest countries of an earlier year: Thailand, and those that usually are among them."""
    return ["TH", *dice.shuffled(["SE", *_USUAL, dice.one(_others())])]


def _others() -> list[str]:
    return [code for code in COUNTRIES if code not in {"TH", "SE", *_USUAL}]


def _sizes(dice: Dice, size: int) -> dict[str, int]:
    counts: dict[str, int] = {}
    share = 0.18
    for place, code in enumerate(top_five(dice)):
        share *= dice.part(0.72, 0.93)
        counts[code] = int(size * share) + _TOP - place
    fifth = min(counts.values())
    counts |= {code: fifth - 1 - place for place, code in enumerate(dice.shuffled(_USUAL))}
    rest = size - sum(counts.values()) - max(5, size // 20)
    for code in (*dice.shuffled([code for code in COUNTRIES if code not in counts]), *dice.shuffled(_FURTHER)):
        counts[code] = min(dice.whole(0, max(fifth - 4, 1)), max(rest, 0))
        rest -= counts[code]
    return {**counts, UNKNOWN: size - sum(counts.values())}


def _of_children(dice: Dice, counts: dict[str, int], size: int) -> list[str]:
    swedish = min(counts["SE"], max(3, int(size * dice.part(0.3, 0.45))))
    dealt = {"SE": swedish, UNKNOWN: dice.whole(2, max(2, size // 5)), "RO": dice.one((0, 0, 1, 2))}
    others = [code for code in counts if code not in {"SE", UNKNOWN, "RO"} and counts[code]]
    while sum(dealt.values()) < size:
        code = dice.one(others)
        if dealt.get(code, 0) < min(counts[code], swedish - 1):
            dealt[code] = dealt.get(code, 0) + 1
    return [code for code, number in dealt.items() for _ in range(number)][:size]
