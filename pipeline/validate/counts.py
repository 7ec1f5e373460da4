"""Count relations: a printed number of classes against the classes that the report shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.model.observation import NOT_APPLICABLE, TOTAL, Fact, Observation
from pipeline.spec.schema import BlockSpec, FamilySpec
from pipeline.validate.expressions import Sum, Tally
from pipeline.validate.relations import Relation, Sign
from pipeline.validate.shares import margin_of


def count_relations(observations: Sequence[Observation], spec: FamilySpec) -> Iterable[Relation]:
    """As many classes as a closed block shows; elsewhere at least those of which the report tells persons."""
    cells = list(dict.fromkeys(one.fact for one in observations if one.fact.is_count and one.qualifier == "exact"))
    closed = {one.fact for one in observations if one.block_id in spec.blocks and one.fact.is_count}
    for one in observations:
        dimension, _, scope = one.fact.about.partition(":")
        if one.fact.measure != "category_count" or scope != "observed" or one.value is None:
            continue
        classes = [cell for cell in cells if _is_class(cell, one.fact, dimension)]
        codes = {name: code for name, code in one.fact.codes if code not in {TOTAL, NOT_APPLICABLE}}
        shown = any(lists_all(block, codes, dimension, spec) for block in spec.blocks.values())
        complete = shown and bool(classes) and all(cell in closed for cell in classes)
        at_least, at_most = (one.qualifier in ends for ends in ({"at_least", "lower"}, {"at_most", "upper"}))
        if at_least and not complete:
            continue
        number, tally = Sum((one,)), Tally(tuple(Sum((cell,)) for cell in classes))
        yield Relation(
            check_id=f"count:{one.observation_id}",
            block_id=one.block_id,
            left=number if at_least else tally,
            sign=Sign.EQUAL if complete and not at_least and not at_most else Sign.AT_MOST,
            right=tally if at_least else number,
            tolerance=margin_of(one),
            owner=one.observation_id,
        )


def _is_class(cell: Fact, counted: Fact, dimension: str) -> bool:
    """Whether a cell is of a class of the dimension that is neither other nor unknown, and else as counted."""
    if (cell.measure, cell.time_period, cell.period_kind) != (counted.base_measure, counted.time_period, "total"):
        return False
    others = all(code == counted.code(name) for name, code in cell.codes if name != dimension)
    return others and not cell.code(dimension).startswith("_")


def lists_all(block: BlockSpec, codes: Mapping[str, str], dimension: str, spec: FamilySpec) -> bool:
    """Whether a block has a row for every class of the dimension, for exactly the persons of the codes."""
    around = {name: code for name, code in codes.items() if name != dimension}
    of_rows = spec.vocabularies[block.rows].dimensions == (dimension,)
    return of_rows and block.rows_closure == "closed" and block.group is None and block.codes == around
