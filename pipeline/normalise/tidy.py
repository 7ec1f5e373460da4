"""Coded entries to observations: facts in the family's cube, ids, status."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.model.observation import Fact, Observation, escaped
from pipeline.model.report import Report
from pipeline.normalise.coding import CodedBlock, CodedEntry
from pipeline.normalise.facts import count_fact
from pipeline.spec.schema import FamilySpec

EXACT = Decimal(0)


def observations_of(blocks: Sequence[CodedBlock], report: Report, spec: FamilySpec) -> tuple[Observation, ...]:
    """One observation a coded entry; their ids are still to be numbered (``numbered``)."""
    result = []
    for block in blocks:
        for coded in block.entries:
            fact = fact_of(coded, block.block_id, report, spec)
            result.append(
                Observation(
                    observation_id=escaped(report.report_id),
                    fact=fact,
                    unit=spec.blocks[block.block_id].unit,
                    value=coded.value,
                    qualifier="exact",
                    tolerance=EXACT,
                    obs_status="A",
                    source_kind=block.kind,
                    block_id=block.block_id,
                    number=coded.entry.number,
                    entry=coded.entry,
                    label_printed=coded.row,
                    group_printed=coded.group,
                )
            )
    return tuple(result)


def fact_of(coded: CodedEntry, block_id: str, report: Report, spec: FamilySpec) -> Fact:
    """The cell that an entry is about; dimensions that it does not name are totals, those that cannot apply `_Z`."""
    return count_fact(coded.codes, spec.blocks[block_id].measure, report, spec)
