"""The tidy rows as a table to look at; columns that say the same in every row of the report are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.observation import Observation
from pipeline.model.verdict import Assessed
from pipeline.report.rows import RowView
from pipeline.report.words import digits

_ALWAYS = ("printed", "value", "label_printed", "page")
"""Columns that are shown whatever they say."""


NUMERIC = frozenset({"value", "tolerance", "page", "checks"})
"""Columns of numbers, set to the right."""


@dataclass(frozen=True, slots=True)
class TidyRow:
    """One row: the name of the number's row on this page, and its cells."""

    row: RowView
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TidyTable:
    """Column names as in ``observations.csv``, and the rows in its order."""

    columns: tuple[str, ...]
    rows: tuple[TidyRow, ...]


def tidy_table(observations: Sequence[Assessed], rows: Sequence[RowView]) -> TidyTable:
    """The rows of ``observations.csv`` with what a person looks for."""
    row_of = {anchor: row for row in rows for anchor in row.anchors if anchor}
    full = [_cells(one) for one in observations]
    columns = list(dict.fromkeys(name for cells in full for name in cells))
    shown = [name for name in columns if name in _ALWAYS or len({cells.get(name, "") for cells in full}) > 1]
    return TidyTable(
        tuple(shown),
        tuple(
            TidyRow(row_of[one.observation.observation_id], tuple(cells.get(name, "") for name in shown))
            for one, cells in zip(observations, full, strict=True)
        ),
    )


def _cells(assessed: Assessed) -> dict[str, str]:
    one: Observation = assessed.observation
    return {
        "printed": one.number.text,
        "value": "" if one.value is None else digits(one.value),
        "unit": one.unit,
        "group_printed": one.group_printed,
        "label_printed": one.label_printed,
        "time_period": one.fact.time_period,
        "measure": one.fact.measure,
        **dict(one.fact.codes),
        "base_measure": one.fact.base_measure,
        "about": one.fact.about,
        "period_kind": one.fact.period_kind,
        "share_base": one.fact.share_base,
        "compared_to": one.fact.compared_to,
        "qualifier": one.qualifier,
        "tolerance": digits(one.tolerance),
        "obs_status": one.obs_status,
        "block_id": one.block_id,
        "page": str(one.number.page),
        "verdict": assessed.verdict,
        "checks": str(assessed.checks),
    }
