"""Rank relations: a printed place in an order against the counts of the classes that are ordered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.model.observation import Observation
from pipeline.validate.cells import counted_cell, is_new
from pipeline.validate.expressions import Place, Sum
from pipeline.validate.relations import Relation, Sign

UNCERTAIN = {"_O", "_U"}


def rank_relations(observations: Sequence[Observation]) -> Iterable[Relation]:
    """No more classes told than the rank leaves room for are larger; those that are not told may be.

    A class that the family does not know may be the one ranked, under another name.
    """
    counts = [one.fact for one in observations if one.fact.is_count and one.qualifier == "exact"]
    for one in observations:
        dimension = one.fact.about
        if one.fact.measure != "rank" or one.value is None or dimension not in dict(one.fact.codes):
            continue
        mine = counted_cell(one.fact)
        others = [
            cell
            for cell in dict.fromkeys(counts)
            if cell != mine
            and (cell.measure, cell.time_period, cell.period_kind) == (mine.measure, mine.time_period, mine.period_kind)
            and not cell.code(dimension).startswith("_")
            and not is_new(cell, dimension)
            and all(code == mine.code(name) for name, code in cell.codes if name != dimension)
        ]
        yield Relation(
            check_id=f"rank:{one.observation_id}",
            block_id=one.block_id,
            left=Place(Sum((mine,)), tuple(Sum((cell,)) for cell in others)),
            sign=Sign.AT_MOST,
            right=Sum((one,)),
            owner=one.observation_id,
        )
