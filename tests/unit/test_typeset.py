from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest
import yaml

from tests.typeset import (
    PRESETS,
    Box,
    Layout,
    NumberPrint,
    TextNumber,
    Typeset,
    load_data,
    random_layout,
    truth_json,
    typeset,
    with_value,
    without_note,
)
from tests.typeset.lines import part_positions
from tests.typeset.loading import DataFileError
from tests.typeset.model import Number, UnknownKeyError, block_numbers, prose_numbers

ROOT = Path(__file__).parents[2]
DATA_FILE = ROOT / "tests/typeset/data/regionkoordinatorerna-2024.yml"
SAMPLE = ROOT / "raw_pdfs/regionkoordinatorerna-2024-facsimile.pdf"
DATA = load_data(DATA_FILE)

SEEDS = (1, 2, 3, 5, 8, 13, 21, 34, 55, 89)
LAYOUTS = [*PRESETS.values(), *(random_layout(seed) for seed in SEEDS)]
every_layout = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)


@cache
def _typeset(name: str) -> Typeset:
    return typeset(DATA, next(layout for layout in LAYOUTS if layout.name == name))


@cache
def _characters(name: str) -> list[list[dict[str, Any]]]:
    return _page_characters(_typeset(name).pdf)


def _page_characters(pdf: bytes) -> list[list[dict[str, Any]]]:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [page.chars for page in document.pages]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _prints(report: Typeset) -> list[NumberPrint | TextNumber]:
    truth = report.truth
    return [*truth.numbers, *truth.marks, *truth.text_numbers]


def _characters_in(box: Box, characters: list[dict[str, Any]]) -> str:
    """Join the characters whose middle lies in the box, in reading direction (upwards where they stand turned)."""
    inside = [
        character
        for character in characters
        if box.x0 < (character["x0"] + character["x1"]) / 2 < box.x1
        and box.top < (character["top"] + character["bottom"]) / 2 < box.bottom
    ]
    inside.sort(key=lambda character: character["x0"] if character["upright"] else -character["top"])
    return _squeezed("".join(character["text"] for character in inside))


@every_layout
def test_each_truth_box_holds_exactly_its_printed_characters_for_pdfplumber(layout: Layout) -> None:
    report = _typeset(layout.name)
    characters = _characters(layout.name)
    expected = [_squeezed(each.printed) if each.set_as == "text" else "" for each in _prints(report)]
    found = [_characters_in(each.box, characters[each.page - 1]) for each in _prints(report)]
    assert expected == found


@every_layout
def test_each_truth_box_holds_its_printed_text_for_pdfium(layout: Layout) -> None:
    report = _typeset(layout.name)
    document = pypdfium2.PdfDocument(report.pdf)
    pages = [document[index].get_textpage() for index in range(len(document))]
    missing = []
    for each in _prints(report):
        box, height = each.box, layout.page.height
        text = pages[each.page - 1].get_text_bounded(box.x0, height - box.bottom, box.x1, height - box.top)
        if each.set_as == "text" and _squeezed(each.printed) not in _squeezed(text):
            missing.append((each.printed, text, each.page))
    assert missing == []


@every_layout
def test_no_character_leaves_the_page(layout: Layout) -> None:
    outside = [
        (number, character["text"])
        for number, characters in enumerate(_characters(layout.name), 1)
        for character in characters
        if min(character["x0"], character["top"]) < 0
        or character["x1"] > layout.page.width
        or character["bottom"] > layout.page.height
    ]
    assert outside == []


@every_layout
def test_no_two_characters_are_printed_over_each_other(layout: Layout) -> None:
    for characters in _characters(layout.name):
        places = Counter(
            (round((c["x0"] + c["x1"]) / 2), round((c["top"] + c["bottom"]) / 2))
            for c in characters
            if c["text"].strip() and c["size"] > 6
        )
        assert [place for place, count in places.items() if count > 1] == []


@every_layout
def test_each_number_of_the_data_is_printed_once_unless_only_drawn(layout: Layout) -> None:
    drawn_only = {"figure_2", "figure_3", "figure_4"}
    expected = Counter(
        [
            (block.id, number.key)
            for block in DATA.blocks
            if block.id not in drawn_only
            for number in block_numbers(block)
        ]
        + [("prose", number.key) for number in prose_numbers(DATA)]
    )
    assert expected == Counter((each.block, each.key) for each in _typeset(layout.name).truth.numbers)


@every_layout
def test_each_digit_of_the_text_layer_is_accounted_for(layout: Layout) -> None:
    report = _typeset(layout.name)
    digits = Counter(c["text"] for page in _characters(layout.name) for c in page if c["text"].isdigit())
    told = Counter(
        character
        for each in _prints(report)
        if each.set_as == "text"
        for character in each.printed
        if character.isdigit()
    )
    assert digits == told


@every_layout
def test_the_same_input_gives_the_same_bytes(layout: Layout) -> None:
    again = typeset(load_data(DATA_FILE), layout)
    assert _typeset(layout.name).pdf == again.pdf
    assert truth_json(_typeset(layout.name).truth) == truth_json(again.truth)


def test_the_committed_sample_is_what_the_data_file_gives() -> None:
    assert SAMPLE.read_bytes() == _typeset("facsimile").pdf


def test_the_list_of_sources_has_the_sha256_of_the_sample() -> None:
    sources = yaml.safe_load((SAMPLE.parent / "sources.yml").read_text(encoding="utf-8"))["sources"]
    listed = {source["file"]: source["sha256"] for source in sources}
    assert listed[SAMPLE.name] == hashlib.sha256(SAMPLE.read_bytes()).hexdigest()


def test_the_sample_needs_no_compression_so_that_no_zlib_changes_its_bytes() -> None:
    assert b"FlateDecode" not in _typeset("facsimile").pdf


@every_layout
def test_every_page_says_that_it_is_a_facsimile(layout: Layout) -> None:
    document = pypdfium2.PdfDocument(_typeset(layout.name).pdf)
    pages = [document[index].get_textpage().get_text_range() for index in range(len(document))]
    assert ["Faksimil" in page for page in pages] == [True] * len(pages)
    assert all("aksimil" in document.get_metadata_dict()[key] for key in ("Title", "Subject", "Keywords"))


def test_a_report_without_note_says_nothing_of_a_facsimile() -> None:
    document = pypdfium2.PdfDocument(typeset(without_note(DATA), PRESETS["facsimile"]).pdf)
    text = "".join(document[index].get_textpage().get_text_range() for index in range(len(document)))
    assert "aksimil" not in text + str(document.get_metadata_dict())


@pytest.mark.parametrize(
    ("block", "key", "value"),
    [
        ("form_boxes", "labour.men", 123),
        ("form_boxes", "labour.total", 234),
        ("industries", "hotel_restaurant", 75),
        ("origins", "TH.unknown", 15),
        ("prose", "analysis.total", 431),
    ],
)
def test_a_changed_number_is_printed_and_no_other_number_changes(block: str, key: str, value: int) -> None:
    layout = PRESETS["plain_table"]
    before = {(each.block, each.key): each for each in _typeset(layout.name).truth.numbers}
    after = {
        (each.block, each.key): each for each in typeset(with_value(DATA, block, key, value), layout).truth.numbers
    }
    changed = {place for place in before if before[place].printed != after[place].printed}
    assert changed == {(block, key)}
    assert (after[block, key].printed, after[block, key].value) == (str(value), Decimal(value))


@pytest.mark.parametrize(
    ("thousands", "printed"),
    [("", "1204"), (" ", "1 204"), ("\u00a0", "1\u00a0204"), ("\u2009", "1\u2009204")],
)
@pytest.mark.parametrize("name", ["facsimile", "plain_table"])
def test_thousands_are_parted_as_the_layout_says_and_found_in_their_box(
    name: str, thousands: Any, printed: str
) -> None:
    layout = PRESETS[name]
    wide = Layout(**{**{field: getattr(layout, field) for field in layout.__slots__}, "thousands": thousands})
    report = typeset(with_value(DATA, "industries", "construction", 1204), wide)
    number = next(each for each in report.truth.numbers if each.key == "construction")
    assert number.printed == printed
    assert _characters_in(number.box, _page_characters(report.pdf)[number.page - 1]) == "1204"


def test_a_missing_mark_is_told_apart_from_a_number() -> None:
    truth = typeset(with_value(DATA, "origins", "CO.child", None, printed=".."), PRESETS["facsimile"]).truth
    assert [(mark.key, mark.printed, mark.value) for mark in truth.marks] == [("CO.child", "..", None)]
    assert "CO.child" not in {each.key for each in truth.numbers}


def test_the_parts_of_a_stacked_column_are_its_shares_in_percent() -> None:
    chart = next(each for each in _typeset("facsimile").truth.charts if each.figure == 2)
    labour = {each.series: each.value for each in chart.values if each.category == "Arbetskraft"}
    # 69, 132, 4 and 4 of 209 persons whose sex and age are known
    assert labour == {
        "Kvinnor": Decimal("33.0144"),
        "Män": Decimal("63.1579"),
        "Flickor": Decimal("1.9139"),
        "Pojkar": Decimal("1.9139"),
    }


def test_bars_are_as_long_as_their_numbers() -> None:
    report = _typeset("plain_table")
    chart = next(each for each in report.truth.charts if each.block == "industries")
    with pdfplumber.open(io.BytesIO(report.pdf)) as document:
        bars = [
            rect["width"]
            for rect in document.pages[chart.page - 1].rects
            if chart.box.top < rect["top"] and rect["bottom"] < chart.box.bottom
        ]
    expected = [float(each.value) / 74 for each in chart.values]
    assert [bar / bars[0] for bar in bars] == pytest.approx(expected, abs=0.002)


def test_outlined_labels_are_drawn_but_not_in_the_text() -> None:
    truth = _typeset("outlined").truth
    document = pypdfium2.PdfDocument(_typeset("outlined").pdf)
    text = "".join(document[index].get_textpage().get_text_range() for index in range(len(document)))
    assert "Uppsökande verksamhet" not in text
    assert {each.set_as for each in truth.numbers if each.block == "figure_5"} == {"outline"}


def test_the_published_figures_are_those_of_the_data_file() -> None:
    blocks = {block.id: block for block in DATA.blocks}
    totals = {group.label: _value(group.total) for group in blocks["form_boxes"].groups}
    assert totals == {
        "Arbetskraft": 233,
        "Hushållsarbete": 6,
        "Kriminalitet": 3,
        "Multipel": 2,
        "Organhandel": 1,
        "Sexuella ändamål": 166,
    }
    assert sum(_value(number) for number in block_numbers(blocks["industries"])) == 233
    sums = {group.label: sum(_value(item) for item in group.items) for group in blocks["form_boxes"].groups}
    # As published, the two classes under "Sexuella ändamål" leave 17 of its 166 persons out.
    assert {label: totals[label] - sums[label] for label in totals if totals[label] != sums[label]} == {
        "Sexuella ändamål": 17
    }


def _value(number: Number | None) -> Decimal:
    assert number is not None
    assert number.value is not None
    return number.value


def test_an_unknown_key_names_the_keys_there_are() -> None:
    with pytest.raises(UnknownKeyError, match=r"construction"):
        with_value(DATA, "industries", "mining", 1)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kind: pie", "kind: tart", "unknown 'tart'"),
        ("printed: halvering", "gedruckt: halvering", "gedruckt"),
        ("{total} personer", "{totalt} personer", "the text uses"),
        ("value: 97, unit", "value: 97.5, unit", "in quotes"),
    ],
)
def test_a_data_file_that_is_not_understood_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = DATA_FILE.read_text(encoding="utf-8")
    assert old in text
    changed = tmp_path / "changed.yml"
    changed.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataFileError, match=message):
        load_data(changed)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("koordinatorerna", "koordi-na-to-rerna"),
        ("verksamhet", "verksamhet"),
        ("människohandel", "människo-handel"),
        ("barn", "barn"),
    ],
)
def test_words_are_parted_at_seams_or_before_a_single_consonant(word: str, parts: str) -> None:
    at = part_positions(word, {"människohandel": (8,)})
    edges = (0, *at, len(word))
    assert "-".join(word[start:end] for start, end in pairwise(edges)) == parts


def test_layouts_drawn_by_lot_differ_and_are_repeatable() -> None:
    drawn = [random_layout(seed) for seed in range(20)]
    assert drawn == [random_layout(seed) for seed in range(20)]
    assert len({layout.forms for layout in drawn}) > 10


def test_the_command_writes_the_pdf_and_its_truth(tmp_path: Path) -> None:
    out, truth = tmp_path / "report.pdf", tmp_path / "report.json"
    command = [sys.executable, "-m", "tests.typeset", str(DATA_FILE), "--layout", "matrix"]
    subprocess.run([*command, "--out", str(out), "--truth", str(truth)], check=True, cwd=ROOT)  # noqa: S603 - own module
    assert out.read_bytes() == _typeset("matrix").pdf
    written = json.loads(truth.read_text(encoding="utf-8"))
    assert written["pages"] == _typeset("matrix").truth.pages
    assert all(len(number["box"]) == 4 for number in written["numbers"])
