"""Written tables as data frames with the types that expectations see."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import LoadError

if TYPE_CHECKING:
    import pandas as pd

NUMBER_COLUMNS = frozenset(
    {"page", "x0", "top", "x1", "bottom", "edition_year", "value", "tolerance", "checks", "left", "right", "difference"}
)
"""Columns that expectations see as numbers, in every table; all others are text. An empty cell is null in both."""

_DECIMAL = re.compile(r"-?\d+(?:\.\d+)?")


def read_table(path: Path) -> pd.DataFrame:
    """A written table, numbers in ``NUMBER_COLUMNS`` and text elsewhere, rows counted from 1."""
    import pandas as pd  # noqa: PLC0415

    from pipeline.validate.remembering_frame import RememberingFrame  # noqa: PLC0415 -- pandas: half a second

    header, rows = _read_csv(path)
    columns = {
        name: [_number(row[at], path, name, line) for line, row in enumerate(rows, start=1)]
        if name in NUMBER_COLUMNS
        else [row[at] or None for row in rows]
        for at, name in enumerate(header)
    }
    types = {name: "float64" if name in NUMBER_COLUMNS else "str" for name in header}
    return RememberingFrame(pd.DataFrame(columns, index=range(1, len(rows) + 1)).astype(types))


def _read_csv(path: Path) -> tuple[list[str], list[list[str]]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LoadError(f"cannot be read as CSV ({error})", source=path.name) from error
    if not rows:
        raise LoadError("has no header", source=path.name)
    header, *body = rows
    for number, row in enumerate(body, start=1):
        if len(row) != len(header):
            raise LoadError(f"row {number} has {len(row)} cells, the header {len(header)}", source=path.name)
    return header, body


def _number(text: str, path: Path, column: str, row: int) -> float | None:
    if not text:
        return None
    if not _DECIMAL.fullmatch(text):
        raise LoadError(f"row {row}: {text!r} in column {column!r} is no decimal number", source=path.name)
    return float(text)
