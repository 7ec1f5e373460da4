"""Damage that both readers take alike is found by a third, and what only a viewer could mend is mended in memory."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pikepdf
import pytest

from pipeline.errors import LimitError, ReadError
from pipeline.model.document import Remark, RemarkKind
from pipeline.read.reader import read_document
from pipeline.read.soundness import ends_lzw, ends_run_length, examine, inflated, size_and_soundness
from pipeline.read.source import pages_named
from tests.fixtures import pdfs
from tests.fixtures.damage import bomb, cut, packed
from tests.fixtures.odd import lzw, recoded, run_lengths

CONTENT = b"BT /F1 10 Tf 60 120 Td (Kvinnor 69) Tj ET " * 40
DEFLATED = zlib.compress(CONTENT)


@pytest.mark.parametrize(
    ("data", "is_whole"),
    [
        (DEFLATED, True),
        (b"\r\n" + DEFLATED, True),
        (DEFLATED + b"\n", True),
        (DEFLATED[:-4], True),
        (b"", True),
        (DEFLATED[:-1] + bytes([DEFLATED[-1] ^ 1]), False),
        (DEFLATED[:-12], False),
        (DEFLATED[:20] + bytes([DEFLATED[20] ^ 4]) + DEFLATED[21:], False),
        (b"not deflated at all", False),
    ],
    ids=["whole", "line end before", "line end after", "no checksum", "empty", "checksum", "cut", "flipped", "other"],
)
def test_a_stream_is_whole_or_not_by_its_packing(data: bytes, *, is_whole: bool) -> None:
    assert inflated(data)[1] is is_whole


@pytest.mark.parametrize("size", [1, 300, 5000])
def test_lzw_and_run_lengths_tell_whether_they_are_cut(size: int) -> None:
    data = CONTENT[:1] * size
    assert ends_lzw(lzw(data))
    assert not ends_lzw(lzw(data)[:-2])
    assert ends_run_length(run_lengths(data))
    assert ends_run_length(run_lengths(data)[:-1])
    assert not ends_run_length(run_lengths(data)[:-2])


@pytest.mark.parametrize(("parameters", "is_whole"), [({}, False), ({"/EarlyChange": 0}, True)])
def test_lzw_whose_codes_grow_late_is_not_taken_for_cut(parameters: dict[str, int], *, is_whole: bool) -> None:
    content = recoded("/LZWDecode", lambda data: lzw(data)[:-2], parameters)
    with pikepdf.open(io.BytesIO(content)) as document:
        assert size_and_soundness(document.pages[0].obj.Contents, len(content))[1] is is_whole


def test_a_stream_that_unpacks_to_too_much_is_a_limit() -> None:
    with pytest.raises(LimitError, match="unpack to more than"):
        inflated(zlib.compress(bytes(20_000_000), 9), most=10_000_000)


def test_a_bomb_is_a_limit_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(LimitError, match=r"^a\.pdf: its streams unpack to more than 500 MB"):
        read_document(pdfs.write(tmp_path, "a.pdf", bomb(501)))


def with_content(pages: int, damaged: int, data: bytes) -> bytes:
    """So many pages, one of which has this for its deflated content."""
    with pikepdf.open(io.BytesIO(pdfs.pages_of(*(f"sida {number}" for number in range(1, pages + 1))))) as document:
        stream = document.make_stream(b"")
        stream.write(data, filter=pikepdf.Name.FlateDecode)
        document.pages[damaged - 1].obj.Contents = stream
        kept = io.BytesIO()
        document.save(kept, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return kept.getvalue()


def test_a_page_that_breaks_off_is_refused_though_both_readers_agree_on_the_rest(tmp_path: Path) -> None:
    """Each of them reads what can be unpacked, and says nothing."""
    path = pdfs.write(tmp_path, "a.pdf", with_content(3, 2, DEFLATED[:-12]))
    with pytest.raises(ReadError, match=r"^a\.pdf: page 2: part of what is drawn there is damaged or missing\. "):
        read_document(path)
    sound = pdfs.write(tmp_path, "b.pdf", with_content(3, 2, DEFLATED))
    assert [page.words[0].text for page in read_document(sound).pages] == ["sida", "Kvinnor", "sida"]


def test_a_font_that_is_damaged_concerns_the_pages_that_use_it() -> None:
    whole = pdfs.ligature()
    with pikepdf.open(io.BytesIO(whole)) as document:
        document.pages.extend(pikepdf.open(io.BytesIO(pdfs.plain())).pages)
        for font in document.pages[0].Resources.Font.values():
            if "/ToUnicode" in font:
                font.ToUnicode.write(zlib.compress(font.ToUnicode.read_bytes())[:-9], filter=pikepdf.Name.FlateDecode)
        kept = io.BytesIO()
        document.save(kept, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert examine(kept.getvalue(), None).damaged == (1,)


def test_a_page_whose_content_is_not_in_the_file_is_refused(tmp_path: Path) -> None:
    """A reference to nothing is a blank page to every reader."""
    pdf = pdfs.plain().replace(b"/Contents 7 0 R", b"/Contents 9 0 R")
    with pytest.raises(ReadError, match=r"^a\.pdf, page 1: what is drawn there is missing\. "):
        read_document(pdfs.write(tmp_path, "a.pdf", pdf))


def unpacked(pdf: bytes) -> bytes:
    """The same page with content that is not deflated."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(stream, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    return stream.getvalue()


@pytest.mark.parametrize(("before", "after"), [(b") Tj", b") Uj"), (b"startxref", b"stortxref")])
def test_content_without_a_checksum_is_taken_only_from_a_sound_file(
    tmp_path: Path, before: bytes, after: bytes
) -> None:
    """An operator that PDF does not have is skipped with its text by every reader."""
    sound = unpacked(pdfs.plain())
    assert read_document(pdfs.write(tmp_path, "a.pdf", sound)).pages[0].words[1].text == "69"
    assert before in sound
    with pytest.raises(ReadError, match=r"page 1: part of what is drawn there is damaged"):
        read_document(pdfs.write(tmp_path, "b.pdf", sound.replace(before, after)))


@pytest.mark.parametrize("share", [0.8, 0.9, 0.99])
def test_a_file_without_its_table_of_objects_is_mended_and_that_is_said(tmp_path: Path, share: float) -> None:
    document = read_document(pdfs.write(tmp_path, "a.pdf", pdfs.truncated(share=share)))
    assert [word.text for word in document.pages[0].words] == ["Kvinnor", "69"]
    assert document.remarks == (Remark(RemarkKind.MENDED, detail="can't find startxref"),)


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7, 0.9, 0.97])
def test_a_report_that_breaks_off_is_never_read_in_part(tmp_path: Path, share: float) -> None:
    """Of pages, those that are left are no report."""
    whole = packed(pdfs.pages_of(*(f"sida {number}" for number in range(1, 30))))
    path = pdfs.write(tmp_path, "a.pdf", cut(whole, share))
    try:
        document = read_document(path)
    except ReadError as error:
        assert error.source == "a.pdf"  # noqa: PT017 -- either outcome is right
    else:
        assert [page.words[1].text for page in document.pages] == [str(number) for number in range(1, 30)]


def test_an_encrypted_file_is_looked_through_with_its_password() -> None:
    pdf = pdfs.encrypted(user=pdfs.OPEN_PASSWORD)
    examined = examine(pdf, pdfs.OPEN_PASSWORD)
    assert (examined.pages, examined.damaged, examined.warnings) == (1, (), ())
    with pytest.raises(ReadError, match="qpdf cannot read it"):
        examine(pdf, "fel")


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([3], "page 3"), ([1, 3, 4, 5], "pages 1, 3-5"), ([2, 1], "pages 1-2"), ([7, 9], "pages 7, 9")],
)
def test_pages_are_named_in_words(numbers: list[int], words: str) -> None:
    assert pages_named(numbers) == words
