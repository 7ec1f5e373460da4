"""The end of a run: the tables of all reports, and their index, where anything changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.load.files import sha256_text
from pipeline.load.open_store import OpenStore
from pipeline.load.provenance import code_digest
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
        _write_index(store, (*families, auto_family()))
    store.commit()


def _write_index(store: OpenStore, families: Sequence[Family]) -> None:
    """The page says itself what it was made of; if that is the same it stays as it is."""
    reports = store.reports()
    told = [code_digest(), *(family.sha256 for family in families), *(repr(one) for one in reports)]
    made_of = sha256_text("\n".join(told))
    before = store.folder / INDEX_PAGE
    if before.exists() and f'"{made_of}"' in before.read_text(encoding="utf-8"):
        return
    from pipeline.report.index_page import IndexLine, index_page  # noqa: PLC0415 -- only where anything changed

    verdicts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for report in (one for one in reports if one.status == LOADED):
        verdicts[report.report_id].update(row["verdict"] for row in store.rows_of(report))
    lines = [
        IndexLine(
            report_id=one.report_id,
            family=one.family,
            edition_year=one.edition_year,
            source_name=one.source_name,
            is_loaded=one.status == LOADED,
            summary=one.summary,
            verdicts=verdicts[one.report_id],
        )
        for one in reports
    ]
    specs = {family.spec.family: family.spec for family in families}
    store.write_text(INDEX_PAGE, index_page(lines, store.tidy(), specs, made_of))
