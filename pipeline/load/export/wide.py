"""A block of the publication as a wide table: classes of one dimension down, those of the others across."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.load.export.codes import codes_of
from pipeline.load.export.model import Bundle, Cell, ExportedFamily, whole
from pipeline.model.observation import TOTAL, SourceKind

Record = dict[str, Cell]

ALWAYS_DOWN = ("report_id", "time_period", "measure", "unit")
SOMETIMES_DOWN = ("period_kind", "base_measure", "about", "share_base", "compared_to")
"""What else tells facts apart, where it differs within the block."""

VALUE = "value"
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Wide:
    """A block. ``down`` are the columns that name a row, ``across`` the codes of each further column by its name.

    ``dimension`` is the last column of ``down``, if any dimension differs at all. A cell is the block's best number of
    its fact.
    """

    family: ExportedFamily
    block_id: str
    down: tuple[str, ...]
    dimension: str | None
    across: tuple[tuple[str, Mapping[str, str]], ...]
    rows: tuple[Record, ...]

    def cells(self) -> Iterator[tuple[tuple[Cell, ...], tuple[Record | None, ...]]]:
        """Each row: its names, and the observation in each of the columns across."""
        placed: defaultdict[tuple[Cell, ...], dict[str, Record]] = defaultdict(dict)
        for row in self.rows:
            name = next(name for name, codes in self.across if all(row[one] == code for one, code in codes.items()))
            cells = placed[tuple(row[one] for one in self.down)]
            if name not in cells or whole(row["fact_rank"]) < whole(cells[name]["fact_rank"]):
                cells[name] = row
        for names, cells in placed.items():
            yield names, tuple(cells.get(name) for name, _ in self.across)


def wide_blocks(bundle: Bundle) -> tuple[Wide, ...]:
    """Every box, table, figure and chart of every publication; running text is none."""
    found: list[Wide] = []
    for family in bundle.families:
        blocks: defaultdict[str, list[Record]] = defaultdict(list)
        for row in bundle.family_rows(family):
            if row["source_kind"] != SourceKind.PROSE:
                blocks[str(row["block_id"])].append(row)
        found.extend(_wide(family, name, blocks[name]) for name in _in_order(family, blocks))
    return tuple(found)


def _in_order(family: ExportedFamily, blocks: Iterable[str]) -> list[str]:
    """The blocks as the family lists them."""
    listed = [*family.spec.blocks, *family.spec.charts] if family.spec else []
    return sorted(blocks, key=lambda name: (listed.index(name) if name in listed else len(listed), name))


def _wide(family: ExportedFamily, block_id: str, rows: Sequence[Record]) -> Wide:
    differing = [name for name in family.dimensions if len({row[name] for row in rows}) > 1]
    down = (*ALWAYS_DOWN, *(name for name in SOMETIMES_DOWN if len({row[name] for row in rows}) > 1))
    if not differing:
        return Wide(family, block_id, down, None, ((VALUE, {}),), tuple(rows))
    first = _leading(family, block_id, differing)
    others = [name for name in differing if name != first]
    order = {name: codes_of(family, name, {str(row[name]) for row in rows}) for name in differing}
    rows = sorted(rows, key=lambda row: _row_order(row, down, order[first], first))
    combinations = {tuple(str(row[name]) for name in others) for row in rows}
    ordered = sorted(
        combinations, key=lambda codes: [_place(order[name], code) for name, code in zip(others, codes, strict=True)]
    )
    across = [dict(zip(others, codes, strict=True)) for codes in ordered]
    return Wide(family, block_id, (*down, first), first, tuple(_named(across, (*down, first))), tuple(rows))


def _leading(family: ExportedFamily, block_id: str, differing: Sequence[str]) -> str:
    """The dimension whose classes are headings of the block or stand along the axis of the chart; else the first."""
    headings: str | None = None
    if family.spec and block_id in family.spec.blocks:
        headings = family.spec.blocks[block_id].group or family.spec.blocks[block_id].rows
    elif family.spec and block_id in family.spec.charts:
        headings = family.spec.charts[block_id].categories
    told = family.spec.vocabularies[headings].dimensions if family.spec and headings else ()
    return next((name for name in told if name in differing), differing[0])


def _named(across: Sequence[dict[str, str]], down: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each column with a short name, or with one that says all where short ones are not all different."""
    short = [_name(list(codes.values())) for codes in across]
    taken = [name.casefold() for name in (*short, *down)]
    for name, codes in zip(short, across, strict=True):
        clear = taken.count(name.casefold()) == 1
        yield (name if clear else ";".join(f"{one}={code}" for one, code in codes.items())), codes


def _row_order(row: Record, down: Sequence[str], codes: Sequence[str], dimension: str) -> tuple[list[str], int]:
    return [str(row[name]) for name in down], _place(codes, str(row[dimension]))


def _place(codes: Sequence[str], code: str) -> int:
    """Totals come first, then the classes in their order."""
    return -1 if code == TOTAL else codes.index(code)


def _name(codes: Sequence[str]) -> str:
    """``female_adult``; what is a total is left out, and ``all`` where everything is."""
    return "_".join(code.removeprefix("_") for code in codes if code != TOTAL) or (_ALL if codes else VALUE)


def view_names(blocks: Sequence[Wide]) -> list[str]:
    """``wide_<block>`` for each, with its publication where several have a block of that name."""
    names = [one.block_id for one in blocks]
    return [
        f"wide_{one.block_id}" if names.count(one.block_id) == 1 else f"wide_{one.family.name}_{one.block_id}"
        for one in blocks
    ]
