"""Tesseract: whether it is there, and what it reads in a picture, line by line."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree as ET

from PIL import Image as Pictures

from pipeline.errors import ReadError
from pipeline.read.engines import INSTALL_OCR

LANGUAGE = "swe"

LONGEST_S = 120
"""Seconds that Tesseract may take over one picture."""

THREADS = "OMP_THREAD_LIMIT"
"""Tesseract's own threads take twice the time of one for nothing: there is a process for each file already."""


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """A part of a picture, in pixels; the far edges are not inside."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        """In pixels."""
        return self.bottom - self.top

    @property
    def width(self) -> int:
        """In pixels."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Letter:
    """A character and where it stands."""

    text: str
    edges: Area


@dataclass(frozen=True, slots=True)
class Seen:
    """A word as Tesseract tells it, ``sure`` in percent."""

    letters: tuple[Letter, ...]
    edges: Area
    sure: float

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(letter.text for letter in self.letters)


@dataclass(frozen=True, slots=True)
class SeenLine:
    """Words that stand on one line, from the left."""

    words: tuple[Seen, ...]
    edges: Area


def tesseract() -> Any:
    """The library that calls Tesseract.

    Raises:
        ReadError: it is not there, or Tesseract or its Swedish is not.
    """
    os.environ.setdefault(THREADS, "1")
    try:
        import pytesseract  # noqa: PLC0415 -- an extra that only --ocr needs

        if LANGUAGE not in pytesseract.get_languages():
            raise ReadError("--ocr: Tesseract knows no Swedish", remedy=INSTALL_OCR)
    except ImportError as error:
        raise ReadError("--ocr: the library pytesseract is not installed", remedy=INSTALL_OCR) from error
    except OSError as error:  # TesseractNotFoundError is one
        raise ReadError("--ocr: Tesseract is not installed", remedy=INSTALL_OCR) from error
    return pytesseract


@contextmanager
def errors_of_tesseract() -> Iterator[None]:
    """What it says that it cannot do, as an error of ours.

    Raises:
        ReadError: it failed, or took too long.
    """
    try:
        yield
    except RuntimeError as error:  # TesseractError is one, and so is the end of its time
        raise ReadError(f"--ocr: Tesseract cannot read a picture ({error})", remedy="run without --ocr") from error


def lines_in(picture: Pictures.Image, config: str, engine: Any) -> tuple[SeenLine, ...]:
    """The lines of a picture in Tesseract's order."""
    (lines,) = lines_in_each([picture], config, engine)
    return lines


def lines_in_each(pictures: Sequence[Pictures.Image], config: str, engine: Any) -> list[tuple[SeenLine, ...]]:
    """The lines of each of some pictures, read by one process: to start one takes longer than to read a word."""
    if not pictures:
        return []
    with TemporaryDirectory() as folder:
        names = [Path(folder) / f"{number}.png" for number in range(len(pictures))]
        for name, picture in zip(names, pictures, strict=True):
            picture.save(name, compress_level=1)
        listed = Path(folder) / "pictures.txt"
        listed.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
        with errors_of_tesseract():
            found = engine.image_to_pdf_or_hocr(
                str(listed),
                lang=LANGUAGE,
                config=f"{config} -c hocr_char_boxes=1",
                extension="hocr",
                timeout=LONGEST_S,
            )
    pages = _classed(ET.fromstring(found), "ocr_page")  # noqa: S314 -- what Tesseract itself writes
    return [tuple(_line(one) for one in _classed(page, *LINES)) for page in pages]


LINES = ("ocr_line", "ocr_caption", "ocr_header", "ocr_textfloat")
"""What Tesseract calls lines, by what it takes them for."""


def quarter_turns(picture: Pictures.Image, engine: Any) -> tuple[int, float]:
    """By how many quarters clockwise a picture has to be turned for its text to stand upright, and how sure that is.

    0 and 0 where there is too little text to tell, or where the data for it are not installed.
    """
    try:
        found = engine.image_to_osd(picture, config="--dpi 200", output_type=engine.Output.DICT, timeout=LONGEST_S)
    except RuntimeError:
        return 0, 0.0
    return int(found["rotate"]) // 90 % 4, float(found["orientation_conf"])


def _classed(element: Any, *names: str) -> list[Any]:
    return [one for one in element.iter() if one.get("class") in names]


def _line(element: Any) -> SeenLine:
    words = tuple(word for word in map(_word, _classed(element, "ocrx_word")) if word.text)
    return SeenLine(words, _edges(element))


def _word(element: Any) -> Seen:
    letters = tuple(
        Letter(text, _edges(one))
        for one in _classed(element, "ocrx_cinfo")
        if (text := "".join(one.itertext()).strip())
    )
    return Seen(letters, _edges(element), float(_told("x_wconf", element)[0]))


def _edges(element: Any) -> Area:
    told = _told("bbox", element) or _told("x_bboxes", element)
    left, top, right, bottom = (int(number) for number in told[:4])
    return Area(top, left, bottom, right)


def _told(key: str, element: Any) -> list[str]:
    """What an element says of itself under a key, ``bbox 1 2 3 4; x_wconf 96``."""
    match = re.search(rf"\b{key} ([^;]*)", element.get("title", ""))
    return match.group(1).split() if match else []
