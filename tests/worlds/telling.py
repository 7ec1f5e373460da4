"""Numbers of a world as a report prints them, and the paragraphs that tell them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from tests.typeset.model import Number, Paragraph
from tests.worlds.people import World, rounded_share
from tests.worlds.swedish import cardinal, ordinal

WHOLE = "_T"


@dataclass(frozen=True, slots=True)
class Told:
    """What a section of the sample tells in a world: its paragraphs, and a heading where it is another one."""

    key: str
    heading: str | None
    paragraphs: tuple[Paragraph, ...]


def number(world: World, value: int, unit: str = "persons", **codes: str) -> Number:
    """Return a count of the edition's year; its key is given by the block or the section that prints it."""
    return Number(
        key="",
        value=Decimal(value),
        measure="persons_identified",
        unit=unit,
        time_period=str(world.year),
        codes=codes,
    )


def counted(world: World, unit: str = "persons", **codes: str) -> Number:
    """Return the number of persons who have all the codes."""
    return number(world, world.count(**codes), unit, **codes)


def share(world: World, part: int, whole: int, base: str, **codes: str) -> Number:
    """Return a share in whole percents; `base` names the dimension that the whole has in common with the part."""
    value = Decimal(rounded_share(part, whole))
    one = number(world, 0, "percent", **codes)
    return replace(one, value=value, measure="share", base_measure="persons_identified", share_base=base)


def share_of_all(world: World, **codes: str) -> Number:
    """Return the share that persons with the codes are of everyone."""
    return share(world, world.count(**codes), len(world.people), WHOLE, **codes)


def category_count(world: World, value: int, about: str, **codes: str) -> Number:
    """Return how many classes of a dimension there are."""
    return replace(number(world, value, "count", **codes), measure="category_count", about=about)


def rank(world: World, place: int, dimension: str, code: str) -> Number:
    """Return the place of a class in the order of its dimension, as a word."""
    one = number(world, place, "rank", **{dimension: code})
    word = ordinal(place)
    return replace(one, measure="rank", base_measure="persons_identified", about=dimension, printed=word)


def change(world: World, value: int, unit: str, of: str, compared_to: int | str, **codes: str) -> Number:
    """Return a change since another year of a count or a share."""
    one = number(world, value, unit, **codes)
    return replace(one, measure="change", base_measure=of, compared_to=str(compared_to))


def in_year(one: Number, year: int | str) -> Number:
    """Return the number as one of another year."""
    return replace(one, time_period=str(year))


def in_words(one: Number, *, neuter: bool = False, first: bool = False) -> Number:
    """Return the number printed as a word where it is small, with a capital where it begins a sentence."""
    value = abs(int(one.value or 0))
    word = "ett" if neuter and value == 1 else cardinal(value)
    if word is None:
        return one
    return replace(one, printed=word.capitalize() if first else word)


def told(key: str, *paragraphs: Paragraph, heading: str | None = None) -> Told:
    """Return what a section tells, its numbers with their place as key."""
    return Told(key, heading, tuple(_keyed(key, one) for one in paragraphs))


def paragraph(text: str, **numbers: Number) -> Paragraph:
    """Return a paragraph; `text` has the names of the numbers in braces."""
    return Paragraph(text=text, numbers=numbers)


def joined(*parts: Paragraph) -> Paragraph:
    """Return sentences as one paragraph."""
    numbers = {name: one for part in parts for name, one in part.numbers.items()}
    return Paragraph(text=" ".join(part.text for part in parts if part.text), numbers=numbers)


def _keyed(key: str, one: Paragraph) -> Paragraph:
    return replace(one, numbers={name: replace(each, key=f"{key}.{name}") for name, each in one.numbers.items()})
