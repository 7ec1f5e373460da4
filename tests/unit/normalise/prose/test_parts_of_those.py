"""A part of those just counted, in the ways that a text tells of it: its codes, and what a share is of."""

from __future__ import annotations

from itertools import product

import pytest

from tests.fixtures.told import Row, row, told

# Each with the codes of those counted, the sex told of, and its word.
WOMEN, GIRLS = ({"sex": "female"}, "kvinnor"), ({"sex": "female", "age": "child"}, "flickor")
COUNTED = [
    ("I städbranschen identifierades 44 personer", {"exploitation_form": "labour", "industry": "cleaning"}, WOMEN),
    ("Tiggeri gällde 44 personer", {"exploitation_form": "begging"}, WOMEN),
    ("44 personer kom från Thailand", {"origin": "TH"}, WOMEN),
    ("44 personer har utsatts för tvångsäktenskap", {"exploitation_form": "forced_marriage"}, WOMEN),
    ("Antalet barn var 44", {"age": "child"}, GIRLS),
]

# ``None`` for a count.
FIGURES: list[tuple[str, str, bool]] = [
    ("hälften", "50", True),
    ("20 procent", "20", True),
    ("två av tre", "66.7", True),
    ("20", "20", False),
]

ENDINGS = [
    ", och {figure} av dem är {women}.",
    ", varav {figure} {women}.",
    ", varav {figure} är {women}.",
    ", av vilka {figure} är {women}.",
    ", av dem är {figure} {women}.",
    ", och av dem är {figure} {women}.",
    ", {figure} av dem {women}.",
    " (varav {figure} {women}).",
    ". {Figure} av dem är {women}.",
    ". {Figure} av dessa är {women}.",
    ". {Figure} är {women}.",
    ". Av dem är {figure} {women}.",
    ". Av dessa är {figure} {women}.",
    ". Bland dem är {figure} {women}.",
]
OF_A_DOMAIN = [", och {figure} är {women}.", ", där {figure} är {women}."]
"""After ``44 barn`` these may be told of all persons as well."""

CASES = [
    *product(COUNTED, FIGURES, ENDINGS),
    *product(COUNTED[:-1], FIGURES, OF_A_DOMAIN),
]


@pytest.mark.parametrize(
    ("beginning", "codes", "told_of", "figure", "ending"),
    [(*counted, figure, ending) for counted, figure, ending in CASES],
    ids=[f"{beginning}{ending} {word}" for (beginning, _, _), (word, _, _), ending in CASES],
)
def test_a_part_has_the_codes_of_those_counted_and_a_share_is_of_them(
    beginning: str,
    codes: dict[str, str],
    told_of: tuple[dict[str, str], str],
    figure: tuple[str, str, bool],
    ending: str,
) -> None:
    (sex, women), (word, value, is_share) = told_of, figure
    text = beginning + ending.format(figure=word, Figure=word.capitalize(), women=women)
    share: Row = {"measure": "share", "share_base": "+".join(sorted(codes))} if is_share else {}
    assert told(text) == [row(44, **codes), row(value, **{**codes, **sex}, **share)]
