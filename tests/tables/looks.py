"""How a table looks: rules, type, space, alignment."""

from __future__ import annotations

from dataclasses import dataclass

from tests.typeset.fonts import HELVETICA, TIMES, VERA, Family
from tests.worlds.dice import Dice

KINDS = ("ruled", "open_ruled", "row_ruled", "booktabs", "unruled", "zebra", "column_ruled", "framed")
"""Rules around all cells; without the outer uprights; between rows; three of them; none; bands of colour instead;
uprights only; a frame with a rule under the header."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a table is drawn with; lengths in points. ``stretch`` is the leading in type sizes."""

    kind: str
    family: Family
    size: float
    stretch: float
    pad_x: float
    pad_y: float
    rule: float
    stub_em: float
    head_em: float
    numbers: str
    heads: str
    upright: str
    head_upright: str
    bold_head: bool
    bold_total: bool
    bold_section: bool
    indent: float
    full_width: bool
    shaded_head: bool
    leaders: bool

    @property
    def leading(self) -> float:
        """From baseline to baseline within a cell."""
        return self.size * self.stretch


def make_look(dice: Dice, kind: str) -> Look:
    """A look of this kind."""
    size = dice.one((6.5, 7, 8, 8, 9, 9, 10, 10, 11))
    tight = dice.chance(0.35)
    return Look(
        kind=kind,
        family=dice.one((HELVETICA, TIMES, HELVETICA, VERA)),
        size=size,
        stretch=dice.part(1.1, 1.3),
        pad_x=dice.part(2.5, 5) if tight else dice.part(4, 12),
        pad_y=dice.part(0, 0.6) if dice.chance(0.35) else dice.part(0.8, 4),
        rule=dice.one((0.25, 0.5, 0.5, 1)),
        stub_em=dice.part(9, 22),
        head_em=dice.part(4, 9),
        numbers=dice.one(("right", "right", "centre", "left")),
        heads=dice.one(("right", "centre", "left", "same")),
        upright=dice.one(("top", "top", "bottom", "middle")),
        head_upright=dice.one(("bottom", "bottom", "middle", "top")),
        bold_head=dice.chance(0.5),
        bold_total=dice.chance(0.5),
        bold_section=dice.chance(0.6),
        indent=dice.part(0, 14),
        full_width=dice.chance(0.4),
        shaded_head=kind in {"zebra", "ruled", "row_ruled"} and dice.chance(0.4),
        leaders=kind in {"unruled", "booktabs", "framed"} and dice.chance(0.3),
    )
