"""The file that is read: as it is, or changed in memory where a reader could not do it justice otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import LimitError, ReadError
from pipeline.model.document import Remark, RemarkKind
from pipeline.read.engines import REPAIR, Content
from pipeline.read.soundness import Examined, examine, mended, with_annotations_drawn

DAMAGED = "file is damaged"
"""What qpdf says first of all that it has to mend."""


@dataclass(frozen=True, slots=True)
class Source:
    """What the engines open, and what was done to it; ``examined`` is missing where qpdf cannot open the file."""

    content: Content
    password: str | None
    examined: Examined | None = None
    remarks: tuple[Remark, ...] = ()

    def mended(self) -> Source | None:
        """The file as qpdf writes it again; nothing where qpdf finds nothing to mend, or it has been changed already.

        Raises:
            ReadError: it cannot be written again, or what was on a page is lost.
        """
        if self.examined is None or not self.examined.warnings or isinstance(self.content, bytes):
            return None
        if self.examined.blank:
            raise ReadError(f"{pages_named(self.examined.blank)}: what was drawn there is missing", remedy=REPAIR)
        reason = next((text for text in self.examined.warnings if text != DAMAGED), DAMAGED)
        remark = Remark(RemarkKind.MENDED, detail=reason)
        content = mended(self.content, self.password)
        return replace(self, content=content, password=None, remarks=(*self.remarks, remark))


def source_of(path: Path, password: str | None) -> Source:
    """A file with what qpdf finds in it; form fields and notes are drawn into its pages.

    Raises:
        ReadError: something that its pages are made with is not whole.
        LimitError: it unpacks to too much.
    """
    try:
        examined = examine(path, password)
    except LimitError:
        raise
    except ReadError:
        return Source(path, password)  # the readers say what is wrong with it, or do better
    if examined.damaged:
        raise ReadError(
            f"{pages_named(examined.damaged)}: part of what is drawn there is damaged or missing", remedy=REPAIR
        )
    source = Source(path, password, examined)
    if not examined.annotated:
        return source
    remarks = tuple(Remark(RemarkKind.ANNOTATIONS, page) for page in examined.annotated)
    return replace(source, content=with_annotations_drawn(path, password), password=None, remarks=remarks)


def pages_named(numbers: Iterable[int]) -> str:
    """Pages in words, runs of them joined: ``pages 1, 3-5``."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    text = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
    return f"page {text}" if text.isdecimal() else f"pages {text}"
