"""What is in a PDF as text: sections, and lines that a person can read."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model.document import Document
from pipeline.model.geometry import BBox
from pipeline.model.grid import Cell, Grid
from pipeline.model.inspection import Inspection
from pipeline.model.observation import Normalised, UnknownLabel
from pipeline.model.printed import Block, Caption, Entry, Layout, Printed
from pipeline.model.span import Span
from pipeline.report.inspection import WIDTH, inspection_document, inspection_lines
from tests.fixtures.audit import token
from tests.fixtures.pages import line, page

BOX = BBox(0, 0, 10, 10)


def span(text: str, number: int = 1) -> Span:
    return Span(text, number, (BOX,))


def block(*entries: tuple[str, str, str]) -> Block:
    made = (Entry(span(number), span(label), (span(heading),) if heading else ()) for heading, label, number in entries)
    return Block(Layout.SPREAD, 2, BOX, tuple(made))


def inspection() -> Inspection:
    """Of a document without anything that a family could know."""
    words = page(line("Fåglar 12", 50, 50), line("sju", 50, 80, font="Bold"))
    return Inspection(
        document=Document("birds.pdf", "f" * 64, (), (words,)),
        printed=Printed((), (), (), ()),
        report=None,
        unrecognised="birds.pdf: no family recognises it",
        normalised=Normalised((), (), (), (), ()),
        ledger=(),
    )


def section(one: Inspection, title: str) -> list[str]:
    """Lines of the section with this title."""
    lines = list(inspection_lines(one))
    rest = lines[lines.index(title) + 1 :]
    return rest[: rest.index("")] if "" in rest else rest


def test_fonts_are_listed_by_the_characters_set_in_them() -> None:
    assert section(inspection(), "Fonts: 2") == ["  8 characters  Regular", "  3 characters  Bold"]


def test_an_empty_section_has_its_title_alone() -> None:
    assert section(inspection(), "Captions: 0") == []


def test_entries_stand_under_their_headings_and_no_line_parts_a_label_from_its_number() -> None:
    rows = [("Skog", f"Art med namn {number}", f"1\u2009{number}") for number in range(100, 120)]
    printed = Printed((block(*rows, ("Äng", "Lärka", "7"), ("", "Summa", "8")),), (), (), ())
    first, *lines = section(replace(inspection(), printed=printed), "Blocks as printed: 1")
    assert first == "  page 2, spread, entries: 22"
    assert lines[0].startswith("    Skog: Art med namn 100 = 1 100; Art med namn 101 = 1 101;")
    assert lines[-2:] == ["    Äng: Lärka = 7", "    Summa = 8"]
    assert all(len(text) <= WIDTH + 2 for text in lines)
    assert not any(text.endswith("=") or text.lstrip().startswith("=") for text in lines)
    assert " ".join(" ".join(lines).split()).count(" = 1 1") == len(rows)


def test_captions_tell_their_number_and_page() -> None:
    captions = (Caption(span("Figur 2.  Fåglar", 3), span("2", 3)), Caption(span("Fler fåglar", 4), None))
    one = replace(inspection(), printed=Printed((), captions, (), ()))
    assert section(one, "Captions: 2") == ["  page 3, number 2: Figur 2. Fåglar", "  page 4, no number: Fler fåglar"]


def test_an_unknown_label_stands_with_the_nearest_known_one() -> None:
    unknown = (
        UnknownLabel("birds", "species", span("Lerka", 2), "Lärka"),
        UnknownLabel("birds", "species", span("Xyz", 2), None),
    )
    one = replace(inspection(), normalised=replace(inspection().normalised, unknown_labels=unknown))
    assert section(one, "Unknown labels: 2") == [
        "  page 2, birds, species: “Lerka”; the nearest known is “Lärka”",
        "  page 2, birds, species: “Xyz”; no known one is near",
    ]


def test_unexplained_numbers_stand_together_by_reason_and_page() -> None:
    ledger = (
        token("1", reason="text", number=span("1")),
        token("2", reason="label", number=span("2")),
        token("3", reason="text", number=span("3")),
        token("2024", "year"),
        token("4", reason="text", number=span("4", 2)),
    )
    one = replace(inspection(), ledger=ledger)
    assert section(one, "Unexplained: 4") == [
        "  label",
        "    page 1: 2",
        "  text",
        "    page 1: 1, 3",
        "    page 2: 4",
    ]
    assert section(one, "Ledger of numbers: 5") == ["  4  unexplained", "  1  year"]
    assert inspection_document(one)["unexplained"] == [
        {"page": 1, "printed": "1", "reason": "text"},
        {"page": 1, "printed": "2", "reason": "label"},
        {"page": 1, "printed": "3", "reason": "text"},
        {"page": 2, "printed": "4", "reason": "text"},
    ]


def test_a_table_has_the_texts_of_its_rows_and_what_spans() -> None:
    cells = (
        Cell(0, 0, 1, 1, None),
        Cell(0, 1, 1, 2, span("Persons")),
        Cell(1, 0, 1, 1, span("Birds")),
        Cell(1, 1, 1, 1, span("1\N{THIN SPACE}204")),
        Cell(1, 2, 1, 1, None),
    )
    grid = Grid(3, BOX, 2, 3, 1, 1, cells, "aligned", 2, 4)
    one = replace(inspection(), printed=replace(inspection().printed, grids=(grid,)))
    assert section(one, "Tables: 1") == [
        "  page 3, 2 rows, 3 columns, read as aligned, readers that agree: 2 of 4",
        "     | Persons |",
        "    ---",
        "    Birds | 1 204 |",
    ]
    assert inspection_document(one)["tables"] == [
        {
            "page": 3,
            "bbox": [0, 0, 10, 10],
            "header_rows": 1,
            "header_columns": 1,
            "reader": "aligned",
            "agreeing": 2,
            "asked": 4,
            "rows": [["", "Persons", ""], ["Birds", "1\N{THIN SPACE}204", ""]],
            "spans": [{"row": 0, "column": 1, "row_span": 1, "column_span": 2}],
        }
    ]


def test_what_the_readers_of_letters_differ_by_is_told_first() -> None:
    one = inspection()
    disputed = replace(one, document=replace(one.document, disputes=("page 2: the readers differ",)))
    assert "dispute page 2: the readers differ" in list(inspection_lines(disputed))
    assert inspection_document(disputed)["disputes"] == ["page 2: the readers differ"]
