"""The output folder: one folder a report, put in place whole, and the tidy tables of all that are loaded."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import LoadError
from pipeline.load.files import cannot_write, csv_text, json_text, read_csv, replace_text, sha256_file, write_text
from pipeline.load.tables import POOLED_COLUMNS, Row, observation_columns, pooled_row

PROVENANCE = "provenance.json"
TIDY = "tidy"
POOLED = "observations.csv"
LOADED, REFUSED = "loaded", "refused"

_LEFTOVER = re.compile(r"\.(?P<kind>staged|old)-(?P<report>.+)-(?P<process>\d+)")


@dataclass(frozen=True, slots=True)
class Stored:
    """What the folder of a report says of its making.

    ``made_with`` has the digests and versions of all that the result depends on besides the PDF, ``files`` the digest
    of every file written.
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


class Store:
    """The folder that reports are loaded into."""

    def __init__(self, folder: Path) -> None:
        """Make sure that the folder can be written, and put away what an interrupted run left.

        Raises:
            LoadError: it cannot be written.
        """
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            probe = folder / f".probe-{os.getpid()}"
            probe.touch()
            probe.unlink()
            self._put_away_leftovers()
        except OSError as error:
            raise cannot_write(folder, error) from error

    def _put_away_leftovers(self) -> None:
        """Remove what runs that were killed left; bring a report back whose old folder was moved aside already."""
        for path in sorted(self.folder.glob(".*-*-*")):
            found = _LEFTOVER.fullmatch(path.name)
            if not found or _is_running(int(found["process"])):
                continue
            target = self.folder / found["report"]
            if found["kind"] == "old" and not target.exists():
                path.rename(target)
            else:
                shutil.rmtree(path)

    def reports(self) -> list[Stored]:
        """Every report with a folder here, loaded or refused, by report id."""
        paths = sorted(self.folder.glob(f"*/{PROVENANCE}"))
        return [_here(path) for path in paths if not path.parent.name.startswith(".")]

    def is_intact(self, stored: Stored) -> bool:
        """Tell whether all files of a report are there, as they were written."""
        folder = self.folder / stored.report_id
        try:
            return all(sha256_file(folder / name) == digest for name, digest in stored.files.items())
        except OSError:
            return False

    def stage(self, report_id: str, files: dict[str, str]) -> Path:
        """Write a report's files into a folder of their own that nobody reads yet.

        Raises:
            LoadError: they cannot be written.
        """
        folder = self.folder / f".staged-{report_id}-{os.getpid()}"
        shutil.rmtree(folder, ignore_errors=True)
        for name, text in files.items():
            write_text(folder / name, text)
        return folder

    def discard(self, staged: Path) -> None:
        """Remove a staged folder."""
        shutil.rmtree(staged, ignore_errors=True)

    def publish(self, staged: Path, stored: Stored) -> None:
        """Put a staged folder in the place of the report's old one.

        Raises:
            LoadError: it cannot be moved there.
        """
        write_text(staged / PROVENANCE, json_text(_provenance(stored)))
        target = self.folder / stored.report_id
        old = self.folder / f".old-{stored.report_id}-{os.getpid()}"
        try:
            if target.exists():
                target.rename(old)
            staged.rename(target)
        except OSError as error:
            if old.exists() and not target.exists():
                old.rename(target)
            raise cannot_write(target, error) from error
        shutil.rmtree(old, ignore_errors=True)

    def write_tidy(self) -> None:
        """Write the tables of all loaded reports: one a family, and one of all families.

        A facsimile never mixes with real data: its rows leave the tables as soon as a real report of its family is
        loaded.

        Raises:
            LoadError: a table cannot be written.
        """
        loaded = [one for one in self.reports() if one.status == LOADED]
        real = {one.family for one in loaded if not one.facsimile}
        kept = [one for one in loaded if not (one.facsimile and one.family in real)]
        rows = {one.report_id: self.rows_of(one) for one in kept}
        tidy = self.folder / TIDY
        _require_same_dimensions(kept)
        pooled: list[Row] = []
        for family in sorted({one.family for one in kept}):
            mine = [one for one in kept if one.family == family]
            together = [row for one in mine for row in rows[one.report_id]]
            replace_text(tidy / f"{family}.csv", csv_text(observation_columns(mine[0].dimensions), together))
            pooled.extend(pooled_row(row, mine[0].dimensions) for row in together)
        replace_text(tidy / POOLED, csv_text(POOLED_COLUMNS, pooled))
        _remove_other_tables(tidy, {f"{one.family}.csv" for one in kept} | {POOLED})

    def rows_of(self, report: Stored) -> list[Row]:
        """The observations of a report.

        Raises:
            LoadError: they cannot be read back.
        """
        return read_csv(self.folder / report.report_id / "observations.csv")

    def tidy(self) -> list[Row]:
        """The rows of all publications that are loaded.

        Raises:
            LoadError: they cannot be read back.
        """
        return read_csv(self.folder / TIDY / POOLED)

    def write_text(self, name: str, text: str) -> None:
        """Write a file about all reports.

        Raises:
            LoadError: it cannot be written.
        """
        replace_text(self.folder / name, text)


def _is_running(process: int) -> bool:
    """Tell whether another process has this id: one that writes here at the same time as we do."""
    if process == os.getpid():
        return False  # in a container every run may have the same id
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _require_same_dimensions(reports: Sequence[Stored]) -> None:
    first: dict[str, Stored] = {}
    for one in reports:
        other = first.setdefault(one.family, one)
        if one.dimensions != other.dimensions:
            raise LoadError(
                f"has not the dimensions of {other.report_id}: one was loaded before the family changed",
                source=one.report_id,
                remedy="Run again over all reports of the family",
            )


def _remove_other_tables(tidy: Path, kept: set[str]) -> None:
    for path in tidy.glob("*.csv"):
        if path.name not in kept:
            path.unlink()


def _provenance(stored: Stored) -> dict[str, Any]:
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
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _not_ours(path, f"cannot be understood ({error})") from error


def _not_ours(path: Path, what: str) -> LoadError:
    return LoadError(what, source=f"{path.parent.name}/{path.name}", remedy="Take that folder away and run again")
