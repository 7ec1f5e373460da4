"""Text files: what is written is what is read back, byte by byte, and never a part of it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import LoadError
from pipeline.load.files import csv_text, json_text, read_csv, replace_text, sha256_file, sha256_text, write_text
from pipeline.load.tables import decimal_text

COLUMNS = ("label", "value")
AWKWARD = [
    'he said "69"',
    "Livsmedel, jordbruk",
    "Tvångs-\näktenskap",
    "Tvångs-\r\näktenskap",
    "Tvångs-\räktenskap",
    " leading and trailing ",
    "",
    '"',
    "1\N{NO-BREAK SPACE}204",
    "=SUM(A1)",
    "\N{LINE SEPARATOR}\N{NEXT LINE}",
]


@pytest.mark.parametrize("text", AWKWARD)
def test_a_table_is_the_same_when_read_back(tmp_path: Path, text: str) -> None:
    rows = [{"label": text, "value": "69"}, {"label": "x", "value": text}]
    write_text(tmp_path / "a.csv", csv_text(COLUMNS, rows))
    assert read_csv(tmp_path / "a.csv") == rows


@given(st.lists(st.fixed_dictionaries({name: st.text(st.characters(exclude_categories=["Cs"])) for name in COLUMNS})))
def test_any_text_is_the_same_when_read_back(rows: list[dict[str, str]]) -> None:
    text = csv_text(COLUMNS, rows)
    assert list(csv.DictReader(io.StringIO(text, newline=""))) == rows


def test_a_table_has_a_heading_line_feeds_and_quotes_where_needed() -> None:
    rows = [{"label": "Bygg", "value": "7"}, {"label": 'a "b", c', "value": ""}]
    assert csv_text(COLUMNS, rows) == 'label,value\nBygg,7\n"a ""b"", c",\n'


def test_a_table_without_rows_has_its_heading() -> None:
    assert csv_text(COLUMNS, []) == "label,value\n"


def test_a_row_with_an_unknown_column_is_not_written() -> None:
    with pytest.raises(ValueError, match="colour"):
        csv_text(COLUMNS, [{"label": "x", "value": "1", "colour": "red"}])


def test_a_row_that_lacks_a_column_is_not_written() -> None:
    with pytest.raises(ValueError, match="value"):
        csv_text(COLUMNS, [{"label": "x"}])


def test_files_are_utf8_with_the_line_ends_given(tmp_path: Path) -> None:
    write_text(tmp_path / "a" / "b" / "c.txt", "å\n\r\nö")
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == "å\n\r\nö".encode()


def test_json_is_readable_and_keeps_its_order() -> None:
    text = json_text({"b": "å", "a": [1]})
    assert text == '{\n  "b": "å",\n  "a": [\n    1\n  ]\n}\n'
    assert list(json.loads(text)) == ["b", "a"]


def test_a_text_and_its_file_have_the_same_digest(tmp_path: Path) -> None:
    text = "å\r\nö\n"
    write_text(tmp_path / "a.txt", text)
    assert sha256_text(text) == sha256_file(tmp_path / "a.txt") == hashlib.sha256(text.encode()).hexdigest()


def test_replacing_leaves_the_new_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    for text in ("old", "new"):
        replace_text(path, text)
        assert path.read_text(encoding="utf-8") == text
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]


def test_a_path_that_cannot_be_written_is_named_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    for write in (write_text, replace_text):
        with pytest.raises(LoadError) as caught:
            write(tmp_path / "file" / "a.csv", "x")
        assert "cannot be written" in caught.value.message
        assert "a.csv" in str(caught.value.source)
        assert "--out" in str(caught.value.remedy)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "in the way"


def test_replacing_a_folder_is_refused_and_leaves_no_draft(tmp_path: Path) -> None:
    (tmp_path / "a.csv" / "inside").mkdir(parents=True)
    with pytest.raises(LoadError, match="cannot be written"):
        replace_text(tmp_path / "a.csv", "x")
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]


def test_a_table_that_cannot_be_read_back_is_a_load_error(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"^a\.csv: cannot be read back"):
        read_csv(tmp_path / "a.csv")
    (tmp_path / "a.csv").write_bytes(b"label\n\xff\xfe\n")
    with pytest.raises(LoadError, match=r"^a\.csv: cannot be read back"):
        read_csv(tmp_path / "a.csv")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (Decimal(0), "0"),
        (Decimal(69), "69"),
        (Decimal("0.50"), "0.50"),
        (Decimal(-7), "-7"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1E-7"), "0.0000001"),
        (Decimal(1204), "1204"),
    ],
)
def test_decimals_are_plain_digits_with_a_point(value: Decimal | None, text: str) -> None:
    assert decimal_text(value) == text
