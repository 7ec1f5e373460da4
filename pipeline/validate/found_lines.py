"""Rows and columns of tables that no family describes, as lines of numbers that may add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.observation import MEASURED, Observation, SourceKind
from pipeline.spec.total_words import names_a_part, names_a_total

ROW, COLUMN = "row", "column"

_TABLES = frozenset({SourceKind.TABLE, SourceKind.BOX, SourceKind.LABEL, SourceKind.CALLOUT})

# Labels that are set in stand farther right than this, in points; type is not aligned more exactly.
INDENT_PT = 3.0


@dataclass(frozen=True, slots=True)
class Line:
    """A row or column: its innermost name, its numbers by the names of the other direction, and where its name begins.

    ``section`` are the headings that a row stands under. ``is_total`` and ``is_part`` say that a word for a total, or
    for a part (``därav``), stands in its name.
    """

    name: str
    section: str
    cells: Mapping[str, Observation]
    indent: float

    @property
    def is_total(self) -> bool:
        """Whether a word in its name is one for a total."""
        return names_a_total(self.name)

    @property
    def is_part(self) -> bool:
        """Whether it says of itself that it is a part of the line before."""
        return names_a_part(self.name)


def tables_in(observations: Iterable[Observation]) -> dict[str, list[Observation]]:
    """The printed numbers of every table, list and group of pairs, by block."""
    found: dict[str, list[Observation]] = {}
    for one in observations:
        if one.source_kind in _TABLES and one.qualifier != MEASURED:
            found.setdefault(one.block_id, []).append(one)
    return found


def lines_of(cells: Sequence[Observation], along: str) -> list[Line]:
    """The rows of a table from the top, or its columns from the left."""
    across = COLUMN if along == ROW else ROW
    found: dict[str, dict[str, Observation]] = {}
    for one in cells:
        found.setdefault(one.fact.code(along), {}).setdefault(one.fact.code(across), one)
    lines = [Line(*_names(path), members, _indent(members.values(), along)) for path, members in found.items()]
    return lines if along == ROW else sorted(lines, key=_left_edge)


def _names(path: str) -> tuple[str, str]:
    """The innermost name of a path, and the others."""
    section, _, name = path.rpartition(" / ")
    return name, section


def _left_edge(line: Line) -> float:
    return min(one.number.bbox.x0 for one in line.cells.values())


def _indent(members: Iterable[Observation], along: str) -> float:
    """Where the labels of a row begin, in points; columns have none."""
    edges = [one.entry.label.boxes[0].x0 for one in members if one.entry is not None]
    return min(edges, default=0.0) if along == ROW else 0.0


def unit_in_last_place(values: Iterable[Decimal]) -> Decimal:
    """The value of the last decimal printed in any of them."""
    exponents = [value.as_tuple().exponent for value in values]
    return Decimal(1).scaleb(min([0, *(one for one in exponents if isinstance(one, int))]))
