"""The end of a run: the tables of all reports, and their index, where anything changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.load.open_store import OpenStore
from pipeline.load.store import LOADED
from pipeline.spec.loading import Family, auto_family

INDEX_PAGE = "index.html"


def tidy_up(store: OpenStore, families: Sequence[Family] | None) -> None:
    """Make the tidy tables, and the index with the names that ``families`` have; without them it stays as it is.

    Raises:
        LoadError: a table cannot be written or read back.
    """
    store.write_tidy()
    if families is not None:
        from pipeline.report.index_page import IndexLine, index_page  # noqa: PLC0415

        specs = {family.spec.family: family.spec for family in (*families, auto_family())}
        lines = [
            IndexLine(
                report_id=one.report_id,
                family=one.family,
                edition_year=one.edition_year,
                source_name=one.source_name,
                is_loaded=one.status == LOADED,
                summary=one.summary,
                verdicts=Counter(row["verdict"] for row in store.rows_of(one)) if one.status == LOADED else {},
            )
            for one in store.reports()
        ]
        store.write_text(INDEX_PAGE, index_page(lines, store.tidy(), specs))
    store.commit()
