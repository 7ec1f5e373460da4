"""Text files written whole: UTF-8, line feeds, the same bytes for the same content."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import LoadError
from pipeline.load.tables import Row


def csv_text(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """A CSV table as of RFC 4180, but with line feeds only.

    Raises:
        ValueError: a row has other columns.
    """
    stream = _LineFeeds()
    writer = csv.writer(stream, lineterminator=_LineFeeds.ENDING)
    writer.writerow(columns)
    writer.writerows(_cells(row, columns) for row in rows)
    return stream.getvalue()


def _cells(row: Row, columns: Sequence[str]) -> list[str]:
    wrong = sorted(row.keys() ^ set(columns))
    if wrong:
        raise ValueError(f"columns that are missing or unknown: {', '.join(wrong)}")
    return [row[column] for column in columns]


class _LineFeeds(io.StringIO):
    """Ends rows with a line feed alone.

    Python 3.11 quotes a carriage return only if it ends rows; unquoted it would end one for whoever reads the table.
    """

    ENDING = "\r\n"

    def write(self, row: str) -> int:
        return super().write(row.removesuffix(self.ENDING) + "\n")


def read_csv(path: Path) -> list[Row]:
    """All rows of a CSV table, as text.

    Raises:
        LoadError: the file cannot be read.
    """
    return list(stream_csv(path))


def stream_csv(path: Path) -> Iterator[Row]:
    """The rows of a CSV table one after the other, as text.

    Raises:
        LoadError: the file cannot be read.
    """
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            yield from csv.DictReader(stream)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LoadError(f"cannot be read back ({error})", source=path.name) from error


def json_text(content: Any) -> str:
    """JSON that people can read and compare line by line."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def write_text(path: Path, text: str) -> None:
    """Write a file inside a folder that nobody reads yet.

    Raises:
        LoadError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise cannot_write(path, error) from error


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write files by their names below a folder that nobody reads yet.

    Raises:
        LoadError: they cannot be written.
    """
    for name, text in files.items():
        write_text(folder / name, text)


def replace_text(path: Path, text: str) -> None:
    """Write a file that others may be reading: they see the old content or the new, never a part.

    Raises:
        LoadError: it cannot be written.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    write_text(draft, text)
    try:
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise cannot_write(path, error) from error


def cannot_write(path: Path, error: OSError) -> LoadError:
    """The error for a path that the system does not let us write."""
    return LoadError(
        f"cannot be written ({error.strerror})", source=str(path), remedy="Choose another folder with --out, or free it"
    )


def sha256_text(text: str) -> str:
    """Hexadecimal SHA-256 of a text's UTF-8 bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


def sha256_file(path: Path) -> str:
    """Hexadecimal SHA-256 of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
