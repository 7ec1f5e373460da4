"""What a report is called that no family describes: after its file."""

from __future__ import annotations

from pipeline.model.document import Document
from pipeline.model.report import Report
from pipeline.model.slug import slug_of
from pipeline.normalise.identify import FIRST_VINTAGE
from pipeline.spec.loading import AUTO

LONGEST_NAME = 60
"""Characters of a file's name in a report's id, so that every file system takes its folder."""


def auto_report(document: Document, year: int, vintage: str) -> Report:
    """The report of a file; where its name has no letter or digit that can be kept, by its content."""
    stem = document.name.rpartition(".")[0] or document.name
    name = slug_of(stem)[:LONGEST_NAME].strip("-") or document.sha256[:12]
    parts = [AUTO, name, *([f"v{slug_of(vintage)}"] if vintage != FIRST_VINTAGE else [])]
    return Report("-".join(parts), AUTO, year, vintage, document.name, document.sha256, is_facsimile=False)
