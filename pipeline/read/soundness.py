"""What qpdf, independent of both readers, finds of damage in a file, and what it can mend.

The readers take what they can get of a stream that breaks off or fails its checksum, both the same, and agree on it.
"""

from __future__ import annotations

import base64
import io
import re
import warnings
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from pipeline.errors import LimitError
from pipeline.read.engines import Content, errors_of, without_address

MOST_BYTES = 500_000_000
"""Of all streams of a file together, unpacked and without pictures; the largest reports have a tenth."""

CHUNK = 1 << 20

NOT_UNPACKED = re.compile(r"error decoding stream data for object (\d+) (\d+)")
"""A warning of qpdf 12."""

NOT_FOUND = "not found in file after regenerating"
"""Likewise."""

NOT_READ = {"/Metadata", "/EmbeddedFile", "/XRef"}
"""Types of streams that nothing is read from."""

WITH_TEXT = {"/Widget", "/FreeText", "/Stamp"}
"""Annotations that viewers show as part of the page, and that neither reader reads."""

OPERATORS = {
    *("b", "B", "b*", "B*", "BDC", "BI", "BMC", "BT", "BX", "c", "cm", "CS", "cs", "d", "d0", "d1", "Do", "DP", "EI"),
    *("EMC", "ET", "EX", "f", "F", "f*", "G", "g", "gs", "h", "i", "ID", "j", "J", "K", "k", "l", "m", "M", "MP", "n"),
    *("q", "Q", "re", "RG", "rg", "ri", "s", "S", "SC", "sc", "SCN", "scn", "sh", "T*", "Tc", "Td", "TD", "Tf", "Tj"),
    *("TJ", "TL", "Tm", "Tr", "Ts", "Tw", "Tz", "v", "w", "W", "W*", "y", "'", '"', "INLINE IMAGE"),
}
"""All there are (PDF 32000-1, annex A), and the name that pikepdf has for a picture in the midst of others."""

LZW_CLEAR = 256
LZW_END = 257
LZW_FIRST = 258
"""Codes of LZW: those below stand for bytes, those from here on for what was read."""

LZW_NARROWEST = 9
LZW_WIDEST = 12
"""Bits of a code."""

RUN_LENGTH_END = 128

HIDDEN = 2 | 32
"""Flags ``Hidden`` and ``NoView`` of an annotation (PDF 32000-1, table 165)."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What qpdf sees: pages, what it had to mend, pages made with what is not whole, blank ones, and annotated ones."""

    pages: int
    warnings: tuple[str, ...]
    damaged: tuple[int, ...]
    blank: tuple[int, ...]
    annotated: tuple[int, ...]


def examine(content: Content, password: str | None) -> Examined:
    """Look through a file without reading it.

    Raises:
        ReadError: qpdf cannot open it.
        LimitError: its streams are too large.
    """
    with opened(content, password) as document:
        broken = _broken_streams(document)
        pages = [page.obj for page in document.pages]
        notes = tuple(without_address(str(one)) for one in document.get_warnings())
        lost = _lost_objects(document, notes)
        blank = tuple(number for number, page in enumerate(pages, 1) if not page.get("/Contents"))
        damaged = tuple(
            number
            for number, page in enumerate(pages, 1)
            if lost or (broken and _reaches(page, broken)) or _is_doubtful(page, is_mended=bool(notes))
        )
        annotated = (number for number, page in enumerate(pages, 1) if any(map(_shows_text, _annotations(page))))
        return Examined(len(pages), notes, damaged, blank, tuple(annotated))


def mended(content: Content, password: str | None) -> bytes:
    """The file as qpdf writes it again: with a table of objects that is right, and not encrypted.

    Raises:
        ReadError: qpdf cannot open it, or not write it.
    """
    with opened(content, password) as document:
        return written(document)


def with_annotations_drawn(content: Content, password: str | None) -> bytes:
    """The file with form fields and other annotations drawn into their pages, where both readers read them.

    Raises:
        ReadError: qpdf cannot open it, or not write it.
    """
    with opened(content, password) as document:
        document.generate_appearance_streams()
        document.flatten_annotations()
        return written(document)


@contextmanager
def opened(content: Content, password: str | None) -> Iterator[Any]:
    """The document that qpdf makes of a file.

    Raises:
        ReadError: it cannot be opened, or what is done with it fails.
    """
    source = io.BytesIO(content if isinstance(content, bytes) else Path(content).read_bytes())
    with errors_of("qpdf"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a password that was not needed
        with pikepdf.open(source, password=password or "") as document:
            yield document


def written(document: Any) -> bytes:
    """The file that a document makes, not encrypted."""
    stream = io.BytesIO()
    document.save(stream, encryption=False)
    return stream.getvalue()


def _broken_streams(document: Any) -> set[tuple[int, int]]:
    """Streams that are not whole, by the numbers of their objects; those of pictures are not looked at."""
    found = set()
    left = MOST_BYTES
    for one in document.objects:
        if not isinstance(one, pikepdf.Stream) or one.get("/Subtype") == "/Image" or one.get("/Type") in NOT_READ:
            continue
        size, is_whole = size_and_soundness(one, left)
        left -= size
        if not is_whole:
            found.add(one.objgen)
    return found


def _lost_objects(document: Any, warnings: Iterable[str]) -> bool:
    """Whether objects are missing: ones that are named, or ones that were packed in a stream that cannot be unpacked.

    Tables of objects are such streams, too, and are made anew.
    """
    if any(NOT_FOUND in text for text in warnings):
        return True
    numbers = {match.groups() for text in warnings if (match := NOT_UNPACKED.search(text))}
    found = (document.get_object(int(number), int(generation)) for number, generation in numbers)
    return any(isinstance(one, pikepdf.Stream) and one.get("/Type") == "/ObjStm" for one in found)


def size_and_soundness(stream: Any, most: int) -> tuple[int, bool]:
    """How many bytes a stream unpacks to, and whether it is whole as far as its packing tells."""
    filters = stream.get("/Filter")
    names = [str(one) for one in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    data = stream.read_raw_bytes()
    if names[0] == "/ASCII85Decode" and len(names) > 1:
        try:
            data = base64.a85decode(b"<~" + data.strip().removeprefix(b"<~"), adobe=True)
        except ValueError:
            return 0, False
        names = names[1:]
    if names[0] == "/FlateDecode":
        return inflated(data, most)
    if names[0] == "/LZWDecode" and not _grows_early(stream):
        return len(data), True
    return len(data), ENDS[names[0]](data) if names[0] in ENDS else True


def _grows_early(stream: Any) -> bool:
    """Whether the codes of LZW grow one code early, as they do where nothing else is said."""
    told = stream.get("/DecodeParms")
    first = told[0] if isinstance(told, pikepdf.Array) and len(told) else told
    return not isinstance(first, pikepdf.Dictionary) or first.get("/EarlyChange", 1) != 0


def ends_lzw(data: bytes) -> bool:
    """Tell whether data packed by LZW have the code that ends them: what is cut off leaves no other trace.

    Source: PDF 32000-1, 7.4.4.2; codes grow by a bit one code early, as of every producer but the oldest.
    """
    bits, held, known, width = 0, 0, LZW_FIRST - 1, LZW_NARROWEST
    for byte in data:
        bits, held = bits << 8 | byte, held + 8
        if held < width:
            continue
        held -= width
        code, bits = bits >> held, bits & ((1 << held) - 1)
        if code == LZW_END:
            return True
        known = LZW_FIRST - 1 if code == LZW_CLEAR else known + 1
        width = min(LZW_WIDEST, max(LZW_NARROWEST, (known + 1).bit_length()))
    return False


def ends_run_length(data: bytes) -> bool:
    """Tell whether runs of bytes (PDF 32000-1, 7.4.5) end where one does, with the mark of their end or without."""
    at = 0
    while at < len(data) and data[at] != RUN_LENGTH_END:
        at += data[at] + 2 if data[at] < RUN_LENGTH_END else 2
    return at <= len(data)


ENDS: Mapping[str, Callable[[bytes], bool]] = {
    "/LZWDecode": ends_lzw,
    "/RunLengthDecode": ends_run_length,
    "/ASCIIHexDecode": lambda data: data.rstrip().endswith(b">"),
    "/ASCII85Decode": lambda data: data.rstrip().endswith(b"~>"),
}
"""What tells of data without a checksum whether they are complete."""


def inflated(data: bytes, most: int = MOST_BYTES) -> tuple[int, bool]:
    """How many bytes deflated data unpack to, and whether they are whole: complete, and right by their checksum.

    A checksum that is missing is none that is wrong: some producers leave it out.

    Raises:
        LimitError: there are more than ``most``.
    """
    data = data.lstrip(b"\r\n")
    if not data:
        return 0, True
    try:
        size, is_complete = _inflated(zlib.decompressobj(), data, most)
        if not is_complete:
            size, is_complete = _inflated(zlib.decompressobj(-zlib.MAX_WBITS), data[2:], most)
    except zlib.error:
        return 0, False
    return size, is_complete


def _inflated(unpacking: Any, data: bytes, most: int) -> tuple[int, bool]:
    size = 0
    while data and not unpacking.eof:
        size += len(unpacking.decompress(data, CHUNK))
        data = unpacking.unconsumed_tail
        if size > most:
            raise LimitError(f"its streams unpack to more than {MOST_BYTES // 1_000_000} MB")
    return size, unpacking.eof


def _reaches(page: Any, broken: Iterable[tuple[int, int]]) -> bool:
    """Whether a page is made with one of these objects; what is inherited from the nodes above it counts."""
    wanted = set(broken)
    seen: set[tuple[int, int]] = set()
    waiting = [page.get("/Contents"), *(node.get("/Resources") for node in _upwards(page))]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)):
            continue
        if one.is_indirect:
            if one.objgen in wanted:
                return True
            if one.objgen in seen:
                continue
            seen.add(one.objgen)
        if isinstance(one, pikepdf.Array):
            waiting.extend(one)
        else:
            waiting.extend(value for key, value in one.items() if key not in {"/Parent", "/P"})
    return False


def _is_doubtful(page: Any, *, is_mended: bool) -> bool:
    """Whether content that has no checksum may have lost something.

    That is where the file had to be mended, or has operators that PDF does not have: readers skip them with their text.
    """
    contents = page.get("/Contents")
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    streams = [one for one in parts if isinstance(one, pikepdf.Stream)]
    if not streams or all("/FlateDecode" in str(one.get("/Filter")) for one in streams):
        return False
    used = {str(one.operator) for one in pikepdf.parse_content_stream(pikepdf.Page(page))}
    return is_mended or ("BX" not in used and not used <= OPERATORS)


def _upwards(page: Any) -> Iterator[Any]:
    """A page and the nodes above it, each once even where they go round."""
    seen: set[tuple[int, int]] = set()
    node = page
    while isinstance(node, pikepdf.Dictionary) and node.objgen not in seen:
        seen.add(node.objgen)
        yield node
        node = node.get("/Parent")


def _annotations(page: Any) -> Iterator[Any]:
    found = page.get("/Annots")
    if isinstance(found, pikepdf.Array):
        yield from (one for one in found if isinstance(one, pikepdf.Dictionary))


def _shows_text(annotation: Any) -> bool:
    flags = annotation.get("/F", 0)
    is_shown = not (isinstance(flags, int) and flags & HIDDEN)
    has_text = any(key in annotation for key in ("/AP", "/V", "/Contents"))
    return is_shown and has_text and str(annotation.get("/Subtype")) in WITH_TEXT
