"""What was read and waits to be checked: on disk, for a run may be over more reports than fit into memory."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.load.files import cannot_write
from pipeline.model.report import Report
from pipeline.run.recognising import Recognised


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of this run alone, and which report each file is that waits in it."""

    folder: Path
    claims: dict[Path, Report] = field(default_factory=dict)

    def put(self, path: Path, recognised: Recognised) -> None:
        """Let what was read of a file wait.

        Raises:
            LoadError: it cannot be written.
        """
        self.claims[path] = recognised.report
        place = self._place(path)
        try:
            place.write_bytes(pickle.dumps(recognised))
        except OSError as error:
            raise cannot_write(place, error) from error

    def take(self, path: Path) -> Recognised:
        """What was read of a file; it is not kept any longer."""
        place = self._place(path)
        recognised: Recognised = pickle.loads(place.read_bytes())  # noqa: S301 -- written by this very run
        place.unlink()
        return recognised

    def in_order_of(self, files: Iterable[Path]) -> dict[Path, Report]:
        """Which report each file is that waits, in the order of the files, whichever was read first."""
        return {path: self.claims[path] for path in files if path in self.claims}

    def _place(self, path: Path) -> Path:
        return self.folder / hashlib.sha256(os.fsencode(path)).hexdigest()
