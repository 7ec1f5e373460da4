"""The output folder while a run writes: all that it makes waits aside, and takes its place at the end.

Until then the folder is as it was. ``.pending`` becomes ``.ready`` in one step, and from there on the next run (or this
one) carries the rest through, whenever it was interrupted. So whoever kills a run finds the old state or gets the new.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from uuid import uuid4

from pipeline.errors import LoadError
from pipeline.load.dataset import DATASET
from pipeline.load.files import cannot_write, json_text, stream_csv, write_files, write_text
from pipeline.load.store import OBSERVATIONS, PROVENANCE, TIDY, Store, Stored, provenance_of
from pipeline.load.tables import Row
from pipeline.load.tidy_tables import CONTENTS, POOLED, read_contents, write_tables

PENDING, READY = ".pending", ".ready"
"""What is made, and what takes its place now: folders of reports, and files beside them that say where they go."""

REPORTS, TABLES, STAGED, REPLACED, KEPT = "reports", "tables", "staged", "replaced", "kept"


@contextmanager
def opened(folder: Path) -> Iterator[OpenStore]:
    """The folder of results, for one run at a time; what an interrupted run left is carried through or kept.

    Raises:
        LoadError: it cannot be written, or another run is writing there.
    """
    lock = _locked(folder)
    try:
        yield OpenStore.ready(folder)
    finally:
        if not any((folder / PENDING / REPORTS).glob("*")):
            shutil.rmtree(folder / PENDING, ignore_errors=True)
        os.close(lock)


def carry_through(folder: Path) -> None:
    """Make the folder whole for whoever reads it, where a run was interrupted while it put its results in place.

    Raises:
        LoadError: it cannot be written, or a run is writing there.
    """
    if (folder / READY).exists():
        with opened(folder):
            pass


def _locked(folder: Path) -> int:
    """A lock on the folder that goes with the process, however it ends."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise cannot_write(folder, error) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(lock)
        remedy = "Wait until it has ended, or choose another folder with --out"
        raise LoadError("another run is writing here", source=str(folder), remedy=remedy) from error
    return lock


@dataclass(frozen=True, slots=True)
class OpenStore(Store):
    """The folder of results, and what waits to take its place there."""

    @classmethod
    def ready(cls, folder: Path) -> OpenStore:
        """The folder in a whole state, and room for what is made.

        Raises:
            LoadError: it cannot be written.
        """
        pending = folder / PENDING
        try:
            _put_in_place(folder)
            for name in (STAGED, KEPT):
                _remove(pending / name)
            for name in (REPORTS, TABLES, STAGED, KEPT):
                (pending / name).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(folder, error) from error
        return cls(folder, pending / REPORTS)

    def publish(self, stored: Stored, files: dict[str, str]) -> None:
        """Let a report wait for its place, whole.

        Raises:
            LoadError: it cannot be written.
        """
        _require_inside(stored.report_id, *files)
        staged = self._waiting(STAGED) / stored.report_id
        target = self._waiting(REPORTS) / stored.report_id
        replaced = self._waiting(STAGED) / f".{stored.report_id}"
        try:
            for folder in (staged, replaced):
                _remove(folder)  # of a worker that was killed over it
            write_files(staged, files)
            write_text(staged / PROVENANCE, json_text(provenance_of(stored)))
            if target.exists():
                target.rename(replaced)
            staged.rename(target)
        except OSError as error:
            raise cannot_write(target, error) from error
        finally:
            shutil.rmtree(staged, ignore_errors=True)
            shutil.rmtree(replaced, ignore_errors=True)

    def keep(self, content: bytes) -> Path:
        """Write down what this run needs again; nothing of it stays.

        Raises:
            LoadError: it cannot be written.
        """
        path = self._waiting(KEPT) / uuid4().hex
        try:
            path.write_bytes(content)
        except OSError as error:
            raise cannot_write(path, error) from error
        return path

    def _waiting(self, name: str) -> Path:
        return self.folder / PENDING / name

    def write_tidy(self) -> bool:
        """Make the tables of all loaded reports, as far as they changed; tell whether any did.

        Raises:
            LoadError: a table cannot be written.
        """
        kept = self.pooled()
        _require_same_dimensions(kept)
        target = self._waiting(TABLES)
        try:
            for name in (TIDY, DATASET):
                _remove(target / name)
            return write_tables(self, kept, target)
        except OSError as error:
            raise cannot_write(target, error) from error

    def tidy(self) -> Iterator[Row]:
        """The rows of all publications that are loaded, as made last, one after the other.

        Raises:
            LoadError: they cannot be read back.
        """
        made = self._waiting(TABLES) / POOLED
        yield from stream_csv(made if made.exists() else self.folder / POOLED)

    def write_text(self, name: str, text: str) -> None:
        """Make a file about all reports.

        Raises:
            LoadError: it cannot be written.
        """
        _require_inside(name)
        write_text(self._waiting(TABLES) / name, text)

    def commit(self) -> None:
        """Put all that was made in its place.

        Raises:
            LoadError: it cannot be put there; the next run will do it.
        """
        try:
            (self.folder / PENDING).rename(self.folder / READY)
            _put_in_place(self.folder)
        except OSError as error:
            raise cannot_write(self.folder, error) from error


def _put_in_place(folder: Path) -> None:
    """Let everything that is ready take its place; interrupted anywhere, it can be begun again."""
    ready = folder / READY
    if not ready.exists():
        return
    for report in sorted((ready / REPORTS).glob("*")):
        target = folder / report.name
        if target.exists():
            old = ready / REPLACED / report.name
            _remove(old)
            old.parent.mkdir(exist_ok=True)
            target.rename(old)
        report.rename(target)
    for path in sorted(path for path in (ready / TABLES).rglob("*") if path.is_file()):
        place = folder / path.relative_to(ready / TABLES)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
    families = {one.family for one in Store(folder).pooled()}
    for path in (folder / TIDY).glob("*.csv"):
        if path.name != OBSERVATIONS and path.stem not in families:
            path.unlink()
    if (ready / TABLES / CONTENTS).parent.exists():
        _remove_other_parts(folder)
    shutil.rmtree(ready)


def _remove_other_parts(folder: Path) -> None:
    """Remove files of the dataset that others took the place of."""
    contents = read_contents(folder)
    if not contents.tables:
        return  # there is a table of all publications always: somebody took the list away
    named = {folder / DATASET / part.path for part in contents.parts}
    for path in (folder / DATASET).rglob("*.parquet"):
        if path not in named:
            path.unlink()


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _require_inside(*names: str) -> None:
    """Make sure that no name, whatever it was made from, leads out of the folder or hides in it."""
    for name in names:
        parts = PurePosixPath(name).parts
        if not parts or any(part.startswith((".", "/")) for part in parts):
            raise LoadError("is no name for a file of a report", source=name)


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
