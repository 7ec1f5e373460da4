"""The output folder as it is: one folder a report, each with a file that says how it was made."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import LoadError
from pipeline.load.files import read_csv, sha256_file
from pipeline.load.tables import Row

PROVENANCE = "provenance.json"
OBSERVATIONS = "observations.csv"
FINDINGS = "findings.json"
TIDY = "tidy"
LOADED, REFUSED = "loaded", "refused"


@dataclass(frozen=True, slots=True)
class Stored:
    """What the folder of a report says of its making.

    ``made_with`` has the digests and versions of all that the result depends on besides the PDF, ``files`` the digest
    of every file written, ``reading`` what pdfium counts in the PDF and what was done to it in memory before that.
    """

    report_id: str
    status: str
    source_name: str
    source_sha256: str
    made_with: dict[str, str]
    family: str
    edition_year: int
    dimensions: tuple[str, ...]
    facsimile: bool
    summary: dict[str, int]
    files: dict[str, str]
    reading: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Store:
    """The folder of results, to read what is in it.

    Reports in the folder ``pending``, if there is one, are made but not yet in place; they count before those that are.
    """

    folder: Path
    pending: Path | None = None

    def reports(self) -> list[Stored]:
        """Every report with a folder here, loaded or refused, by report id."""
        return self._reports(lambda _: True)

    def editions_before(self, family: str, year: int) -> list[Stored]:
        """The reports of a publication whose edition may be earlier, by report id; the others are not looked at."""
        edition = re.compile(re.escape(family) + r"-(\d+)(?:-.*)?")

        def is_earlier(name: str) -> bool:
            found = edition.fullmatch(name)
            return found is not None and int(found[1]) < year

        return self._reports(is_earlier)

    def _reports(self, is_wanted: Callable[[str], bool]) -> list[Stored]:
        found = {one.report_id: one for folder in self._folders() for one in _reports_in(folder, is_wanted)}
        return [found[report_id] for report_id in sorted(found)]

    def _folders(self) -> tuple[Path, ...]:
        return (self.folder,) if self.pending is None else (self.folder, self.pending)

    def folder_of(self, report_id: str) -> Path:
        """Where the files of a report are."""
        waiting = self.pending / report_id if self.pending is not None else None
        return waiting if waiting is not None and waiting.exists() else self.folder / report_id

    def is_intact(self, stored: Stored) -> bool:
        """Tell whether all files of a report are there, as they were written."""
        folder = self.folder_of(stored.report_id)
        try:
            return all(sha256_file(folder / name) == digest for name, digest in stored.files.items())
        except OSError:
            return False

    def rows_of(self, report: Stored) -> list[Row]:
        """The observations of a report.

        Raises:
            LoadError: they cannot be read back.
        """
        return read_csv(self.folder_of(report.report_id) / OBSERVATIONS)

    def captions_of(self, report: Stored) -> dict[str, tuple[int, float, float]]:
        """Page, top and left edge of the captions of blocks of which no number was read, as its findings tell.

        Raises:
            LoadError: they cannot be read back.
        """
        path = self.folder_of(report.report_id) / FINDINGS
        try:
            return {
                one["id"].rsplit(":", 1)[-1]: (place["page"], place["boxes"][0][1], place["boxes"][0][0])
                for one in json.loads(path.read_text(encoding="utf-8"))["findings"]
                if one["kind"] == "block_not_read"
                for place in one["places"]
            }
        except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
            raise _not_ours(path, f"cannot be understood ({error})") from error

    def pooled(self) -> list[Stored]:
        """The reports that the tidy tables have.

        A facsimile never mixes with real data: its rows leave the tables as soon as a real report of its family is
        loaded.
        """
        loaded = [one for one in self.reports() if one.status == LOADED]
        real = {one.family for one in loaded if not one.facsimile}
        return [one for one in loaded if not (one.facsimile and one.family in real)]


def _reports_in(folder: Path, is_wanted: Callable[[str], bool]) -> list[Stored]:
    named = (one for one in folder.iterdir() if not one.name.startswith(".") and is_wanted(one.name))
    paths = (one / PROVENANCE for one in sorted(named))
    return [_here(path) for path in paths if path.exists()]


def provenance_of(stored: Stored) -> dict[str, Any]:
    """The content of a report's ``provenance.json``."""
    return {
        "report_id": stored.report_id,
        "status": stored.status,
        "source": {"name": stored.source_name, "sha256": stored.source_sha256},
        "family": stored.family,
        "edition_year": stored.edition_year,
        "dimensions": list(stored.dimensions),
        "facsimile": stored.facsimile,
        "made_with": stored.made_with,
        "summary": stored.summary,
        "files": stored.files,
        "reading": stored.reading,
    }


def _here(path: Path) -> Stored:
    stored = read_provenance(path)
    if stored.report_id != path.parent.name:
        raise _not_ours(path, f"is of report {stored.report_id}")
    return stored


def read_provenance(path: Path) -> Stored:
    """What the folder of a report says of its making, wherever that folder is.

    Raises:
        LoadError: it cannot be understood.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Stored(
            report_id=content["report_id"],
            status=content["status"],
            source_name=content["source"]["name"],
            source_sha256=content["source"]["sha256"],
            made_with=content["made_with"],
            family=content["family"],
            edition_year=content.get("edition_year", 0),  # folders of an older version do not say
            dimensions=tuple(content["dimensions"]),
            facsimile=content["facsimile"],
            summary=content["summary"],
            files=content["files"],
            reading=content.get("reading", {}),  # likewise
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _not_ours(path, f"cannot be understood ({error})") from error


def _not_ours(path: Path, what: str) -> LoadError:
    return LoadError(what, source=f"{path.parent.name}/{path.name}", remedy="Take that folder away and run again")
