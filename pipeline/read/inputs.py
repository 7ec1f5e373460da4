"""The files that a person names: PDFs, and folders that stand for the PDFs in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import ReadError, UsageError
from pipeline.read.engines import readable


def pdf_files(inputs: Iterable[str | Path]) -> list[Path]:
    """The files that the inputs name: a folder stands for the PDFs directly inside it, by name.

    Raises:
        UsageError: an input does not exist, or is a folder without a PDF.
    """
    files: dict[Path, None] = {}
    for one in inputs:
        path = Path(one)
        if path.is_dir():
            inside = sorted(file for file in path.iterdir() if file.suffix.lower() == ".pdf")
            if not inside:
                raise UsageError(f"{one}: no PDF in this folder", remedy="Put reports there, or name another place")
            files |= dict.fromkeys(inside)
        elif path.exists():
            files[path] = None
        else:
            raise UsageError(f"{one}: no such file or folder")
    return list(files)


def one_file(given: str | Path) -> Path:
    """The file of that name.

    Raises:
        UsageError: it does not exist, or is a folder.
    """
    path = Path(given)
    if path.is_dir():
        raise UsageError(f"{given}: is a folder", remedy="Name one PDF")
    if not path.exists():
        raise UsageError(f"{given}: no such file")
    return path


def sha256_of(path: Path) -> str:
    """Hexadecimal SHA-256 of a file.

    Raises:
        ReadError: the file cannot be opened.
    """
    require_ordinary(path)
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ReadError(f"cannot be opened ({error.strerror})", source=path.name) from error


def require_ordinary(path: Path) -> None:
    """Raise a ReadError for what is neither file nor folder: a pipe would be waited for."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise ReadError("no ordinary file", source=readable(path.name))
