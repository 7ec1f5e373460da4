"""Whatever is wrong with a file ends as one ReadError that names it, says what is wrong and what to do."""

from __future__ import annotations

import logging
import pickle
import random
from pathlib import Path

import pikepdf
import pytest

from pipeline.errors import ReadError
from pipeline.read.inputs import sha256_of
from pipeline.read.reader import read_document
from tests.fixtures import pdfs
from tests.fixtures.odd import odd

WHOLE = pdfs.pages_of("ett 1", "två 2")


@pytest.mark.parametrize(
    ("content", "password", "message", "remedy"),
    [
        (b"", None, "the file is empty", "Download it again"),
        (pdfs.html(), None, "not a PDF", "Check that the download is the report itself"),
        (b"PK\x03\x04" + bytes(3000), None, "not a PDF", "Check that the download is the report itself"),
        (b"%PDF-1.7\n", None, "not a readable PDF", "get a new copy"),
        (pdfs.truncated(share=0.5), None, "not a readable PDF", "get a new copy"),
        (pdfs.truncated(share=0.7), None, "page 1: what was drawn there is missing", "ask for a new copy"),
        (pdfs.without_pages(), None, "the PDF has no page", "Ask for a complete copy"),
        (pdfs.encrypted(user=pdfs.OPEN_PASSWORD), None, "the file is encrypted", "--password"),
        (pdfs.encrypted(user=pdfs.OPEN_PASSWORD), "", "the file is encrypted", "--password"),
        (pdfs.encrypted(user=pdfs.OPEN_PASSWORD), "fel", "the password does not open it", ""),
    ],
    ids=["empty", "html", "zip", "header only", "half", "most", "no page", "locked", "no password", "wrong password"],
)
def test_a_bad_file_is_named_with_what_is_wrong_and_what_to_do(
    tmp_path: Path, *, content: bytes, password: str | None, message: str, remedy: str
) -> None:
    path = pdfs.write(tmp_path, "rapport.pdf", content)
    with pytest.raises(ReadError) as caught:
        read_document(path, password)
    error = caught.value
    assert error.source == "rapport.pdf"
    assert message in error.message
    assert remedy in (error.remedy or "")
    assert str(error).startswith("rapport.pdf: ")
    assert "\n" not in str(error)


def test_a_file_that_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    for read in (read_document, sha256_of):
        with pytest.raises(ReadError, match=r"^a\.pdf: cannot be opened \(No such file or directory\)$"):
            read(tmp_path / "a.pdf")


def test_a_folder_in_place_of_a_file_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    for read in (read_document, sha256_of):
        with pytest.raises(ReadError, match=r"^a\.pdf: cannot be opened \(Is a directory\)$"):
            read(tmp_path / "a.pdf")


def test_bytes_before_the_header_do_no_harm(tmp_path: Path) -> None:
    """Mail gateways put them there; viewers accept a header within the first 1024 bytes."""
    path = pdfs.write(tmp_path, "a.pdf", b"\r\n" * 20 + WHOLE)
    assert [page.words[0].text for page in read_document(path).pages] == ["ett", "två"]


def test_a_page_without_resources_is_an_empty_page(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(300, 200))
        document.save(path)
    (page,) = read_document(path).pages
    assert (page.width_pt, page.height_pt, page.words) == (300, 200, ())


@pytest.mark.parametrize(("content", "reason"), [pytest.param(*rest, id=name) for name, *rest in odd()])
def test_an_odd_file_is_read_whole_or_refused_with_a_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    path = pdfs.write(tmp_path, "a.pdf", content)
    if not reason:
        assert [word.text for word in read_document(path).pages[0].words][:2] == ["Kvinnor", "69"]
        return
    with pytest.raises(ReadError) as caught:
        read_document(path)
    assert reason in str(caught.value)
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_file_is_read_or_refused_but_never_crashes(tmp_path: Path, seed: int) -> None:
    """Bytes changed, lost and put in, in a way that is the same on every run."""
    path = pdfs.write(tmp_path, "a.pdf", damaged(random.Random(seed)))  # noqa: S311 -- no secret
    try:
        document = read_document(path)
    except ReadError as error:
        assert error.source == "a.pdf"  # noqa: PT017 -- either outcome is right
    else:
        assert document.pages


# Seeds of damage that got through to the caller as an error of the engines: a media box that is no numbers, an
# annotation without text where text belongs, a token that never ends, an offset before the file's beginning.
DAMAGE = (b"<<", b">>", b"/", b"99999999999", b"-1", b"[", b"]", b"null", b"(", b" 1 0 R ")


def damaged(chance: random.Random) -> bytes:
    content = bytearray(chance.choice((WHOLE, pdfs.linked(), pdfs.ligature(), pdfs.image_only())))
    for _ in range(chance.choice((1, 2, 5, 30))):
        at = chance.randrange(len(b"%PDF-1.4"), len(content))
        kind = chance.randrange(3)
        if kind == 0:
            content[at] = chance.randrange(256)
        elif kind == 1:
            del content[at : at + chance.randrange(1, 20)]
        else:
            content[at:at] = chance.choice(DAMAGE)
    return bytes(content)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"/MediaBox [ 0 0 300 200 ]", b"/MediaBox [ 0 0 (3) 200 ]"),
        (b"/MediaBox [ 0 0 300 200 ]", b"/MediaBox 300"),
        (b"/MediaBox [ 0 0 300 200 ]", b"/MediaBox [ 0 0 9e15 200 ]"),
        (b"/MediaBox [ 0 0 300 200 ]", b"/MediaBox [ 0 0 9007199254740992 200 ]"),
        (b"/Rotate 0", b"/Rotate (a)"),
        (b"/Rotate 0", b"/Rotate 45"),
        (b"/Subtype /Link", b"/T 5 /Subtype /Link"),
        (b"/Annots [", b"/Annots [ 7 "),
    ],
    ids=[
        "text in a box",
        "no box",
        "no number in a box",
        "a box without end",
        "text for degrees",
        "45 degrees",
        "number for text",
        "no annotation",
    ],
)
def test_a_page_with_a_malformed_entry_is_read_or_refused_but_never_crashes(
    tmp_path: Path, before: bytes, after: bytes
) -> None:
    whole = pdfs.linked()
    assert before in whole
    path = pdfs.write(tmp_path, "a.pdf", whole.replace(before, after))
    try:
        assert read_document(path).pages
    except ReadError as error:
        assert error.source == "a.pdf"  # noqa: PT017 -- either outcome is right


def test_words_of_a_font_without_widths_are_left_to_the_dispute_of_the_readers(tmp_path: Path) -> None:
    """They lie on one spot, where whoever looks for the word to their right finds themselves."""
    whole = pdfs.plain("Kvinnor 69")
    assert b"/Helvetica" in whole
    path = pdfs.write(tmp_path, "a.pdf", whole.replace(b"/Helvetica", b"/Helvotica"))
    with pytest.raises(ReadError, match="pdfplumber sees 0 letters and digits, pdfium 9"):
        read_document(path)
    assert read_document(path, must_agree=False).pages[0].words == ()


def test_notes_of_the_engines_do_not_reach_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Without any logging set up Python prints warnings; pdfminer has one for a font that says no extent."""
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    with pikepdf.open(pdfs.write(tmp_path, "a.pdf", pdfs.ligature())) as document:
        for font in document.pages[0].Resources.Font.values():
            if "/FontDescriptor" in font:
                del font.FontDescriptor.FontBBox
        document.save(tmp_path / "b.pdf")
    assert read_document(tmp_path / "b.pdf").pages[0].words[0].text == "figur"
    assert capfd.readouterr() == ("", "")


def test_an_error_is_the_same_on_the_other_side_of_a_process() -> None:
    error = ReadError("the readers differ", source="a.pdf", page=2, block="figure_1", remedy="Ask for a new copy")
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 -- our own bytes
    assert type(copy) is ReadError
    assert copy.place == {"source": "a.pdf", "page": 2, "block": "figure_1", "remedy": "Ask for a new copy"}
    assert str(copy) == "a.pdf, page 2, block figure_1: the readers differ. Ask for a new copy"
