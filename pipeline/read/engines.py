"""Where the errors of PDF engines end: whatever one of them raises over a file is one error of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import LimitError, PipelineError, ReadError

INSTALL_OCR = "install the extra `ocr`, and Tesseract with Swedish (Debian: tesseract-ocr, tesseract-ocr-swe)"
REPAIR = "The file is damaged: ask for a new copy, or print it to a new PDF from a viewer"

UNREAD = "If a PDF viewer shows it, print it to a new PDF from there; else ask for a new copy"

LONGEST_REASON = 120
"""Engines quote the bytes they stumble over; a message is one line."""

IN_MEMORY = re.compile(r"(?:stream )?<[^<>]* object at 0x[0-9a-f]+>(?: \([^()]*\))?:? ?")

Content = Path | str | bytes
"""What an engine opens: the path of a file, or one that was changed in memory."""


@contextmanager
def errors_of(engine: str) -> Iterator[None]:
    """Turn what an engine raises over a damaged file into ours: parsers let any of their bare errors through.

    Raises:
        ReadError: the engine failed.
        LimitError: it ran out of memory.
    """
    try:
        yield
    except PipelineError:
        raise
    except MemoryError as error:
        raise LimitError(f"{engine} runs out of memory over it") from error
    except Exception as error:
        wrapped = next((one for one in error.args if isinstance(one, Exception)), error)  # as pdfplumber does
        if isinstance(wrapped, MemoryError):
            raise LimitError(f"{engine} runs out of memory over it") from error
        reason = " ".join(f"{type(wrapped).__name__}: {wrapped}".split()).removesuffix(":")
        told = without_address(readable(reason))[:LONGEST_REASON]
        raise ReadError(f"{engine} cannot read it ({told})", remedy=UNREAD) from error


def readable(text: str) -> str:
    """Text without halves of surrogate pairs, which no file can be written with."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


UNUSED_CODE = re.compile(rf"\(cid:(?:{'|'.join(str(code) for code in (0o177, 0o201, 0o215, 0o217, 0o220, 0o235))})\)")


def with_bullets(text: str) -> str:
    """Bullets for the codes that WinAnsiEncoding has no character for (PDF 32000-1, annex D.2, note 3).

    pdfminer names them by their number. Where something else is meant pdfium sees other letters: the readers differ.
    """
    return UNUSED_CODE.sub("\u2022", text)


def without_address(text: str) -> str:
    """What qpdf says of a file in memory, without where in memory: messages are the same on every run."""
    return IN_MEMORY.sub("", text)
