"""Where the PDFs of loaded reports are from, as ``sources.yml`` says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.load.export.model import Source
from pipeline.load.store import PROVENANCE, read_provenance
from pipeline.spec import sources


def origins(out: Path, pdfs: Path) -> dict[str, Source]:
    """Sources by the digest of the PDF.

    One that gives no digest is that of the file of its name, if a report was loaded from such a file.

    Raises:
        SpecError: ``sources.yml`` says something that it may not say.
        LoadError: the folder of a report cannot be understood.
    """
    listed = sources.load_sources(pdfs)
    found = {one.sha256: _told(one) for one in listed.values() if one.sha256}
    for digest, name in _files_read(out).items():
        one = listed.get(name)
        if one is not None and not one.sha256:
            found.setdefault(digest, _told(one))
    return found


def _files_read(out: Path) -> Mapping[str, str]:
    """Names of the PDFs that reports were loaded from, by digest; results that were copied may not tell them."""
    told = [read_provenance(path) for path in sorted(out.glob(f"*/{PROVENANCE}"))]
    return {one.source_sha256: one.source_name for one in told}


def _told(one: sources.Source) -> Source:
    return Source("", one.title, one.publisher, one.landing_page or "", one.licence or "")
