"""The formats of exports by name, and writing one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.load.export.csv_on_the_web import write_csvw
from pipeline.load.export.data_package import write_data_package
from pipeline.load.export.delimited import write_csv
from pipeline.load.export.model import Bundle
from pipeline.load.export.sdmx import write_sdmx
from pipeline.load.export.target import is_our_folder, is_our_workbook, mark_folder, put_in_place

FOLDER = "export"
"""Where exports go inside the folder of the results, if nothing else is said."""

FILE = "tables"

_FOLDERS: dict[str, Callable[[Bundle, Path], None]] = {
    "csv": write_csv,
    "datapackage": write_data_package,
    "csvw": write_csvw,
    "sdmx-csv": write_sdmx,
}


@dataclass(frozen=True, slots=True)
class _Format:
    """A way of writing: where it goes by default, how it is written, and how an earlier export of it is known."""

    place: str
    write: Callable[[Path], None]
    is_ours: Callable[[Path], bool]


def export_bundle(bundle: Bundle, format_name: str, out: Path, target: Path | None) -> Path:
    """Write what was collected from ``out``; where it went.

    Raises:
        UsageError: there is no such format, or a package that it needs is missing.
        LoadError: it cannot be written, or something else is there.
    """
    made = _format(bundle, format_name, out, target)
    place = target or out / FOLDER / made.place
    put_in_place(made.write, place, made.is_ours)
    return place


def _format(bundle: Bundle, name: str, out: Path, target: Path | None) -> _Format:
    if name == "duckdb":
        from pipeline.load.export import duckdb_file  # noqa: PLC0415 -- only this format needs the library

        return _Format(f"{FILE}.duckdb", partial(duckdb_file.write_duckdb, bundle), duckdb_file.is_our_database)
    if name == "xlsx":
        from pipeline.load.export import workbook  # noqa: PLC0415 -- as above

        place = f"{FILE}.xlsx"
        folder = (target or out / FOLDER / place).absolute().parent
        write = partial(workbook.write_xlsx, bundle, results=workbook.way_to(out, folder))
        return _Format(place, write, is_our_workbook)
    if name == "parquet":
        from pipeline.load.export import parquet  # noqa: PLC0415 -- as above

        return _folder(name, partial(parquet.write_parquet, bundle))
    if name not in _FOLDERS:
        raise UsageError(f"unknown format {name!r}", remedy=f"Known are {', '.join(FORMATS)}")
    return _folder(name, partial(_FOLDERS[name], bundle))


def _folder(name: str, write: Callable[[Path], None]) -> _Format:
    def write_and_mark(target: Path) -> None:
        write(target)
        mark_folder(target, name)

    return _Format(name, write_and_mark, partial(is_our_folder, format_name=name))


FORMATS = ("csv", "parquet", "duckdb", "xlsx", "datapackage", "csvw", "sdmx-csv")
