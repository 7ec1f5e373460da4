"""Where an export goes: written whole or not at all, and never over what is no earlier export of ours."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.errors import LoadError
from pipeline.load.files import cannot_write, json_text, write_text
from pipeline.load.tables import SCHEMA_VERSION

MARK = "export.json"
"""The file by which a folder is known as an export of ours; it names the others."""

MADE_BY = "pipeline export"
"""What marks an export of ours, in whatever place its format has for it."""


def mark_of(format_name: str) -> dict[str, Any]:
    """What an export says of itself."""
    return {"made_by": MADE_BY, "format": format_name, "schema_version": SCHEMA_VERSION}


def put_in_place(write: Callable[[Path], None], target: Path, is_ours: Callable[[Path], bool]) -> None:
    """Write beside the target and then take its place.

    Raises:
        LoadError: what is there is not ours, or it cannot be written.
    """
    target = target.absolute()
    require_ours(target, is_ours)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    _remove(draft)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write(draft)
        _replace(draft, target)
    except OSError as error:
        raise cannot_write(target, error) from error
    finally:
        _remove(draft)


def require_ours(target: Path, is_ours: Callable[[Path], bool]) -> None:
    """Make sure that nothing is lost: there is nothing at the target, or an export that we wrote.

    Raises:
        LoadError: there is something else.
    """
    if target.is_symlink() or (target.exists() and not is_ours(target)):
        raise LoadError(
            "is there already and is no earlier export of this format",
            source=str(target),
            remedy="Name another place with --to, or take it away",
        )


def _replace(draft: Path, target: Path) -> None:
    """A folder cannot take the place of another one: the old one goes aside first, and comes back if that fails."""
    if not target.is_dir():
        draft.replace(target)
        return
    old = target.with_name(f".{target.name}.old-{os.getpid()}")
    _remove(old)
    target.rename(old)
    try:
        draft.rename(target)
    except OSError:
        old.rename(target)
        raise
    _remove(old)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def mark_folder(folder: Path, format_name: str) -> None:
    """Write down that a folder is an export of ours, and what belongs to it."""
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    write_text(folder / MARK, json_text(mark_of(format_name) | {"files": files}))


def is_our_folder(folder: Path, format_name: str) -> bool:
    """Tell whether a folder is an export of ours of this format, with no other file in it."""
    try:
        content = json.loads((folder / MARK).read_text(encoding="utf-8"))
        named = {*content["files"], MARK}
        ours = (content["made_by"], content["format"]) == (MADE_BY, format_name)
    except (OSError, ValueError, KeyError, TypeError):
        return False
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    return ours and found <= named


def is_our_workbook(path: Path) -> bool:
    """Tell whether a file is a workbook that we wrote."""
    try:
        with zipfile.ZipFile(path) as archive:
            return f">{MADE_BY}<".encode() in archive.read("docProps/core.xml")
    except (OSError, KeyError, zipfile.BadZipFile):
        return False
