"""Bounds: what cells that are not printed may be by all the numbers that are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.model.observation import NOT_APPLICABLE, TOTAL, UNKNOWN, Fact
from pipeline.model.verdict import Bound
from pipeline.spec.schema import FamilySpec
from pipeline.validate.cells import is_counted, with_codes
from pipeline.validate.expressions import Values, sums_of
from pipeline.validate.relations import Relation, falls_short
from pipeline.validate.solver import Matrix, span_of
from pipeline.validate.telling import Telling

MOST_CLASSES = 40
"""Of a sum with more classes missing than this, no bounds are worked out: they would say little of each."""

Missing = tuple[tuple[Fact, str], ...]
"""Cells that are not printed, and the id of the sum that each is missing from."""


def missing_cells(relations: Iterable[Relation], told: Iterable[Relation], values: Values, telling: Telling) -> Missing:
    """The classes missing from sums that fall short, and the counts that a printed share or change needs."""
    found: dict[Fact, str] = {}
    for relation in told:
        if relation.kind == "sum" and falls_short(relation, values):
            for cell in _classes_missing(relation, telling.spec):
                found.setdefault(cell, relation.check_id)
    for relation in relations:
        if relation.owner:
            for cell in _counts_in(relation):
                found.setdefault(cell, "")
    return tuple((cell, check) for cell, check in found.items() if telling.tell(cell) is None)


def bounds_of(missing: Missing, matrix: Matrix) -> tuple[Bound, ...]:
    """What each may be; none where the printed numbers contradict each other."""
    found = []
    for cell, check_id in missing:
        span = span_of(matrix, cell) if cell in matrix.columns else None
        if span is not None:
            found.append(Bound(cell, *span, check_id))
    return tuple(found)


def _classes_missing(relation: Relation, spec: FamilySpec) -> Sequence[Fact]:
    """The classes of a sum that are not among its parts: of a code list, or of the rows of its block."""
    *parts, total = [one.fact for one in relation.observations]
    dimensions = [name for name, code in parts[0].codes if code != total.code(name)]
    if len(dimensions) == 1:
        (name,) = dimensions
        classes = [{name: code} for code in (*spec.dimensions[name].codes, UNKNOWN)]
    else:
        block = spec.blocks.get(relation.block_id)
        labels = spec.vocabularies[block.rows].labels if block is not None else ()
        classes = [label.codes for label in labels if set(label.codes) == set(dimensions)]
    cells = [with_codes(total, codes) for codes in classes]
    missing = [cell for cell in dict.fromkeys(cells) if cell not in parts]
    return missing if len(missing) <= MOST_CLASSES else []


def _counts_in(relation: Relation) -> Iterator[Fact]:
    for side in (relation.left, relation.right):
        for one in sums_of(side):
            yield from (leaf for leaf in one.terms if isinstance(leaf, Fact) and _is_plain(leaf))


def _is_plain(cell: Fact) -> bool:
    return is_counted(cell) and any(code not in {TOTAL, NOT_APPLICABLE} for _, code in cell.codes)
